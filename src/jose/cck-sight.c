/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sight-private.h"

#include <math.h>
#include <string.h>

#include "cck-visible-text.h"

/* 0001-01-01 and 9999-12-31. */
#define EARLIEST_DATE -62135596800.0
#define LATEST_DATE 253402300799.0

/* "2023-11-14T22:12:20Z" */
#define ISO_SIZE 21

/* @number in @width digits. Returns what stands after them. */
static char *
put_digits (char  *out,
            guint  number,
            guint  width)
{
  for (guint i = width; i > 0; i--, number /= 10)
    out[i - 1] = (char) ('0' + number % 10);

  return out + width;
}

/* ISO 8601 in UTC, for a time between EARLIEST_DATE and LATEST_DATE. The years begin
 * in March here, so that the leap day is the last of one. */
static void
write_iso (char   *out,
           double  seconds)
{
  gint64 whole = (gint64) floor (seconds) - (gint64) EARLIEST_DATE;
  guint clock = (guint) (whole % 86400), days = (guint) (whole / 86400) + 306; /* from 0000-03-01 */
  guint era = days / 146097, day_of_era = days % 146097;
  guint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  guint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint month = (5 * day_of_year + 2) / 153;
  guint day = day_of_year - (153 * month + 2) / 5 + 1;

  month = month < 10 ? month + 3 : month - 9;
  out = put_digits (out, era * 400 + year_of_era + (month <= 2 ? 1 : 0), 4);
  *out++ = '-';
  out = put_digits (out, month, 2);
  *out++ = '-';
  out = put_digits (out, day, 2);
  *out++ = 'T';
  out = put_digits (out, clock / 3600, 2);
  *out++ = ':';
  out = put_digits (out, clock / 60 % 60, 2);
  *out++ = ':';
  out = put_digits (out, clock % 60, 2);
  *out++ = 'Z';
  *out = '\0';
}

gboolean
cck_check_has_date (double seconds)
{
  return seconds >= EARLIEST_DATE && seconds <= LATEST_DATE;
}

static char *
describe_time (const char *relation,
               double      seconds)
{
  char iso[ISO_SIZE];

  if (!cck_check_has_date (seconds))
    return NULL;

  write_iso (iso, seconds);
  return g_strconcat (relation, iso, NULL);
}

static char *
describe_value (const CckJsonValue *value)
{
  g_autofree char *compact = NULL;
  gsize length;
  const char *text = cck_json_get_string (value, &length);

  if (text == NULL)
    {
      compact = cck_json_dup_compact (value);
      text = compact;
      length = strlen (compact);
    }

  return cck_visible_text_new (text, (gssize) length);
}

static char *
describe_list (const CckJsonValue *value)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) texts = NULL;
  const CckJsonValue *item;
  CckJsonIter iter;

  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_ARRAY)
    return describe_value (value);

  builder = g_strv_builder_new ();
  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    if (cck_json_get_value_type (item) == CCK_JSON_TYPE_STRING)
      g_strv_builder_take (builder, describe_value (item));
  texts = g_strv_builder_end (builder);

  return g_strjoinv (", ", texts);
}

char *
cck_sight_describe (const CckSight *self)
{
  switch (self->look)
    {
    case CCK_LOOK_VALUE:
      return describe_value (self->value);
    case CCK_LOOK_LIST:
      return describe_list (self->value);
    case CCK_LOOK_TEXT:
      return cck_visible_text_new (self->text, -1);
    case CCK_LOOK_TIME:
      return describe_time ("", self->number);
    case CCK_LOOK_AFTER:
      return describe_time ("> ", self->number);
    case CCK_LOOK_UNTIL:
      return describe_time ("≤ ", self->number);
    case CCK_LOOK_SECONDS:
      return self->number < G_MAXUINT ? g_strdup_printf ("%u s", (guint) self->number) : NULL;
    case CCK_LOOK_NONE:
    default:
      return NULL;
    }
}

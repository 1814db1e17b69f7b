/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-time.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-error.h"
#include "cck-cli-output.h"

static const struct
{
  char   letter;
  gint64 seconds;
} units[] = {
  { 's', 1 }, { 'm', 60 }, { 'h', 60 * 60 }, { 'd', 24 * 60 * 60 }, { 'w', 7 * 24 * 60 * 60 },
};

static gboolean
parse (const char *text,
       gint64     *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole_day = NULL;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, at, NULL))
    return TRUE;

  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    {
      whole_day = g_strconcat (text, "T00:00:00", NULL);
      time = g_date_time_new_from_iso8601 (whole_day, utc);
    }
  if (time == NULL || g_date_time_to_unix (time) <= 0)
    return FALSE;

  *at = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
parse_ago (const char *text,
           gint64      now,
           gint64     *at)
{
  gsize length = strlen (text);
  g_autofree char *number = g_strndup (text, length > 0 ? length - 1 : 0);
  gint64 count;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (length > 1 && text[length - 1] == units[i].letter &&
        g_ascii_string_to_signed (number, 10, 0, now / units[i].seconds, &count, NULL))
      {
        *at = now - count * units[i].seconds;
        return TRUE;
      }

  return FALSE;
}

gboolean
cck_cli_time_parse (const char  *option,
                    const char  *text,
                    gint64      *at,
                    GError     **error)
{
  g_autofree char *safe = NULL;

  if (parse (text, at))
    return TRUE;

  safe = cck_cli_escape (text);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               /* Translators: the option, then what was given. */
               _("%s takes seconds since 1970 or a time such as 2026-01-31T12:00:00Z, not “%s”."),
               option, safe);
  return FALSE;
}

gboolean
cck_cli_time_parse_past (const char  *option,
                         const char  *text,
                         gint64       now,
                         gint64      *at,
                         GError     **error)
{
  g_autofree char *safe = NULL;

  if (parse_ago (text, now, at) || parse (text, at))
    return TRUE;

  safe = cck_cli_escape (text);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               /* Translators: the option, then what was given. */
               _("%s takes a time such as 2026-01-31, or how long ago such as 90m, 12h or 7d, not "
                 "“%s”."),
               option, safe);
  return FALSE;
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claims.h"

#include <string.h>

#include "cck-visible-text.h"

CckClaimState
cck_claims_get_text (const CckJsonValue  *claims,
                     const char          *name,
                     const char         **text,
                     gsize               *length)
{
  const CckJsonValue *value = cck_json_get_member (claims, name);

  g_return_val_if_fail (text != NULL && length != NULL, CCK_CLAIM_ABSENT);

  *text = cck_json_get_string (value, length);
  if (value == NULL)
    return CCK_CLAIM_ABSENT;
  return *text != NULL ? CCK_CLAIM_PRESENT : CCK_CLAIM_MISTYPED;
}

CckClaimState
cck_claims_get_time (const CckJsonValue *claims,
                     const char         *name,
                     double             *seconds)
{
  const CckJsonValue *value = cck_json_get_member (claims, name);

  g_return_val_if_fail (seconds != NULL, CCK_CLAIM_ABSENT);

  *seconds = 0;
  if (value == NULL)
    return CCK_CLAIM_ABSENT;
  return cck_json_get_double (value, seconds) ? CCK_CLAIM_PRESENT : CCK_CLAIM_MISTYPED;
}

/* FALSE where @item is no string. */
static gboolean
count_audience (const CckJsonValue *item,
                const char         *audience,
                gboolean           *contains,
                guint              *others)
{
  if (cck_json_get_value_type (item) != CCK_JSON_TYPE_STRING)
    return FALSE;

  if (audience != NULL && cck_json_equals (item, audience))
    *contains = TRUE;
  else
    (*others)++;
  return TRUE;
}

CckClaimState
cck_claims_read_audience (const CckJsonValue *value,
                          const char         *audience,
                          gboolean           *contains,
                          guint              *others)
{
  gboolean found = FALSE, typed = TRUE;
  const CckJsonValue *item;
  CckJsonIter iter;
  guint rest = 0;

  if (value == NULL)
    return CCK_CLAIM_ABSENT;

  if (cck_json_get_value_type (value) == CCK_JSON_TYPE_ARRAY)
    {
      typed = cck_json_get_n_items (value) > 0;
      cck_json_iter_init (&iter, value);
      while (typed && cck_json_iter_next (&iter, NULL, NULL, &item))
        typed = count_audience (item, audience, &found, &rest);
    }
  else
    typed = count_audience (value, audience, &found, &rest);

  if (contains != NULL)
    *contains = typed && found;
  if (others != NULL)
    *others = rest;
  return typed ? CCK_CLAIM_PRESENT : CCK_CLAIM_MISTYPED;
}

CckClaimState
cck_claims_get_audience (const CckJsonValue *claims,
                         const char         *audience,
                         gboolean           *contains,
                         guint              *others)
{
  return cck_claims_read_audience (cck_json_get_member (claims, "aud"), audience, contains, others);
}

static void
add_visible (GStrvBuilder       *builder,
             const CckJsonValue *item)
{
  gsize length;
  const char *text = cck_json_get_string (item, &length);

  if (text != NULL)
    g_strv_builder_take (builder, cck_visible_text_new (text, (gssize) length));
}

GStrv
cck_claims_dup_audiences (const CckJsonValue *claims)
{
  const CckJsonValue *value = cck_json_get_member (claims, "aud");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const CckJsonValue *item;
  CckJsonIter iter;

  add_visible (builder, value);
  if (cck_json_get_value_type (value) == CCK_JSON_TYPE_ARRAY)
    {
      cck_json_iter_init (&iter, value);
      while (cck_json_iter_next (&iter, NULL, NULL, &item))
        add_visible (builder, item);
    }

  return g_strv_builder_end (builder);
}

static void
add_scopes (GStrvBuilder       *builder,
            const CckJsonValue *value)
{
  gsize length;
  const char *text = cck_json_get_string (value, &length);
  g_autofree char *visible = NULL;
  g_auto (GStrv) words = NULL;
  const CckJsonValue *item;
  CckJsonIter iter;

  if (text != NULL)
    {
      visible = cck_visible_text_new (text, (gssize) length);
      words = g_strsplit (visible, " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0')
          g_strv_builder_add (builder, words[i]);
    }
  else if (cck_json_get_value_type (value) == CCK_JSON_TYPE_ARRAY)
    {
      cck_json_iter_init (&iter, value);
      while (cck_json_iter_next (&iter, NULL, NULL, &item))
        add_visible (builder, item);
    }
}

GStrv
cck_claims_dup_scopes (const CckJsonValue *claims)
{
  const CckJsonValue *value = cck_json_get_member (claims, "scope");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_scopes (builder, value != NULL ? value : cck_json_get_member (claims, "scp"));
  return g_strv_builder_end (builder);
}

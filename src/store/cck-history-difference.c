/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-difference.h"

#include <string.h>

#include "cck-record.h"

/* Claims whose values may stand in the history: who and what a token is for, how and when it was
 * made (RFC 7519 §4.1, OpenID Connect Core §2, RFC 9068 §2.2), and what it allows. Not among them is
 * whatever names a single token or session (jti, sid, nonce, at_hash), or describes a person. */
static const char * const open_claims[] = {
  "iss",   "sub",       "aud",   "azp",         "client_id",   "appid",   "exp", "nbf", "iat",
  "acr",   "auth_time", "amr",   "scope",       "scp",         "typ",     "ver", "tid", "token_use",
  "roles", "groups",    "gty",   "permissions", "entitlements", NULL
};

/* Bytes; a longer value is no longer a glance. */
#define LONGEST_VALUE 512
#define LONGEST_NAME  128
#define LONGEST_TEXT  15000

static void
append_value (GString            *text,
              const char         *member,
              const char         *claim,
              const CckJsonValue *value)
{
  g_autofree char *compact = value != NULL ? cck_json_dup_compact (value) : NULL;

  if (compact != NULL && g_strv_contains (open_claims, claim) && strlen (compact) <= LONGEST_VALUE)
    g_string_append_printf (text, ",\"%s\":%s", member, compact);
}

static void
append_claim (GString            *text,
              const char         *claim,
              gsize               length,
              const CckJsonValue *before,
              const CckJsonValue *after)
{
  const char *change = before == NULL ? "added" : after == NULL ? "removed" : "changed";
  g_autofree char *quoted = NULL;

  if (strlen (claim) != length || length > LONGEST_NAME || text->len > LONGEST_TEXT)
    return;

  quoted = cck_record_dup_quoted (claim);
  g_string_append_printf (text, "%s{\"claim\":%s,\"change\":\"%s\"", text->len > 1 ? "," : "",
                          quoted, change);
  append_value (text, "before", claim, before);
  append_value (text, "after", claim, after);
  g_string_append_c (text, '}');
}

static gboolean
is_equal (const CckJsonValue *a,
          const CckJsonValue *b)
{
  g_autofree char *text_a = cck_json_dup_compact (a);
  g_autofree char *text_b = cck_json_dup_compact (b);

  return g_str_equal (text_a, text_b);
}

char *
cck_history_dup_difference (const CckJsonValue *before,
                            const CckJsonValue *after)
{
  g_autoptr (GString) text = g_string_new ("[");
  const CckJsonValue *value;
  CckJsonIter iter;
  const char *claim;
  gsize length;

  if (before == NULL || after == NULL)
    return NULL;

  cck_json_iter_init (&iter, after);
  while (cck_json_iter_next (&iter, &claim, &length, &value))
    {
      const CckJsonValue *was = claim != NULL ? cck_json_get_member (before, claim) : NULL;

      if (claim != NULL && (was == NULL || !is_equal (was, value)))
        append_claim (text, claim, length, was, value);
    }

  cck_json_iter_init (&iter, before);
  while (cck_json_iter_next (&iter, &claim, &length, &value))
    {
      if (claim != NULL && cck_json_get_member (after, claim) == NULL)
        append_claim (text, claim, length, value, NULL);
    }

  if (text->len == 1)
    return NULL;

  g_string_append_c (text, ']');

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-account-private.h"
#include "cck-record.h"
#include "cck-store-error.h"

/* The format of an account's file. A later one reads every earlier one. */
#define FORMAT 1

/* What makes the account: all are there, and never change. */
static const CckRecordField identity[] = {
  { "provider", "provider-id" },
  { "issuer", "issuer" },
  { "client_id", "client-id" },
  { "subject", "subject" },
};

static const CckRecordField fields[] = {
  { "label", "label" },
  { "granted_scope", "granted-scope" },
  { "token_type", "token-type" },
  { "refresh_fingerprint", "refresh-fingerprint" },
  { "expires_at", "expires-at" },
  { "issued_at", "issued-at" },
  { "refreshed_at", "refreshed-at" },
  { "created_at", "created-at" },
  { "retry_after", "retry-after" },
  { "has_refresh_token", "has-refresh-token" },
  { "has_id_token", "has-id-token" },
  { "rotation_count", "rotation-count" },
  { "grant", "grant" },
  { "request", "request" },
};

/* Every member that this version gives a meaning; all others are carried along. */
static const char * const known[] = {
  "format", "provider", "issuer", "client_id", "subject", "state", "label", "granted_scope",
  "token_type", "refresh_fingerprint", "expires_at", "issued_at", "refreshed_at", "created_at",
  "retry_after", "has_refresh_token", "has_id_token", "rotation_count", "grant", "request", NULL
};

char *
cck_account_to_json (CckAccount *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (CCK_IS_ACCOUNT (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  cck_record_write_fields (builder, identity, G_N_ELEMENTS (identity), G_OBJECT (self));
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder,
                                 cck_account_state_to_string (cck_account_get_state (self)));
  cck_record_write_fields (builder, fields, G_N_ELEMENTS (fields), G_OBJECT (self));
  json_builder_end_object (builder);

  return cck_record_generate (builder, cck_account_get_source (self), known);
}

static CckAccount *
read_identity (const CckJsonValue  *root,
               const char          *origin,
               GError             **error)
{
  const char *values[G_N_ELEMENTS (identity)];

  for (gsize i = 0; i < G_N_ELEMENTS (identity); i++)
    {
      values[i] = cck_json_get_member_string (root, identity[i].member);

      if (values[i] == NULL || *values[i] == '\0')
        {
          cck_record_set_error (error, origin, identity[i].member,
                                cck_json_type_describe (CCK_JSON_TYPE_STRING));
          return NULL;
        }
    }

  return cck_account_new (values[0], values[1], values[2], values[3]);
}

static gboolean
read_state (CckAccount          *self,
            const CckJsonValue  *root,
            const char          *origin,
            GError             **error)
{
  const char *word = cck_json_get_member_string (root, "state");
  CckAccountState state;

  if (word == NULL || !cck_account_state_from_string (word, &state))
    return cck_record_set_error (error, origin, "state",
                                 _("“signed-in”, “signed-out” or “sign-in-again”"));

  cck_account_set_state (self, state);

  return TRUE;
}

CckAccount *
cck_account_new_from_json (const char  *text,
                           gssize       length,
                           const char  *origin,
                           GError     **error)
{
  g_autoptr (CckAccount) self = NULL;
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  if (length < 0)
    length = strlen (text);

  json = cck_record_parse (text, length, FORMAT, origin, error);
  if (json == NULL)
    return cck_record_add_place (error, text, length);

  root = cck_json_get_root (json);
  self = read_identity (root, origin, error);

  if (self == NULL
      || !read_state (self, root, origin, error)
      || !cck_record_read_fields (root, fields, G_N_ELEMENTS (fields), G_OBJECT (self), origin,
                                  error))
    return cck_record_add_place (error, text, length);

  /* It is kept for what this version does not know, which is written again as it was. */
  if (cck_record_has_more (root, known))
    cck_account_set_source (self, json);

  return g_steal_pointer (&self);
}

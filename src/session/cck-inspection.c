/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspection-private.h"

struct _CckInspection
{
  gatomicrefcount   ref_count;
  CckInspectionKind kind;
  CckSecret        *text;
  CckJwt           *jwt;
  CckVerdict       *verdict;
  CckJson          *header;
  char             *trimmed;
  gint64            expires_at;
};

G_DEFINE_BOXED_TYPE (CckInspection, cck_inspection, cck_inspection_ref, cck_inspection_unref)

CckInspection *
cck_inspection_new (CckSecret  *text,
                    CckJwt     *jwt,
                    CckVerdict *verdict,
                    const char *trimmed,
                    gint64      expires_at)
{
  CckInspection *self = g_new0 (CckInspection, 1);
  const char *bytes = cck_secret_get_text (text);
  gssize length = (gssize) cck_secret_get_length (text);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = cck_secret_ref (text);
  self->jwt = jwt;
  self->verdict = verdict;
  self->trimmed = g_strdup (trimmed);
  self->expires_at = expires_at;

  if (jwt != NULL)
    {
      self->kind = CCK_INSPECTION_JWT;
      self->header = cck_json_ref (cck_jwt_get_header (jwt));
      if (expires_at == 0)
        cck_jwt_get_time (jwt, "exp", &self->expires_at);
    }
  else if (cck_token_form_of (bytes, length) == CCK_TOKEN_FORM_ENCRYPTED)
    {
      self->kind = CCK_INSPECTION_ENCRYPTED;
      self->header = cck_jwt_parse_header (bytes, length, NULL);
    }
  else
    {
      self->kind = CCK_INSPECTION_OPAQUE;
    }

  return self;
}

CckInspection *
cck_inspection_ref (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_inspection_unref (CckInspection *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->text, cck_secret_unref);
  g_clear_pointer (&self->jwt, cck_jwt_unref);
  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_clear_pointer (&self->header, cck_json_unref);
  g_free (self->trimmed);
  g_free (self);
}

CckInspectionKind
cck_inspection_get_kind (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, CCK_INSPECTION_OPAQUE);

  return self->kind;
}

CckJwt *
cck_inspection_get_jwt (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->jwt;
}

CckVerdict *
cck_inspection_get_verdict (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verdict;
}

CckJson *
cck_inspection_get_header (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header;
}

const char *
cck_inspection_get_text (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_secret_get_text (self->text);
}

gint64
cck_inspection_get_expires_at (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

const char *
cck_inspection_get_trimmed (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->trimmed;
}

char *
cck_inspection_dup_issuer (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->jwt == NULL)
    return NULL;

  return g_strdup (cck_json_get_string (cck_jwt_get_claim (self->jwt, "iss"), NULL));
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspection-private.h"

struct _CckInspection
{
  gatomicrefcount   ref_count;
  CckInspectionKind kind;
  CckTokenFormat    format;
  CckSecret        *text;
  CckJwt           *jwt;
  CckVerdict       *verdict;
  CckJson          *header;
  char             *trimmed;
  GBytes           *content;
  char             *sentence;
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

  self->format = cck_token_format_of (bytes, length);
  if (jwt != NULL)
    {
      self->kind = CCK_INSPECTION_JWT;
      if (expires_at == 0)
        cck_jwt_get_time (jwt, "exp", &self->expires_at);
    }
  else
    self->kind = self->format == CCK_TOKEN_FORMAT_JWE ? CCK_INSPECTION_ENCRYPTED
                                                      : CCK_INSPECTION_OPAQUE;

  if (self->format == CCK_TOKEN_FORMAT_JWE)
    self->header = cck_jwt_parse_header (bytes, length, NULL);
  else if (jwt != NULL)
    self->header = cck_json_ref (cck_jwt_get_header (jwt));

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
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->sentence);
  g_free (self);
}

CckInspectionKind
cck_inspection_get_kind (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, CCK_INSPECTION_OPAQUE);

  return self->kind;
}

void
cck_inspection_take_content (CckInspection *self,
                             GBytes        *content,
                             char          *sentence)
{
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->sentence);
  self->content = content;
  self->sentence = sentence;
}

CckTokenFormat
cck_inspection_get_format (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, CCK_TOKEN_FORMAT_OPAQUE);

  return self->format;
}

const char *
cck_inspection_get_sentence (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sentence != NULL ? self->sentence : cck_token_format_get_sentence (self->format);
}

GBytes *
cck_inspection_get_content (CckInspection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->content;
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

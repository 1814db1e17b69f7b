/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-response.h"

struct _CckHttpResponse
{
  gatomicrefcount ref_count;
  guint status;
  GBytes *body;
  char *content_type;
  gint64 date;
  gint64 max_age;
  gint64 retry_after;
  char *dpop_nonce;
  char *challenge_error;
};

G_DEFINE_BOXED_TYPE (CckHttpResponse,
                     cck_http_response,
                     cck_http_response_ref,
                     cck_http_response_unref)

CckHttpResponse *
cck_http_response_new (const CckHttpResponseHead *head, GBytes *body)
{
  CckHttpResponse *self;

  g_return_val_if_fail (head != NULL, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  self = g_new0 (CckHttpResponse, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->status = head->status;
  self->body = g_bytes_ref (body);
  if (head->content_type != NULL)
    self->content_type = g_ascii_strdown (head->content_type, -1);
  self->date = head->date;
  self->max_age = head->max_age;
  self->retry_after = head->retry_after;
  self->dpop_nonce = g_strdup (head->dpop_nonce);
  self->challenge_error = g_strdup (head->challenge_error);

  return self;
}

CckHttpResponse *
cck_http_response_ref (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_http_response_unref (CckHttpResponse *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->body);
  g_free (self->content_type);
  g_free (self->dpop_nonce);
  g_free (self->challenge_error);
  g_free (self);
}

guint
cck_http_response_get_status (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

GBytes *
cck_http_response_get_body (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

const char *
cck_http_response_get_content_type (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->content_type;
}

gint64
cck_http_response_get_date (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->date;
}

gint64
cck_http_response_get_max_age (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->max_age;
}

gint64
cck_http_response_get_retry_after (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->retry_after;
}

const char *
cck_http_response_get_dpop_nonce (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dpop_nonce;
}

const char *
cck_http_response_get_challenge_error (CckHttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->challenge_error;
}

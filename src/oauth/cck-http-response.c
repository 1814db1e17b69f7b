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
};

G_DEFINE_BOXED_TYPE (CckHttpResponse,
                     cck_http_response,
                     cck_http_response_ref,
                     cck_http_response_unref)

CckHttpResponse *
cck_http_response_new (guint status,
                       GBytes *body,
                       const char *content_type,
                       gint64 date,
                       gint64 max_age,
                       gint64 retry_after)
{
  CckHttpResponse *self;

  g_return_val_if_fail (body != NULL, NULL);

  self = g_new0 (CckHttpResponse, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->body = g_bytes_ref (body);
  self->content_type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  self->date = date;
  self->max_age = max_age;
  self->retry_after = retry_after;

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

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-request.h"

#include <string.h>

#include "cck-sensitive.h"

typedef struct
{
  char *name;
  char *value;
} Field;

struct _CckHttpRequest
{
  gatomicrefcount ref_count;
  char *method;
  char *uri;
  char *accept;
  char *authorization;
  char *proof;
  char *json;
  CckHttpFlags flags;
  GPtrArray *form;
};

G_DEFINE_BOXED_TYPE (CckHttpRequest, cck_http_request, cck_http_request_ref, cck_http_request_unref)

static void
field_free (Field *field)
{
  g_free (field->name);
  cck_sensitive_free (field->value);
  g_free (field);
}

/* application/x-www-form-urlencoded (RFC 6749 Appendix B). `out` holds 3 bytes a byte of `text`. */
static char *
encode_into (char *out, const char *text)
{
  static const char digits[] = "0123456789ABCDEF";

  for (const char *c = text; *c != '\0'; c++)
    {
      guchar byte = (guchar) *c;

      if (g_ascii_isalnum (*c) || (*c != '\0' && strchr ("*-._", *c) != NULL))
        *out++ = *c;
      else if (*c == ' ')
        *out++ = '+';
      else
        {
          *out++ = '%';
          *out++ = digits[byte >> 4];
          *out++ = digits[byte & 15];
        }
    }

  return out;
}

char *
cck_http_form_encode (const char *text)
{
  char *encoded;

  g_return_val_if_fail (text != NULL, NULL);

  encoded = g_malloc (3 * strlen (text) + 1);
  *encode_into (encoded, text) = '\0';

  return encoded;
}

CckHttpRequest *
cck_http_request_new (const char *method, const char *uri, CckHttpFlags flags)
{
  CckHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  self = g_new0 (CckHttpRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->uri = g_strdup (uri);
  self->accept = g_strdup ("application/json");
  self->flags = flags;
  self->form = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);

  return self;
}

CckHttpRequest *
cck_http_request_ref (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_http_request_unref (CckHttpRequest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->method);
  g_free (self->uri);
  g_free (self->accept);
  cck_sensitive_free (self->authorization);
  cck_sensitive_free (self->proof);
  cck_sensitive_free (self->json);
  g_ptr_array_unref (self->form);
  g_free (self);
}

CckHttpRequest *
cck_http_request_copy (CckHttpRequest *self, CckHttpFlags flags)
{
  CckHttpRequest *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = cck_http_request_new (self->method, self->uri, self->flags | flags);
  g_set_str (&copy->accept, self->accept);
  copy->authorization = g_strdup (self->authorization);
  copy->proof = g_strdup (self->proof);
  copy->json = g_strdup (self->json);
  for (guint i = 0; i < self->form->len; i++)
    {
      Field *field = g_ptr_array_index (self->form, i);

      cck_http_request_add_form (copy, field->name, field->value);
    }

  return copy;
}

void
cck_http_request_set_accept (CckHttpRequest *self, const char *accept)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->accept, accept);
}

void
cck_http_request_add_form (CckHttpRequest *self, const char *name, const char *value)
{
  Field *field;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  field = g_new0 (Field, 1);
  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (self->form, field);
}

void
cck_http_request_set_json (CckHttpRequest *self, const char *json)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (json != NULL);
  g_return_if_fail (self->form->len == 0);

  g_clear_pointer (&self->json, cck_sensitive_free);
  self->json = g_strdup (json);
}

const char *
cck_http_request_get_body_type (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json != NULL ? "application/json" : "application/x-www-form-urlencoded";
}

gboolean
cck_http_request_has_form (CckHttpRequest *self, const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->form->len; i++)
    {
      Field *field = g_ptr_array_index (self->form, i);

      if (strcmp (field->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
set_authorization (CckHttpRequest *self, const char *scheme, const char *credentials)
{
  g_clear_pointer (&self->authorization, cck_sensitive_free);
  self->authorization = g_strconcat (scheme, " ", credentials, NULL);
}

void
cck_http_request_set_bearer (CckHttpRequest *self, const char *token)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (token != NULL);

  set_authorization (self, "Bearer", token);
}

void
cck_http_request_set_dpop (CckHttpRequest *self, const char *token)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (token != NULL);

  set_authorization (self, "DPoP", token);
}

void
cck_http_request_set_proof (CckHttpRequest *self, const char *proof)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (proof != NULL);

  g_clear_pointer (&self->proof, cck_sensitive_free);
  self->proof = g_strdup (proof);
}

void
cck_http_request_set_basic (CckHttpRequest *self, const char *user, const char *password)
{
  g_autoptr (CckSensitive) pair = NULL;
  g_autoptr (CckSensitive) encoded = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (user != NULL && password != NULL);

  pair = g_strconcat (user, ":", password, NULL);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  set_authorization (self, "Basic", encoded);
}

const char *
cck_http_request_get_method (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

const char *
cck_http_request_get_uri (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

const char *
cck_http_request_get_accept (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->accept;
}

CckHttpFlags
cck_http_request_get_flags (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, CCK_HTTP_NONE);

  return self->flags;
}

guint
cck_http_request_get_n_form (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->form->len;
}

const char *
cck_http_request_get_form_name (CckHttpRequest *self, guint index)
{
  Field *field;

  g_return_val_if_fail (self != NULL && index < self->form->len, NULL);

  field = g_ptr_array_index (self->form, index);

  return field->name;
}

const char *
cck_http_request_get_form_value (CckHttpRequest *self, guint index)
{
  Field *field;

  g_return_val_if_fail (self != NULL && index < self->form->len, NULL);

  field = g_ptr_array_index (self->form, index);

  return field->value;
}

const char *
cck_http_request_get_proof (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->proof;
}

const char *
cck_http_request_get_authorization (CckHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->authorization;
}

GBytes *
cck_http_request_dup_body (CckHttpRequest *self)
{
  gsize room = 1;
  char *body;
  char *end;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->json != NULL)
    return cck_sensitive_bytes_new_take (g_strdup (self->json), strlen (self->json));

  if (self->form->len == 0)
    return NULL;

  for (guint i = 0; i < self->form->len; i++)
    {
      Field *field = g_ptr_array_index (self->form, i);

      room += 3 * (strlen (field->name) + strlen (field->value)) + 2;
    }

  /* One block of the right size, so that no copy of a secret stays behind in a smaller one. */
  end = body = g_malloc (room);
  for (guint i = 0; i < self->form->len; i++)
    {
      Field *field = g_ptr_array_index (self->form, i);

      if (i > 0)
        *end++ = '&';
      end = encode_into (end, field->name);
      *end++ = '=';
      end = encode_into (end, field->value);
    }

  return cck_sensitive_bytes_new_take (body, (gsize) (end - body));
}

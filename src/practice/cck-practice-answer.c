/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-answer.h"

#include <string.h>

#include "cck-practice-json.h"
#include "cck-practice-pages.h"

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
set_body (SoupServerMessage *message,
          guint              status,
          const char        *content_type,
          char              *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_TAKE, body, strlen (body));
  set_header (message, "Cache-Control", "no-store");
  set_header (message, "X-Content-Type-Options", "nosniff");
  set_header (message, "Referrer-Policy", "no-referrer");
}

void
cck_practice_answer_json (SoupServerMessage *message,
                          guint              status,
                          JsonBuilder       *builder)
{
  set_body (message, status, "application/json", cck_practice_json_dup_text (builder));
}

void
cck_practice_answer_document (SoupServerMessage *message,
                              const char        *json,
                              guint              max_age)
{
  g_autofree char *cache_control = g_strdup_printf ("public, max-age=%u", max_age);

  set_body (message, SOUP_STATUS_OK, "application/json", g_strdup (json));
  set_header (message, "Cache-Control", cache_control);
}

void
cck_practice_answer_error (SoupServerMessage *message,
                           guint              status,
                           const char        *error,
                           const char        *description)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error);
  json_builder_set_member_name (builder, "error_description");
  json_builder_add_string_value (builder, description);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, status, builder);
}

void
cck_practice_answer_challenge (SoupServerMessage *message,
                               const char        *scheme,
                               const char        *error,
                               const char        *description)
{
  g_autofree char *challenge = g_strdup_printf ("%s realm=\"practice\"", scheme);
  g_autofree char *with_error = NULL;
  gboolean forbidden = g_strcmp0 (error, "insufficient_scope") == 0;

  /* RFC 6750 §3.1: a request without any token gets a challenge without an error code. */
  if (error == NULL)
    {
      cck_practice_answer_empty (message, SOUP_STATUS_UNAUTHORIZED);
      set_header (message, "WWW-Authenticate", challenge);
      return;
    }

  /* RFC 9449 §7.1: algs tells which signatures will do. */
  with_error = g_strdup_printf ("%s, error=\"%s\", error_description=\"%s\"%s", challenge, error,
                                description,
                                g_str_equal (scheme, "DPoP") ? ", algs=\"ES256 RS256 EdDSA\"" : "");
  cck_practice_answer_error (message, forbidden ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_UNAUTHORIZED,
                             error, description);
  set_header (message, "WWW-Authenticate", with_error);
}

void
cck_practice_answer_jwt (SoupServerMessage *message,
                         const char        *token)
{
  set_body (message, SOUP_STATUS_OK, "application/jwt", g_strdup (token));
}

void
cck_practice_answer_double (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *end = g_str_has_prefix (text, "{\"") ? strchr (text + 2, '"') : NULL;
  char *doubled;

  if (end == NULL)
    return;

  doubled = g_strdup_printf ("{%.*s:\"evil\",%s", (int) (end - text), text + 1, text + 1);
  soup_message_body_truncate (body);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, doubled,
                                    strlen (doubled));
}

void
cck_practice_answer_empty (SoupServerMessage *message,
                           guint              status)
{
  set_body (message, status, "text/plain; charset=utf-8", g_strdup (""));
}

/* Where a page's form may end. Browsers apply form-action to the redirect after the form too, so
 * the redirect URI's origin is named; CSP has no way to write an IPv6 address (CSP3 §2.3.1), and
 * there the scheme has to do. */
static char *
form_action (const char *form_target)
{
  g_autoptr (GUri) uri = NULL;

  if (form_target == NULL)
    return g_strdup ("'none'");

  uri = g_uri_parse (form_target, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_strcmp0 (g_uri_get_host (uri), "127.0.0.1") != 0)
    return g_strdup ("'self' http:");
  if (g_uri_get_port (uri) <= 0)
    return g_strdup ("'self' http://127.0.0.1");

  return g_strdup_printf ("'self' http://127.0.0.1:%d", g_uri_get_port (uri));
}

void
cck_practice_answer_page (SoupServerMessage *message,
                          guint              status,
                          const char        *html,
                          const char        *form_target)
{
  g_autofree char *target = form_action (form_target);
  g_autofree char *style = cck_practice_pages_dup_style_hash ();
  g_autofree char *policy = NULL;

  policy = g_strdup_printf ("default-src 'none'; style-src '%s'; form-action %s; "
                            "frame-ancestors 'none'; base-uri 'none'", style, target);
  set_body (message, status, "text/html; charset=utf-8", g_strdup (html));
  set_header (message, "Content-Security-Policy", policy);
  set_header (message, "X-Frame-Options", "DENY");
  set_header (message, "Cross-Origin-Opener-Policy", "same-origin");
  set_header (message, "Cross-Origin-Resource-Policy", "same-origin");
}

void
cck_practice_answer_redirect (SoupServerMessage *message,
                              const char        *uri)
{
  cck_practice_answer_empty (message, SOUP_STATUS_SEE_OTHER);
  set_header (message, "Location", uri);
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-trace-private.h"

#include <string.h>

#include "cck-http-headers.h"
#include "cck-http-secrets.h"
#include "cck-json.h"

#define MAX_MEMBERS 64
#define MAX_NAME 64
#define MAX_VALUE 400
/* What is shorter stands in other texts by chance. */
#define MIN_SECRET 8
#define KEPT_BACK "…"

/* Headers that go out or are usual in answers. Another one’s name could be anything. */
static const char *const header_names[] = {
  "Accept", "Accept-Encoding", "Accept-Language", "Age", "Allow", "Authorization",
  "Cache-Control", "Connection", "Content-Encoding", "Content-Language", "Content-Length",
  "Content-Security-Policy", "Content-Type", "Cookie", "Date", "DPoP", "DPoP-Nonce", "ETag",
  "Expires", "Host", "Keep-Alive", "Last-Modified", "Location", "Pragma", "Referrer-Policy",
  "Retry-After", "Server", "Set-Cookie", "Strict-Transport-Security", "Transfer-Encoding",
  "User-Agent", "Vary", "Via", "WWW-Authenticate", "X-Content-Type-Options", "X-Frame-Options",
  "X-Powered-By", "X-Request-Id", "X-XSS-Protection",
};

static const char *const content_types[] = {
  "application/json", "application/jwk-set+json", "application/jwt", "application/problem+json",
  "application/token-introspection+jwt", "application/x-www-form-urlencoded", "text/html",
  "text/plain", "text/xml",
};

static const char *const token_types[] = { "Bearer", "DPoP", "N_A", "PoP", "MAC" };

/* RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1; RFC 7009 §2.2.1; RFC 7591 §3.2.2; RFC 8628 §3.5; RFC
 * 8693 §2.2.2; RFC 8707 §2; RFC 9101 §7; RFC 9449 §12.2; OpenID Connect Core §3.1.2.6. */
static const char *const error_words[] = {
  "access_denied", "account_selection_required", "authorization_pending", "consent_required",
  "expired_token", "insufficient_scope", "interaction_required", "invalid_client",
  "invalid_client_metadata", "invalid_dpop_proof", "invalid_grant", "invalid_redirect_uri",
  "invalid_request", "invalid_request_object", "invalid_request_uri", "invalid_scope",
  "invalid_target", "invalid_token", "login_required", "request_not_supported",
  "request_uri_not_supported", "server_error", "slow_down", "temporarily_unavailable",
  "unauthorized_client", "unsupported_grant_type", "unsupported_response_type",
  "unsupported_token_type", "use_dpop_nonce",
};

#define TOKEN_TYPE_PREFIX "urn:ietf:params:oauth:token-type:"

typedef struct
{
  CckHttpSecrets *secrets;
  GArray *parameters;
  GArray *members;
  GPtrArray *request_headers;
  GPtrArray *response_headers;
  GPtrArray *texts;
} Draft;

static void
draft_clear (Draft *self)
{
  cck_http_secrets_free (self->secrets);
  g_array_unref (self->parameters);
  g_array_unref (self->members);
  g_ptr_array_unref (self->request_headers);
  g_ptr_array_unref (self->response_headers);
  g_ptr_array_unref (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static void
draft_init (Draft *self, CckHttpRequest *request)
{
  self->secrets = cck_http_secrets_new (request);
  self->parameters = g_array_new (FALSE, FALSE, sizeof (CckHttpTraceField));
  self->members = g_array_new (FALSE, FALSE, sizeof (CckHttpTraceField));
  self->request_headers = g_ptr_array_new ();
  self->response_headers = g_ptr_array_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

/* The table’s own spelling of `word`, or %NULL. */
static const char *
find_word (const char *const *table, gsize n, const char *word)
{
  for (gsize i = 0; word != NULL && i < n; i++)
    {
      if (g_ascii_strcasecmp (table[i], word) == 0)
        return table[i];
    }

  return NULL;
}

#define FIND(table, word) find_word (table, G_N_ELEMENTS (table), word)

static const char *
keep (Draft *self, char *text)
{
  g_ptr_array_add (self->texts, text);

  return text;
}

/* Text of others: one line of plain ASCII that repeats nothing that was kept back. */
static const char *
show_text (Draft *self, const char *text)
{
  for (const char *c = text; c != NULL && *c != '\0'; c++)
    {
      if (*c < 0x20 || *c > 0x7e || c - text >= MAX_VALUE)
        return NULL;
    }

  if (text == NULL || cck_http_secrets_are_in (self->secrets, text))
    return NULL;

  return keep (self, g_strdup (text));
}

static const char *
show_name (Draft *self, const char *name, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]) && strchr ("_.:/#@-", name[i]) == NULL)
        return KEPT_BACK;
    }

  if (length == 0 || length > MAX_NAME || cck_http_secrets_are_in (self->secrets, name))
    return KEPT_BACK;

  return keep (self, g_strndup (name, length));
}

static const char *
show_number (Draft *self, const CckJsonValue *value)
{
  const char *digits = cck_json_get_number_text (value);
  const char *text = cck_json_get_string (value, NULL);

  if (digits == NULL && text != NULL && strspn (text, "0123456789") == strlen (text))
    digits = text;

  return digits != NULL && strlen (digits) <= 20 ? keep (self, g_strdup (digits)) : NULL;
}

static const char *
show_flag (Draft *self, const CckJsonValue *value)
{
  gboolean flag;

  if (!cck_json_get_boolean (value, &flag))
    return NULL;

  return flag ? "true" : "false";
}

static const char *
show_error (Draft *self, const CckJsonValue *value)
{
  return FIND (error_words, cck_json_get_string (value, NULL));
}

static const char *
show_token_type (Draft *self, const CckJsonValue *value)
{
  return FIND (token_types, cck_json_get_string (value, NULL));
}

static const char *
show_issued_type (Draft *self, const CckJsonValue *value)
{
  const char *text = cck_json_get_string (value, NULL);

  return text != NULL && g_str_has_prefix (text, TOKEN_TYPE_PREFIX) ? show_text (self, text) : NULL;
}

static const char *
show_words (Draft *self, const CckJsonValue *value)
{
  return show_text (self, cck_json_get_string (value, NULL));
}

/* Members of an answer that may be shown, and in which form. */
static const struct
{
  const char *name;
  const char *(*show) (Draft *self, const CckJsonValue *value);
} public_members[] = {
  { "active", show_flag },
  { "error", show_error },
  { "exp", show_number },
  { "expires_in", show_number },
  { "iat", show_number },
  { "interval", show_number },
  { "issued_token_type", show_issued_type },
  { "issuer", show_words },
  { "nbf", show_number },
  { "refresh_expires_in", show_number },
  { "scope", show_words },
  { "token_type", show_token_type },
};

static gssize
find_member (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (public_members); i++)
    {
      if (strlen (public_members[i].name) == length &&
          memcmp (public_members[i].name, name, length) == 0)
        return (gssize) i;
    }

  return -1;
}

/* What is kept back here must not come out there: the texts of all other members first. */
static void
hide_members (Draft *self, const CckJsonValue *root)
{
  CckJsonIter iter;
  const char *name;
  gsize length;
  const CckJsonValue *value;

  cck_json_iter_init (&iter, root);
  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      const char *text = cck_json_get_string (value, NULL);

      if (find_member (name, length) < 0 && text != NULL && strlen (text) >= MIN_SECRET)
        cck_http_secrets_add (self->secrets, text);
    }
}

static void
add_members (Draft *self, GBytes *body)
{
  g_autoptr (CckJson) json = NULL;
  CckJsonIter iter;
  const char *name;
  gsize length;
  const CckJsonValue *value;

  if (body != NULL)
    json = cck_json_parse_bytes (body, CCK_JSON_OBJECT, NULL);
  if (json == NULL)
    return;

  hide_members (self, cck_json_get_root (json));
  cck_json_iter_init (&iter, cck_json_get_root (json));
  while (self->members->len < MAX_MEMBERS &&
         cck_json_iter_next (&iter, &name, &length, &value))
    {
      gssize known = find_member (name, length);
      CckHttpTraceField field = { 0 };

      field.name = show_name (self, name, length);
      if (known >= 0)
        field.value = public_members[known].show (self, value);
      g_array_append_val (self->members, field);
    }
}

static void
add_parameters (Draft *self, CckHttpRequest *request)
{
  for (guint i = 0; i < cck_http_request_get_n_form (request); i++)
    {
      const char *name = cck_http_request_get_form_name (request, i);
      CckHttpTraceField field = { 0 };

      field.name = show_name (self, name, strlen (name));
      if (cck_http_secrets_may_show (name))
        field.value = show_text (self, cck_http_request_get_form_value (request, i));
      g_array_append_val (self->parameters, field);
    }
}

static void
add_headers (GPtrArray *names, SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gboolean others = FALSE;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      const char *known = FIND (header_names, name);

      if (known == NULL)
        others = TRUE;
      else if (!g_ptr_array_find (names, known, NULL))
        g_ptr_array_add (names, (gpointer) known);
    }
  if (others)
    g_ptr_array_add (names, (gpointer) KEPT_BACK);
  g_ptr_array_add (names, NULL);
}

static gint64
get_duration (SoupMessage *message)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  guint64 start = metrics != NULL ? soup_message_metrics_get_fetch_start (metrics) : 0;
  guint64 end = metrics != NULL ? soup_message_metrics_get_response_end (metrics) : 0;

  return start > 0 && end >= start ? (gint64) (end - start) : 0;
}

/* A query may hold what nobody should read: it stays out. */
static const char *
show_uri (Draft *self, GUri *uri)
{
  char *text = g_uri_to_string_partial (uri, G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT |
                                                 G_URI_HIDE_USERINFO | G_URI_HIDE_AUTH_PARAMS);

  keep (self, text);
  if (!cck_http_secrets_are_in (self->secrets, text))
    return text;

  return keep (self, g_strdup_printf ("%s://%s/" KEPT_BACK, g_uri_get_scheme (uri),
                                      g_uri_get_host (uri)));
}

void
cck_http_trace_emit (CckHttpTraceFunc func,
                     gpointer user_data,
                     SoupMessage *message,
                     CckHttpRequest *request,
                     GBytes *body,
                     gsize length,
                     const GError *error)
{
  SoupMessageHeaders *answer = soup_message_get_response_headers (message);
  g_autoptr (GBytes) form = cck_http_request_dup_body (request);
  g_auto (Draft) draft = { 0 };
  CckHttpTrace trace = { 0 };

  draft_init (&draft, request);
  add_parameters (&draft, request);
  add_headers (draft.request_headers, soup_message_get_request_headers (message));
  add_headers (draft.response_headers, answer);
  add_members (&draft, body);

  trace.method = soup_message_get_method (message);
  trace.uri = show_uri (&draft, soup_message_get_uri (message));
  trace.status = soup_message_get_status (message);
  trace.length = length;
  trace.microseconds = get_duration (message);
  trace.error = error;
  trace.request_length = form != NULL ? g_bytes_get_size (form) : 0;
  trace.parameters = (const CckHttpTraceField *) (gpointer) draft.parameters->data;
  trace.n_parameters = draft.parameters->len;
  trace.request_headers = (const char *const *) draft.request_headers->pdata;
  trace.response_headers = (const char *const *) draft.response_headers->pdata;
  trace.content_type = FIND (content_types, soup_message_headers_get_content_type (answer, NULL));
  trace.date = cck_http_headers_get_date (answer);
  trace.members = (const CckHttpTraceField *) (gpointer) draft.members->data;
  trace.n_members = draft.members->len;
  func (&trace, user_data);
}

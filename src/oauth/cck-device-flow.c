/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-device-flow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-fiber.h"
#include "cck-json.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"
#include "cck-token-answer.h"
#include "cck-visible-text.h"

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
/* RFC 8628 §3.2, §3.5. */
#define DEFAULT_INTERVAL 5
#define SLOW_DOWN 5
#define MAX_INTERVAL (60 * 60)
/* Nobody types more than this, and it has to fit on a page. */
#define MAX_USER_CODE 64

struct _CckDeviceFlow
{
  gatomicrefcount ref_count;
  CckClient *client;
  DexPromise *cancelled;
  char *device_code;
  char *user_code;
  char *verification_uri;
  char *verification_uri_complete;
  char *scope;
  gint64 started_at;
  gint64 expires_at;
  guint interval;
  guint delay; /* the interval, or longer while the provider can’t be reached */
};

G_DEFINE_BOXED_TYPE (CckDeviceFlow, cck_device_flow, cck_device_flow_ref, cck_device_flow_unref)

typedef struct
{
  CckClient *client;
  CckHttpRequest *request;
  char *scope;
  gint64 now;
} Start;

typedef struct
{
  CckFiber *fiber; /* the one it is on */
  CckDeviceFlow *flow;
  CckDeviceFlowWaitFunc wait;
  gpointer user_data;
  GDestroyNotify user_data_destroy;
  gint64 now;
} Polling;

static void
start_free (Start *self)
{
  cck_client_unref (self->client);
  g_clear_pointer (&self->request, cck_http_request_unref);
  g_free (self->scope);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

static void
polling_free (Polling *self)
{
  if (self->user_data_destroy != NULL)
    self->user_data_destroy (self->user_data);
  cck_device_flow_unref (self->flow);
  g_free (self);
}

CckDeviceFlow *
cck_device_flow_ref (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_device_flow_unref (CckDeviceFlow *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_client_unref (self->client);
  dex_unref (self->cancelled);
  cck_sensitive_free (self->device_code);
  g_free (self->user_code);
  g_free (self->verification_uri);
  g_free (self->verification_uri_complete);
  g_free (self->scope);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
               _("The answer to the device’s request cannot be used: “%s” is missing or not what "
                 "it should be."), name);

  return FALSE;
}

static gboolean
read_codes (CckDeviceFlow *self, const CckJsonValue *root, GError **error)
{
  const char *code;
  gsize length;

  if (!cck_token_answer_read_optional (root, "device_code", &self->device_code, NULL) ||
      self->device_code == NULL)
    return refuse (error, "device_code");

  code = cck_json_get_string (cck_json_get_member (root, "user_code"), &length);
  if (code == NULL || length == 0)
    return refuse (error, "user_code");

  /* Untrusted, and about to be shown: nothing in it may be unseen or rearrange the page. */
  self->user_code = cck_visible_text_new (code, (gssize) length);
  if (strlen (self->user_code) > MAX_USER_CODE)
    return refuse (error, "user_code");

  return TRUE;
}

/* An address for a browser: https, or what is allowed; a fragment is the page’s own affair. */
static gboolean
check_page (CckDeviceFlow *self, const char *uri, GError **error)
{
  CckHttpFlags flags = cck_metadata_get_flags (cck_client_get_metadata (self->client));
  g_autofree char *request_part = NULL;

  if (uri == NULL || uri[strcspn (uri, " \"<>\\^`{|}")] != '\0' ||
      !cck_token_answer_is_vschar (uri))
    return refuse (error, "verification_uri");

  request_part = g_strndup (uri, strcspn (uri, "#"));

  return cck_http_check_uri (request_part, flags, "verification_uri", error);
}

static gboolean
read_pages (CckDeviceFlow *self, const CckJsonValue *root, GError **error)
{
  const char *uri = cck_json_get_member_string (root, "verification_uri");
  const char *complete = cck_json_get_member_string (root, "verification_uri_complete");

  /* Google’s name for it is older than the standard. */
  if (uri == NULL)
    uri = cck_json_get_member_string (root, "verification_url");
  if (!check_page (self, uri, error))
    return FALSE;

  self->verification_uri = g_strdup (uri);
  /* §3.3.1: a convenience, and done without where it can’t be shown. */
  if (complete != NULL && check_page (self, complete, NULL))
    self->verification_uri_complete = g_strdup (complete);

  return TRUE;
}

/* RFC 8628 §3.2: expires_in is required; without an interval it is 5 seconds. */
static gboolean
read_times (CckDeviceFlow *self, const CckJsonValue *root, gint64 now, GError **error)
{
  gint64 lifetime = cck_token_answer_read_lifetime (root);
  double interval;

  if (lifetime <= 0)
    return refuse (error, "expires_in");

  if (!cck_json_get_double (cck_json_get_member (root, "interval"), &interval) || interval < 0)
    interval = DEFAULT_INTERVAL;

  self->started_at = now;
  self->expires_at = now + lifetime;
  self->interval = (guint) CLAMP (interval, 1, MAX_INTERVAL);
  self->delay = self->interval;

  return TRUE;
}

static CckDeviceFlow *
parse (Start *start, GBytes *document, GError **error)
{
  g_autoptr (CckDeviceFlow) self = g_new0 (CckDeviceFlow, 1);
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const CckJsonValue *root;

  g_atomic_ref_count_init (&self->ref_count);
  self->client = cck_client_ref (start->client);
  self->cancelled = dex_promise_new ();
  self->scope = g_strdup (start->scope);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The answer to the device’s request cannot be read: %s"), fault->message);
      return NULL;
    }

  root = cck_json_get_root (json);
  if (!read_codes (self, root, error) || !read_pages (self, root, error) ||
      !read_times (self, root, start->now, error))
    return NULL;

  return g_steal_pointer (&self);
}

static DexFuture *
start_fiber (CckFiber *fiber, gpointer user_data)
{
  Start *start = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckDeviceFlow) flow = NULL;
  g_autoptr (GError) error = NULL;

  response = dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_client_send (start->client, start->request, start->now)),
      &error);
  if (response != NULL)
    flow = parse (start, cck_http_response_get_body (response), &error);
  if (flow == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CCK_TYPE_DEVICE_FLOW, g_steal_pointer (&flow));
}

DexFuture *
cck_device_flow_start (CckClient *client,
                       const char *scope,
                       const char *const *parameters,
                       gint64 now)
{
  g_autoptr (Start) start = NULL;
  g_autoptr (GError) error = NULL;
  const char *endpoint;

  g_return_val_if_fail (client != NULL, NULL);

  endpoint = cck_client_get_endpoint (client, "device_authorization_endpoint", &error);
  if (endpoint == NULL || cck_client_get_endpoint (client, "token_endpoint", &error) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* RFC 8628 §3.1. */
  start = g_new0 (Start, 1);
  start->client = cck_client_ref (client);
  start->request = cck_client_new_request (client, endpoint);
  start->scope = g_strdup (scope);
  start->now = now;
  if (scope != NULL && scope[0] != '\0')
    cck_http_request_add_form (start->request, "scope", scope);
  if (!cck_client_add_parameters (start->request, parameters, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cck_fiber_spawn (start_fiber, g_steal_pointer (&start), (GDestroyNotify) start_free);
}

/* Whatever comes first: `future`, which is given away, or the end by cancelling. */
static DexFuture *
or_cancelled (Polling *self, DexFuture *future)
{
  return cck_fiber_until_dropped (
      self->fiber, dex_future_first (future, dex_ref (DEX_FUTURE (self->flow->cancelled)), NULL));
}

static CckTokenSet *
await_answer (Polling *polling, GError **error)
{
  CckDeviceFlow *flow = polling->flow;
  const char *endpoint = cck_client_get_endpoint (flow->client, "token_endpoint", error);
  g_autoptr (CckHttpRequest) request = cck_client_new_request (flow->client, endpoint);
  g_autoptr (CckHttpResponse) response = NULL;

  /* RFC 8628 §3.4. */
  cck_http_request_add_form (request, "grant_type", DEVICE_GRANT);
  cck_http_request_add_form (request, "device_code", flow->device_code);
  response = dex_await_boxed (
      or_cancelled (polling, cck_client_send (flow->client, request, polling->now)), error);
  if (response == NULL)
    return NULL;

  return cck_client_parse_tokens (flow->client, response, flow->scope, NULL, TRUE, polling->now,
                                  error);
}

static gboolean
is_out_of_reach (const GError *error)
{
  static const CckOauthError codes[] = { CCK_OAUTH_ERROR_NETWORK, CCK_OAUTH_ERROR_TIMED_OUT,
                                         CCK_OAUTH_ERROR_SERVER, CCK_OAUTH_ERROR_RATE_LIMITED };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, CCK_OAUTH_ERROR, (int) codes[i]))
        return TRUE;
    }

  return FALSE;
}

/* RFC 8628 §3.5: whether the question is to be asked once more, and when. */
static gboolean
goes_on (CckDeviceFlow *self, const GError *error)
{
  const char *word = cck_oauth_error_get_word (error);

  if (g_strcmp0 (word, "slow_down") == 0)
    self->interval = MIN (self->interval + SLOW_DOWN, MAX_INTERVAL);
  else if (g_strcmp0 (word, "authorization_pending") != 0)
    {
      gint64 asked = MIN (cck_oauth_error_get_retry_after (error), MAX_INTERVAL);

      /* A connection that timed out: exponential back-off, and what the provider asks for. */
      self->delay = MAX (MIN (2 * self->delay, MAX_INTERVAL), (guint) asked);
      return is_out_of_reach (error);
    }

  self->delay = self->interval;

  return TRUE;
}

static GError *
new_end (GError *error)
{
  const char *word = cck_oauth_error_get_word (error);
  gboolean is_over = g_strcmp0 (word, "expired_token") == 0;

  /* §3.5: invalid_grant is a code that the provider knows no more. */
  if (!is_over && !g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN))
    return error;

  g_error_free (error);

  return g_error_new_literal (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_EXPIRED,
                              is_over ? _("The code was not typed in time. Start again.")
                                      : _("The provider no longer knows the code. Start again."));
}

/* Until it is time for the next question. %FALSE where there is none any more. */
static gboolean
await_turn (Polling *polling, GError **error)
{
  CckDeviceFlow *flow = polling->flow;
  gint64 left = flow->expires_at - polling->now;
  g_autoptr (GError) fault = NULL;
  gint64 now;

  now = dex_await_int64 (
      or_cancelled (polling,
                    polling->wait ((guint) CLAMP (left, 1, flow->delay), polling->user_data)),
      &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  polling->now = now;
  if (now < flow->expires_at)
    return TRUE;

  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_EXPIRED,
                       _("The code was not typed in time. Start again."));

  return FALSE;
}

static DexFuture *
polling_fiber (CckFiber *fiber, gpointer user_data)
{
  Polling *polling = user_data;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  polling->fiber = fiber;
  while (await_turn (polling, &error))
    {
      tokens = await_answer (polling, &error);
      if (tokens != NULL)
        return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET, g_steal_pointer (&tokens));

      if (!goes_on (polling->flow, error))
        break;

      g_clear_error (&error);
    }

  return dex_future_new_for_error (new_end (g_steal_pointer (&error)));
}

DexFuture *
cck_device_flow_await (CckDeviceFlow *self,
                       CckDeviceFlowWaitFunc wait,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  Polling *polling;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (wait != NULL, NULL);

  polling = g_new0 (Polling, 1);
  polling->flow = cck_device_flow_ref (self);
  polling->wait = wait;
  polling->user_data = user_data;
  polling->user_data_destroy = destroy;
  polling->now = self->started_at;

  return cck_fiber_spawn (polling_fiber, polling, (GDestroyNotify) polling_free);
}

void
cck_device_flow_cancel (CckDeviceFlow *self)
{
  g_return_if_fail (self != NULL);

  if (dex_future_is_pending (DEX_FUTURE (self->cancelled)))
    dex_promise_reject (self->cancelled,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                             _("The sign-in was cancelled.")));
}

const char *
cck_device_flow_get_user_code (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->user_code;
}

const char *
cck_device_flow_get_verification_uri (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verification_uri;
}

const char *
cck_device_flow_get_verification_uri_complete (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verification_uri_complete;
}

gint64
cck_device_flow_get_expires_at (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

guint
cck_device_flow_get_interval (CckDeviceFlow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->delay;
}

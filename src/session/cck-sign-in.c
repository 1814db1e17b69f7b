/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in-private.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-client-grant.h"
#include "cck-detached.h"
#include "cck-id-token.h"
#include "cck-session-error.h"
#include "cck-vault.h"

#define MAX_DEVICE_TIMEOUT (60 * 60)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum
{
  OPEN_URI,
  DEVICE_CODE,
  CALLBACK,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (CckSignInState, cck_sign_in_state,
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_PREPARING, "preparing"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_EXCHANGING, "exchanging"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CCK_SIGN_IN_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (CckSignIn, cck_sign_in, G_TYPE_OBJECT)

void
cck_sign_in_set_state (CckSignIn      *self,
                       CckSignInState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

DexFuture *
cck_sign_in_or_cancelled (CckSignIn *self,
                          DexFuture *future)
{
  return dex_future_first (future, dex_ref (DEX_FUTURE (self->cancelled)), NULL);
}

DexFuture *
cck_sign_in_or_deadline (CckSignIn *self,
                         DexFuture *future)
{
  /* A device's code says itself how long it lives. */
  guint timeout = self->has_timeout                        ? self->timeout
                  : self->grant == CCK_SIGN_IN_DEVICE ? MAX_DEVICE_TIMEOUT
                                                      : CCK_SIGN_IN_TIMEOUT;

  return cck_sign_in_or_cancelled (
    self, dex_future_first (future, dex_timeout_new_seconds ((int) timeout), NULL));
}

void
cck_sign_in_emit_open_uri (CckSignIn  *self,
                           const char *uri)
{
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}

void
cck_sign_in_emit_device_code (CckSignIn  *self,
                              const char *user_code,
                              const char *verification_uri,
                              const char *verification_uri_complete,
                              guint       expires_in,
                              guint       interval)
{
  g_signal_emit (self, signals[DEVICE_CODE], 0, user_code, verification_uri,
                 verification_uri_complete, expires_in, interval);
}

void
cck_sign_in_emit_callback (CckSignIn *self)
{
  g_signal_emit (self, signals[CALLBACK], 0);
}

/* RFC 9449: a key of its own for each session that is to be bound to one. */
static gboolean
prepare_client (CckSignIn  *self,
                GError    **error)
{
  CckClient *client = cck_provider_link_get_client (self->link);
  g_autoptr (CckDpop) dpop = NULL;

  if (cck_provider_get_dpop (self->provider))
    {
      if (!cck_dpop_check_offered (cck_client_get_metadata (client), error))
        return FALSE;

      dpop = cck_dpop_new (error);
      if (dpop == NULL)
        return FALSE;
    }

  self->client = cck_client_with_dpop (client, dpop);

  return TRUE;
}

/* A locked or missing keyring is said before the person goes to the browser. */
static gboolean
await_preparation (CckSignIn  *self,
                   GError    **error)
{
  cck_sign_in_set_state (self, CCK_SIGN_IN_PREPARING);

  if (!cck_provider_get_transient (self->provider)
      && !dex_await (cck_sign_in_or_cancelled (self, cck_session_keyring_ready (self->session)),
                     error))
    return FALSE;

  self->link = dex_await_boxed (
    cck_sign_in_or_cancelled (self, cck_session_link_provider (self->session, self->provider)),
    error);

  return self->link != NULL && prepare_client (self, error);
}

static CckTokenSet *
await_client_tokens (CckSignIn  *self,
                     GError    **error)
{
  cck_sign_in_set_state (self, CCK_SIGN_IN_EXCHANGING);

  return dex_await_boxed (
    cck_sign_in_or_cancelled (self, cck_detached_new (cck_client_grant_ask (
                                      self->session, self->provider, self->client))),
    error);
}

static CckTokenSet *
await_tokens (CckSignIn  *self,
              GError    **error)
{
  switch (self->grant)
    {
    case CCK_SIGN_IN_DEVICE:
      return cck_sign_in_await_device (self, error);

    case CCK_SIGN_IN_CLIENT_CREDENTIALS:
      return await_client_tokens (self, error);

    case CCK_SIGN_IN_CODE:
    default:
      return cck_sign_in_await_code (self, error);
    }
}

static CckJwt *
await_checks (CckSignIn    *self,
              CckTokenSet  *tokens,
              GError      **error)
{
  CckIdTokenRules rules = {
    .nonce = cck_token_set_get_nonce (tokens),
    .max_age = self->max_age,
    .code = self->code == NULL ? NULL : cck_secret_get_text (self->code),
  };

  cck_sign_in_set_state (self, CCK_SIGN_IN_CHECKING);

  return cck_session_await_id_token (self->session, self->provider, self->link, tokens, &rules,
                                     &self->verdict, error);
}

static CckAccount *
await_account (CckSignIn  *self,
               GError    **error)
{
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckJwt) id_token = NULL;

  if (!await_preparation (self, error))
    return NULL;

  tokens = await_tokens (self, error);
  if (tokens == NULL)
    return NULL;

  if (cck_token_set_get_id_token (tokens) != NULL)
    {
      id_token = await_checks (self, tokens, error);
      if (id_token == NULL)
        return NULL;
    }

  return cck_sign_in_await_saving (self, id_token, tokens, error);
}

static DexFuture *
sign_in_fiber (gpointer user_data)
{
  CckSignIn *self = user_data;
  GError *error = NULL;
  CckAccount *account = await_account (self, &error);

  g_clear_pointer (&self->client, cck_client_unref);
  g_clear_pointer (&self->link, cck_provider_link_unref);
  g_clear_pointer (&self->code, cck_secret_unref);
  cck_sign_in_set_state (self, account != NULL ? CCK_SIGN_IN_DONE : CCK_SIGN_IN_FAILED);

  if (account == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (account);
}

static void
cck_sign_in_finalize (GObject *object)
{
  CckSignIn *self = CCK_SIGN_IN (object);

  g_clear_object (&self->session);
  g_clear_object (&self->provider);
  g_clear_object (&self->account);
  g_clear_pointer (&self->login_hint, g_free);
  g_clear_pointer (&self->prompt, g_free);
  g_clear_pointer (&self->verification_uri, g_free);
  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_clear_pointer (&self->client, cck_client_unref);
  g_clear_pointer (&self->link, cck_provider_link_unref);
  g_clear_pointer (&self->code, cck_secret_unref);
  g_clear_pointer (&self->trip, cck_browser_trip_free);
  dex_clear (&self->cancelled);

  G_OBJECT_CLASS (cck_sign_in_parent_class)->finalize (object);
}

static void
cck_sign_in_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CckSignIn *self = CCK_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_sign_in_class_init (CckSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cck_sign_in_finalize;
  object_class->get_property = cck_sign_in_get_property;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CCK_TYPE_SIGN_IN_STATE,
                                         CCK_SIGN_IN_READY,
                                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                           | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[OPEN_URI] = g_signal_new ("open-uri", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DEVICE_CODE] = g_signal_new ("device-code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 5, G_TYPE_STRING,
                                       G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[CALLBACK] = g_signal_new ("callback", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cck_sign_in_init (CckSignIn *self)
{
  self->max_age = -1;
  self->cancelled = dex_promise_new ();
}

CckSignIn *
cck_sign_in_new (CckSession  *session,
                 CckProvider *provider)
{
  CckSignIn *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  self = g_object_new (CCK_TYPE_SIGN_IN, NULL);
  self->session = g_object_ref (session);
  self->provider = g_object_ref (provider);

  return self;
}

void
cck_sign_in_set_grant (CckSignIn      *self,
                       CckSignInGrant  grant)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));
  g_return_if_fail (self->state == CCK_SIGN_IN_READY);

  self->grant = grant;
}

void
cck_sign_in_set_account (CckSignIn  *self,
                         CckAccount *account)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  g_set_object (&self->account, account);
}

void
cck_sign_in_set_login_hint (CckSignIn  *self,
                            const char *login_hint)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  g_set_str (&self->login_hint, login_hint);
}

void
cck_sign_in_set_prompt (CckSignIn  *self,
                        const char *prompt)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  g_set_str (&self->prompt, prompt);
}

void
cck_sign_in_set_another (CckSignIn *self,
                         gboolean   another)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  self->another = another;
}

void
cck_sign_in_set_max_age (CckSignIn *self,
                         gint64     max_age)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  self->max_age = max_age;
}

void
cck_sign_in_set_timeout (CckSignIn *self,
                         guint      seconds)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  self->timeout = seconds;
  self->has_timeout = TRUE;
}

DexFuture *
cck_sign_in_run (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), NULL);
  g_return_val_if_fail (self->state == CCK_SIGN_IN_READY, NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, sign_in_fiber, g_object_ref (self),
                                                g_object_unref));
}

void
cck_sign_in_cancel (CckSignIn *self)
{
  g_return_if_fail (CCK_IS_SIGN_IN (self));

  if (dex_future_is_pending (DEX_FUTURE (self->cancelled)))
    dex_promise_reject (self->cancelled,
                        g_error_new_literal (CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED,
                                             _("The sign-in was cancelled.")));
}

gboolean
cck_sign_in_paste_callback (CckSignIn   *self,
                            const char  *address,
                            GError     **error)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (self->state != CCK_SIGN_IN_WAITING || self->trip == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("This sign-in no longer waits for an answer."));
      return FALSE;
    }

  return cck_browser_trip_paste (self->trip, address, error);
}

CckSignInState
cck_sign_in_get_state (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), CCK_SIGN_IN_READY);

  return self->state;
}

CckProvider *
cck_sign_in_get_provider (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), NULL);

  return self->provider;
}

const char *
cck_sign_in_get_uri (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), NULL);

  if (self->state != CCK_SIGN_IN_WAITING)
    return NULL;

  return self->trip != NULL ? cck_browser_trip_get_uri (self->trip) : self->verification_uri;
}

CckVerdict *
cck_sign_in_get_verdict (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), NULL);

  return self->verdict;
}

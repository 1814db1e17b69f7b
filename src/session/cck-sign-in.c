/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in.h"

#include <glib/gi18n-lib.h>

#include "cck-browser-trip.h"
#include "cck-detached.h"
#include "cck-id-token.h"
#include "cck-jwt.h"
#include "cck-provider-link.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"
#include "cck-token-client.h"
#include "cck-vault.h"

#define DEFAULT_TIMEOUT 300
#define LOCK_TIMEOUT 10000
/* Where there is no ID token nobody says who signed in. */
#define UNKNOWN_SUBJECT "-"

struct _CckSignIn
{
  GObject            parent_instance;

  CckSession        *session;
  CckProvider       *provider;
  CckAccount        *account;
  char              *login_hint;
  char              *prompt;
  gint64             max_age;
  guint              timeout;
  gboolean           another;

  CckSignInState     state;
  CckVerdict        *verdict;
  CckProviderLink   *link;
  CckBrowserTrip    *trip;
  DexPromise        *cancelled;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum
{
  OPEN_URI,
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

static void
set_state (CckSignIn      *self,
           CckSignInState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* The future, or the end of the sign-in, whichever comes first. Takes @future. */
static DexFuture *
or_cancelled (CckSignIn *self,
              DexFuture *future)
{
  return dex_future_first (future, dex_ref (DEX_FUTURE (self->cancelled)), NULL);
}

/* A locked or missing keyring is said before the person goes to the browser. */
static gboolean
await_keyring (CckSignIn  *self,
               GError    **error)
{
  CckKeyring *keyring = cck_session_get_keyring (self->session);
  GError *local = NULL;
  CckKeyringState state;

  if (cck_provider_get_transient (self->provider))
    return TRUE;

  state = dex_await_enum (or_cancelled (self, cck_keyring_check (keyring)), &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  if (state == CCK_KEYRING_LOCKED)
    {
      g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_LOCKED,
                           _("The keyring is locked."));
      return FALSE;
    }

  if (state == CCK_KEYRING_MISSING && !cck_keyring_get_session_only (keyring))
    {
      g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING,
                           _("There is no keyring to keep the tokens in."));
      return FALSE;
    }

  return TRUE;
}

/* "select_account" where it may be said, else "login", which every provider knows. */
static const char *
choose_prompt (CckSignIn   *self,
               CckMetadata *metadata)
{
  const char * const *known = cck_metadata_get_prompt_values_supported (metadata);

  if (self->prompt != NULL || !self->another)
    return self->prompt;

  return known != NULL && g_strv_contains (known, "select_account") ? "select_account" : "login";
}

static gboolean
await_preparation (CckSignIn  *self,
                   GError    **error)
{
  CckBrowserTripRequest request = {
    .login_hint = self->login_hint,
    .max_age = self->max_age,
  };
  CckMetadata *metadata;

  set_state (self, CCK_SIGN_IN_PREPARING);

  if (!await_keyring (self, error))
    return FALSE;

  self->link = dex_await_boxed (or_cancelled (self, cck_session_link_provider (self->session,
                                                                               self->provider)),
                                error);
  if (self->link == NULL)
    return FALSE;

  metadata = cck_provider_link_get_metadata (self->link);
  request.prompt = choose_prompt (self, metadata);
  self->trip = cck_browser_trip_new (metadata, self->provider, &request, error);
  if (self->trip == NULL)
    return FALSE;

  /* The keys come while the person is in the browser, and the connection is warm afterwards. */
  if (cck_metadata_get_jwks_uri (metadata) != NULL)
    dex_future_disown (cck_jwks_cache_get (cck_session_get_jwks_cache (self->session),
                                           cck_session_get_http (self->session),
                                           cck_metadata_get_jwks_uri (metadata),
                                           cck_metadata_get_flags (metadata),
                                           cck_clock_get_now (cck_session_get_clock (self->session))));

  return TRUE;
}

static CckAuthorizationResponse *
await_browser (CckSignIn  *self,
               GError    **error)
{
  DexFuture *waiting = cck_browser_trip_wait (self->trip);
  CckAuthorizationResponse *response;
  GError *local = NULL;

  set_state (self, CCK_SIGN_IN_WAITING);
  g_signal_emit (self, signals[OPEN_URI], 0, cck_browser_trip_get_uri (self->trip));

  response = dex_await_boxed (or_cancelled (self,
                                            dex_future_first (waiting,
                                                              dex_timeout_new_seconds (
                                                                (int) self->timeout),
                                                              NULL)),
                              &local);
  cck_browser_trip_close (self->trip);

  if (g_error_matches (local, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_clear_error (&local);
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_TIMED_OUT,
                           _("The sign-in was not finished in the browser in time."));
    }
  else if (local != NULL)
    {
      g_propagate_error (error, local);
    }

  return response;
}

/* NAME=VALUE lines for the token request. */
static GStrv
dup_token_parameters (CckSignIn *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = cck_provider_dup_parameters_for (self->provider, "token");

  for (gsize i = 0; own != NULL && own[i] != NULL; i += 2)
    g_strv_builder_take (builder, g_strconcat (own[i], "=", own[i + 1], NULL));

  return g_strv_builder_end (builder);
}

static CckTokenSet *
await_exchange (CckSignIn                 *self,
                CckAuthorizationResponse  *response,
                GError                   **error)
{
  g_auto (GStrv) parameters = dup_token_parameters (self);
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));

  set_state (self, CCK_SIGN_IN_EXCHANGING);

  return dex_await_boxed (
    or_cancelled (self,
                  cck_token_client_exchange (cck_session_get_http (self->session),
                                             cck_provider_link_get_client (self->link),
                                             cck_browser_trip_get_authorization (self->trip),
                                             response,
                                             (const char * const *) parameters, now)),
    error);
}

static CckJwt *
await_checks (CckSignIn    *self,
              CckTokenSet  *tokens,
              GError      **error)
{
  CckIdTokenRules rules = {
    .nonce = cck_authorization_get_nonce (cck_browser_trip_get_authorization (self->trip)),
    .max_age = self->max_age,
  };

  set_state (self, CCK_SIGN_IN_CHECKING);

  return cck_session_await_id_token (self->session, self->provider, self->link, tokens, &rules,
                                     &self->verdict, error);
}

static CckAccount *
make_account (CckSignIn    *self,
              CckJwt       *id_token,
              CckTokenSet  *tokens)
{
  const char *subject = id_token == NULL
                          ? UNKNOWN_SUBJECT
                          : cck_json_get_string (cck_jwt_get_claim (id_token, "sub"), NULL);
  g_autofree char *label = id_token == NULL ? g_strdup (_("Account"))
                                            : cck_id_token_dup_label (id_token);
  g_autofree char *fingerprint = NULL;
  CckAccountTokens summary;
  CckAccount *account;

  account = cck_account_new (cck_provider_get_id (self->provider),
                             cck_provider_get_issuer (self->provider),
                             cck_provider_get_client_id (self->provider),
                             subject == NULL ? UNKNOWN_SUBJECT : subject);
  cck_token_set_summarize (tokens, &summary, &fingerprint);
  cck_account_set_label (account, label);
  cck_account_set_signed_in (account, &summary);

  return account;
}

/* The tokens go to the keyring before anybody sees them; the account's file follows. */
static CckAccount *
await_saving (CckSignIn    *self,
              CckAccount   *account,
              CckTokenSet  *tokens,
              GError      **error)
{
  CckAccountStore *accounts = cck_session_get_accounts (self->session);
  g_autoptr (CckAccountLock) lock = NULL;
  CckAccount *saved;

  set_state (self, CCK_SIGN_IN_SAVING);

  if (self->account != NULL
      && g_strcmp0 (cck_account_get_id (self->account), cck_account_get_id (account)) != 0)
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_OTHER_SUBJECT,
                   _("“%s” signed in, not “%s”. Nothing was saved."),
                   cck_account_get_label (account), cck_account_get_label (self->account));
      return NULL;
    }

  lock = dex_await_boxed (cck_session_lock_account (self->session, account, LOCK_TIMEOUT),
                          error);
  if (lock == NULL)
    return NULL;

  if (!cck_session_await_save_tokens (self->session, account, tokens, error))
    {
      /* Nobody has seen these tokens: a sign-in that could not be saved is no sign-in. */
      g_hash_table_remove (cck_session_get_unsaved (self->session), cck_account_get_id (account));
      return NULL;
    }

  saved = cck_account_store_add (accounts, account, error);
  if (saved == NULL
      && cck_account_store_get_by_id (accounts, cck_account_get_id (account)) == NULL)
    dex_await (cck_keyring_clear (cck_session_get_keyring (self->session), CCK_SECRET_TOKENS,
                                  cck_account_get_provider_id (account),
                                  cck_account_get_id (account)),
               NULL);

  return saved == NULL ? NULL : g_object_ref (saved);
}

static CckAccount *
await_account (CckSignIn  *self,
               GError    **error)
{
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckJwt) id_token = NULL;
  g_autoptr (CckAccount) account = NULL;

  if (!await_preparation (self, error))
    return NULL;

  response = await_browser (self, error);
  if (response == NULL)
    return NULL;

  tokens = await_exchange (self, response, error);
  if (tokens == NULL)
    return NULL;

  if (cck_token_set_get_id_token (tokens) != NULL)
    {
      id_token = await_checks (self, tokens, error);
      if (id_token == NULL)
        return NULL;
    }

  account = make_account (self, id_token, tokens);

  return await_saving (self, account, tokens, error);
}

static DexFuture *
sign_in_fiber (gpointer user_data)
{
  CckSignIn *self = user_data;
  GError *error = NULL;
  CckAccount *account = await_account (self, &error);

  g_clear_pointer (&self->link, cck_provider_link_unref);
  set_state (self, account != NULL ? CCK_SIGN_IN_DONE : CCK_SIGN_IN_FAILED);

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
  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_clear_pointer (&self->link, cck_provider_link_unref);
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
}

static void
cck_sign_in_init (CckSignIn *self)
{
  self->timeout = DEFAULT_TIMEOUT;
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

  if (self->state != CCK_SIGN_IN_WAITING)
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

  return self->state == CCK_SIGN_IN_WAITING ? cck_browser_trip_get_uri (self->trip) : NULL;
}

CckVerdict *
cck_sign_in_get_verdict (CckSignIn *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN (self), NULL);

  return self->verdict;
}

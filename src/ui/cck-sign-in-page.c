/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in-page.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-credential-dialog.h"
#include "cck-device-page.h"
#include "cck-failure-page.h"
#include "cck-problem.h"
#include "cck-session-error.h"
#include "cck-template.h"
#include "cck-waiting-page.h"

struct _CckSignInPage
{
  AdwBin parent_instance;

  CckSession *session;
  CckProvider *provider;
  CckAccount *account;
  CckPracticeTrial *trial;
  CckSignIn *sign_in;
  CckSignInGrant grant;
  CckTraceLog *log;
  guint log_mark;
  CckProblemAction next_action;

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *ready_page;
  CckWaitingPage *waiting_page;
  GtkWidget *client_button;
  CckDevicePage *device_page;
  CckFailurePage *failed_page;
};

enum
{
  DONE,
  CLOSED,
  EDIT_PROVIDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  CckProblemAction action;
  const char *label;
} next_labels[] = {
  { CCK_PROBLEM_ACTION_NONE, N_("_Try Again") },
  { CCK_PROBLEM_ACTION_TRY_AGAIN, N_("_Try Again") },
  { CCK_PROBLEM_ACTION_SIGN_IN, N_("_Sign In Again") },
  { CCK_PROBLEM_ACTION_UNLOCK, N_("_Unlock Keyring") },
  { CCK_PROBLEM_ACTION_EDIT_PROVIDER, N_("_Edit Provider…") },
  { CCK_PROBLEM_ACTION_SHOW_CHECKS, N_("_Try Again") },
};

G_DEFINE_FINAL_TYPE (CckSignInPage, cck_sign_in_page, ADW_TYPE_BIN)

static void
forget_sign_in (CckSignInPage *self)
{
  if (self->sign_in == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->sign_in, self);
  g_clear_object (&self->sign_in);
}

static void
on_open_uri (CckSignInPage *self,
             const char    *uri)
{
  if (self->trial != NULL)
    cck_practice_trial_visit (self->trial, uri);
  else
    cck_waiting_page_open (self->waiting_page, uri);
}

static void
on_device_code (CckSignInPage *self,
                const char    *code,
                const char    *uri,
                const char    *complete_uri,
                guint          expires_in,
                guint          interval)
{
  g_autofree char *name = cck_provider_dup_title (self->provider);

  cck_device_page_show_code (self->device_page, name, code, uri, complete_uri, expires_in);
  gtk_stack_set_visible_child_name (self->stack, "device");
}

static void
on_device_open (CckSignInPage *self,
                const char    *uri)
{
  cck_waiting_page_open (self->waiting_page, uri);
}

static void
show_work (CckSignInPage *self,
           const char    *title)
{
  cck_waiting_page_show_work (self->waiting_page, title);
  gtk_stack_set_visible_child_name (self->stack, "working");
}

static void
show_browser (CckSignInPage *self)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (self->session));

  cck_waiting_page_show_browser (self->waiting_page, self->sign_in, now + CCK_SIGN_IN_TIMEOUT, now);
  gtk_stack_set_visible_child_name (self->stack, "working");
}

static void
on_state_changed (CckSignInPage *self)
{
  switch (cck_sign_in_get_state (self->sign_in))
    {
    case CCK_SIGN_IN_READY:
    case CCK_SIGN_IN_PREPARING:
      show_work (self, _("Preparing to Sign In"));
      break;

    case CCK_SIGN_IN_WAITING:
      /* A trial has nobody in front of a browser. */
      if (self->grant == CCK_SIGN_IN_CODE && self->trial != NULL)
        show_work (self, _("Waiting for the Browser"));
      else if (self->grant == CCK_SIGN_IN_CODE)
        show_browser (self);
      break;

    case CCK_SIGN_IN_EXCHANGING:
    case CCK_SIGN_IN_CHECKING:
    case CCK_SIGN_IN_SAVING:
      show_work (self, _("Checking Tokens"));
      break;

    case CCK_SIGN_IN_DONE:
    case CCK_SIGN_IN_FAILED:
    default:
      break;
    }
}

static const char *
get_next_label (CckProblemAction action)
{
  for (guint i = 0; i < G_N_ELEMENTS (next_labels); i++)
    {
      if (next_labels[i].action == action)
        return _(next_labels[i].label);
    }

  return _("_Try Again");
}

/* Of an administrator’s provider the credential may be. */
static gboolean
may_edit (CckProvider *provider)
{
  return cck_credential_dialog_is_for (provider) ||
         !(cck_provider_get_transient (provider) || cck_provider_get_read_only (provider));
}

static void
show_problem (CckSignInPage *self,
              const GError  *error)
{
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
  g_autofree char *trace = cck_trace_log_dup_text (self->log, self->log_mark);
  CckVerdict *verdict = cck_sign_in_get_verdict (self->sign_in);
  gboolean failed_check = verdict != NULL && cck_verdict_get_failed (verdict) != NULL;

  self->next_action = problem->action;

  if (self->next_action == CCK_PROBLEM_ACTION_EDIT_PROVIDER && !may_edit (self->provider))
    self->next_action = CCK_PROBLEM_ACTION_TRY_AGAIN;

  cck_failure_page_show (self->failed_page, problem, get_next_label (self->next_action),
                         failed_check ? verdict : NULL, trace);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* A run's end comes with its own sign-in, so that one which was replaced is told from the one that
 * is shown. */
typedef struct
{
  CckSignInPage *page;
  CckSignIn *sign_in;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->page);
  g_object_unref (run->sign_in);
  g_free (run);
}

static DexFuture *
on_ended (DexFuture *future,
          gpointer   user_data)
{
  Run *run = user_data;
  CckSignInPage *self = run->page;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self->sign_in != run->sign_in)
    return dex_future_new_true ();

  if (value == NULL && !g_error_matches (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED))
    show_problem (self, error);

  forget_sign_in (self);

  if (value != NULL)
    g_signal_emit (self, signals[DONE], 0, g_value_get_object (value));
  else if (g_error_matches (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED))
    g_signal_emit (self, signals[CLOSED], 0);

  return dex_future_new_true ();
}

static gboolean
has_accounts (CckSignInPage *self)
{
  g_autoptr (GPtrArray) accounts
    = cck_account_store_list_by_provider (cck_session_get_accounts (self->session),
                                          cck_provider_get_id (self->provider));

  return accounts->len > 0;
}

static void
run (CckSignInPage *self)
{
  Run *closure = g_new0 (Run, 1);

  self->log_mark = cck_trace_log_get_mark (self->log);
  self->sign_in = cck_sign_in_new (self->session, self->provider);
  cck_sign_in_set_grant (self->sign_in, self->grant);

  if (self->account != NULL)
    cck_sign_in_set_account (self->sign_in, self->account);
  else
    cck_sign_in_set_another (self->sign_in, has_accounts (self));

  g_signal_connect_object (self->sign_in, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "device-code", G_CALLBACK (on_device_code), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "open-uri", G_CALLBACK (on_open_uri), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);

  closure->page = g_object_ref (self);
  closure->sign_in = g_object_ref (self->sign_in);
  dex_future_disown (dex_future_finally (cck_sign_in_run (self->sign_in), on_ended, closure,
                                         run_free));
}

static void
on_cancel_clicked (CckSignInPage *self)
{
  if (self->sign_in != NULL)
    cck_sign_in_cancel (self->sign_in);
}

static void
on_close_clicked (CckSignInPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
restart (CckSignInPage *self)
{
  forget_sign_in (self);
  run (self);
}

static DexFuture *
on_unlocked (DexFuture *future,
             gpointer   user_data)
{
  if (dex_future_is_resolved (future))
    restart (user_data);

  return dex_future_new_true ();
}

static void
unlock (CckSignInPage *self)
{
  DexFuture *unlocked = cck_keyring_unlock (cck_session_get_keyring (self->session));

  dex_future_disown (dex_future_finally (unlocked, on_unlocked, g_object_ref (self), g_object_unref));
}

static void
on_next_clicked (CckSignInPage *self)
{
  switch (self->next_action)
    {
    case CCK_PROBLEM_ACTION_UNLOCK:
      unlock (self);
      break;

    case CCK_PROBLEM_ACTION_EDIT_PROVIDER:
      g_signal_emit (self, signals[EDIT_PROVIDER], 0, self->provider);
      break;

    case CCK_PROBLEM_ACTION_NONE:
    case CCK_PROBLEM_ACTION_TRY_AGAIN:
    case CCK_PROBLEM_ACTION_SIGN_IN:
    case CCK_PROBLEM_ACTION_SHOW_CHECKS:
    default:
      restart (self);
      break;
    }
}

static void
begin (CckSignInPage  *self,
       CckSignInGrant  grant)
{
  self->grant = grant;
  g_clear_object (&self->account);
  g_clear_object (&self->trial);
  restart (self);
}

static void
on_sign_in_clicked (CckSignInPage *self)
{
  begin (self, CCK_SIGN_IN_CODE);
}

static void
on_device_clicked (CckSignInPage *self)
{
  begin (self, CCK_SIGN_IN_DEVICE);
}

static void
on_client_clicked (CckSignInPage *self)
{
  begin (self, CCK_SIGN_IN_CLIENT_CREDENTIALS);
}

static void
cck_sign_in_page_dispose (GObject *object)
{
  CckSignInPage *self = CCK_SIGN_IN_PAGE (object);

  cck_sign_in_page_stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_SIGN_IN_PAGE);
  g_clear_object (&self->trial);
  g_clear_object (&self->log);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cck_sign_in_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-sign-in-page"));
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, title);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, ready_page);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, device_page);
  gtk_widget_class_bind_template_child (widget_class, CckSignInPage, client_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_device_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_device_open);
  gtk_widget_class_bind_template_callback (widget_class, on_client_clicked);
}

static void
cck_sign_in_page_class_init (CckSignInPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_sign_in_page_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_ACCOUNT);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_PROVIDER] = g_signal_new ("edit-provider", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_PROVIDER);

  g_type_ensure (CCK_TYPE_DEVICE_PAGE);
  g_type_ensure (CCK_TYPE_FAILURE_PAGE);
  g_type_ensure (CCK_TYPE_WAITING_PAGE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_sign_in_page_init (CckSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_sign_in_page_setup (CckSignInPage *self,
                        CckSession    *session,
                        CckTraceLog   *log)
{
  g_return_if_fail (CCK_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (CCK_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_set_object (&self->log, log);
}

void
cck_sign_in_page_stop (CckSignInPage *self)
{
  g_return_if_fail (CCK_IS_SIGN_IN_PAGE (self));

  if (self->sign_in != NULL)
    cck_sign_in_cancel (self->sign_in);

  forget_sign_in (self);
  g_clear_object (&self->provider);
  g_clear_object (&self->account);
}

static void
set_provider (CckSignInPage *self,
              CckProvider   *provider)
{
  g_autoptr (CckProvider) kept = g_object_ref (provider);
  g_autofree char *title = cck_provider_dup_title (provider);

  cck_sign_in_page_stop (self);
  g_set_object (&self->provider, provider);
  adw_window_title_set_title (self->title, title);
}

void
cck_sign_in_page_show_provider (CckSignInPage *self,
                                CckProvider   *provider)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (CCK_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  /* A sign-in that runs at this provider is what there is to show of it. */
  if (self->sign_in != NULL && self->provider == provider)
    return;

  set_provider (self, provider);
  name = cck_provider_dup_title (provider);
  title = g_markup_escape_text (name, -1);
  adw_status_page_set_title (self->ready_page, title);
  /* Only who can prove to be the client gets a token as one (RFC 6749 §4.4). */
  gtk_widget_set_visible (self->client_button,
                          cck_provider_get_client_auth (provider) != CCK_PROVIDER_AUTH_NONE);
  gtk_stack_set_visible_child_name (self->stack, "ready");
}

void
cck_sign_in_page_start (CckSignInPage    *self,
                        CckProvider      *provider,
                        CckAccount       *account,
                        CckPracticeTrial *trial,
                        CckSignInGrant    grant)
{
  g_autoptr (CckAccount) kept = NULL;

  g_return_if_fail (CCK_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  if (account != NULL)
    kept = g_object_ref (account);

  set_provider (self, provider);
  g_set_object (&self->account, account);
  g_set_object (&self->trial, trial);
  self->grant = grant;
  run (self);
}

CckProvider *
cck_sign_in_page_get_provider (CckSignInPage *self)
{
  g_return_val_if_fail (CCK_IS_SIGN_IN_PAGE (self), NULL);

  return self->provider;
}

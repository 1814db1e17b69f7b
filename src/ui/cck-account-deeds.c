/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-deeds.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-chronicle.h"
#include "cck-clipboard.h"
#include "cck-failure-dialog.h"
#include "cck-problem.h"
#include "cck-refresher.h"
#include "cck-sign-out.h"

/* Seconds. A token that ends while it is being pasted is of no use. */
#define COPY_MIN_VALID 30

/* Something that is done with an account, from its question to its toast. */
typedef struct
{
  GtkWidget *widget;
  CckSession *session;
  CckAccount *account;
  CckProgress *progress;
  GCancellable *cancellable; /* from when it is under way; whether the person waits no more */
  CckTraceLog *log;
  guint mark; /* in the log, where it began */
  const char *cancelled; /* what is left to say when it was */
  CckCopyWhat what;
  guint seconds;
} Deed;

static const struct
{
  const char *name;
  CckTokenKind kind;
} copies[] = {
  [CCK_COPY_ACCESS_TOKEN] = { N_("Access token"), CCK_TOKEN_ACCESS },
  [CCK_COPY_ID_TOKEN] = { N_("ID token"), CCK_TOKEN_ID },
  [CCK_COPY_REFRESH_TOKEN] = { N_("Refresh token"), CCK_TOKEN_REFRESH },
  [CCK_COPY_HEADER] = { N_("Authorization header"), CCK_TOKEN_ACCESS },
};

static void
tell (GtkWidget  *widget,
      const char *text)
{
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

void
cck_account_deed_tell_error (GtkWidget    *widget,
                             const GError *error)
{
  g_autoptr (CckProblem) problem = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (error != NULL);

  problem = cck_problem_new_from_error (error);
  tell (widget, problem->message);
}

static const struct
{
  CckProblemAction action;
  const char *label;
  const char *name; /* NULL: what failed is done again */
} next_actions[] = {
  { CCK_PROBLEM_ACTION_TRY_AGAIN, N_("_Try Again"), NULL },
  { CCK_PROBLEM_ACTION_UNLOCK, N_("_Try Again"), NULL },
  { CCK_PROBLEM_ACTION_SIGN_IN, N_("_Sign In…"), "win.sign-in-to" },
  { CCK_PROBLEM_ACTION_EDIT_PROVIDER, N_("_Edit Provider…"), "win.edit-provider" },
};

/* @title: what failed, in two words; the sentence and what to do stand behind a button. @again: the
 * action that does it once more. */
static void
tell_failure (Deed         *deed,
              const char   *title,
              const char   *again,
              const GError *error)
{
  g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);
  g_autofree char *trace = cck_trace_log_dup_text (deed->log, deed->mark);
  const char *label = "";
  const char *name = "";
  const char *target = cck_account_get_id (deed->account);

  for (guint i = 0; i < G_N_ELEMENTS (next_actions); i++)
    {
      if (next_actions[i].action == problem->action)
        {
          label = _(next_actions[i].label);
          name = next_actions[i].name != NULL ? next_actions[i].name : again;
        }
    }

  if (problem->action == CCK_PROBLEM_ACTION_EDIT_PROVIDER)
    target = cck_account_get_provider_id (deed->account);

  gtk_widget_activate_action (deed->widget, "win.toast-failure", CCK_FAILURE_FORMAT, title,
                              problem->code, problem->message, problem->next, label, name, target,
                              trace);
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_object_unref (deed->widget);
  g_object_unref (deed->session);
  g_object_unref (deed->account);
  g_object_unref (deed->progress);
  g_object_unref (deed->log);
  if (deed->cancellable != NULL)
    g_signal_handlers_disconnect_by_data (deed->cancellable, deed);

  g_clear_object (&deed->cancellable);
  g_free (deed);
}

static Deed *
deed_new (GtkWidget   *widget,
          CckSession  *session,
          CckAccount  *account,
          CckProgress *progress,
          CckTraceLog *log)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->widget = g_object_ref (widget);
  deed->session = g_object_ref (session);
  deed->account = g_object_ref (account);
  deed->progress = g_object_ref (progress);
  deed->log = g_object_ref (log);
  deed->mark = cck_trace_log_get_mark (log);
  /* What the provider was asked is not unasked; what it answers is kept. */
  deed->cancelled = _("Not waiting any more. It may still happen");

  return deed;
}

static void
on_cancelled (Deed *deed)
{
  tell (deed->widget, deed->cancelled);
}

/* Says @words until @work is over, and has @finish tell how it went. Takes @work and @deed. */
static void
deed_run (Deed              *deed,
          const char        *words,
          DexFuture         *work,
          DexFutureCallback  finish)
{
  deed->cancellable = cck_progress_begin (deed->progress, words);
  g_signal_connect_swapped (deed->cancellable, "cancelled", G_CALLBACK (on_cancelled), deed);
  dex_future_disown (dex_future_finally (work, finish, deed, deed_free));
}

/* Whether somebody still wants to know. */
static gboolean
deed_end (Deed *deed)
{
  cck_progress_end (deed->progress, deed->cancellable);

  return !g_cancellable_is_cancelled (deed->cancellable);
}

static DexFuture *
on_token (DexFuture *future,
          gpointer   user_data)
{
  Deed *deed = user_data;
  const char *name = _(copies[deed->what].name);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (!deed_end (deed))
    return dex_future_new_true ();

  if (value != NULL)
    dex_future_disown (cck_session_note_use (deed->session, deed->account, copies[deed->what].kind,
                                             "copied"));

  if (value == NULL)
    {
      tell_failure (deed, _("Nothing Copied"), "win.copy-token-of", error);
    }
  else if (deed->what == CCK_COPY_HEADER)
    {
      g_autoptr (CckSecret) header = cck_token_dup_header (g_value_get_boxed (value));

      cck_clipboard_copy_secret (deed->widget, cck_secret_get_text (header), name, deed->seconds);
    }
  else
    {
      cck_clipboard_copy_secret (deed->widget, cck_token_get_text (g_value_get_boxed (value)),
                                 name, deed->seconds);
    }

  return dex_future_new_true ();
}

void
cck_account_deed_copy (GtkWidget   *widget,
                       CckSession  *session,
                       CckAccount  *account,
                       CckProgress *progress,
                       CckTraceLog *log,
                       CckCopyWhat  what,
                       guint        seconds)
{
  Deed *deed;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (what < G_N_ELEMENTS (copies));

  deed = deed_new (widget, session, account, progress, log);
  deed->what = what;
  deed->cancelled = _("Nothing copied");
  deed->seconds = seconds;
  deed_run (deed, _("Fetching the Token…"),
            cck_session_get_token (session, account, copies[what].kind, COPY_MIN_VALID), on_token);
}

static DexFuture *
on_refreshed (DexFuture *future,
              gpointer   user_data)
{
  Deed *deed = user_data;
  g_autoptr (GError) error = NULL;
  gboolean refreshed = dex_future_get_value (future, &error) != NULL;

  if (!deed_end (deed))
    return dex_future_new_true ();

  if (refreshed)
    tell (deed->widget, _("Tokens refreshed"));
  else
    tell_failure (deed, _("Refresh Failed"), "win.refresh-of", error);

  return dex_future_new_true ();
}

void
cck_account_deed_refresh (GtkWidget   *widget,
                          CckSession  *session,
                          CckAccount  *account,
                          CckProgress *progress,
                          CckTraceLog *log)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  deed_run (deed_new (widget, session, account, progress, log), _("Refreshing…"),
            cck_session_refresh (session, account), on_refreshed);
}

/* The browser may still be signed in there; whether that is to end too, the person says. */
static void
offer_end_session (GtkWidget  *widget,
                   const char *uri)
{
  GVariant *parameter = g_variant_new ("(sss)", _("Signed out. The browser may still be signed in"),
                                       _("_Sign Out There"), uri);

  gtk_widget_activate_action_variant (widget, "win.toast-link", parameter);
}

static DexFuture *
on_signed_out (DexFuture *future,
               gpointer   user_data)
{
  Deed *deed = user_data;
  GtkWidget *widget = deed->widget;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  CckSignOutResult *result = value != NULL ? g_value_get_boxed (value) : NULL;

  if (!deed_end (deed))
    return dex_future_new_true ();

  if (result == NULL)
    tell_failure (deed, _("Sign-Out Failed"), "win.sign-out-of", error);
  else if (result->told && result->end_session_uri != NULL &&
           !cck_account_get_transient (deed->account))
    offer_end_session (widget, result->end_session_uri);
  else if (result->told)
    tell (widget, _("Signed out"));
  else if (result->supported)
    tell (widget, _("Signed out here. The provider could not be told"));
  else
    tell (widget, _("Signed out here. The provider has no way to be told"));

  return dex_future_new_true ();
}

static DexFuture *
on_revoked (DexFuture *future,
            gpointer   user_data)
{
  Deed *deed = user_data;
  GtkWidget *widget = deed->widget;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  CckSignOutResult *result = value != NULL ? g_value_get_boxed (value) : NULL;

  if (!deed_end (deed))
    return dex_future_new_true ();

  if (result == NULL)
    tell_failure (deed, _("Revocation Failed"), "win.revoke-of", error);
  else if (result->told)
    tell (widget, _("Tokens revoked"));
  else if (result->supported)
    tell (widget, _("Tokens removed here. The provider could not be told"));
  else
    tell (widget, _("Tokens removed here. The provider has no way to be told"));

  return dex_future_new_true ();
}

static void
on_sign_out_response (AdwAlertDialog *dialog,
                      const char     *response,
                      Deed           *asked)
{
  if (g_strcmp0 (response, "sign-out") == 0)
    deed_run (deed_new (asked->widget, asked->session, asked->account, asked->progress, asked->log),
              _("Signing Out…"), cck_session_sign_out (asked->session, asked->account),
              on_signed_out);
}

static void
on_revoke_response (AdwAlertDialog *dialog,
                    const char     *response,
                    Deed           *asked)
{
  if (g_strcmp0 (response, "revoke") == 0)
    deed_run (deed_new (asked->widget, asked->session, asked->account, asked->progress, asked->log),
              _("Revoking…"), cck_session_revoke (asked->session, asked->account), on_revoked);
}

/* Asks with one destructive answer, @response, and @on_response to hear it. Takes @deed. */
static void
ask (Deed       *deed,
     AdwDialog  *dialog,
     const char *response,
     const char *label,
     GCallback   on_response)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), response, label, NULL);
  adw_alert_dialog_set_response_appearance (alert, response, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "deed", deed, deed_free);
  g_signal_connect (dialog, "response", on_response, deed);
  adw_dialog_present (dialog, deed->widget);
}

void
cck_account_deed_ask_sign_out (GtkWidget   *widget,
                               CckSession  *session,
                               CckAccount  *account,
                               CckProgress *progress,
                               CckTraceLog *log)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  title = cck_account_dup_title (account);
  /* Translators: the argument is an account’s name */
  body = g_strdup_printf (_("The tokens of “%s” are revoked at the provider and removed from "
                            "this computer."), title);
  ask (deed_new (widget, session, account, progress, log),
       adw_alert_dialog_new (_("Sign Out?"), body),
       "sign-out", _("_Sign Out"), G_CALLBACK (on_sign_out_response));
}

void
cck_account_deed_ask_revoke (GtkWidget   *widget,
                             CckSession  *session,
                             CckAccount  *account,
                             CckProgress *progress,
                             CckTraceLog *log)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  ask (deed_new (widget, session, account, progress, log),
       adw_alert_dialog_new (_("Revoke Tokens?"), _("Apps using this session will be signed out.")),
       "revoke", _("_Revoke"), G_CALLBACK (on_revoke_response));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        CckAccount *account)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", cck_account_get_id (account));
  g_menu_append_item (menu, item);
}

GMenuModel *
cck_account_deeds_build_menu (CckAccount *account)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  gboolean signed_in;

  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  signed_in = cck_account_get_state (account) == CCK_ACCOUNT_SIGNED_IN;

  if (signed_in)
    append (first, _("_Copy Access Token"), "win.copy-token-of", account);

  if (signed_in && cck_account_get_has_refresh_token (account))
    append (first, _("_Refresh"), "win.refresh-of", account);

  append (first, signed_in ? _("_Sign In Again") : _("_Sign In"), "win.sign-in-to", account);
  append (last, _("Sign _Out…"), "win.sign-out-of", account);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}

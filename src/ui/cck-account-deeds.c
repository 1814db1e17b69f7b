/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-deeds.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-chronicle.h"
#include "cck-clipboard.h"
#include "cck-problem.h"
#include "cck-refresher.h"
#include "cck-sign-out.h"

/* Seconds. A token that ends while it is being pasted is of no use. */
#define COPY_MIN_VALID 30

typedef struct
{
  GtkWidget *widget;
  CckSession *session;
  CckAccount *account;
  CckCopyWhat what;
  guint seconds;
} Copy;

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

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->widget);
  g_object_unref (copy->session);
  g_object_unref (copy->account);
  g_free (copy);
}

static DexFuture *
on_token (DexFuture *future,
          gpointer   user_data)
{
  Copy *copy = user_data;
  const char *name = _(copies[copy->what].name);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    dex_future_disown (cck_session_note_use (copy->session, copy->account, copies[copy->what].kind,
                                             "copied"));

  if (value == NULL)
    {
      cck_account_deed_tell_error (copy->widget, error);
    }
  else if (copy->what == CCK_COPY_HEADER)
    {
      g_autoptr (CckSecret) header = cck_token_dup_header (g_value_get_boxed (value));

      cck_clipboard_copy_secret (copy->widget, cck_secret_get_text (header), name, copy->seconds);
    }
  else
    {
      cck_clipboard_copy_secret (copy->widget, cck_token_get_text (g_value_get_boxed (value)),
                                 name, copy->seconds);
    }

  return dex_future_new_true ();
}

DexFuture *
cck_account_deed_copy (GtkWidget   *widget,
                       CckSession  *session,
                       CckAccount  *account,
                       CckCopyWhat  what,
                       guint        seconds)
{
  Copy *copy;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (what < G_N_ELEMENTS (copies), NULL);

  copy = g_new0 (Copy, 1);
  copy->widget = g_object_ref (widget);
  copy->session = g_object_ref (session);
  copy->account = g_object_ref (account);
  copy->what = what;
  copy->seconds = seconds;

  return dex_future_finally (cck_session_get_token (session, account, copies[what].kind,
                                                    COPY_MIN_VALID),
                             on_token, copy, copy_free);
}

static DexFuture *
on_refreshed (DexFuture *future,
              gpointer   user_data)
{
  GtkWidget *widget = user_data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    tell (widget, _("Tokens refreshed"));
  else
    cck_account_deed_tell_error (widget, error);

  return dex_future_new_true ();
}

DexFuture *
cck_account_deed_refresh (GtkWidget  *widget,
                          CckSession *session,
                          CckAccount *account)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return dex_future_finally (cck_session_refresh (session, account), on_refreshed,
                             g_object_ref (widget), g_object_unref);
}

typedef struct
{
  GtkWidget *widget;
  CckSession *session;
  CckAccount *account;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_object_unref (ending->widget);
  g_object_unref (ending->session);
  g_object_unref (ending->account);
  g_free (ending);
}

static Ending *
ending_new (GtkWidget  *widget,
            CckSession *session,
            CckAccount *account)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->widget = g_object_ref (widget);
  ending->session = g_object_ref (session);
  ending->account = g_object_ref (account);

  return ending;
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
  Ending *ending = user_data;
  GtkWidget *widget = ending->widget;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  CckSignOutResult *result = value != NULL ? g_value_get_boxed (value) : NULL;

  if (result == NULL)
    cck_account_deed_tell_error (widget, error);
  else if (result->told && result->end_session_uri != NULL &&
           !cck_account_get_transient (ending->account))
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
  GtkWidget *widget = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  CckSignOutResult *result = value != NULL ? g_value_get_boxed (value) : NULL;

  if (result == NULL)
    cck_account_deed_tell_error (widget, error);
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
                      Ending         *ending)
{
  if (g_strcmp0 (response, "sign-out") == 0)
    dex_future_disown (dex_future_finally (cck_session_sign_out (ending->session, ending->account),
                                           on_signed_out,
                                           ending_new (ending->widget, ending->session,
                                                       ending->account),
                                           ending_free));
}

static void
on_revoke_response (AdwAlertDialog *dialog,
                    const char     *response,
                    Ending         *ending)
{
  if (g_strcmp0 (response, "revoke") == 0)
    dex_future_disown (dex_future_finally (cck_session_revoke (ending->session, ending->account),
                                           on_revoked, g_object_ref (ending->widget),
                                           g_object_unref));
}

/* Asks with one destructive answer, @response, and @on_response to hear it. */
static void
ask (Ending     *ending,
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
  g_object_set_data_full (G_OBJECT (dialog), "ending", ending, ending_free);
  g_signal_connect (dialog, "response", on_response, ending);
  adw_dialog_present (dialog, ending->widget);
}

void
cck_account_deed_ask_sign_out (GtkWidget  *widget,
                               CckSession *session,
                               CckAccount *account)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  title = cck_account_dup_title (account);
  /* Translators: the argument is an account’s name */
  body = g_strdup_printf (_("The tokens of “%s” are revoked at the provider and removed from "
                            "this computer."), title);
  ask (ending_new (widget, session, account), adw_alert_dialog_new (_("Sign Out?"), body),
       "sign-out", _("_Sign Out"), G_CALLBACK (on_sign_out_response));
}

void
cck_account_deed_ask_revoke (GtkWidget  *widget,
                             CckSession *session,
                             CckAccount *account)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  ask (ending_new (widget, session, account),
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

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-view.h"

#include <glib/gi18n.h>

#include "cck-enquiry.h"
#include "cck-history-view.h"
#include "cck-inspector.h"
#include "cck-problem.h"
#include "cck-progress.h"
#include "cck-store-error.h"
#include "cck-template.h"
#include "cck-token-view.h"

#define HISTORY "history"

typedef enum
{
  ACCESS,
  ID,
  USERINFO,
  INTROSPECTION,
  N_KINDS,
} Kind;

static const struct
{
  const char *name;
  const char *title;
} kinds[N_KINDS] = {
  [ACCESS] = { "access", N_("Access token") },
  [ID] = { "id", N_("ID token") },
  [USERINFO] = { "userinfo", N_("UserInfo") },
  [INTROSPECTION] = { "introspection", N_("Introspection") },
};

struct _CckAccountView
{
  AdwBin parent_instance;

  CckSession *session;
  CckTicker *ticker;
  CckAccount *account;
  gboolean narrow;
  Kind token; /* ACCESS or ID */
  gboolean out_of_reach;
  guint generation; /* counts what was asked for, so that a late answer is not shown */

  AdwToggleGroup *kind_group;
  AdwToggle *access_toggle;
  AdwToggle *id_toggle;
  CckProgress *progress;
  CckTokenView *token_view;
  CckHistoryView *history_view;
};

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_TOKEN,
  N_PROPS
};

enum
{
  LOADED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckAccountView, cck_account_view, ADW_TYPE_BIN)

static Kind
get_kind (CckAccountView *self)
{
  const char *name = adw_toggle_group_get_active_name (self->kind_group);

  for (guint i = 0; i < N_KINDS; i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0)
        return i;
    }

  return ACCESS;
}

static gboolean
is_own_token (Kind kind)
{
  return kind == ACCESS || kind == ID;
}

/* What was asked for. */
typedef struct
{
  CckAccountView *view;
  Kind kind;
  guint generation;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->view);
  g_free (load);
}

static void
show_enquiry (CckAccountView *self,
              Kind              kind,
              CckEnquiry       *enquiry)
{
  const char *note = NULL;

  if (kind == INTROSPECTION)
    note = cck_enquiry_get_active (enquiry) ? _("The provider says that this token is active.")
                                            : _("The provider says that this token is not active.");

  cck_token_view_set_answer (self->token_view, cck_enquiry_get_json (enquiry),
                             cck_enquiry_get_verdict (enquiry), note, cck_ticker_now (self->ticker));
}

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   user_data)
{
  Load *load = user_data;
  CckAccountView *self = load->view;
  const char *title = _(kinds[load->kind].title);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (self->generation != load->generation || self->account == NULL || self->token_view == NULL)
    return dex_future_new_true ();

  cck_progress_end (self->progress, NULL);
  value = dex_future_get_value (future, &error);

  if (load->kind == ACCESS || load->kind == ID)
    self->out_of_reach = g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING);

  g_signal_emit (self, signals[LOADED], 0);

  if (value == NULL)
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      cck_token_view_set_problem (self->token_view, title,
                                  load->kind == ACCESS || load->kind == ID ? _("No Token to Show")
                                                                           : _("No Answer to Show"),
                                  problem->message);
    }
  else if (load->kind == ACCESS || load->kind == ID)
    {
      cck_token_view_set_inspection (self->token_view, g_value_get_boxed (value), title,
                                     cck_ticker_now (self->ticker));
    }
  else
    {
      show_enquiry (self, load->kind, g_value_get_boxed (value));
    }

  return dex_future_new_true ();
}

static DexFuture *
ask (CckAccountView *self,
     Kind              kind)
{
  switch (kind)
    {
    case USERINFO:
      return cck_session_userinfo (self->session, self->account);

    case INTROSPECTION:
      return cck_session_introspect (self->session, self->account);

    case ID:
      return cck_session_inspect_account (self->session, self->account, CCK_TOKEN_ID);

    case ACCESS:
    case N_KINDS:
    default:
      return cck_session_inspect_account (self->session, self->account, CCK_TOKEN_ACCESS);
    }
}

static void
load (CckAccountView *self)
{
  Load *closure = g_new0 (Load, 1);

  closure->view = g_object_ref (self);
  closure->kind = get_kind (self);
  closure->generation = ++self->generation;
  cck_progress_end (self->progress, NULL);

  if (!is_own_token (closure->kind))
    g_object_unref (cck_progress_begin (self->progress, _("Asking the Provider…")));

  dex_future_disown (dex_future_finally (ask (self, closure->kind), on_loaded, closure, load_free));
}

static void
note_token (CckAccountView *self,
            Kind            kind)
{
  if (!is_own_token (kind) || self->token == kind)
    return;

  self->token = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOKEN]);
}

/* Nobody asks the provider by starting the program, and there may be no ID token. */
static void
set_token (CckAccountView *self,
           const char     *name)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0 && is_own_token (i) && self->account != NULL &&
          (i != ID || cck_account_get_has_id_token (self->account)))
        adw_toggle_group_set_active_name (self->kind_group, name);
    }
}

static void
on_kind_changed (CckAccountView *self)
{
  if (self->account == NULL)
    return;

  note_token (self, get_kind (self));

  /* What another kind said is not what this one says while it is still asked. */
  cck_token_view_set_inspection (self->token_view, NULL, _(kinds[get_kind (self)].title), 0);
  load (self);
}

/* Back to the token that was looked at before. */
static void
on_cancelled (CckAccountView *self)
{
  adw_toggle_group_set_active_name (self->kind_group, kinds[self->token].name);
}

/* The history is the account's, whichever of its tokens was looked at. */
static void
on_view_changed (CckAccountView *self)
{
  AdwViewStack *stack = cck_token_view_get_stack (self->token_view);

  gtk_widget_set_visible (GTK_WIDGET (self->kind_group),
                          g_strcmp0 (adw_view_stack_get_visible_child_name (stack), HISTORY) != 0);
}

static void
set_narrow (CckAccountView *self,
            gboolean        narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  adw_toggle_set_label (self->access_toggle, narrow ? _("Access") : _("Access Token"));
  adw_toggle_set_label (self->id_toggle, narrow ? _("ID") : _("ID Token"));
  adw_toggle_group_set_homogeneous (self->kind_group, !narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
cck_account_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, CCK_ACCOUNT_VIEW (object)->narrow);
      break;

    case PROP_TOKEN:
      g_value_set_string (value, kinds[CCK_ACCOUNT_VIEW (object)->token].name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_account_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      set_narrow (CCK_ACCOUNT_VIEW (object), g_value_get_boolean (value));
      break;

    case PROP_TOKEN:
      set_token (CCK_ACCOUNT_VIEW (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_account_view_dispose (GObject *object)
{
  CckAccountView *self = CCK_ACCOUNT_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_ACCOUNT_VIEW);
  g_clear_object (&self->account);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (cck_account_view_parent_class)->dispose (object);
}

static void
cck_account_view_class_init (CckAccountViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_account_view_dispose;
  object_class->get_property = cck_account_view_get_property;
  object_class->set_property = cck_account_view_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  properties[PROP_TOKEN] = g_param_spec_string ("token", NULL, NULL, kinds[ACCESS].name,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_PROGRESS);
  g_type_ensure (CCK_TYPE_TOKEN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-account-view"));
  gtk_widget_class_bind_template_child (widget_class, CckAccountView, kind_group);
  gtk_widget_class_bind_template_child (widget_class, CckAccountView, access_toggle);
  gtk_widget_class_bind_template_child (widget_class, CckAccountView, id_toggle);
  gtk_widget_class_bind_template_child (widget_class, CckAccountView, progress);
  gtk_widget_class_bind_template_child (widget_class, CckAccountView, token_view);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
}

static void
cck_account_view_init (CckAccountView *self)
{
  AdwViewStack *stack;

  gtk_widget_init_template (GTK_WIDGET (self));
  cck_token_view_set_introspectable (self->token_view, TRUE);

  self->history_view = g_object_new (CCK_TYPE_HISTORY_VIEW, NULL);
  stack = cck_token_view_get_stack (self->token_view);
  adw_view_stack_add_titled_with_icon (stack, GTK_WIDGET (self->history_view), HISTORY,
                                       _("History"), "document-open-recent-symbolic");
  g_signal_connect_object (stack, "notify::visible-child-name", G_CALLBACK (on_view_changed), self,
                           G_CONNECT_SWAPPED);
}

void
cck_account_view_setup (CckAccountView *self,
                          CckSession     *session,
                          CckTicker      *ticker)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  cck_history_view_setup (self->history_view, session);
}

void
cck_account_view_set_account (CckAccountView *self,
                                CckAccount     *account)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  g_clear_object (&self->account);
  self->generation++;
  self->out_of_reach = FALSE;
  cck_progress_end (self->progress, NULL);
  cck_token_view_set_inspection (self->token_view, NULL, _(kinds[ACCESS].title), 0);
  adw_toggle_group_set_active_name (self->kind_group, kinds[ACCESS].name);
  g_set_object (&self->account, account);
  note_token (self, ACCESS);
  cck_history_view_set_account (self->history_view, account);
}

void
cck_account_view_reload (CckAccountView *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  if (self->account == NULL)
    return;

  adw_toggle_set_enabled (self->id_toggle, cck_account_get_has_id_token (self->account));
  load (self);
}

AdwViewStack *
cck_account_view_get_stack (CckAccountView *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_VIEW (self), NULL);

  return cck_token_view_get_stack (self->token_view);
}

void
cck_account_view_set_now (CckAccountView *self,
                            gint64          now)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  cck_token_view_set_now (self->token_view, now);
}

void
cck_account_view_show_view (CckAccountView *self,
                              const char     *name)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  cck_token_view_show (self->token_view, name);
}

void
cck_account_view_introspect (CckAccountView *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  if (get_kind (self) == INTROSPECTION)
    cck_account_view_reload (self);
  else
    adw_toggle_group_set_active_name (self->kind_group, kinds[INTROSPECTION].name);
}

void
cck_account_view_toggle_reveal (CckAccountView *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_VIEW (self));

  cck_token_view_toggle_reveal (self->token_view);
}

gboolean
cck_account_view_is_out_of_reach (CckAccountView *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_VIEW (self), FALSE);

  return self->out_of_reach;
}

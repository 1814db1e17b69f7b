/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-lookup.h"

#include "cck-problem.h"
#include "cck-template.h"

struct _CckProviderLookup
{
  AdwPreferencesGroup parent_instance;

  guint run; /* the one whose answer counts */
  gboolean busy;

  GtkWidget *busy_box;
  GtkWidget *failure_box;
  GtkLabel *failure_label;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

enum
{
  FOUND,
  FAILED,
  AGAIN,
  MANUAL,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckProviderLookup, cck_provider_lookup, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (CckProviderLookup *self,
            gboolean           busy,
            const char        *failure)
{
  gtk_widget_set_visible (self->busy_box, busy);
  gtk_widget_set_visible (self->failure_box, failure != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), busy || failure != NULL);
  gtk_label_set_label (self->failure_label, failure != NULL ? failure : "");

  if (failure != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), failure,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* An answer may come when nobody waits for it any more. */
typedef struct
{
  GWeakRef widget;
  guint run;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_weak_ref_clear (&asked->widget);
  g_free (asked);
}

static DexFuture *
on_answered (DexFuture *future,
             gpointer   user_data)
{
  Asked *asked = user_data;
  g_autoptr (CckProviderLookup) self = g_weak_ref_get (&asked->widget);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->run != asked->run || self->failure_label == NULL)
    return dex_future_new_true ();

  if (value != NULL)
    {
      show_state (self, FALSE, NULL);
      g_signal_emit (self, signals[FOUND], 0, g_value_get_object (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      show_state (self, FALSE, problem->message);
      g_signal_emit (self, signals[FAILED], 0, problem->code);
    }

  return dex_future_new_true ();
}

static void
on_stop_clicked (CckProviderLookup *self)
{
  cck_provider_lookup_stop (self);
}

static void
on_again_clicked (CckProviderLookup *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
on_manual_clicked (CckProviderLookup *self)
{
  g_signal_emit (self, signals[MANUAL], 0);
}

static void
cck_provider_lookup_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, CCK_PROVIDER_LOOKUP (object)->busy);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_provider_lookup_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_PROVIDER_LOOKUP);

  G_OBJECT_CLASS (cck_provider_lookup_parent_class)->dispose (object);
}

static void
cck_provider_lookup_class_init (CckProviderLookupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cck_provider_lookup_get_property;
  object_class->dispose = cck_provider_lookup_dispose;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_DISCOVERY);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[AGAIN] = g_signal_new ("again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[MANUAL] = g_signal_new ("manual", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-provider-lookup"));
  gtk_widget_class_bind_template_child (widget_class, CckProviderLookup, busy_box);
  gtk_widget_class_bind_template_child (widget_class, CckProviderLookup, failure_box);
  gtk_widget_class_bind_template_child (widget_class, CckProviderLookup, failure_label);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_manual_clicked);
}

static void
cck_provider_lookup_init (CckProviderLookup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_provider_lookup_start (CckProviderLookup *self,
                           CckSession        *session,
                           CckProvider       *provider)
{
  Asked *asked;

  g_return_if_fail (CCK_IS_PROVIDER_LOOKUP (self));
  g_return_if_fail (CCK_IS_SESSION (session));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  show_state (self, TRUE, NULL);
  asked = g_new0 (Asked, 1);
  g_weak_ref_init (&asked->widget, self);
  asked->run = ++self->run;
  dex_future_disown (dex_future_finally (cck_session_discover_provider (session, provider),
                                         on_answered, asked, asked_free));
}

void
cck_provider_lookup_stop (CckProviderLookup *self)
{
  g_return_if_fail (CCK_IS_PROVIDER_LOOKUP (self));

  self->run++;
  show_state (self, FALSE, NULL);
}

void
cck_provider_lookup_tell (CckProviderLookup *self,
                          const char        *message)
{
  g_return_if_fail (CCK_IS_PROVIDER_LOOKUP (self));
  g_return_if_fail (message != NULL);

  self->run++;
  show_state (self, FALSE, message);
}

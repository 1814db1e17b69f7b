/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-item.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <string.h>

#include "cck-time-text.h"
#include "cck-visible-text.h"

/* Bytes of a value that a label is given: to recognise it, and to read it. The Raw view has all. */
#define SHORT_VALUE 240
#define LONG_VALUE 8000
#define MAX_CHIPS 64

struct _CckClaimItem
{
  GObject parent_instance;

  CckJson *document;
  const CckJsonValue *json;
  const CckClaimInfo *info;
  char *name; /* as it is shown */
  char *member; /* as it is */
  gsize member_length;
  GListModel *chips;
  gint64 now;
  gboolean expanded;
  gboolean repeated;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NAME,
  PROP_VALUE,
  PROP_TOOLTIP,
  PROP_CHIPS,
  PROP_EXPANDED,
  PROP_REPEATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckClaimItem, cck_claim_item, G_TYPE_OBJECT)

static CckClaimKind
get_kind (CckClaimItem *self)
{
  return self->info != NULL ? cck_claim_info_get_kind (self->info) : CCK_CLAIM_KIND_TEXT;
}

static gboolean
get_time (CckClaimItem *self,
          gint64       *time)
{
  double seconds;

  if (get_kind (self) != CCK_CLAIM_KIND_TIME || !cck_json_get_double (self->json, &seconds))
    return FALSE;

  /* Year 1 to 9999, what a calendar shows; anything else stays the number that it is. */
  if (seconds < -62135596800.0 || seconds > 253402300799.0)
    return FALSE;

  *time = (gint64) seconds;

  return TRUE;
}

static char *
dup_text (const CckJsonValue *json)
{
  gsize length;
  const char *text = cck_json_get_string (json, &length);
  g_autofree char *compact = NULL;

  if (text != NULL)
    return cck_visible_text_new (text, length);

  compact = cck_json_dup_compact (json);

  return cck_visible_text_new (compact, -1);
}

static char *
dup_list (const CckJsonValue *json)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const CckJsonValue *item;
  CckJsonIter iter;

  cck_json_iter_init (&iter, json);

  while (text->len <= LONG_VALUE && cck_json_iter_next (&iter, NULL, NULL, &item))
    {
      g_autofree char *part = dup_text (item);

      if (text->len > 0)
        g_string_append (text, ", ");

      g_string_append (text, part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_duration (const CckJsonValue *json)
{
  gint64 seconds;

  if (!cck_json_get_int64 (json, &seconds) || seconds < 0)
    return dup_text (json);

  return cck_time_text_duration (seconds);
}

static char *
dup_value (CckClaimItem *self)
{
  gboolean flag;
  gint64 time;

  if (get_time (self, &time))
    return cck_time_text_moment (time, self->now);

  switch (get_kind (self))
    {
    case CCK_CLAIM_KIND_DURATION:
      return dup_duration (self->json);

    case CCK_CLAIM_KIND_BOOLEAN:
      if (cck_json_get_boolean (self->json, &flag))
        return g_strdup (flag ? _("Yes") : _("No"));
      break;

    case CCK_CLAIM_KIND_LIST:
      if (cck_json_get_value_type (self->json) == CCK_JSON_TYPE_ARRAY)
        return dup_list (self->json);
      break;

    default:
      break;
    }

  return dup_text (self->json);
}

static char *
dup_shown_value (CckClaimItem *self)
{
  g_autofree char *text = dup_value (self);
  gsize limit = self->expanded ? LONG_VALUE : SHORT_VALUE;

  if (strlen (text) <= limit)
    return g_steal_pointer (&text);

  *g_utf8_find_prev_char (text, text + limit) = '\0';

  return g_strconcat (text, "…", NULL);
}

static char *
dup_tooltip (CckClaimItem *self)
{
  g_autofree char *iso = NULL;
  const char *meaning = self->info != NULL ? cck_claim_info_get_meaning (self->info) : NULL;
  gint64 time;

  if (!get_time (self, &time))
    return g_strdup (meaning);

  iso = cck_time_text_iso8601 (time);

  return g_strdup_printf ("%s\n%s", iso, cck_json_get_number_text (self->json));
}

static char *
dup_title (CckClaimItem *self)
{
  return g_strdup (self->info != NULL ? cck_claim_info_get_title (self->info) : self->name);
}

static GListModel *
build_chips (CckClaimItem *self)
{
  GtkStringList *chips;
  const char *text = cck_json_get_string (self->json, NULL);
  g_auto (GStrv) words = NULL;

  if (get_kind (self) != CCK_CLAIM_KIND_SCOPES)
    return NULL;

  if (text != NULL)
    {
      words = g_strsplit (text, " ", MAX_CHIPS + 1);
    }
  else
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      const CckJsonValue *item;
      CckJsonIter iter;

      cck_json_iter_init (&iter, self->json);

      while (cck_json_iter_next (&iter, NULL, NULL, &item))
        {
          if ((text = cck_json_get_string (item, NULL)) == NULL)
            return NULL;

          g_strv_builder_add (builder, text);
        }

      words = g_strv_builder_end (builder);
    }

  if (g_strv_length (words) == 0 || g_strv_length (words) > MAX_CHIPS)
    return NULL;

  chips = gtk_string_list_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        gtk_string_list_take (chips,
                              cck_visible_text_new (words[i], MIN (strlen (words[i]), SHORT_VALUE)));
    }

  return G_LIST_MODEL (chips);
}

static void
cck_claim_item_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CckClaimItem *self = CCK_CLAIM_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;

    case PROP_NAME:
      g_value_set_string (value, self->info != NULL ? self->name : NULL);
      break;

    case PROP_VALUE:
      g_value_take_string (value, dup_shown_value (self));
      break;

    case PROP_TOOLTIP:
      g_value_take_string (value, dup_tooltip (self));
      break;

    case PROP_CHIPS:
      g_value_set_object (value, self->chips);
      break;

    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;

    case PROP_REPEATED:
      g_value_set_boolean (value, self->repeated);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_claim_item_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CckClaimItem *self = CCK_CLAIM_ITEM (object);

  switch (prop_id)
    {
    case PROP_EXPANDED:
      if (self->expanded != g_value_get_boolean (value))
        {
          self->expanded = !self->expanded;
          g_object_notify_by_pspec (object, properties[PROP_EXPANDED]);
          g_object_notify_by_pspec (object, properties[PROP_VALUE]);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_claim_item_finalize (GObject *object)
{
  CckClaimItem *self = CCK_CLAIM_ITEM (object);

  g_clear_pointer (&self->document, cck_json_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->member, g_free);
  g_clear_object (&self->chips);

  G_OBJECT_CLASS (cck_claim_item_parent_class)->finalize (object);
}

static void
cck_claim_item_class_init (CckClaimItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_claim_item_get_property;
  object_class->set_property = cck_claim_item_set_property;
  object_class->finalize = cck_claim_item_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, read);
  properties[PROP_TOOLTIP] = g_param_spec_string ("tooltip", NULL, NULL, NULL, read);
  properties[PROP_CHIPS] = g_param_spec_object ("chips", NULL, NULL, G_TYPE_LIST_MODEL, read);
  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                                                    read | G_PARAM_WRITABLE);
  properties[PROP_REPEATED] = g_param_spec_boolean ("repeated", NULL, NULL, FALSE, read);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_claim_item_init (CckClaimItem *self)
{
}

CckClaimItem *
cck_claim_item_new (CckJson            *document,
                    const char         *name,
                    gsize               name_length,
                    const CckJsonValue *value,
                    gint64              now)
{
  CckClaimItem *self;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (CCK_TYPE_CLAIM_ITEM, NULL);
  self->document = cck_json_ref (document);
  self->json = value;
  self->now = now;
  self->member = g_memdup2 (name, name_length + 1);
  self->member_length = name_length;

  /* A name with U+0000 inside is not the name that its first part spells. */
  if (strlen (name) == name_length)
    self->info = cck_claim_info_lookup (name);

  self->name = cck_visible_text_new (name, MIN (name_length, SHORT_VALUE));
  self->chips = build_chips (self);

  return self;
}

CckClaimGroup
cck_claim_item_get_group (CckClaimItem *self)
{
  g_return_val_if_fail (CCK_IS_CLAIM_ITEM (self), CCK_CLAIM_GROUP_OTHER);

  return self->info != NULL ? cck_claim_info_get_group (self->info) : CCK_CLAIM_GROUP_OTHER;
}

void
cck_claim_item_set_now (CckClaimItem *self,
                        gint64        now)
{
  gint64 time;

  g_return_if_fail (CCK_IS_CLAIM_ITEM (self));

  if (self->now == now)
    return;

  self->now = now;

  if (get_time (self, &time))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

void
cck_claim_item_set_repeated (CckClaimItem *self,
                             gboolean      repeated)
{
  g_return_if_fail (CCK_IS_CLAIM_ITEM (self));

  if (self->repeated == repeated)
    return;

  self->repeated = repeated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPEATED]);
}

/* What is printed on every keyboard is what it looks like. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] < 0x20 || text[i] > 0x7e)
        return FALSE;
    }

  return TRUE;
}

static char *
dup_whole (CckClaimItem *self,
           gsize        *length)
{
  const char *text = cck_json_get_string (self->json, length);
  char *compact;

  if (text != NULL)
    return g_memdup2 (text, *length + 1);

  compact = cck_json_dup_compact (self->json);
  *length = strlen (compact);

  return compact;
}

gboolean
cck_claim_item_is_plain (CckClaimItem *self)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (CCK_IS_CLAIM_ITEM (self), TRUE);

  text = dup_whole (self, &length);

  return is_plain (text, length) && is_plain (self->member, self->member_length);
}

char *
cck_claim_item_dup_close (CckClaimItem *self,
                          gsize        *length)
{
  char *text;

  g_return_val_if_fail (CCK_IS_CLAIM_ITEM (self), NULL);
  g_return_val_if_fail (length != NULL, NULL);

  text = dup_whole (self, length);

  if (!is_plain (text, *length) || is_plain (self->member, self->member_length))
    return text;

  g_free (text);
  *length = self->member_length;

  return g_memdup2 (self->member, self->member_length + 1);
}

char *
cck_claim_item_dup_copy (CckClaimItem *self)
{
  const char *text;

  g_return_val_if_fail (CCK_IS_CLAIM_ITEM (self), NULL);

  text = cck_json_get_string (self->json, NULL);

  return text != NULL ? g_strdup (text) : cck_json_dup_compact (self->json);
}

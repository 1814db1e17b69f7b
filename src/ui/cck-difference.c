/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-difference.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-claim-info.h"
#include "cck-visible-text.h"

/* Bytes of a value that a label is given. */
#define MAX_VALUE 1000

typedef enum
{
  ADDED,
  REMOVED,
  CHANGED,
} Change;

static const struct
{
  const char *word; /* as the history has it */
  const char *title;
} changes[] = {
  [ADDED] = { "added", N_("Added") },
  [REMOVED] = { "removed", N_("Removed") },
  [CHANGED] = { "changed", N_("Changed") },
};

struct _CckDifference
{
  GObject parent_instance;

  char *title;
  char *before;
  char *after;
  Change change;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_CHANGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckDifference, cck_difference, G_TYPE_OBJECT)

static void
cck_difference_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CckDifference *self = CCK_DIFFERENCE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_BEFORE:
      g_value_set_string (value, self->before);
      break;

    case PROP_AFTER:
      g_value_set_string (value, self->after);
      break;

    case PROP_CHANGE:
      g_value_set_string (value, _(changes[self->change].title));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_difference_finalize (GObject *object)
{
  CckDifference *self = CCK_DIFFERENCE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->after, g_free);

  G_OBJECT_CLASS (cck_difference_parent_class)->finalize (object);
}

static void
cck_difference_class_init (CckDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_difference_get_property;
  object_class->finalize = cck_difference_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BEFORE] = g_param_spec_string ("before", NULL, NULL, NULL, flags);
  properties[PROP_AFTER] = g_param_spec_string ("after", NULL, NULL, NULL, flags);
  properties[PROP_CHANGE] = g_param_spec_string ("change", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_difference_init (CckDifference *self)
{
}

static char *
dup_value (const CckJsonValue *value)
{
  g_autofree char *compact = NULL;
  g_autofree char *visible = NULL;
  const char *text;
  gsize length;

  if (value == NULL)
    return NULL;

  text = cck_json_get_string (value, &length);

  if (text == NULL)
    {
      compact = cck_json_dup_compact (value);
      text = compact;
      length = strlen (compact);
    }

  visible = cck_visible_text_new (text, MIN (length, MAX_VALUE));

  return length > MAX_VALUE ? g_strconcat (visible, "…", NULL) : g_steal_pointer (&visible);
}

static char *
dup_title (const char *name,
           gsize       length)
{
  const CckClaimInfo *info = strlen (name) == length ? cck_claim_info_lookup (name) : NULL;
  g_autofree char *visible = cck_visible_text_new (name, MIN (length, MAX_VALUE));

  if (info == NULL)
    return g_steal_pointer (&visible);

  return g_strdup_printf ("%s (%s)", cck_claim_info_get_title (info), visible);
}

static void
append (GListStore         *list,
        const char         *name,
        gsize               length,
        Change              change,
        const CckJsonValue *before,
        const CckJsonValue *after)
{
  g_autoptr (CckDifference) self = g_object_new (CCK_TYPE_DIFFERENCE, NULL);

  self->title = dup_title (name, length);
  self->before = dup_value (before);
  self->after = dup_value (after);
  self->change = change;
  g_list_store_append (list, self);
}

static gboolean
is_equal (const CckJsonValue *a,
          const CckJsonValue *b)
{
  g_autofree char *first = cck_json_dup_compact (a);
  g_autofree char *second = cck_json_dup_compact (b);

  return g_str_equal (first, second);
}

GListModel *
cck_difference_list_compare (const CckJsonValue *before,
                             const CckJsonValue *after)
{
  GListStore *list = g_list_store_new (CCK_TYPE_DIFFERENCE);
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;

  cck_json_iter_init (&iter, after);

  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      const CckJsonValue *was = cck_json_get_member (before, name);

      if (was == NULL)
        append (list, name, length, ADDED, NULL, value);
      else if (!is_equal (was, value))
        append (list, name, length, CHANGED, was, value);
    }

  cck_json_iter_init (&iter, before);

  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      if (cck_json_get_member (after, name) == NULL)
        append (list, name, length, REMOVED, value, NULL);
    }

  return G_LIST_MODEL (list);
}

static Change
find_change (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      if (g_strcmp0 (changes[i].word, word) == 0)
        return i;
    }

  return CHANGED;
}

GListModel *
cck_difference_list_from_text (const char *text)
{
  GListStore *list = g_list_store_new (CCK_TYPE_DIFFERENCE);
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *item;
  CckJsonIter iter;

  if (text != NULL)
    json = cck_json_parse (text, strlen (text), CCK_JSON_FLAGS_NONE, NULL);

  if (json == NULL)
    return G_LIST_MODEL (list);

  cck_json_iter_init (&iter, cck_json_get_root (json));

  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    {
      const char *claim = cck_json_get_member_string (item, "claim");

      if (claim != NULL)
        append (list, claim, strlen (claim),
                find_change (cck_json_get_member_string (item, "change")),
                cck_json_get_member (item, "before"), cck_json_get_member (item, "after"));
    }

  return G_LIST_MODEL (list);
}

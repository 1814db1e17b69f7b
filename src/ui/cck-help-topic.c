/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help-topic-private.h"

struct _CckHelpTopic
{
  GObject parent_instance;

  char *id;
  char *title;
  char *desc;
  char *guide;
  GArray *blocks; /* of CckHelpBlock */
  GListStore *sections;
};

G_DEFINE_FINAL_TYPE (CckHelpTopic, cck_help_topic, G_TYPE_OBJECT)

static void
clear_block (gpointer data)
{
  CckHelpBlock *block = data;

  g_clear_pointer (&block->markup, g_free);
}

static void
cck_help_topic_finalize (GObject *object)
{
  CckHelpTopic *self = CCK_HELP_TOPIC (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->desc, g_free);
  g_clear_pointer (&self->guide, g_free);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_object (&self->sections);

  G_OBJECT_CLASS (cck_help_topic_parent_class)->finalize (object);
}

static void
cck_help_topic_class_init (CckHelpTopicClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_help_topic_finalize;
}

static void
cck_help_topic_init (CckHelpTopic *self)
{
  self->blocks = g_array_new (FALSE, FALSE, sizeof (CckHelpBlock));
  g_array_set_clear_func (self->blocks, clear_block);
  self->sections = g_list_store_new (CCK_TYPE_HELP_TOPIC);
}

CckHelpTopic *
cck_help_topic_new (const char *id)
{
  CckHelpTopic *self = g_object_new (CCK_TYPE_HELP_TOPIC, NULL);

  self->id = g_strdup (id);

  return self;
}

void
cck_help_topic_take_title (CckHelpTopic *self,
                           char         *title)
{
  g_free (self->title);
  self->title = title;
}

void
cck_help_topic_take_desc (CckHelpTopic *self,
                          char         *desc)
{
  g_free (self->desc);
  self->desc = desc;
}

void
cck_help_topic_set_guide (CckHelpTopic *self,
                          const char   *guide)
{
  g_set_str (&self->guide, guide);
}

void
cck_help_topic_take_block (CckHelpTopic     *self,
                           CckHelpBlockKind  kind,
                           guint             number,
                           char             *markup)
{
  g_array_append_vals (self->blocks, &(CckHelpBlock) { kind, number, markup }, 1);
}

void
cck_help_topic_add_section (CckHelpTopic *self,
                            CckHelpTopic *section)
{
  g_list_store_append (self->sections, section);
}

const char *
cck_help_topic_get_id (CckHelpTopic *self)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return self->id;
}

const char *
cck_help_topic_get_title (CckHelpTopic *self)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return self->title;
}

const char *
cck_help_topic_get_desc (CckHelpTopic *self)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return self->desc;
}

const char *
cck_help_topic_get_guide (CckHelpTopic *self)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return self->guide;
}

const CckHelpBlock *
cck_help_topic_get_block (CckHelpTopic *self,
                          guint         index)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return index < self->blocks->len ? &g_array_index (self->blocks, CckHelpBlock, index) : NULL;
}

GListModel *
cck_help_topic_get_sections (CckHelpTopic *self)
{
  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);

  return G_LIST_MODEL (self->sections);
}

CckHelpTopic *
cck_help_topic_find_section (CckHelpTopic *self,
                             const char   *id)
{
  guint n;

  g_return_val_if_fail (CCK_IS_HELP_TOPIC (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckHelpTopic) section = g_list_model_get_item (G_LIST_MODEL (self->sections), i);

      if (g_strcmp0 (section->id, id) == 0)
        return section;
    }

  return NULL;
}

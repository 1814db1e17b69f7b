/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-code-point-list.h"

#include "cck-code-point.h"

struct _CckCodePointList
{
  GObject parent_instance;

  gunichar *characters;
  guint n_characters;
};

static void cck_code_point_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CckCodePointList, cck_code_point_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cck_code_point_list_list_model_init))

static GType
cck_code_point_list_get_item_type (GListModel *list)
{
  return CCK_TYPE_CODE_POINT;
}

static guint
cck_code_point_list_get_n_items (GListModel *list)
{
  return CCK_CODE_POINT_LIST (list)->n_characters;
}

static gpointer
cck_code_point_list_get_item (GListModel *list,
                              guint       position)
{
  CckCodePointList *self = CCK_CODE_POINT_LIST (list);

  return position < self->n_characters ? cck_code_point_new (self->characters[position]) : NULL;
}

static void
cck_code_point_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cck_code_point_list_get_item_type;
  iface->get_n_items = cck_code_point_list_get_n_items;
  iface->get_item = cck_code_point_list_get_item;
}

static void
cck_code_point_list_finalize (GObject *object)
{
  g_clear_pointer (&CCK_CODE_POINT_LIST (object)->characters, g_free);

  G_OBJECT_CLASS (cck_code_point_list_parent_class)->finalize (object);
}

static void
cck_code_point_list_class_init (CckCodePointListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_code_point_list_finalize;
}

static void
cck_code_point_list_init (CckCodePointList *self)
{
}

CckCodePointList *
cck_code_point_list_new (const char *text,
                         gsize       length)
{
  CckCodePointList *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (CCK_TYPE_CODE_POINT_LIST, NULL);
  self->characters = g_new (gunichar, MAX (length, 1));

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    self->characters[self->n_characters++] = g_utf8_get_char (p);

  return self;
}

guint
cck_code_point_list_count_hidden (CckCodePointList *self)
{
  guint n = 0;

  g_return_val_if_fail (CCK_IS_CODE_POINT_LIST (self), 0);

  for (guint i = 0; i < self->n_characters; i++)
    {
      gunichar character = self->characters[i];

      if ((character < 0x20 || character > 0x7e) && cck_code_point_is_hidden (character))
        n++;
    }

  return n;
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-check-item.h"

struct _CckCheckItem
{
  GObject parent_instance;

  CckVerdict *verdict;
  CckProviderReport *report;
  const CckCheck *check;
};

G_DEFINE_FINAL_TYPE (CckCheckItem, cck_check_item, G_TYPE_OBJECT)

static void
cck_check_item_finalize (GObject *object)
{
  CckCheckItem *self = CCK_CHECK_ITEM (object);

  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_clear_pointer (&self->report, cck_provider_report_unref);

  G_OBJECT_CLASS (cck_check_item_parent_class)->finalize (object);
}

static void
cck_check_item_class_init (CckCheckItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_check_item_finalize;
}

static void
cck_check_item_init (CckCheckItem *self)
{
}

GListModel *
cck_check_item_list (CckVerdict *verdict)
{
  GListStore *list;

  g_return_val_if_fail (verdict != NULL, NULL);

  list = g_list_store_new (CCK_TYPE_CHECK_ITEM);

  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    {
      g_autoptr (CckCheckItem) item = g_object_new (CCK_TYPE_CHECK_ITEM, NULL);

      item->verdict = cck_verdict_ref (verdict);
      item->check = cck_verdict_get_check (verdict, i);
      g_list_store_append (list, item);
    }

  return G_LIST_MODEL (list);
}

GListModel *
cck_check_item_list_report (CckProviderReport *report)
{
  GListStore *list;

  g_return_val_if_fail (report != NULL, NULL);

  list = g_list_store_new (CCK_TYPE_CHECK_ITEM);

  for (guint i = 0; i < cck_provider_report_get_n_checks (report); i++)
    {
      g_autoptr (CckCheckItem) item = g_object_new (CCK_TYPE_CHECK_ITEM, NULL);

      item->report = cck_provider_report_ref (report);
      item->check = cck_provider_report_get_check (report, i);
      g_list_store_append (list, item);
    }

  return G_LIST_MODEL (list);
}

const CckCheck *
cck_check_item_get_check (CckCheckItem *self)
{
  g_return_val_if_fail (CCK_IS_CHECK_ITEM (self), NULL);

  return self->check;
}

char *
cck_check_item_dup_help (CckCheckItem *self)
{
  g_return_val_if_fail (CCK_IS_CHECK_ITEM (self), NULL);

  return g_strdup_printf (self->report != NULL ? "check-up#%s" : "checks#%s",
                          cck_check_get_id (self->check));
}

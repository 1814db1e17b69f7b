/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CCK_TYPE_RECORD_STORE (cck_record_store_get_type ())

/* What the stores of providers and of accounts have in common: the records of a folder, one JSON file
 * each, as a GListModel, kept current with the files; beneath the person's folder there may be the
 * system's, read-only. Looking an item up by id or key, and adding, changing or dropping one, costs
 * the same however many there are.
 *
 * Signal "item-changed" (GObject *item): the item took other values, here or in another process; for
 * who would have to listen to each of the items otherwise. */
G_DECLARE_DERIVABLE_TYPE (CckRecordStore, cck_record_store, CCK, RECORD_STORE, GObject)

struct _CckRecordStoreClass
{
  /*< private >*/
  GObjectClass parent_class;

  GType        item_type;
  const char  *folder; /* its name, such as "providers" */

  /* A new item from a file's text, with its id set. (transfer full), or NULL with BAD_FILE or
   * NEWER_FORMAT */
  gpointer   (*parse)         (const char   *id,
                               const char   *path,
                               const char   *text,
                               gsize         length,
                               GError      **error);
  /* Every value of @other but the id. */
  void       (*assign)        (gpointer      item,
                               gpointer      other);
  const char *(*get_id)       (gpointer      item);
  /* What items are looked up by; several may have the same. (transfer full) */
  char      *(*dup_key)       (gpointer      item);
  /* (nullable): whatever takes time of an item that was just read, done where it is read. */
  void       (*prepare)       (gpointer      item);
  /* (nullable): whether the item comes from a folder of the system's. */
  void       (*set_read_only) (gpointer      item,
                               gboolean      read_only);
};

/* Reads what a store that was made unread has, in a thread, and then tells of all of it at once. Who
 * can't wait calls cck_record_store_load_now() before that. Resolves to TRUE; at once where everything
 * was read. (transfer full) */
DexFuture *cck_record_store_load     (CckRecordStore *self);
void       cck_record_store_load_now (CckRecordStore *self);
gboolean   cck_record_store_is_loaded (CckRecordStore *self);

G_END_DECLS

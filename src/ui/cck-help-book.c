/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help-book.h"

#include <string.h>

#include "cck-config.h"

/* For tests and for running without installing: a folder with one folder a language. */
#define PLACE_VARIABLE "CLAIMCHECK_HELP"

struct _CckHelpBook
{
  GObject parent_instance;

  GHashTable *pages; /* id → CckHelpTopic */
};

G_DEFINE_FINAL_TYPE (CckHelpBook, cck_help_book, G_TYPE_OBJECT)

static void
cck_help_book_finalize (GObject *object)
{
  CckHelpBook *self = CCK_HELP_BOOK (object);

  g_clear_pointer (&self->pages, g_hash_table_unref);

  G_OBJECT_CLASS (cck_help_book_parent_class)->finalize (object);
}

static void
cck_help_book_class_init (CckHelpBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_help_book_finalize;
}

static void
cck_help_book_init (CckHelpBook *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static char *
dup_folder (const char *language)
{
  const char *place = g_getenv (PLACE_VARIABLE);

  return place != NULL ? g_build_filename (place, language, NULL)
                       : g_build_filename (CCK_DATADIR, "help", language, "claimcheck", NULL);
}

/* "C" is the last of the languages, and has every page. */
static char *
dup_translated (const char *file_name)
{
  const char * const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *folder = dup_folder (languages[i]);
      g_autofree char *path = g_build_filename (folder, file_name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

static void
read_page (CckHelpBook *self,
           const char  *file_name)
{
  g_autofree char *path = dup_translated (file_name);
  g_autoptr (CckHelpTopic) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  gsize length;

  if (path == NULL)
    return;

  if (g_file_get_contents (path, &xml, &length, &error))
    page = cck_help_topic_new_from_xml (xml, length, path, &error);
  if (page == NULL)
    g_warning ("A page of the help can’t be read: %s", error->message);
  else if (cck_help_topic_get_id (page) != NULL)
    {
      const char *id = cck_help_topic_get_id (page);

      g_hash_table_replace (self->pages, (gpointer) id, g_steal_pointer (&page));
    }
}

CckHelpBook *
cck_help_book_new (void)
{
  CckHelpBook *self = g_object_new (CCK_TYPE_HELP_BOOK, NULL);
  g_autofree char *folder = dup_folder ("C");
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      if (g_str_has_suffix (name, ".page"))
        read_page (self, name);
    }

  return self;
}

CckHelpTopic *
cck_help_book_find (CckHelpBook *self,
                    const char  *name)
{
  g_auto (GStrv) parts = NULL;
  CckHelpTopic *page;

  g_return_val_if_fail (CCK_IS_HELP_BOOK (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  parts = g_strsplit (name, "#", 2);
  page = parts[0] != NULL ? g_hash_table_lookup (self->pages, parts[0]) : NULL;

  return page != NULL && parts[1] != NULL ? cck_help_topic_find_section (page, parts[1]) : page;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  return g_utf8_collate (cck_help_topic_get_title ((CckHelpTopic *) a),
                         cck_help_topic_get_title ((CckHelpTopic *) b));
}

GListModel *
cck_help_book_dup_guided (CckHelpBook *self,
                          const char  *guide)
{
  g_autoptr (GListStore) topics = g_list_store_new (CCK_TYPE_HELP_TOPIC);
  GHashTableIter iter;
  gpointer page;

  g_return_val_if_fail (CCK_IS_HELP_BOOK (self), NULL);

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    {
      if (g_strcmp0 (cck_help_topic_get_guide (page), guide) == 0)
        g_list_store_insert_sorted (topics, page, compare_titles, NULL);
    }

  return G_LIST_MODEL (g_steal_pointer (&topics));
}

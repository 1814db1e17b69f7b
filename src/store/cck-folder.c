/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-folder-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cck-broken-file.h"
#include "cck-json.h"
#include "cck-store-error.h"

#define SUFFIX    ".json"
#define LOCK_FILE ".lock"

/* Another process holds the folder's lock for a few milliseconds at most. */
#define LOCK_TRIES        1000
#define LOCK_PAUSE        (5 * G_TIME_SPAN_MILLISECOND)
/* An interrupted write's leftover may still be written by somebody within this time. */
#define LEFTOVER_LIFETIME (G_TIME_SPAN_HOUR / G_TIME_SPAN_SECOND)

G_DEFINE_FINAL_TYPE (CckFolder, cck_folder, G_TYPE_OBJECT)

char *
cck_folder_dup_path_of (CckFolder  *self,
                        const char *id)
{
  return g_strconcat (self->path, "/", id, SUFFIX, NULL);
}

/* NULL where a file of that name is no record. */
static char *
dup_id_of (const char *name)
{
  /* "~" begins what is kept in memory only, and the copies that some editors make. */
  if (name[0] == '.' || name[0] == '~' || !g_str_has_suffix (name, SUFFIX) || !g_utf8_validate (name, -1, NULL))
    return NULL;

  return g_strndup (name, strlen (name) - strlen (SUFFIX));
}

void
cck_folder_set_broken (CckFolder  *self,
                       const char *id,
                       const char *message)
{
  CckBrokenFile *known = g_hash_table_lookup (self->broken, id);
  guint position;

  if (known != NULL && g_list_store_find (self->broken_files, known, &position))
    g_list_store_remove (self->broken_files, position);

  g_hash_table_remove (self->broken, id);

  if (message != NULL)
    {
      g_autofree char *path = cck_folder_dup_path_of (self, id);
      g_autoptr (CckBrokenFile) file = cck_broken_file_new (path, message);

      g_list_store_append (self->broken_files, file);
      g_hash_table_insert (self->broken, g_strdup (id), g_steal_pointer (&file));
    }
}

static void
forget (CckFolder  *self,
        const char *id)
{
  cck_folder_set_broken (self, id, NULL);
  g_hash_table_remove (self->stamps, id);
}

void
cck_folder_set_stamp (CckFolder          *self,
                      const char         *id,
                      const CckFileStamp *stamp)
{
  g_hash_table_insert (self->stamps, g_strdup (id), g_memdup2 (stamp, sizeof *stamp));
}

/* Reads one file whether it has changed or not. */
static gboolean
load (CckFolder   *self,
      const char  *id,
      GError     **error)
{
  g_autofree char *path = cck_folder_dup_path_of (self, id);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) local_error = NULL;
  CckFileStamp stamp;

  text = cck_file_read (path, CCK_JSON_MAX_SIZE, &stamp, &local_error);

  if (g_error_matches (local_error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    {
      gboolean known = g_hash_table_contains (self->stamps, id);

      forget (self, id);
      if (known)
        self->funcs->removed (self->owner, self, id);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  cck_folder_set_stamp (self, id, &stamp);

  if (text != NULL && self->funcs->loaded (self->owner, self, id, path, text, &local_error))
    {
      cck_folder_set_broken (self, id, NULL);
      return TRUE;
    }

  cck_folder_set_broken (self, id, local_error->message);
  self->funcs->broken (self->owner, self, id);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
cck_folder_has_changed (CckFolder  *self,
                        const char *id)
{
  g_autofree char *path = cck_folder_dup_path_of (self, id);
  const CckFileStamp *known = g_hash_table_lookup (self->stamps, id);
  CckFileStamp now;

  if (!cck_file_stat (path, &now))
    return known != NULL;

  return known == NULL || !cck_file_stamp_equal (known, &now);
}

gboolean
cck_folder_refresh (CckFolder   *self,
                    const char  *id,
                    GError     **error)
{
  CckBrokenFile *broken;

  g_return_val_if_fail (CCK_IS_FOLDER (self), FALSE);

  if (!g_hash_table_contains (self->stamps, id) || cck_folder_has_changed (self, id))
    return load (self, id, error);

  broken = g_hash_table_lookup (self->broken, id);
  if (broken != NULL)
    {
      g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                           cck_broken_file_get_message (broken));
      return FALSE;
    }

  return TRUE;
}

static void
remove_leftover (CckFolder  *self,
                 const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  CckFileStamp stamp;
  gint64 now = g_get_real_time () / G_TIME_SPAN_SECOND;

  if (cck_file_stat (path, &stamp) && now - stamp.modified.tv_sec > LEFTOVER_LIFETIME)
    unlink (path);
}

/* The ids of the records that are there, sorted. */
GPtrArray *
cck_folder_list_ids (CckFolder *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *id = dup_id_of (name);

      if (id != NULL)
        g_ptr_array_add (ids, id);
      else if (!(self->flags & CCK_FOLDER_READ_ONLY) && cck_file_is_leftover (name))
        remove_leftover (self, name);
    }

  g_ptr_array_sort_values (ids, (GCompareFunc) strcmp);

  return g_steal_pointer (&ids);
}

/* Those that were there: refreshing one whose file is gone tells of it. */
static void
add_known_ids (CckFolder *self,
               GPtrArray *ids)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->stamps);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *path = cck_folder_dup_path_of (self, id);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (ids, g_strdup (id));
    }
}

/* How often somebody wrote here under the lock, as the lock file counts it. */
static guint64
read_generation (int lock)
{
  guint64 generation = 0;

  if (pread (lock, &generation, sizeof generation, 0) != sizeof generation)
    return 0;

  return generation;
}

static guint64
look_up_generation (CckFolder *self)
{
  g_autofree char *path = g_build_filename (self->path, LOCK_FILE, NULL);
  g_autofd int lock = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  return lock >= 0 ? read_generation (lock) : 0;
}

/* Whoever writes after this was noted is seen by the next cck_folder_catch_up(). */
void
cck_folder_note_state (CckFolder *self)
{
  self->generation = look_up_generation (self);
  memset (&self->seen, 0, sizeof self->seen);
  cck_file_stat (self->path, &self->seen);
}

void
cck_folder_scan (CckFolder *self)
{
  g_autoptr (GPtrArray) ids = NULL;

  g_return_if_fail (CCK_IS_FOLDER (self));

  cck_folder_note_state (self);
  ids = cck_folder_list_ids (self);
  add_known_ids (self, ids);

  for (guint i = 0; i < ids->len; i++)
    cck_folder_refresh (self, ids->pdata[i], NULL);

  self->complete = TRUE;
}

gboolean
cck_folder_has (CckFolder  *self,
                const char *id)
{
  return g_hash_table_contains (self->stamps, id);
}

gboolean
cck_folder_reload (CckFolder  *self,
                   const char *id)
{
  g_return_val_if_fail (CCK_IS_FOLDER (self), FALSE);

  return load (self, id, NULL);
}

/* The folder's own time would do, were it finer than a few milliseconds; it tells of whoever writes
 * here without the lock, such as an editor. */
void
cck_folder_catch_up (CckFolder *self,
                     int        lock)
{
  guint64 generation = read_generation (lock);
  CckFileStamp now = { 0 };

  g_return_if_fail (CCK_IS_FOLDER (self));

  cck_file_stat (self->path, &now);

  if (!self->complete || self->generation != generation
      || !cck_file_stamp_equal (&self->seen, &now))
    cck_folder_scan (self);
}

typedef struct
{
  CckFileStamp before;
  gboolean     current;
} Change;

static void
change_begin (CckFolder *self,
              Change    *change)
{
  change->current = cck_file_stat (self->path, &change->before)
                    && cck_file_stamp_equal (&self->seen, &change->before);
}

/* What was written here needs no reading; anything else that happened meanwhile does. */
static void
change_end (CckFolder    *self,
            const Change *change,
            int           lock)
{
  guint64 generation = read_generation (lock);

  if (change->current)
    cck_file_stat (self->path, &self->seen);

  if (self->generation == generation)
    self->generation++;

  generation++;
  if (pwrite (lock, &generation, sizeof generation, 0) != sizeof generation)
    g_debug ("Cannot count in %s: %s", self->path, g_strerror (errno));
}

/* What changes from now on until the end is read once more then. */
static void
touch (CckFolder  *self,
       const char *id)
{
  if (self->touched != NULL)
    g_hash_table_add (self->touched, g_strdup (id));
}

static void
refresh_file (CckFolder *self,
              GFile     *file)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (file == NULL)
    return;

  name = g_file_get_basename (file);
  id = dup_id_of (name);

  if (id == NULL)
    return;

  touch (self, id);
  cck_folder_refresh (self, id, NULL);
}

static void
on_monitor_changed (CckFolder         *self,
                    GFile             *file,
                    GFile             *other_file,
                    GFileMonitorEvent  event,
                    GFileMonitor      *monitor)
{
  g_autoptr (CckFolder) hold = g_object_ref (self);

  g_assert (CCK_IS_FOLDER (self));

  /* A file that is still being written comes with CHANGES_DONE_HINT. */
  if (event == G_FILE_MONITOR_EVENT_CREATED || event == G_FILE_MONITOR_EVENT_CHANGED)
    return;

  refresh_file (self, file);
  refresh_file (self, other_file);
}

static void
cck_folder_dispose (GObject *object)
{
  CckFolder *self = CCK_FOLDER (object);

  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }

  g_clear_object (&self->monitor);
  g_clear_object (&self->broken_files);

  G_OBJECT_CLASS (cck_folder_parent_class)->dispose (object);
}

static void
cck_folder_finalize (GObject *object)
{
  CckFolder *self = CCK_FOLDER (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->stamps, g_hash_table_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->broken, g_hash_table_unref);

  G_OBJECT_CLASS (cck_folder_parent_class)->finalize (object);
}

static void
cck_folder_class_init (CckFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_folder_dispose;
  object_class->finalize = cck_folder_finalize;
}

static void
cck_folder_init (CckFolder *self)
{
  self->stamps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* Where there can be no monitor (a remote file system, no inotify instances left), the folder is
 * still read at start and before each write. */
static void
start_monitor (CckFolder *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->path);
  g_autoptr (GError) error = NULL;

  if (!(self->flags & CCK_FOLDER_READ_ONLY))
    {
      if (g_mkdir_with_parents (self->path, 0700) != 0)
        g_debug ("Cannot make the folder %s: %s", self->path, g_strerror (errno));
    }
  else if (!g_file_test (self->path, G_FILE_TEST_IS_DIR))
    {
      /* GIO looks for a missing one every few seconds, for ever. */
      return;
    }

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);

  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self);
  else
    g_debug ("Cannot watch the folder %s: %s", self->path, error->message);
}

CckFolder *
cck_folder_new (const char           *path,
                CckFolderFlags        flags,
                const CckFolderFuncs *funcs,
                gpointer              owner,
                GListStore           *broken_files)
{
  CckFolder *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (funcs != NULL, NULL);

  self = g_object_new (CCK_TYPE_FOLDER, NULL);
  self->path = g_strdup (path);
  self->flags = flags;
  self->funcs = funcs;
  self->owner = owner;
  self->broken_files = g_object_ref (broken_files);
  start_monitor (self);

  return self;
}

const char *
cck_folder_get_path (CckFolder *self)
{
  g_return_val_if_fail (CCK_IS_FOLDER (self), NULL);

  return self->path;
}

gboolean
cck_folder_write (CckFolder    *self,
                  int           lock,
                  const char   *id,
                  const char   *text,
                  CckFileMode   mode,
                  GError      **error)
{
  g_autofree char *path = NULL;
  CckBrokenFile *broken;
  CckFileStamp stamp;
  Change change;

  g_return_val_if_fail (CCK_IS_FOLDER (self), FALSE);
  g_return_val_if_fail (id != NULL && strchr (id, '/') == NULL, FALSE);

  broken = g_hash_table_lookup (self->broken, id);
  if (broken != NULL && mode == CCK_FILE_REPLACE)
    {
      g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                           cck_broken_file_get_message (broken));
      return FALSE;
    }

  path = cck_folder_dup_path_of (self, id);
  change_begin (self, &change);
  if (!cck_file_write (path, text, mode, &stamp, error))
    return FALSE;

  cck_folder_set_stamp (self, id, &stamp);
  change_end (self, &change, lock);

  return TRUE;
}

gboolean
cck_folder_remove (CckFolder   *self,
                   int          lock,
                   const char  *id,
                   GError     **error)
{
  g_autofree char *path = NULL;
  Change change;

  g_return_val_if_fail (CCK_IS_FOLDER (self), FALSE);

  path = cck_folder_dup_path_of (self, id);
  change_begin (self, &change);
  if (!cck_file_remove (path, error))
    return FALSE;

  forget (self, id);
  touch (self, id);
  change_end (self, &change, lock);

  return TRUE;
}

int
cck_folder_lock (CckFolder  *self,
                 GError    **error)
{
  g_autofree char *path = NULL;
  g_autofd int fd = -1;

  g_return_val_if_fail (CCK_IS_FOLDER (self), -1);

  path = g_build_filename (self->path, LOCK_FILE, NULL);

  if (g_mkdir_with_parents (self->path, 0700) == 0)
    fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  for (guint i = 0; fd >= 0 && i < LOCK_TRIES; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return g_steal_fd (&fd);

      if (errno != EWOULDBLOCK && errno != EINTR)
        break;

      g_usleep (LOCK_PAUSE);
    }

  if (fd >= 0 && errno == EWOULDBLOCK)
    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BUSY,
                 _("Another Claimcheck process is writing in “%s”. Try again in a moment."),
                 self->path);
  else
    cck_file_set_write_error (error, path, errno);

  return -1;
}

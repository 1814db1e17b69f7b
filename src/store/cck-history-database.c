/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cck-file.h"
#include "cck-store-error.h"

/* The database's user_version; each earlier one is brought up to it. */
#define FORMAT 1

/* Milliseconds that another process may hold the file; a write takes less than one. */
#define BUSY_TIMEOUT 10000

struct _CckHistoryDatabase
{
  char       *path;
  sqlite3    *db;
  struct stat opened;    /* the file that db is */
  char       *set_aside;
  gboolean    damaged;   /* as the last statement found it */
};

/* A row's own hash stands beside that of the row before, so that one look tells which of two is
 * wrong. */
static const char * const migrations[FORMAT] = {
  "CREATE TABLE events ("
  "  number INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL,"
  "  expires_at INTEGER NOT NULL, provider TEXT, account TEXT, name TEXT, token_kind TEXT,"
  "  how TEXT, fingerprint TEXT, kid TEXT, alg TEXT, scope TEXT, difference TEXT,"
  "  previous BLOB NOT NULL, hash BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX events_by_account ON events (account, number);"
  "CREATE TABLE chain ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL, hash BLOB NOT NULL,"
  "  pruned INTEGER NOT NULL, pruned_hash BLOB NOT NULL, pruned_at INTEGER NOT NULL,"
  "  damage INTEGER NOT NULL"
  ") STRICT;"
  "INSERT INTO chain VALUES (1, 0, zeroblob (32), 0, zeroblob (32), 0, 0);",
};

CckHistoryDatabase *
cck_history_database_new (const char *path)
{
  CckHistoryDatabase *self = g_new0 (CckHistoryDatabase, 1);

  self->path = g_strdup (path);

  return self;
}

static void
close_file (CckHistoryDatabase *self)
{
  sqlite3_close (self->db);
  self->db = NULL;
}

void
cck_history_database_free (CckHistoryDatabase *self)
{
  close_file (self);
  g_free (self->set_aside);
  g_free (self->path);
  g_free (self);
}

char *
cck_history_database_steal_set_aside (CckHistoryDatabase *self)
{
  return g_steal_pointer (&self->set_aside);
}

gboolean
cck_history_database_has_set_aside (CckHistoryDatabase *self)
{
  return self->set_aside != NULL;
}

const char *
cck_history_database_get_path (CckHistoryDatabase *self)
{
  return self->path;
}

gboolean
cck_history_database_exists (CckHistoryDatabase *self)
{
  return g_file_test (self->path, G_FILE_TEST_EXISTS);
}

/* What SQLite said last, for the reader. FALSE, always. */
static gboolean
set_error (CckHistoryDatabase  *self,
           GError             **error)
{
  int code = self->db != NULL ? sqlite3_errcode (self->db) & 0xff : SQLITE_NOMEM;
  int error_number = self->db != NULL ? sqlite3_system_errno (self->db) : 0;

  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      self->damaged = TRUE;
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                   /* Translators: the file, then why. */
                   _("The history “%s” is damaged: %s."), self->path, sqlite3_errmsg (self->db));
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BUSY,
                   _("Another program keeps the history “%s” locked. Try again in a moment."),
                   self->path);
      break;

    case SQLITE_FULL:
      cck_file_set_write_error (error, self->path, ENOSPC);
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      cck_file_set_write_error (error, self->path, error_number != 0 ? error_number : EACCES);
      break;

    case SQLITE_IOERR:
      cck_file_set_write_error (error, self->path, error_number != 0 ? error_number : EIO);
      break;

    default:
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                   /* Translators: the file, then why. */
                   _("The history “%s” can’t be used: %s."), self->path,
                   self->db != NULL ? sqlite3_errmsg (self->db) : g_strerror (ENOMEM));
    }

  return FALSE;
}

static gboolean
run_text (CckHistoryDatabase  *self,
          const char          *sql,
          GError             **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || set_error (self, error);
}

sqlite3_stmt *
cck_history_database_prepare (CckHistoryDatabase  *self,
                              const char          *sql,
                              GError             **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    set_error (self, error);

  return statement;
}

gboolean
cck_history_database_step (CckHistoryDatabase  *self,
                           sqlite3_stmt        *statement,
                           GError             **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    set_error (self, error);

  return code == SQLITE_ROW;
}

gboolean
cck_history_database_execute (CckHistoryDatabase  *self,
                              sqlite3_stmt        *statement,
                              GError             **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || set_error (self, error);
}

static gboolean
read_version (CckHistoryDatabase  *self,
              gint64              *version,
              GError             **error)
{
  g_autoptr (sqlite3_stmt) statement
      = cck_history_database_prepare (self, "PRAGMA user_version", error);

  if (statement == NULL || !cck_history_database_step (self, statement, error))
    return FALSE;

  *version = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

/* One process at a time makes the file, or puts another in its place. */
static int
lock_file (CckHistoryDatabase  *self,
           GError             **error)
{
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);
  g_autofd int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 || flock (fd, LOCK_EX) != 0)
    {
      cck_file_set_write_error (error, path, errno);
      return -1;
    }

  return g_steal_fd (&fd);
}

static gboolean
migrate (CckHistoryDatabase  *self,
         GError             **error)
{
  g_autofd int lock = lock_file (self, error);
  gint64 version;

  if (lock < 0 || !read_version (self, &version, error))
    return FALSE;

  if (version == 0
      && !run_text (self, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL", error))
    return FALSE;

  for (; version < FORMAT; version++)
    {
      g_autofree char *sql
          = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA user_version = %" G_GINT64_FORMAT "; COMMIT",
                             migrations[version], version + 1);

      if (!run_text (self, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_version (CckHistoryDatabase  *self,
               GError             **error)
{
  gint64 version;

  if (!read_version (self, &version, error))
    return FALSE;

  if (version > FORMAT)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NEWER_FORMAT,
                   _("“%s” was written by a newer Claimcheck (format %" PRIi64 "). "
                     "Update this one to read it."),
                   self->path, version);
      return FALSE;
    }

  return version == FORMAT || migrate (self, error);
}

/* SQLite would make a file that others may read. */
static gboolean
make_file (CckHistoryDatabase  *self,
           GError             **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofd int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cck_file_set_write_error (error, folder, errno);

  fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd < 0)
    return cck_file_set_write_error (error, self->path, errno);

  return TRUE;
}

/* In WAL mode with synchronous NORMAL a commit is one write without a wait for the disk, which a
 * process that prints a token can afford; SQLite waits when it moves the log into the file, so that a
 * power cut may cost the newest rows and never the file. The log is kept small, since who opens the
 * file alone reads it all, and is left to the next writer, as moving it takes some milliseconds. */
static gboolean
configure (CckHistoryDatabase  *self,
           GError             **error)
{
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_wal_autocheckpoint (self->db, 200);

  return run_text (self, "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST", error);
}

/* Whether the file at the path is still the one that was opened. */
static gboolean
is_in_place (CckHistoryDatabase *self)
{
  struct stat now;

  return stat (self->path, &now) == 0
         && now.st_dev == self->opened.st_dev
         && now.st_ino == self->opened.st_ino;
}

static gboolean
open_file (CckHistoryDatabase  *self,
           GError             **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

  if (self->db != NULL && is_in_place (self))
    return TRUE;

  close_file (self);
  self->damaged = FALSE;

  if (!make_file (self, error))
    return FALSE;

  if (stat (self->path, &self->opened) == 0
      && sqlite3_open_v2 (self->path, &self->db, flags, NULL) == SQLITE_OK)
    {
      if (configure (self, error) && check_version (self, error))
        return TRUE;
    }
  else
    {
      set_error (self, error);
    }

  close_file (self);

  return FALSE;
}

/* "history-damaged-20260131-235959.db"; never over another file. */
static char *
dup_aside_path (CckHistoryDatabase *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *stem = g_strndup (self->path, strlen (self->path) - strlen (".db"));
  char *path = g_strdup_printf ("%s-damaged-%s.db", stem, time);

  for (guint number = 2; g_file_test (path, G_FILE_TEST_EXISTS); number++)
    {
      g_free (path);
      path = g_strdup_printf ("%s-damaged-%s-%u.db", stem, time, number);
    }

  return path;
}

static gboolean
set_aside (CckHistoryDatabase  *self,
           GError             **error)
{
  static const char * const parts[] = { "-wal", "-shm", "" };
  g_autofd int lock = lock_file (self, error);
  g_autofree char *aside = dup_aside_path (self);

  close_file (self);

  if (lock < 0)
    return FALSE;

  /* Another process was quicker. */
  if (!is_in_place (self))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (self->path, parts[i], NULL);
      g_autofree char *to = g_strconcat (aside, parts[i], NULL);

      if (rename (from, to) != 0 && errno != ENOENT)
        return cck_file_set_write_error (error, from, errno);
    }

  g_free (self->set_aside);
  self->set_aside = g_steal_pointer (&aside);

  return TRUE;
}

static gboolean
run_once (CckHistoryDatabase  *self,
          const char          *begin,
          CckHistoryFunc       func,
          gpointer             data,
          GError             **error)
{
  self->damaged = FALSE;

  if (!open_file (self, error) || !run_text (self, begin, error))
    return FALSE;

  if (func (self, data, error) && run_text (self, "COMMIT", error))
    return TRUE;

  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

gboolean
cck_history_database_run (CckHistoryDatabase  *self,
                          const char          *begin,
                          CckHistoryFunc       func,
                          gpointer             data,
                          GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  if (run_once (self, begin, func, data, &local_error))
    return TRUE;

  if (!self->damaged)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return set_aside (self, error) && run_once (self, begin, func, data, error);
}

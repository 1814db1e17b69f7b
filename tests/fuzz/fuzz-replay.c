/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* fuzz-replay FOLDER…: gives every file of the folders to the target that it is linked with, and
 * prints TAP. A folder without a file is a failure: then nothing was tried. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

/* In memory of exactly its size, so that the sanitizer sees the first byte read beyond it; never at
 * NULL, as with libFuzzer. */
static gboolean
replay (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree uint8_t *exact = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  exact = g_malloc (MAX (length, 1));
  memcpy (exact, text, length);
  fprintf (stderr, "%s\n", path); /* where it ends, if it ends the process */
  return LLVMFuzzerTestOneInput (exact, length) == 0;
}

int
main (int    argc,
      char **argv)
{
  guint count = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) paths = list_files (argv[i]);

      if (paths->len == 0)
        printf ("not ok %u - %s holds no input\n", ++count, argv[i]);
      for (guint j = 0; j < paths->len; j++)
        {
          const char *path = g_ptr_array_index (paths, j);
          g_autofree char *name = g_path_get_basename (path);

          printf ("%s %u - %s\n", replay (path) ? "ok" : "not ok", count + 1, name);
          fflush (stdout);
          count++;
        }
    }
  printf ("1..%u\n", count);
  return 0;
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"

G_BEGIN_DECLS

/* A vector file of tests/data. Ends the test where it can't be read. (transfer full) */
static inline CckJson *
load_vectors (const char *name)
{
  g_autofree char *path = g_build_filename (CCK_TEST_DATA, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  CckJson *json;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  json = cck_json_parse_bounded (data, length, 16 * 1024 * 1024, CCK_JSON_FLAGS_NONE, &error);
  g_assert_no_error (error);

  return json;
}

G_END_DECLS

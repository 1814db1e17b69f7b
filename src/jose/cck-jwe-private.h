/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwe.h"

G_BEGIN_DECLS

struct _CckJwe
{
  gatomicrefcount ref_count;
  char *text; /* wiped */
  gsize length;
  gsize header_length; /* of the first segment, which is authenticated as it stands */
  GBytes *header_bytes;
  GBytes *encrypted_key;
  GBytes *iv;
  GBytes *ciphertext;
  GBytes *tag;
  CckJson *header;
};

G_END_DECLS

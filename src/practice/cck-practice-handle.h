/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_PRACTICE_GRANT_ID_SIZE 16

/* What a handle is for; a code can't be taken for a refresh token. */
typedef enum
{
  CCK_PRACTICE_HANDLE_CODE = 'c',
  CCK_PRACTICE_HANDLE_REFRESH = 'r',
} CckPracticeHandleKind;

/* Authorization codes and refresh tokens: a grant's id, a serial number and an HMAC over both.
 * Nothing is stored for one, so an old one is told from a made-up one in flat memory. */
typedef struct
{
  CckPracticeHandleKind kind;
  guint8 grant_id[CCK_PRACTICE_GRANT_ID_SIZE];
  guint64 serial;
} CckPracticeHandle;

#define CCK_PRACTICE_HANDLE_KEY_SIZE 32

/* Writes @handle under @key, CCK_PRACTICE_HANDLE_KEY_SIZE bytes, as unreserved characters. */
char     *cck_practice_handle_seal (const CckPracticeHandle *handle,
                                    const guint8            *key);

/* Reads @text; %FALSE where it was not sealed under @key or is of another kind. */
gboolean  cck_practice_handle_open (CckPracticeHandle       *handle,
                                    CckPracticeHandleKind    kind,
                                    const char              *text,
                                    const guint8            *key);

G_END_DECLS

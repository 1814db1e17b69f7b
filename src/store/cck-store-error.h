/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_STORE_ERROR (cck_store_error_quark ())

/* What can go wrong where things are remembered, by what the reader does next. Locked, missing,
 * denied and vanished are four different states of the keyring: nothing is ever cleared because of
 * one of them. No message holds a secret. */
typedef enum
{
  CCK_STORE_ERROR_KEYRING_LOCKED,   /* unlock it: cck_keyring_unlock() */
  CCK_STORE_ERROR_KEYRING_MISSING,  /* there is none: install one, or keep tokens in memory only */
  CCK_STORE_ERROR_KEYRING_DENIED,   /* the prompt was dismissed: ask when the person wants to */
  CCK_STORE_ERROR_KEYRING_VANISHED, /* it went away during the call: try again */
  CCK_STORE_ERROR_KEYRING_FAILED,   /* it answered with an error of its own: read the message */
  CCK_STORE_ERROR_NOT_FOUND,        /* no such thing is stored: sign in, or look at the list */
  CCK_STORE_ERROR_BAD_FILE,         /* correct the file, line and column that the message names */
  CCK_STORE_ERROR_NEWER_FORMAT,     /* written by a newer Claimcheck: update this one */
  CCK_STORE_ERROR_CANNOT_WRITE,     /* make room or give permission where the message says */
  CCK_STORE_ERROR_CHANGED,          /* another program changed it: look at it, then save again */
  CCK_STORE_ERROR_READ_ONLY,        /* it is the administrator's: make a copy and change that */
  CCK_STORE_ERROR_NAME_TAKEN,       /* choose another name */
  CCK_STORE_ERROR_NAME_AMBIGUOUS,   /* say which of those that the message names */
  CCK_STORE_ERROR_INVALID_PROVIDER, /* correct the field that the message names */
  CCK_STORE_ERROR_BUSY,             /* another process holds what is needed: wait, then try again */
  CCK_STORE_ERROR_TOO_LARGE,        /* it is no such file: choose another */
  CCK_STORE_ERROR_HAS_SECRET,       /* take out what the message names, or ask for another file */
} CckStoreError;

GQuark cck_store_error_quark (void);

G_END_DECLS

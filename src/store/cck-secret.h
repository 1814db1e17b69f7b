/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CCK_TYPE_SECRET (cck_secret_get_type ())

/* A text that must not stay behind in memory: a token set, a client secret. Boxed and ref-counted
 * (atomically, so it may cross threads); its bytes are overwritten when the last reference goes.
 * Never put one into a GObject property, a log line or an error message. */
typedef struct _CckSecret CckSecret;

GType       cck_secret_get_type             (void) G_GNUC_CONST;

/* A copy of @text; the caller wipes its own. */
CckSecret  *cck_secret_new                  (const char *text);
/* A copy of @length bytes at @bytes, terminated here. They may not contain a NUL. */
CckSecret  *cck_secret_new_len              (const char *bytes,
                                             gsize       length);
/* Takes over @text, which g_malloc() made: it is copied, wiped and freed at once. */
CckSecret  *cck_secret_new_take             (char       *text);
CckSecret  *cck_secret_ref                  (CckSecret  *self);
void        cck_secret_unref                (CckSecret  *self);

/* The terminated text. (transfer none) */
const char *cck_secret_get_text             (CckSecret  *self);
/* Bytes, without the terminator. */
gsize       cck_secret_get_length           (CckSecret  *self);
/* Whether both hold the same bytes, in a time that depends on their length only. */
gboolean    cck_secret_equal                (CckSecret  *a,
                                             CckSecret  *b);

/* Something to recognise a secret by that says nothing of it: the first 8 bytes of its SHA-256 as
 * 16 lower-case hexadecimal digits. Only for secrets with the entropy of a token, not passwords. */
char       *cck_secret_dup_fingerprint      (const char *text);

/* Overwrites the text, then frees it with g_free(). NULL is fine. */
void        cck_secret_free_text            (char       *text);

/* Keeps this process's memory out of core dumps and away from other processes of the same user
 * (prctl(PR_SET_DUMPABLE), RLIMIT_CORE). Call it first thing in main(). FALSE where the system
 * refused. */
gboolean    cck_secret_disable_core_dumps   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckSecret, cck_secret_unref)

G_END_DECLS

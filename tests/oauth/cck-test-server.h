/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A server on loopback that answers with exactly the bytes it was given, in threads of its own.
 * What it was asked is read after the answer has come, so nothing needs a lock on the test's side.
 */
typedef struct _CckTestServer CckTestServer;

CckTestServer *cck_test_server_new          (void);
void           cck_test_server_free         (CckTestServer *self);

/** Its address with @path, free it. */
char          *cck_test_server_dup_uri      (CckTestServer *self,
                                             const char    *path);

/** Answers @path with the raw bytes of @answer, then closes. */
void           cck_test_server_add          (CckTestServer *self,
                                             const char    *path,
                                             const char    *answer);

/** Answers the next request to @path, which has an answer already, with these bytes instead. */
void           cck_test_server_add_once     (CckTestServer *self,
                                             const char    *path,
                                             const char    *answer);

/** The same as cck_test_server_add(), for an answer with zeros in it. */
void           cck_test_server_add_bytes    (CckTestServer *self,
                                             const char    *path,
                                             GBytes        *answer);

/** Answers @path with a status line such as `200 OK`, JSON's media type and @body. */
void           cck_test_server_add_json     (CckTestServer *self,
                                             const char    *path,
                                             const char    *status,
                                             const char    *body);

/** Answers @path with @bytes bytes of body, as long as somebody reads. */
void           cck_test_server_add_flood    (CckTestServer *self,
                                             const char    *path,
                                             guint64        bytes);

/** Answers @path with @head and then with @block again and again, as long as somebody reads. */
void           cck_test_server_add_endless  (CckTestServer *self,
                                             const char    *path,
                                             const char    *head,
                                             const char    *block);

/** Answers @path with the raw bytes of @answer and holds the connection until the peer closes. */
void           cck_test_server_add_silence  (CckTestServer *self,
                                             const char    *path,
                                             const char    *answer);

/** How often @path was asked for. */
guint          cck_test_server_count        (CckTestServer *self,
                                             const char    *path);

/** How many connections a peer closed while the answer was still held back. */
guint          cck_test_server_count_closed (CckTestServer *self);

/** The last whole request, headers and body; free it. */
char          *cck_test_server_dup_request  (CckTestServer *self);

/** The request that came so many @before the last one; free it. */
char          *cck_test_server_dup_earlier  (CckTestServer *self,
                                             guint          before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckTestServer, cck_test_server_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Somebody who connects to a port of this computer, says exactly what it was told to and reads
 * until the other side closes, all in the test's own main loop.
 */
typedef struct _CckTestVisitor CckTestVisitor;

/** Connects without a word; %NULL with GIO's error. */
GSocketConnection *cck_test_visitor_connect  (const char      *address,
                                              guint16          port,
                                              GError         **error);

/** Connects and says @length bytes of @text; -1 for all of a string. */
CckTestVisitor    *cck_test_visitor_new      (const char      *address,
                                              guint16          port,
                                              const char      *text,
                                              gssize           length);
void               cck_test_visitor_free     (CckTestVisitor  *self);

/** Reads to the end; the answer is the visitor's own. */
const char        *cck_test_visitor_listen   (CckTestVisitor  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckTestVisitor, cck_test_visitor_free)

G_END_DECLS

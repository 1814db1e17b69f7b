/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define CCK_TYPE_LOOPBACK_VISITORS (cck_loopback_visitors_get_type ())

/**
 * CckLoopbackVisitors:
 *
 * Takes the connections at the listening sockets and hands them to a #SoupServer, within bounds
 * that it doesn't have itself: 16 KiB and a few seconds a connection, 32 connections at a time, of
 * which the oldest gives way to a new one, so that nobody keeps the browser out by holding them all.
 * Private to the layer.
 */
G_DECLARE_FINAL_TYPE (CckLoopbackVisitors, cck_loopback_visitors, CCK, LOOPBACK_VISITORS, GObject)

/** Begins to take connections at @sockets, an array of listening #GSocket. */
CckLoopbackVisitors *cck_loopback_visitors_new         (SoupServer          *server,
                                                        GPtrArray           *sockets,
                                                        GError             **error);

/** The time for one connection in milliseconds, 3 000 at first; for those that come from now on. */
void                 cck_loopback_visitors_set_timeout (CckLoopbackVisitors *self,
                                                        guint                milliseconds);

/** Closes the sockets. Connections that are open go on. */
void                 cck_loopback_visitors_stop        (CckLoopbackVisitors *self);

/** Closes the open connections. */
void                 cck_loopback_visitors_drop        (CckLoopbackVisitors *self);

/** How many connections are open. */
guint                cck_loopback_visitors_count       (CckLoopbackVisitors *self);

G_END_DECLS

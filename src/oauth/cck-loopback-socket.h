/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cck_loopback_socket_open:
 * @host: `127.0.0.1`, `::1` or `localhost`
 * @ports: (array length=n_ports): the ports to try in this order, 0 for any
 * @n_ports: how many
 * @port: (out): the one that was free
 * @error: return location
 *
 * Opens listening sockets on loopback and nowhere else: one, or with `localhost` one in each family
 * that the system has, on the same port (RFC 8252 §7.3). Private to the layer.
 *
 * Returns: (transfer full) (element-type GSocket): at least one socket
 */
GPtrArray *cck_loopback_socket_open (const char     *host,
                                     const guint16  *ports,
                                     gsize           n_ports,
                                     guint16        *port,
                                     GError        **error);

/** `HOST:PORT` as it stands in an address, IPv6 in brackets. */
char      *cck_loopback_socket_dup_authority (const char *host,
                                              guint16     port);

G_END_DECLS

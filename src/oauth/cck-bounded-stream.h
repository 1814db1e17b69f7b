/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CCK_TYPE_BOUNDED_STREAM (cck_bounded_stream_get_type ())

/**
 * CckBoundedStream:
 *
 * An input stream that gives at most so many bytes of another one and then ends with
 * %G_IO_ERROR_MESSAGE_TOO_LARGE. It can be polled where the other one can. Private to the layer.
 */
G_DECLARE_FINAL_TYPE (CckBoundedStream, cck_bounded_stream, CCK, BOUNDED_STREAM, GFilterInputStream)

/** Gives at most @bytes of @base, a pollable stream. */
GInputStream *cck_bounded_stream_new (GInputStream *base,
                                      gsize         bytes);

G_END_DECLS

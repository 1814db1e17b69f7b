/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CckLoopbackPage:
 * @CCK_LOOPBACK_PAGE_DONE: the answer is in
 * @CCK_LOOPBACK_PAGE_DECLINED: the person said no at the provider
 * @CCK_LOOPBACK_PAGE_FAILED: the answer ends the sign-in, Claimcheck says why
 * @CCK_LOOPBACK_PAGE_NOT_OURS: a reply of another sign-in, answered with 400
 *
 * What the browser shows at the redirect URI. Private to the layer.
 */
typedef enum
{
  CCK_LOOPBACK_PAGE_DONE,
  CCK_LOOPBACK_PAGE_DECLINED,
  CCK_LOOPBACK_PAGE_FAILED,
  CCK_LOOPBACK_PAGE_NOT_OURS,
} CckLoopbackPage;

/** Puts the headers on @message that every answer of the listener has (RFC 9700 §4.2, §4.11.1). */
void cck_loopback_page_set_headers (SoupServerMessage *message);

/** Answers @message with a page. No byte of the request is in it. */
void cck_loopback_page_send        (SoupServerMessage *message,
                                    CckLoopbackPage    page);

/** Answers @message with a status and one plain, constant sentence. */
void cck_loopback_page_refuse      (SoupServerMessage *message,
                                    guint              status);

G_END_DECLS

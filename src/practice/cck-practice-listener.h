/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define CCK_PRACTICE_MOST_BYTES (16 * 1024)

/* The HTTP server on 127.0.0.1, with bounds: at most 64 connections, one request a connection, 20
 * seconds for it, 16 KiB of body. What is past them is cut or answered 413. */
typedef struct _CckPracticeListener CckPracticeListener;

/**
 * CckPracticeAnswer:
 * @body: the request's body, not larger than CCK_PRACTICE_MOST_BYTES
 *
 * Sets the whole answer of @message.
 */
typedef void (*CckPracticeAnswer) (SoupServerMessage *message,
                                   const char        *path,
                                   GBytes            *body,
                                   gpointer           user_data);

/* Listens on @port, 0 for any, in the thread-default main context, and has every request answered
 * by @answer. @error: %CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT */
CckPracticeListener *cck_practice_listener_new      (guint16               port,
                                                     CckPracticeAnswer     answer,
                                                     gpointer              user_data,
                                                     GError              **error);

/* Closes the port and cuts every connection; @answer is not called again. */
void                 cck_practice_listener_free     (CckPracticeListener  *listener);

/* Gives the connection of @message ten minutes instead, for an answer that is slow on purpose. */
void                 cck_practice_listener_spare    (SoupServerMessage    *message);

guint16              cck_practice_listener_get_port (CckPracticeListener  *listener);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeListener, cck_practice_listener_free)

G_END_DECLS

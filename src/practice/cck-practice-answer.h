/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Answers to requests. Each of these functions sets the whole answer. */

/* What @builder built, never cached (RFC 6749 §5.1). */
void cck_practice_answer_json     (SoupServerMessage *message,
                                   guint              status,
                                   JsonBuilder       *builder);

/* A document that may be kept for @max_age seconds. */
void cck_practice_answer_document (SoupServerMessage *message,
                                   const char        *json,
                                   guint              max_age);

/* RFC 6749 §5.2. @description is ASCII without quotes and backslashes. */
void cck_practice_answer_error    (SoupServerMessage *message,
                                   guint              status,
                                   const char        *error,
                                   const char        *description);

/* RFC 6750 §3, RFC 9449 §7.1: a challenge of @scheme with @error, or without one where @error is
 * %NULL. */
void cck_practice_answer_challenge (SoupServerMessage *message,
                                   const char        *scheme,
                                   const char        *error,
                                   const char        *description);

/* A signed answer (OpenID Connect Core §5.3.2). */
void cck_practice_answer_jwt      (SoupServerMessage *message,
                                   const char        *token);

/* Nothing but a status. */
void cck_practice_answer_empty    (SoupServerMessage *message,
                                   guint              status);

/* A page of cck-practice-pages. @form_target: (nullable): the redirect URI that a form on the page
 * may end at. */
void cck_practice_answer_page     (SoupServerMessage *message,
                                   guint              status,
                                   const char        *html,
                                   const char        *form_target);

/* Gives the first member of a JSON answer a twin with another value. */
void cck_practice_answer_double   (SoupServerMessage *message);

/* 303 to @uri, also after a POST, whose body is not sent on (RFC 9700 §4.12). */
void cck_practice_answer_redirect (SoupServerMessage *message,
                                   const char        *uri);

G_END_DECLS

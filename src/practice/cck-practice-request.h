/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cck-practice-client.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

typedef struct _CckPracticeContext CckPracticeContext;

/* An authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1) whose client and redirect
 * URI are good, so that it can be answered there; or the request of a device (RFC 8628 §3.1), or
 * that of a client for itself, which have no redirect URI. */
typedef struct
{
  CckPracticeClient *client;
  char *redirect_uri;   /* nullable */
  char *user_code;      /* nullable: of the device that asks */
  char *state;          /* nullable */
  char *nonce;          /* nullable */
  char *scope;          /* what is granted of the scope asked for; nullable with an error */
  char *code_challenge; /* nullable with an error */
  char *login_hint;     /* nullable */
  char *dpop_jkt;       /* nullable: the key that the code is bound to (RFC 9449 §10) */
  GStrv resources;      /* what the token is for (RFC 8707), may be empty */
  gboolean form_post;   /* the answer is a form (OAuth 2.0 Form Post Response Mode) */

  /* Where the request itself is wrong: the answer's error, a word of the standard, and a sentence
   * for developers in ASCII without quotes. */
  const char *error;
  const char *error_description;
} CckPracticeRequest;

/* (transfer full): an empty request of @client. */
CckPracticeRequest *cck_practice_request_new                 (CckPracticeClient   *client);

/**
 * cck_practice_request_parse:
 * @pusher: (nullable): the client that pushes it and has authenticated; without it, a client that
 *   has to push its requests is refused
 * @problem: (out) (transfer none): a translated sentence where %NULL is returned
 *
 * Returns: (transfer full): the request, or %NULL where nothing in @form says who asks, so that
 *   only the person in the browser can be told (RFC 6749 §4.1.2.1)
 */
CckPracticeRequest *cck_practice_request_parse               (CckPracticeContext  *context,
                                                              CckPracticeForm     *form,
                                                              CckPracticeClient   *pusher,
                                                              const char         **problem);

/* Takes @form's scope and resources as those of @request, which its errors tell about. */
void                cck_practice_request_read_target         (CckPracticeRequest  *request,
                                                              CckPracticeForm     *form);

void                cck_practice_request_free                (CckPracticeRequest  *request);

/* Whether @uri is a loopback redirect URI of a native app: http, 127.0.0.1 or [::1] literally, any
 * port (RFC 8252 §7.3). `localhost` is not, it may be someone else's (§8.3). */
gboolean            cck_practice_request_is_loopback_uri     (const char          *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeRequest, cck_practice_request_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cck-practice-form.h"

G_BEGIN_DECLS

/* An authorization request of a public native client (RFC 6749 §4.1.1, OpenID Connect Core
 * §3.1.2.1) whose client and redirect URI are good, so that it can be answered there. */
typedef struct
{
  char *client_id;
  char *redirect_uri;
  char *state;          /* nullable */
  char *nonce;          /* nullable */
  char *scope;          /* what is granted of the scope asked for; nullable with an error */
  char *code_challenge; /* nullable with an error */
  char *login_hint;     /* nullable */

  /* Where the request itself is wrong: the answer's error, a word of the standard, and a sentence
   * for developers in ASCII without quotes. */
  const char *error;
  const char *error_description;
} CckPracticeRequest;

/**
 * cck_practice_request_parse:
 * @problem: (out) (transfer none): a translated sentence where %NULL is returned
 *
 * Returns: (transfer full): the request, or %NULL where nothing in @form says who asks, so that
 *   only the person in the browser can be told (RFC 6749 §4.1.2.1)
 */
CckPracticeRequest *cck_practice_request_parse               (CckPracticeForm     *form,
                                                              const char         **problem);

void                cck_practice_request_free                (CckPracticeRequest  *request);

/* Whether @uri is a loopback redirect URI of a native app: http, 127.0.0.1 or [::1] literally, any
 * port (RFC 8252 §7.3). `localhost` is not, it may be someone else's (§8.3). */
gboolean            cck_practice_request_is_loopback_uri     (const char          *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeRequest, cck_practice_request_free)

G_END_DECLS

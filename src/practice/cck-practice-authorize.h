/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The endpoints that a browser comes to. @form holds the parameters of the query or the body. */

/* The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2). */
void cck_practice_authorize (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form);

/* What a pushed request's address begins with (RFC 9126 §2.2). */
#define CCK_PRACTICE_REQUEST_URI_PREFIX "urn:ietf:params:oauth:request_uri:"

/* Where the code of a device is typed, or confirmed (RFC 8628 §3.3). */
void cck_practice_device_page (CckPracticeContext *context,
                               SoupServerMessage  *message,
                               CckPracticeForm    *form);

/* The answer of the login page. */
void cck_practice_sign_in   (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form);

/* The answer of the consent page. */
void cck_practice_consent   (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form);

/* The end session endpoint (OpenID Connect RP-Initiated Logout §2). */
void cck_practice_logout    (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form);

G_END_DECLS

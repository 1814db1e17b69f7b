/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-person.h"
#include "cck-practice-request.h"

G_BEGIN_DECLS

/* The pages that the person in the browser sees: HTML without script, one style sheet inside.
 * Whatever came from outside is escaped here. All return the page: (transfer full). */

/* Who are you? @transaction is the id that the page's form sends back. */
char *cck_practice_pages_dup_sign_in    (const CckPracticeRequest *request,
                                         const char               *issuer,
                                         const char               *transaction);

/* Do you allow this? */
char *cck_practice_pages_dup_consent    (const CckPracticeRequest *request,
                                         const CckPracticePerson  *person,
                                         const char               *issuer,
                                         const char               *transaction);

/* What is the code on your device? @user_code: (nullable): what is filled in. */
char *cck_practice_pages_dup_device     (const char               *issuer,
                                         const char               *user_code,
                                         gboolean                  is_wrong);

/* The form that brings an answer to the client (OAuth 2.0 Form Post Response Mode §2). Without
 * script, the person sends it off. @parameters: names and values in turn; one without a value is
 * left out. */
char *cck_practice_pages_dup_form_post  (const char               *redirect_uri,
                                         const char               *issuer,
                                         const char *const        *parameters,
                                         guint                     n_parameters);

/* Something to tell, without anything to do: @title and @body are translated text. */
char *cck_practice_pages_dup_message    (const char               *title,
                                         const char               *body,
                                         gboolean                  is_problem,
                                         const char               *issuer);

/* What Content-Security-Policy's style-src allows, as `sha256-…` (CSP3 §2.3.1). */
char *cck_practice_pages_dup_style_hash (void);

G_END_DECLS

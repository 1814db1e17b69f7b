/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cck-json.h"

G_BEGIN_DECLS

/* The parameters of a query or of a form (application/x-www-form-urlencoded), which came from
 * outside: at most 64 of them, valid UTF-8 without NUL. */
typedef struct _CckPracticeForm CckPracticeForm;

/**
 * cck_practice_form_parse:
 * @text: (nullable): the encoded parameters
 * @length: bytes of @text
 *
 * Returns: (transfer full): the form, or %NULL where @text is not well-formed
 */
CckPracticeForm *cck_practice_form_parse        (const char      *text,
                                                 gsize            length);

/* The members of a request object as parameters (RFC 9101 §4): strings as they are, numbers and
 * booleans by their digits and words, lists of strings as several values, objects as JSON.
 * (transfer full): %NULL where a member is none of these or there are too many */
CckPracticeForm *cck_practice_form_new_of_claims (const CckJsonValue *claims);

void             cck_practice_form_free         (CckPracticeForm *form);

/* The value of @name; %NULL where it is missing or empty, which is the same (RFC 6749 §3.1). */
const char      *cck_practice_form_get          (CckPracticeForm *form,
                                                 const char      *name);

/* All values of @name, which may come several times; %NULL-terminated, borrowed, never %NULL. */
const char * const *cck_practice_form_get_all   (CckPracticeForm *form,
                                                 const char      *name);

/* Whether any parameter came more than once, which none may (RFC 6749 §3.1, §3.2) but `resource`
 * (RFC 8707 §2) and `audience` (RFC 8693 §2.1). */
gboolean         cck_practice_form_has_repeated (CckPracticeForm *form);

/* Whether @name came more than once. */
gboolean         cck_practice_form_is_repeated  (CckPracticeForm *form,
                                                 const char      *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeForm, cck_practice_form_free)

G_END_DECLS

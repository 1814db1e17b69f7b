/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-client.h"
#include "cck-practice-request.h"

G_BEGIN_DECLS

/**
 * cck_practice_request_object_read:
 * @form: the request, with a `request` parameter
 * @problem: (out) (transfer none): a sentence for developers where %NULL is returned
 *
 * Reads a request object (RFC 9101), which the client signed with its registered key or its secret.
 *
 * Returns: (transfer full): the parameters in it, or %NULL
 */
CckPracticeForm *cck_practice_request_object_read (CckPracticeContext  *context,
                                                   CckPracticeClient   *client,
                                                   CckPracticeForm     *form,
                                                   const char         **problem);

G_END_DECLS

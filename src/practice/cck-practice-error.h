/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_PRACTICE_ERROR (cck_practice_error_quark ())

/**
 * CckPracticeError:
 * @CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT: the port can't be listened on
 * @CCK_PRACTICE_ERROR_START_FIRST: the provider has no keys yet, or was stopped
 * @CCK_PRACTICE_ERROR_CORRECT_CLAIMS: the claims to sign aren't one JSON object
 * @CCK_PRACTICE_ERROR_CORRECT_KIND: no misbehaviour has this name
 * @CCK_PRACTICE_ERROR_REPORT: the machine gave no random numbers or no key
 *
 * Named for what the reader does next.
 */
typedef enum
{
  CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT,
  CCK_PRACTICE_ERROR_START_FIRST,
  CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
  CCK_PRACTICE_ERROR_CORRECT_KIND,
  CCK_PRACTICE_ERROR_REPORT,
} CckPracticeError;

GQuark cck_practice_error_quark (void);

G_END_DECLS

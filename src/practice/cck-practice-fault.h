/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* What an endpoint can do wrong with its answers, in the order of the kinds. */
typedef enum
{
  CCK_PRACTICE_FAULT_HUGE,
  CCK_PRACTICE_FAULT_SLOW,
  CCK_PRACTICE_FAULT_CUT,
  CCK_PRACTICE_FAULT_HTML,
  CCK_PRACTICE_FAULT_REDIRECT,
  CCK_PRACTICE_FAULT_500,
  CCK_PRACTICE_FAULT_503,
  CCK_PRACTICE_FAULT_429,
  CCK_PRACTICE_FAULT_DUPLICATE,
  CCK_PRACTICE_N_FAULTS,
} CckPracticeFault;

#define CCK_PRACTICE_HUGE_BYTES (100 * 1000 * 1000)

/**
 * cck_practice_fault_answer:
 * @first: the first kind of the endpoint's group, such as CCK_PRACTICE_MISBEHAVE_TOKEN_HUGE
 *
 * Answers wrongly where the provider is to do so here. Nothing of the request is looked at then, so
 * it spends no code and no refresh token.
 *
 * Returns: %FALSE where nothing was answered
 */
gboolean cck_practice_fault_answer    (CckPracticeContext      *context,
                                       SoupServerMessage       *message,
                                       CckPracticeMisbehaviour  first);

/* Spoils a good answer in the one way that needs it: a member twice. */
void     cck_practice_fault_spoil     (CckPracticeContext      *context,
                                       SoupServerMessage       *message,
                                       CckPracticeMisbehaviour  first);

G_END_DECLS

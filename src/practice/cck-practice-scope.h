/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A scope that the provider knows, and how its consent page says it. */
typedef struct
{
  const char *wire;
  const char *title;       /* translated by the caller */
  const char *description; /* translated by the caller */
} CckPracticeScope;

/* Scope @index from 0, or %NULL past the last one. */
const CckPracticeScope *cck_practice_scope_at       (guint       index);

/**
 * cck_practice_scope_grant:
 * @asked: (nullable): the request's scope
 *
 * What is granted of @asked: the known scopes, each once, in our order; unknown ones are left out,
 * as RFC 6749 §3.3 allows, and the answer says what was granted. Nothing asked for is
 * `practice.read`.
 *
 * Returns: (transfer full): the scope, or %NULL where none of @asked is known
 */
char                   *cck_practice_scope_grant    (const char *asked);

/* Whether the list @scope has @word in it. */
gboolean                cck_practice_scope_contains (const char *scope,
                                                     const char *word);

/* Whether every word of @inner is in @outer too (RFC 6749 §6). */
gboolean                cck_practice_scope_within   (const char *inner,
                                                     const char *outer);

/* Whether no word of @scope needs a person. */
gboolean                cck_practice_scope_is_impersonal (const char *scope);

G_END_DECLS

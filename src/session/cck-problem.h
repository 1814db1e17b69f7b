/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a face can offer as the one next action after a failure. */
typedef enum
{
  CCK_PROBLEM_ACTION_NONE,          /* the sentence says it all */
  CCK_PROBLEM_ACTION_TRY_AGAIN,
  CCK_PROBLEM_ACTION_SIGN_IN,
  CCK_PROBLEM_ACTION_UNLOCK,        /* unlock the keyring */
  CCK_PROBLEM_ACTION_EDIT_PROVIDER, /* something in the registration is wrong */
  CCK_PROBLEM_ACTION_SHOW_CHECKS,   /* a verdict says what failed */
} CckProblemAction;

#define CCK_TYPE_PROBLEM (cck_problem_get_type ())

/* A failure as a person meets it: every GError of the layers below becomes one code, one sentence,
 * one next step and one exit status here, so that the window and cck say the same. */
typedef struct
{
  const char      *code;        /* stable wire word such as "sign-in-again"; documented in cck(1) */
  char            *message;     /* what happened: one translated sentence or two, no secret in it */
  const char      *next;        /* what to do now: one translated sentence */
  CckProblemAction action;
  int              exit_status; /* cck's, as CLI documentation lists them: 1 to 6 */
} CckProblem;

/* One code of the list, for the man page and whoever handles --json. */
typedef struct
{
  const char *code;        /* "sign-in-again" */
  const char *next;        /* untranslated */
  int         exit_status;
} CckProblemCode;

/* All codes, each once, sorted; @n_codes of them. (transfer container): g_free() */
CckProblemCode *cck_problem_list_codes (gsize *n_codes);

GType       cck_problem_get_type       (void) G_GNUC_CONST;
CckProblem *cck_problem_new_from_error (const GError     *error);
CckProblem *cck_problem_copy           (const CckProblem *self);
void        cck_problem_free           (CckProblem       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckProblem, cck_problem_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Someone who can sign in. The subject never changes; a client knows a person by nothing else
 * (OpenID Connect Core §5.7). */
typedef struct
{
  const char *subject;
  const char *username;
  const char *name;
  const char *given_name;
  const char *family_name;
  const char *email;
  const char *initials;
} CckPracticePerson;

/* Person @index from 0, or %NULL past the last one. */
const CckPracticePerson *cck_practice_person_at      (guint       index);

/* Whom @hint, a subject, user name or address, names: %NULL for nobody. @hint may be %NULL. */
const CckPracticePerson *cck_practice_person_by_hint (const char *hint);

G_END_DECLS

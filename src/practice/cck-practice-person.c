/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-person.h"

static const CckPracticePerson people[] = {
  { "alice", "alice", "Alice Example", "Alice", "Example", "alice@example.com", "AE" },
  { "bob", "bob", "Bob Example", "Bob", "Example", "bob@example.com", "BE" },
};

const CckPracticePerson *
cck_practice_person_at (guint index)
{
  return index < G_N_ELEMENTS (people) ? &people[index] : NULL;
}

const CckPracticePerson *
cck_practice_person_by_hint (const char *hint)
{
  if (hint == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (g_str_equal (hint, people[i].subject) ||
        g_str_equal (hint, people[i].username) ||
        g_ascii_strcasecmp (hint, people[i].email) == 0)
      return &people[i];

  return NULL;
}

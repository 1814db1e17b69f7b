/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-state.h"

static const struct
{
  CckAccountState  state;
  const char      *wire;
} states[] = {
  { CCK_ACCOUNT_SIGNED_IN, "signed-in" },
  { CCK_ACCOUNT_SIGNED_OUT, "signed-out" },
  { CCK_ACCOUNT_SIGN_IN_AGAIN, "sign-in-again" },
};

G_DEFINE_ENUM_TYPE (CckAccountState, cck_account_state,
                    G_DEFINE_ENUM_VALUE (CCK_ACCOUNT_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (CCK_ACCOUNT_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (CCK_ACCOUNT_SIGN_IN_AGAIN, "sign-in-again"))

const char *
cck_account_state_to_string (CckAccountState self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (states[i].state == self)
        return states[i].wire;
    }

  g_return_val_if_reached (NULL);
}

gboolean
cck_account_state_from_string (const char      *word,
                               CckAccountState *self)
{
  g_return_val_if_fail (word != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_str_equal (states[i].wire, word))
        {
          *self = states[i].state;
          return TRUE;
        }
    }

  return FALSE;
}

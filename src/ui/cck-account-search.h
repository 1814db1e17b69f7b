/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

/* Accounts by words, for a search outside the window. Looks at names only; asks neither the keyring
 * nor a provider. */

/* The accounts in whose names, its own or its provider's, each of @terms is found, whatever the case
 * of letters; those that begin with the first term come first, and no more than a person would look
 * at. A practice account is none of them. (transfer full): their ids, NULL-terminated */
GStrv cck_account_search_find (CckSession         *session,
                               const char * const *terms);

G_END_DECLS

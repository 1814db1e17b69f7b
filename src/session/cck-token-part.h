/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-secret.h"

G_BEGIN_DECLS

/* A token that is inside a text which itself can be inspected. */
typedef struct
{
  char      *name;  /* translated, or a member's name: safe to show */
  CckSecret *token;
} CckTokenPart;

/* The tokens that are inside @text, in its order: the members of a token answer, what an SD-JWT is made
 * of (RFC 9901 §4), claims that are tokens. They can be told by their look alone; an opaque one can't.
 * What is encrypted stays closed. At most CCK_TOKEN_PARTS of them. @length: -1 for a terminated text.
 * (transfer full): a list of CckTokenPart, empty where there is none. */
GPtrArray *cck_token_part_list (const char *text,
                                gssize      length);

#define CCK_TOKEN_PARTS 8

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_JOSE_ERROR (cck_jose_error_quark ())

/* What the reader of the error does next. No message ever holds a token, a key's private part or a
 * claim's value; where a place in the input is at fault, the message names it. */
typedef enum
{
  CCK_JOSE_ERROR_MALFORMED,          /* correct the input at the place that the message names */
  CCK_JOSE_ERROR_TOO_LARGE,          /* the input is beyond a bound; give less */
  CCK_JOSE_ERROR_UNSUPPORTED,        /* known or unknown, but nothing here can work with it */
  CCK_JOSE_ERROR_ENCRYPTED,          /* a JWE: only its recipient can read it */
  CCK_JOSE_ERROR_KEY_UNUSABLE,       /* use another key: this one is weak, broken or not for this */
  CCK_JOSE_ERROR_NO_MATCHING_KEY,    /* fetch the keys again, or give the right ones */
  CCK_JOSE_ERROR_SIGNATURE_MISMATCH, /* do not believe the token */
  CCK_JOSE_ERROR_CRYPTO,             /* the library failed; try again, then report it */
} CckJoseError;

GQuark cck_jose_error_quark (void);

G_END_DECLS

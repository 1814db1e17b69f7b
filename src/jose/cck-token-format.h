/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What kind of token a text is by its look. A name, never a judgement: nothing is verified. */
typedef enum
{
  CCK_TOKEN_FORMAT_OPAQUE,   /* none of those below: only the provider can read it */
  CCK_TOKEN_FORMAT_JWS,      /* RFC 7515 §3.1: cck_jwt_parse() */
  CCK_TOKEN_FORMAT_JWE,      /* RFC 7516 §3.1: cck_jwe_parse() */
  CCK_TOKEN_FORMAT_SD_JWT,   /* RFC 9901 §4: a JWS, disclosures after "~" */
  CCK_TOKEN_FORMAT_JWS_JSON, /* RFC 7515 §3.2 */
  CCK_TOKEN_FORMAT_JWE_JSON, /* RFC 7516 §3.2 */
  CCK_TOKEN_FORMAT_PASETO,   /* "v4.public.", "v4.local." and older versions */
  CCK_TOKEN_FORMAT_BISCUIT,  /* "biscuit:" */
  CCK_TOKEN_FORMAT_MACAROON, /* version 1, which begins with its location */
  CCK_TOKEN_N_FORMATS,
} CckTokenFormat;

/* @length: -1 for a terminated text. What can't be told for certain is opaque. */
CckTokenFormat  cck_token_format_of           (const char     *text,
                                               gssize          length);
/* "opaque", "jwt", "encrypted", "sd-jwt", "jws-json", "jwe-json", "paseto", "biscuit",
 * "macaroon": wire words that stay. */
const char     *cck_token_format_get_name     (CckTokenFormat  format);
/* A translated sentence or two that say what it is and what can be done with it here; NULL for
 * CCK_TOKEN_FORMAT_JWS. */
const char     *cck_token_format_get_sentence (CckTokenFormat  format);

G_END_DECLS

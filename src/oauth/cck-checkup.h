/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check.h"
#include "cck-jwks.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/** What was seen of something that its provider need not announce. */
typedef enum
{
  CCK_OBSERVED_UNKNOWN,
  CCK_OBSERVED_NO,
  CCK_OBSERVED_YES,
} CckObserved;

/**
 * CckCheckupInput:
 * @metadata: (nullable): the provider's metadata, %NULL where it could not be had
 * @metadata_error: (nullable): why
 * @jwks: (nullable): its keys
 * @jwks_error: (nullable): why they could not be had
 * @issuer: the issuer that was asked for
 * @access_token_lifetime: seconds, as observed; -1 unknown
 * @rotates: whether refresh tokens were observed to change with each use
 * @metadata_received: when the metadata came, by our clock, seconds since the epoch; 0 unknown
 *
 * What a check-up looks at. Borrowed for the call; begin with %CCK_CHECKUP_INPUT_INIT.
 */
typedef struct
{
  CckMetadata  *metadata;
  const GError *metadata_error;
  CckJwks      *jwks;
  const GError *jwks_error;
  const char   *issuer;
  gint64        access_token_lifetime;
  CckObserved   rotates;
  gint64        metadata_received;
} CckCheckupInput;

#define CCK_CHECKUP_INPUT_INIT { .access_token_lifetime = -1 }

/**
 * cck_checkup_new:
 * @input: what is known of a provider
 *
 * Holds a provider against RFC 9700, RFC 8414, RFC 9068 and their relatives: a row a question, with
 * the outcomes of a verdict. Its ids are wire words that stay: metadata, issuer, https, pkce,
 * issuer-in-response, response-types, grant-types, refresh, signing-algorithms, userinfo-signing,
 * client-authentication, par, dpop, request-objects, revocation, introspection, end-session,
 * lifetime, rotation, freshness, clock, keys, key (one a key), pkce-enforced, redirect-matching.
 *
 * A pure function: it makes no request and looks at no clock. What only a browser could find out is
 * "not checked", and says so.
 *
 * Returns: (transfer full) (element-type CckCheck): in the order in which they are shown
 */
GPtrArray *cck_checkup_new (const CckCheckupInput *input);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"
#include "cck-pkce.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} CckAuthorizationParameter;

struct _CckAuthorization
{
  gatomicrefcount ref_count;
  CckMetadata *metadata;
  char *client_id;
  char *redirect_uri;
  char *scope;
  char *state;
  char *nonce;
  CckPkce *pkce;
  gint64 max_age;
  CckResponseMode response_mode;
  CckDpop *dpop;
  GPtrArray *parameters;
  /* `request` or `request_uri`, once all the others are inside. */
  const char *carrier_name;
  char *carrier_value;
};

/** Whether the endpoint's own query leaves the protocol's parameters to us. Private, as are all. */
gboolean cck_authorization_check_endpoint (CckMetadata       *metadata,
                                           GError           **error);

typedef void (*CckAuthorizationParameterFunc) (const char *name,
                                               const char *value,
                                               gpointer    user_data);

/** Calls @func for each parameter of the request, in the order of the address. */
void     cck_authorization_each_parameter (CckAuthorization  *self,
                                           CckAuthorizationParameterFunc func,
                                           gpointer           user_data);

/** From now on the address holds `client_id` and this one parameter. @name: `request` or
 * `request_uri`; a `request` can still be pushed. */
void     cck_authorization_carry          (CckAuthorization  *self,
                                           const char        *name,
                                           const char        *value);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-provider.h"

G_BEGIN_DECLS

/* Private to the store. The file that the provider was read from, for the members that this version
 * does not know; or NULL. (transfer none) */
CckJson *cck_provider_get_source (CckProvider *self);
void     cck_provider_set_source (CckProvider *self,
                                  CckJson     *source);

/* All the addresses beside the issuer, NULL where one is not set. */
#define CCK_PROVIDER_N_ENDPOINTS 9
void     cck_provider_list_endpoints (CckProvider  *self,
                                      const char  **endpoints);
/* Whether a provider's file has a member of this name with a meaning. */
gboolean cck_provider_knows_member (const char *name);
/* Certificates and nothing else. Sets @error to the reason, without a field's name. */
gboolean cck_provider_check_certificates (const char  *pem,
                                          GError     **error);

/* "query", "form_post", NULL. */
extern const char * const cck_provider_response_modes[];

/* Takes "REQUEST:NAME=VALUE" apart. FALSE where it is not of that form; all (transfer full). */
gboolean cck_provider_split_parameter (const char  *parameter,
                                       char       **request,
                                       char       **name,
                                       char       **value);

/* The ports of "0", "8400" or "8400,8401". NULL where @text is not of that form. (transfer full) */
GArray  *cck_provider_parse_ports     (const char  *text);

G_END_DECLS

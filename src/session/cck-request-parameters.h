/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-provider.h"

G_BEGIN_DECLS

/* Parameters that a request to a provider's token, refresh or device endpoint carries beside the
 * protocol's own, "NAME=VALUE" each and not encoded: the person's own for that kind of request
 * ("token", "refresh", "authorization"), and the resource where there is exactly one (RFC 8707 §2.2;
 * of several, the access token is for the one that the provider chooses). Internal to this layer.
 * (transfer full) */
GStrv cck_request_parameters_new               (CckProvider *provider,
                                                const char  *request);
/* The same with the provider's audience, where the token is asked for without an authorization
 * request: client credentials and devices. */
GStrv cck_request_parameters_new_with_audience (CckProvider *provider,
                                                const char  *request);

/* What a sign-in at @provider asks for, in one line: scopes in order, resources, audience. Two
 * registrations ask for the same where the lines are equal. */
char *cck_request_parameters_dup_line          (CckProvider *provider);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"

G_BEGIN_DECLS

/** Keeps what @response, to a request made at @now, says of the time. Private to the layer. */
void cck_client_note_date (CckClient       *self,
                           CckHttpResponse *response,
                           gint64           now);

/** For whom this provider takes assertions, as far as it is known. Private to the layer. */
CckAssertionAudience cck_client_get_audience (CckClient            *self);
void                 cck_client_set_audience (CckClient            *self,
                                              CckAssertionAudience  audience);

G_END_DECLS

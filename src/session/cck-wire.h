/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http.h"
#include "cck-session.h"

G_BEGIN_DECLS

/* A session's ways to the network: the one HTTP session of most providers, one each for those with a
 * certificate authority or a client certificate of their own, and what all of them tell: the trace,
 * and how the providers' clocks differ from ours. Internal to this layer. */
typedef struct _CckWire CckWire;

CckWire *cck_wire_new          (CckClock         *clock);
void     cck_wire_free         (CckWire          *self);

/* (transfer none) */
CckHttp *cck_wire_get_http     (CckWire          *self);
/* The one to speak to @provider with. @identity: (nullable): certificate and key in PEM; without it the
 * one of before serves as it is. (transfer none); NULL with CCK_OAUTH_ERROR_BAD_PARAMETER. */
CckHttp *cck_wire_get_http_for (CckWire          *self,
                                CckProvider      *provider,
                                CckSecret        *identity,
                                GError          **error);

/* For all of them, present and future. In milliseconds. */
void     cck_wire_set_timeout  (CckWire          *self,
                                guint             milliseconds);
void     cck_wire_set_trace    (CckWire          *self,
                                CckSessionTrace   trace,
                                gpointer          user_data);

/* How far the clock of the server at @uri is ahead of ours by its last answer, in seconds; 0 where it
 * is unknown. */
gint64   cck_wire_get_offset   (CckWire          *self,
                                const char       *uri);

G_END_DECLS

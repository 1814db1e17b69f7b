/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http-request.h"

G_BEGIN_DECLS

/**
 * CckHttpSecrets:
 *
 * What went out with one request and no text may repeat: every form value but those that a list
 * allows, as it is and as it stands in the body, and the credentials and proof of the header. It is
 * overwritten when it is freed. Private to the layer.
 */
typedef struct _CckHttpSecrets CckHttpSecrets;

CckHttpSecrets *cck_http_secrets_new          (CckHttpRequest *request);
void            cck_http_secrets_free         (CckHttpSecrets *self);

/** Keeps another text back; %NULL and "" are none. */
void            cck_http_secrets_add          (CckHttpSecrets *self,
                                               const char     *secret);

/** Whether @text holds one of them. */
gboolean        cck_http_secrets_are_in       (CckHttpSecrets *self,
                                               const char     *text);

/** A copy of @text with `***` for each of them; %NULL for %NULL. */
char           *cck_http_secrets_dup_redacted (CckHttpSecrets *self,
                                               const char     *text);

/** Whether the value of a form parameter may be shown, by its name. */
gboolean        cck_http_secrets_may_show     (const char     *parameter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHttpSecrets, cck_http_secrets_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_ISSUER_FORM (cck_issuer_form_get_type ())

/* An issuer's address as a person types or pastes it, told what is wrong with it.
 *
 * Signals: "changed"; "activated", when Return was pressed. */
G_DECLARE_FINAL_TYPE (CckIssuerForm, cck_issuer_form, CCK, ISSUER_FORM, AdwPreferencesGroup)

/* Without white space around it, and without the path of the configuration. (transfer full) */
char     *cck_issuer_form_dup_issuer (CckIssuerForm *self);
/* FALSE where it can't be asked: it says why and takes the focus. @http_loopback: (out): it is plain
 * HTTP on this computer, and that was allowed. */
gboolean  cck_issuer_form_check      (CckIssuerForm *self,
                                      gboolean      *http_loopback);
/* Asks for the authority that the provider is to be trusted by: its certificate is of none that is
 * known here. */
void         cck_issuer_form_ask_certificates (CckIssuerForm *self);
/* In PEM; NULL where none were given. (transfer none) */
const char  *cck_issuer_form_get_certificates (CckIssuerForm *self);

G_END_DECLS

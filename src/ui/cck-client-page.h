/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-client-form.h"
#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLIENT_PAGE (cck_client_page_get_type ())

/* The form of a registration, and saving it, or asking the provider to make one.
 *
 * Signals: "saved" (CckProvider *provider, gboolean is_new), "cancelled". */
G_DECLARE_FINAL_TYPE (CckClientPage, cck_client_page, CCK, CLIENT_PAGE, AdwNavigationPage)

/* Once, before it is used. */
void       cck_client_page_setup             (CckClientPage     *self,
                                              CckSession        *session);
/* What a new provider begins with. @discovery: (nullable): what its issuer said. Shown again with the
 * same, the form is as it was left. */
void       cck_client_page_show              (CckClientPage     *self,
                                              CckProvider       *provider,
                                              CckClientFormMode  mode,
                                              CckDiscovery      *discovery);
/* One of the store. */
void       cck_client_page_edit              (CckClientPage     *self,
                                              CckProvider       *provider);
/* Where the provider explains how to register a client. @uri: (nullable) */
void       cck_client_page_set_documentation (CckClientPage     *self,
                                              const char        *uri);
/* What is to be known before it is saved; after cck_client_page_show(). */
void       cck_client_page_warn              (CckClientPage     *self,
                                              const char        *text);
/* Whether a person has entered something that is not saved. */
gboolean   cck_client_page_is_changed        (CckClientPage     *self);
/* (transfer none) */
GtkWidget *cck_client_page_get_save_button   (CckClientPage     *self);

G_END_DECLS

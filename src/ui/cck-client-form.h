/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-discovery.h"
#include "cck-provider.h"
#include "cck-secret.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_CLIENT_FORM_FOUND,  /* its issuer was asked, and stands */
  CCK_CLIENT_FORM_MANUAL, /* its issuer publishes nothing: the endpoints are needed */
  CCK_CLIENT_FORM_IMPORT, /* a profile from somewhere, of which everything may be changed */
  CCK_CLIENT_FORM_EDIT,   /* known already, and so is its credential */
} CckClientFormMode;

#define CCK_TYPE_CLIENT_FORM (cck_client_form_get_type ())

/* How we are registered with a provider: name, client ID, secret, scopes, redirect; and what the
 * provider says of itself. What is wrong is said at its field.
 *
 * Signal "changed": the fields have, or what saving them means. */
G_DECLARE_FINAL_TYPE (CckClientForm, cck_client_form, CCK, CLIENT_FORM, AdwBin)

/* After cck_client_form_set_provider(): shows what was found, and puts it where the provider said
 * nothing. */
void         cck_client_form_set_discovery  (CckClientForm  *self,
                                             CckDiscovery   *discovery);
/* Fills it with a provider: one to edit, or one to begin with. What a person typed into it stays. */
void         cck_client_form_set_provider   (CckClientForm  *self,
                                             CckProvider    *provider,
                                             CckClientFormMode mode);
/* Whether the keyring has the credential of the provider that is edited; until then it is thought to
 * have it. */
void         cck_client_form_set_kept       (CckClientForm  *self,
                                             gboolean        kept);
/* Whether the provider is to be asked for a client (RFC 7591), which it has to offer. */
gboolean     cck_client_form_is_registering (CckClientForm  *self);
/* Whether a person has entered something that is in none of what was set. */
gboolean     cck_client_form_is_changed     (CckClientForm  *self);
/* Writes the fields into @provider. FALSE where one is wrong: it says so and takes the focus. */
gboolean     cck_client_form_apply          (CckClientForm  *self,
                                             CckProvider    *provider);
/* The client secret, key or certificate as given; NULL where there is none. (transfer full) */
CckSecret   *cck_client_form_dup_credential (CckClientForm  *self);
/* What lets one register there; NULL where none was given. (transfer full) */
CckSecret   *cck_client_form_dup_initial_access_token (CckClientForm *self);
/* Whether the credential in the keyring is to go. */
gboolean     cck_client_form_get_forgets_credential (CckClientForm *self);
/* What the form calls a method. Translated. (transfer none) */
const char  *cck_client_form_get_method_title (CckClientForm   *self,
                                               CckProviderAuth  method);
/* Shows what was said against it, at the field that it is about. */
void         cck_client_form_show_error     (CckClientForm  *self,
                                             const GError   *error);

G_END_DECLS

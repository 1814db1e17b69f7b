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
 * Signal "changed": whether the form is complete may have changed. */
G_DECLARE_FINAL_TYPE (CckClientForm, cck_client_form, CCK, CLIENT_FORM, AdwBin)

/* Fills the form for a new provider, out of what was discovered. */
void         cck_client_form_set_discovery  (CckClientForm  *self,
                                             CckDiscovery   *discovery);
/* Fills it with a provider: one to edit, or one to begin with. */
void         cck_client_form_set_provider   (CckClientForm  *self,
                                             CckProvider    *provider,
                                             CckClientFormMode mode);
/* Whether everything that must be there is; what is wrong is shown where it is only after
 * cck_client_form_apply(). */
gboolean     cck_client_form_is_complete    (CckClientForm  *self);
/* Writes the fields into @provider. FALSE where one is wrong: it says so and takes the focus. */
gboolean     cck_client_form_apply          (CckClientForm  *self,
                                             CckProvider    *provider);
/* The client secret, key or certificate as given; NULL where there is none. (transfer full) */
CckSecret   *cck_client_form_dup_credential (CckClientForm  *self);
/* Shows what the store said of the name, or of the whole. */
void         cck_client_form_show_error     (CckClientForm  *self,
                                             const GError   *error);

G_END_DECLS

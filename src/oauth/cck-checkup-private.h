/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-checkup.h"

G_BEGIN_DECLS

/* Private to the check-up: the rows in the making. */
typedef struct
{
  const CckCheckupInput *input;
  CckMetadata           *metadata; /* never NULL for a question that reads it */
  GPtrArray             *rows;
} CckCheckup;

/** One question, and how it is answered: by one row or several. */
typedef void (*CckCheckupFunc) (CckCheckup         *self,
                                const CckCheckKind *kind);

/** Adds a row; takes @expected and @found. */
void cck_checkup_add                   (CckCheckup         *self,
                                        const CckCheckKind *kind,
                                        CckOutcome          outcome,
                                        char               *expected,
                                        char               *found,
                                        const char         *explanation);

/** What the provider's document says. */
void cck_checkup_issuer                (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_https                 (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_pkce                  (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_issuer_in_response    (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_response_types        (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_grant_types           (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_refresh               (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_signing_algorithms    (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_userinfo_signing      (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_client_authentication (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_pushed_requests       (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_bound_tokens          (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_request_objects       (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_revocation            (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_introspection         (CckCheckup *self, const CckCheckKind *kind);
void cck_checkup_end_session           (CckCheckup *self, const CckCheckKind *kind);

/** Its keys: one row for the set, and one a key. */
void cck_checkup_keys                  (CckCheckup *self, const CckCheckKind *kind);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cck-jwks.h"
#include "cck-jwt.h"

G_BEGIN_DECLS

/* How a client proves who it is (OpenID Connect Core §9). */
typedef enum
{
  CCK_PRACTICE_AUTH_NONE,
  CCK_PRACTICE_AUTH_BASIC,
  CCK_PRACTICE_AUTH_POST,
  CCK_PRACTICE_AUTH_SECRET_JWT,
  CCK_PRACTICE_AUTH_KEY_JWT,
  CCK_PRACTICE_N_AUTH_METHODS,
} CckPracticeAuthMethod;

/* A registered client (RFC 7591 §2). Ref-counted; changed by nobody once it is in use. */
typedef struct
{
  char *id;
  char *name; /* nullable */
  CckPracticeAuthMethod method;
  char *secret;                    /* nullable */
  CckJwks *jwks;                   /* nullable */
  GStrv redirect_uris;             /* nullable: any on loopback */
  GStrv post_logout_redirect_uris; /* nullable: any on loopback */
  GStrv grant_types;               /* nullable: all that fit */
  char *scope;                     /* nullable: all */
  char *id_token_alg;              /* nullable: the provider's */
  char *userinfo_alg;              /* nullable: plain JSON */
  gboolean dpop_bound;             /* every token is bound to a key (RFC 9449 §5.2) */
  gboolean par_only;               /* requests have to be pushed (RFC 9126 §6) */
  char *registration_token;        /* nullable: registered by hand */
  gint64 issued_at;
} CckPracticeClient;

/* An empty public client. (transfer full) */
CckPracticeClient *cck_practice_client_new             (const char            *id);
CckPracticeClient *cck_practice_client_ref             (CckPracticeClient     *client);
void               cck_practice_client_unref           (CckPracticeClient     *client);

/* Whether it can keep a secret (RFC 6749 §2.1). */
gboolean           cck_practice_client_is_confidential (CckPracticeClient     *client);
/* What a person is told: its name or its id. */
const char        *cck_practice_client_get_title       (CckPracticeClient     *client);
gboolean           cck_practice_client_may_use_grant   (CckPracticeClient     *client,
                                                        const char            *grant_type);
/* Whether @uri is registered; the port of a loopback address is free (RFC 8252 §7.3). Both have been
 * looked at by cck_practice_request_is_loopback_uri(). */
gboolean           cck_practice_client_may_return_to   (CckPracticeClient     *client,
                                                        const char            *uri);
/* Whether @client's key, or its secret for HS256 to HS512, signed @jwt. */
gboolean           cck_practice_client_signed          (CckPracticeClient     *client,
                                                        CckJwt                *jwt);

/* `client_secret_basic` and so on. */
const char        *cck_practice_auth_method_get_name   (CckPracticeAuthMethod  method);
gboolean           cck_practice_auth_method_from_name  (const char            *name,
                                                        CckPracticeAuthMethod *method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeClient, cck_practice_client_unref)

/* The clients that are known: those of cck-practice-provider.h, and at most 256 that registered
 * themselves; the oldest of these gives way. */
typedef struct _CckPracticeClients CckPracticeClients;

CckPracticeClients *cck_practice_clients_new      (void);
void                cck_practice_clients_free     (CckPracticeClients *clients);

/* The ids of clients that registered themselves begin so. */
#define CCK_PRACTICE_REGISTERED_PREFIX "registered-"

/* (transfer full): the client @id; a public one for an id that nobody registered; %NULL for one that
 * registered itself and is gone. */
CckPracticeClient  *cck_practice_clients_find     (CckPracticeClients *clients,
                                                   const char         *id);
/* Keeps @client, also in place of one with the same id. */
void                cck_practice_clients_add      (CckPracticeClients *clients,
                                                   CckPracticeClient  *client);
void                cck_practice_clients_remove   (CckPracticeClients *clients,
                                                   const char         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeClients, cck_practice_clients_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cck-practice-handle.h"
#include "cck-practice-person.h"
#include "cck-practice-request.h"

G_BEGIN_DECLS

/* What a person allowed a client once: the family of the code and of every token that came of it.
 * Plain data; only these functions change it. */
typedef struct
{
  guint8 id[CCK_PRACTICE_GRANT_ID_SIZE];
  const CckPracticePerson *person; /* nullable: the client acts for itself */
  char *client_id;
  char *redirect_uri; /* nullable: no code */
  char *scope;
  char *nonce;          /* nullable */
  char *code_challenge; /* nullable: no code */
  GStrv resources;      /* what its tokens may be for, may be empty */
  char *code_jkt;       /* nullable: the key that the code is bound to (RFC 9449 §10) */
  char *refresh_jkt;    /* nullable: the key that refresh tokens are bound to (RFC 9449 §5) */
  gint64 auth_time;

  gboolean code_used;
  gint64 code_expires;
  guint64 refresh_serial; /* of the one good refresh token; 0 before the first */
  gint64 refresh_expires;
  guint64 access_serial; /* of the newest access token; 0 before the first */
  gint64 access_expires;
  GArray *revoked; /* access tokens that were revoked singly */
} CckPracticeGrant;

typedef enum
{
  CCK_PRACTICE_FOUND_NOTHING, /* made up, ended or forgotten */
  CCK_PRACTICE_FOUND_EXPIRED,
  CCK_PRACTICE_FOUND_REUSED, /* used before: the caller ends the grant */
  CCK_PRACTICE_FOUND_GOOD,
} CckPracticeFound;

/* All grants, at most 1024 of them: the oldest one is forgotten then. */
typedef struct _CckPracticeGrants CckPracticeGrants;

/* %NULL where the machine has no random numbers. */
CckPracticeGrants *cck_practice_grants_new          (GError                   **error);
void               cck_practice_grants_free         (CckPracticeGrants         *grants);

guint              cck_practice_grants_count        (CckPracticeGrants         *grants);

/* Makes a grant of what @person allowed at @now. Returns: (transfer full): its code, good for a
 * minute and for once; %NULL where the machine has no random numbers. */
char              *cck_practice_grants_open         (CckPracticeGrants         *grants,
                                                     const CckPracticeRequest  *request,
                                                     const CckPracticePerson   *person,
                                                     gint64                     now);

/* The same without a code, for a grant that gives tokens at once. @person: (nullable). (transfer
 * none): until it ends; %NULL where the machine has no random numbers. */
CckPracticeGrant  *cck_practice_grants_add          (CckPracticeGrants         *grants,
                                                     const CckPracticeRequest  *request,
                                                     const CckPracticePerson   *person,
                                                     gint64                     now);

/* Whom a token of @grant is about: the person, or the client itself (RFC 9068 §2.2). */
const char        *cck_practice_grant_get_subject   (const CckPracticeGrant    *grant);

/* The grant of @code, which is used from now on, whatever comes of it. @grant: (out)
 * (transfer none): until it ends; %NULL where nothing was found. */
CckPracticeFound   cck_practice_grants_redeem_code  (CckPracticeGrants         *grants,
                                                     const char                *code,
                                                     gint64                     now,
                                                     CckPracticeGrant         **grant);

/* The grant of the refresh token @token, which stays good until another is issued. */
CckPracticeFound   cck_practice_grants_find_refresh (CckPracticeGrants         *grants,
                                                     const char                *token,
                                                     gint64                     now,
                                                     CckPracticeGrant         **grant);

/* The grant that the access token with the id @jti came of; %NULL where the token or the grant
 * ended. */
CckPracticeGrant  *cck_practice_grants_find_access  (CckPracticeGrants         *grants,
                                                     const char                *jti);

/* The next refresh token of @grant; the one before is used up (RFC 6749 §6). */
char              *cck_practice_grants_next_refresh (CckPracticeGrants         *grants,
                                                     CckPracticeGrant          *grant,
                                                     gint64                     expires);

/* The refresh token that is good now, once more. */
char              *cck_practice_grants_same_refresh (CckPracticeGrants         *grants,
                                                     CckPracticeGrant          *grant,
                                                     gint64                     expires);

/* The `jti` of the next access token of @grant. */
char              *cck_practice_grants_next_access  (CckPracticeGrants         *grants,
                                                     CckPracticeGrant          *grant,
                                                     gint64                     expires);

/* Ends one access token, which expires at @expires, and nothing else (RFC 7009 §2.1). */
void               cck_practice_grants_end_access   (CckPracticeGrants         *grants,
                                                     const char                *jti,
                                                     gint64                     expires,
                                                     gint64                     now);

/* Ends @grant and every token of it, and frees it. */
void               cck_practice_grants_end          (CckPracticeGrants         *grants,
                                                     CckPracticeGrant          *grant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeGrants, cck_practice_grants_free)

G_END_DECLS

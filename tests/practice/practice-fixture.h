/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-provider.h"

G_BEGIN_DECLS

/* One running provider a test program, its clock in the test's hand, and a client that speaks HTTP
 * to it and follows no redirect. */

#define CLIENT_ID CCK_PRACTICE_CLIENT_ID
#define REDIRECT_URI "http://127.0.0.1:8989/callback"
#define SCOPE "openid profile email offline_access"
/* RFC 7636, appendix B */
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

typedef struct
{
  guint status;
  char *body;
  char *content_type;  /* nullable, as are the others below: headers */
  char *location;
  char *cache_control;
  char *policy;
  char *challenge;
  char *date;
  char *retry_after;
  char *nonce; /* of DPoP */
} Answer;

void                 answer_free           (Answer      *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* A member of a JSON answer as text: strings as they are, the rest as JSON; %NULL if missing. */
char                *answer_dup            (Answer      *answer,
                                            const char  *member);
void                 answer_assert_error   (Answer      *answer,
                                            guint        status,
                                            const char  *error);

int                  fixture_run           (int          argc,
                                            char       **argv,
                                            void       (*add_tests) (void));
CckPracticeProvider *fixture_provider      (void);
const char          *fixture_issuer        (void);
gint64               fixture_now           (void);
void                 fixture_pass          (gint64       seconds);
CckPracticeStatistics fixture_statistics   (void);
/* Turns the main loop until *@done. */
void                 fixture_wait          (gboolean    *done);

Answer              *fetch                 (const char  *method,
                                            const char  *path,
                                            const char  *body,
                                            const char  *header,
                                            const char  *value);
/* A form's names and values in turn, then %NULL, with up to two headers, which may be %NULL. */
Answer              *post_with             (const char  *path,
                                            const char  *authorization,
                                            const char  *proof,
                                            ...) G_GNUC_NULL_TERMINATED;
Answer              *get                   (const char  *path);
/* The form's names and values in turn, then %NULL. */
Answer              *post                  (const char  *path,
                                            ...) G_GNUC_NULL_TERMINATED;

/* The path of a good authorization request, changed by names and values in turn, then %NULL; an
 * empty value leaves the parameter out. */
char                *authorize_path        (const char  *name,
                                            ...) G_GNUC_NULL_TERMINATED;
/* A parameter of a redirect's address, decoded; %NULL if missing. */
char                *dup_parameter         (const char  *location,
                                            const char  *name);
/* The id that a page's form carries. */
char                *dup_transaction       (Answer      *page);
/* What Alice's answer to the good request @path leads to: the last redirect. */
Answer              *decide                (const char  *path,
                                            const char  *person,
                                            const char  *decision);
/* A code that Alice allowed. */
char                *dup_code              (void);
Answer              *exchange              (const char  *code,
                                            const char  *verifier);
Answer              *refresh               (const char  *token);
/* Signs Alice in: the token endpoint's answer. */
Answer              *sign_in               (void);
Answer              *userinfo              (const char  *access_token);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check.h"
#include "cck-json.h"
#include "cck-profile.h"

G_BEGIN_DECLS

/* In the order in which checks are shown; the names are in cck-check.c. */
typedef enum
{
  CCK_CHECK_SIGNATURE,
  CCK_CHECK_ALGORITHM,
  CCK_CHECK_KEY,
  CCK_CHECK_ISSUER,
  CCK_CHECK_AUDIENCE,
  CCK_CHECK_AUTHORIZED_PARTY,
  CCK_CHECK_SUBJECT,
  CCK_CHECK_EXPIRY,
  CCK_CHECK_NOT_BEFORE,
  CCK_CHECK_ISSUED_AT,
  CCK_CHECK_NONCE,
  CCK_CHECK_METHOD,
  CCK_CHECK_TARGET,
  CCK_CHECK_EVENTS,
  CCK_CHECK_AT_HASH,
  CCK_CHECK_C_HASH,
  CCK_CHECK_S_HASH,
  CCK_CHECK_AUTH_TIME,
  CCK_CHECK_ACR,
  CCK_CHECK_CONFIRMATION,
  CCK_CHECK_TYPE,
  CCK_CHECK_CRITICAL,
  CCK_CHECK_NAMES,
  CCK_CHECK_CLIENT,
  CCK_CHECK_TOKEN_ID,
  CCK_CHECK_LIFETIME,
  CCK_CHECK_PERSONAL_DATA,
  CCK_CHECK_KEY_ID,
  CCK_CHECK_KEY_ALGORITHM,
  CCK_CHECK_KEY_SIZE,
  CCK_CHECK_KEY_SECRECY,
  CCK_CHECK_CERTIFICATE,
  CCK_N_CHECKS,
} CckCheckId;

/* Of a function that is called when something is wrong: what leads to it is kept apart from what is
 * done for every token. */
#define CCK_COLD __attribute__ ((cold))

/* How a text is made of what a check holds, which happens only when it is asked for: most verdicts
 * are never shown. */
typedef enum
{
  CCK_LOOK_NONE,
  CCK_LOOK_VALUE,   /* of the token's JSON, as it stands */
  CCK_LOOK_LIST,    /* the strings of an array, or a single one */
  CCK_LOOK_TEXT,    /* borrowed text */
  CCK_LOOK_TIME,    /* ISO 8601 */
  CCK_LOOK_AFTER,   /* "> 2023-11-14T22:18:20Z" */
  CCK_LOOK_UNTIL,   /* "≤ 2023-11-14T22:18:20Z" */
  CCK_LOOK_SECONDS, /* "600 s" */
} CckLook;

typedef struct
{
  CckLook               look;
  union
  {
    const CckJsonValue *value; /* borrowed from the token, which the verdict holds */
    const char         *text;  /* borrowed from the verdict */
    double              number;
  };
} CckSight;

struct _CckCheck
{
  guint8      id;
  guint8      outcome;
  guint8      profile; /* whose rule it is */
  guint8      advice;
  CckSight    wanted;
  CckSight    seen;
  char       *expected; /* made from the above, once */
  char       *found;
  const char *note;        /* untranslated; a passed check's own sentence */
  char       *explanation; /* NULL: the note, or the sentence of a check that passed */
};

/* What the check is held against; @text is borrowed as long as the verdict lives, NULL for
 * nothing. */
static inline void
cck_check_expect (CckCheck   *self,
                  const char *text)
{
  self->wanted.look = text != NULL ? CCK_LOOK_TEXT : CCK_LOOK_NONE;
  self->wanted.text = text;
}

static inline void
cck_check_expect_number (CckCheck *self,
                         CckLook   look,
                         double    number)
{
  self->wanted.look = look;
  self->wanted.number = number;
}

/* What was found: a value of the token, borrowed; NULL for nothing. */
static inline void
cck_check_show (CckCheck           *self,
                const CckJsonValue *value)
{
  self->seen.look = value != NULL ? CCK_LOOK_VALUE : CCK_LOOK_NONE;
  self->seen.value = value;
}

static inline void
cck_check_show_list (CckCheck           *self,
                     const CckJsonValue *value)
{
  self->seen.look = value != NULL ? CCK_LOOK_LIST : CCK_LOOK_NONE;
  self->seen.value = value;
}

static inline void
cck_check_show_text (CckCheck   *self,
                     const char *text)
{
  self->seen.look = text != NULL ? CCK_LOOK_TEXT : CCK_LOOK_NONE;
  self->seen.text = text;
}

static inline void
cck_check_show_number (CckCheck *self,
                       CckLook   look,
                       double    number)
{
  self->seen.look = look;
  self->seen.number = number;
}

/* The same with a text of any length that may hold anything; made visible and copied. */
void cck_check_take_expected  (CckCheck           *self,
                               char               *text);
void cck_check_take_found     (CckCheck           *self,
                               char               *text);
/* Sets the outcome and the sentence for it. A check that passed with a sentence of its own is a
 * note: advice that takes nothing from the verdict. */
void cck_check_explain        (CckCheck           *self,
                               CckOutcome          outcome,
                               const char         *format,
                               ...) G_GNUC_PRINTF (3, 4) CCK_COLD;
/* A note that is the same every time, N_() marked and translated when it is asked for. */
void cck_check_note           (CckCheck           *self,
                               const char         *sentence);
static inline void
cck_check_clear (CckCheck *self)
{
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->found, g_free);
  g_clear_pointer (&self->explanation, g_free);
}

/* TRUE for a time that dates can show, the years 1 to 9999. */
gboolean cck_check_has_date   (double              seconds);

G_END_DECLS

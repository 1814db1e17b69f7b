/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"

G_BEGIN_DECLS

/* The members of header and claims that checks look at. */
typedef enum
{
  CCK_MEMBER_NONE,
  CCK_MEMBER_ALG, CCK_MEMBER_TYP, CCK_MEMBER_KID, CCK_MEMBER_CRIT, CCK_MEMBER_B64, CCK_MEMBER_JWK,
  CCK_MEMBER_ISS, CCK_MEMBER_SUB, CCK_MEMBER_AUD, CCK_MEMBER_EXP, CCK_MEMBER_NBF, CCK_MEMBER_IAT,
  CCK_MEMBER_JTI, CCK_MEMBER_AZP, CCK_MEMBER_NONCE, CCK_MEMBER_AUTH_TIME, CCK_MEMBER_ACR,
  CCK_MEMBER_AT_HASH, CCK_MEMBER_C_HASH, CCK_MEMBER_S_HASH, CCK_MEMBER_CNF, CCK_MEMBER_CLIENT_ID,
  CCK_MEMBER_SID, CCK_MEMBER_EVENTS, CCK_MEMBER_HTM, CCK_MEMBER_HTU, CCK_MEMBER_ATH,
  CCK_MEMBER_SCOPE, CCK_MEMBER_SCP,
  /* What says more of a person than a name for the account. */
  CCK_MEMBER_ADDRESS, CCK_MEMBER_BIRTHDATE, CCK_MEMBER_EMAIL, CCK_MEMBER_FAMILY_NAME,
  CCK_MEMBER_GENDER, CCK_MEMBER_GIVEN_NAME, CCK_MEMBER_MIDDLE_NAME, CCK_MEMBER_NAME,
  CCK_MEMBER_PHONE_NUMBER,
  CCK_N_MEMBERS,
  CCK_MEMBER_FIRST_PERSONAL = CCK_MEMBER_ADDRESS,
  CCK_MEMBER_LAST_PERSONAL = CCK_MEMBER_PHONE_NUMBER,
} CckMember;

/* Found in one pass instead of one a look-up; the last where a name stands twice. NULL where there
 * is none. */
typedef struct
{
  const CckJsonValue *values[CCK_N_MEMBERS];
} CckMembers;

/* @object: (nullable): anything but an object has no members. */
void        cck_members_init     (CckMembers         *self,
                                  const CckJsonValue *object);
const char *cck_member_get_name  (CckMember           member);

G_END_DECLS

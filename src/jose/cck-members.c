/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-members-private.h"

#include "cck-json-private.h"

/* More than twice the names, a power of two. */
#define N_PLACES 256

#define NAME(text) { text, sizeof text - 1 }
static const struct
{
  char  text[16]; /* zeros behind the name, for it is read in words */
  gsize length;
} names[CCK_N_MEMBERS] = {
  [CCK_MEMBER_ALG] = NAME ("alg"),
  [CCK_MEMBER_TYP] = NAME ("typ"),
  [CCK_MEMBER_KID] = NAME ("kid"),
  [CCK_MEMBER_CRIT] = NAME ("crit"),
  [CCK_MEMBER_B64] = NAME ("b64"),
  [CCK_MEMBER_JWK] = NAME ("jwk"),
  [CCK_MEMBER_ISS] = NAME ("iss"),
  [CCK_MEMBER_SUB] = NAME ("sub"),
  [CCK_MEMBER_AUD] = NAME ("aud"),
  [CCK_MEMBER_EXP] = NAME ("exp"),
  [CCK_MEMBER_NBF] = NAME ("nbf"),
  [CCK_MEMBER_IAT] = NAME ("iat"),
  [CCK_MEMBER_JTI] = NAME ("jti"),
  [CCK_MEMBER_AZP] = NAME ("azp"),
  [CCK_MEMBER_NONCE] = NAME ("nonce"),
  [CCK_MEMBER_AUTH_TIME] = NAME ("auth_time"),
  [CCK_MEMBER_ACR] = NAME ("acr"),
  [CCK_MEMBER_AT_HASH] = NAME ("at_hash"),
  [CCK_MEMBER_C_HASH] = NAME ("c_hash"),
  [CCK_MEMBER_S_HASH] = NAME ("s_hash"),
  [CCK_MEMBER_CNF] = NAME ("cnf"),
  [CCK_MEMBER_CLIENT_ID] = NAME ("client_id"),
  [CCK_MEMBER_SID] = NAME ("sid"),
  [CCK_MEMBER_EVENTS] = NAME ("events"),
  [CCK_MEMBER_HTM] = NAME ("htm"),
  [CCK_MEMBER_HTU] = NAME ("htu"),
  [CCK_MEMBER_ATH] = NAME ("ath"),
  [CCK_MEMBER_SCOPE] = NAME ("scope"),
  [CCK_MEMBER_SCP] = NAME ("scp"),
  [CCK_MEMBER_ADDRESS] = NAME ("address"),
  [CCK_MEMBER_BIRTHDATE] = NAME ("birthdate"),
  [CCK_MEMBER_EMAIL] = NAME ("email"),
  [CCK_MEMBER_FAMILY_NAME] = NAME ("family_name"),
  [CCK_MEMBER_GENDER] = NAME ("gender"),
  [CCK_MEMBER_GIVEN_NAME] = NAME ("given_name"),
  [CCK_MEMBER_MIDDLE_NAME] = NAME ("middle_name"),
  [CCK_MEMBER_NAME] = NAME ("name"),
  [CCK_MEMBER_PHONE_NUMBER] = NAME ("phone_number"),
};
#undef NAME

#define SHORTEST 3
#define LONGEST 12

/* A name as two words: its first eight letters, then the others below its length. */
typedef struct
{
  guint64 first;
  guint64 second;
} Name;

static Name known[CCK_N_MEMBERS];
/* Known members by the hash of their name, or at the next free place. */
static guint8 places[N_PLACES];

static inline Name
read_name (const char *text,
           gsize       length)
{
  guint64 rest = length > 8 ? cck_json_word (text + 8, length - 8) : 0;

  return (Name) { cck_json_word (text, length), rest | (guint64) length << 56 };
}

static inline guint
hash_name (const Name *name)
{
  return (guint) ((name->first ^ name->second * 5) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 56);
}

static void
fill_places (void)
{
  static gsize filled;

  if (!g_once_init_enter (&filled))
    return;

  for (CckMember member = CCK_MEMBER_NONE + 1; member < CCK_N_MEMBERS; member++)
    {
      guint place;

      known[member] = read_name (names[member].text, names[member].length);
      place = hash_name (&known[member]);
      while (places[place] != CCK_MEMBER_NONE)
        place = (place + 1) % N_PLACES;
      places[place] = (guint8) member;
    }
  g_once_init_leave (&filled, 1);
}

static inline CckMember
find_member (const char *text,
             gsize       length)
{
  Name name;
  guint place;

  if (length < SHORTEST || length > LONGEST)
    return CCK_MEMBER_NONE;

  name = read_name (text, length);
  for (place = hash_name (&name); places[place] != CCK_MEMBER_NONE; place = (place + 1) % N_PLACES)
    if (known[places[place]].first == name.first && known[places[place]].second == name.second)
      break;

  return places[place];
}

void
cck_members_init (CckMembers         *self,
                  const CckJsonValue *object)
{
  yyjson_val *value = cck_json_as_yyjson (object), *key;
  gsize count;

  memset (self, 0, sizeof *self);
  if (!yyjson_is_obj (value))
    return;

  fill_places ();
  count = unsafe_yyjson_get_len (value);
  key = unsafe_yyjson_get_first (value);
  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    self->values[find_member (unsafe_yyjson_get_str (key), unsafe_yyjson_get_len (key))] =
      cck_json_from_yyjson (key + 1);
  self->values[CCK_MEMBER_NONE] = NULL;
}

const char *
cck_member_get_name (CckMember member)
{
  return names[member].text;
}

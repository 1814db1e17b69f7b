/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-grants.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-practice-error.h"

#define MOST_GRANTS 1024
#define MOST_REVOKED 64
#define CODE_LIFETIME 60

struct _CckPracticeGrants
{
  guint8 key[CCK_PRACTICE_HANDLE_KEY_SIZE];
  GPtrArray *all; /* of CckPracticeGrant, the oldest first */
};

typedef struct
{
  guint64 serial;
  gint64 expires;
} Revoked;

static void
grant_free (CckPracticeGrant *grant)
{
  g_free (grant->client_id);
  g_free (grant->redirect_uri);
  g_free (grant->scope);
  g_free (grant->nonce);
  g_free (grant->code_challenge);
  g_strfreev (grant->resources);
  g_free (grant->code_jkt);
  g_free (grant->refresh_jkt);
  g_array_unref (grant->revoked);
  g_free (grant);
}

CckPracticeGrants *
cck_practice_grants_new (GError **error)
{
  g_autoptr (CckPracticeGrants) grants = g_new0 (CckPracticeGrants, 1);

  grants->all = g_ptr_array_new_with_free_func ((GDestroyNotify) grant_free);
  if (gnutls_rnd (GNUTLS_RND_KEY, grants->key, sizeof grants->key) != GNUTLS_E_SUCCESS)
    {
      g_set_error_literal (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                           _("The practice provider got no random numbers from this computer."));
      return NULL;
    }

  return g_steal_pointer (&grants);
}

void
cck_practice_grants_free (CckPracticeGrants *grants)
{
  g_ptr_array_unref (grants->all);
  gnutls_memset (grants->key, 0, sizeof grants->key);
  g_free (grants);
}

guint
cck_practice_grants_count (CckPracticeGrants *grants)
{
  return grants->all->len;
}

static CckPracticeGrant *
find (CckPracticeGrants *grants,
      const guint8      *id)
{
  for (guint i = 0; i < grants->all->len; i++)
    {
      CckPracticeGrant *grant = g_ptr_array_index (grants->all, i);

      if (memcmp (grant->id, id, sizeof grant->id) == 0)
        return grant;
    }

  return NULL;
}

void
cck_practice_grants_end (CckPracticeGrants *grants,
                         CckPracticeGrant  *grant)
{
  g_ptr_array_remove (grants->all, grant);
}

static gboolean
is_over (const CckPracticeGrant *grant,
         gint64                  now)
{
  return now >= grant->code_expires && now >= grant->refresh_expires &&
         now >= grant->access_expires;
}

static void
make_room (CckPracticeGrants *grants,
           gint64             now)
{
  for (guint i = grants->all->len; i > 0; i--)
    if (is_over (g_ptr_array_index (grants->all, i - 1), now))
      g_ptr_array_remove_index (grants->all, i - 1);

  if (grants->all->len >= MOST_GRANTS)
    g_ptr_array_remove_index (grants->all, 0);
}

static char *
seal (CckPracticeGrants      *grants,
      const CckPracticeGrant *grant,
      CckPracticeHandleKind   kind,
      guint64                 serial)
{
  CckPracticeHandle handle = { .kind = kind, .serial = serial };

  memcpy (handle.grant_id, grant->id, sizeof handle.grant_id);
  return cck_practice_handle_seal (&handle, grants->key);
}

CckPracticeGrant *
cck_practice_grants_add (CckPracticeGrants        *grants,
                         const CckPracticeRequest *request,
                         const CckPracticePerson  *person,
                         gint64                    now)
{
  guint8 id[CCK_PRACTICE_GRANT_ID_SIZE];
  CckPracticeGrant *grant;

  if (gnutls_rnd (GNUTLS_RND_KEY, id, sizeof id) != GNUTLS_E_SUCCESS)
    return NULL;

  make_room (grants, now);

  grant = g_new0 (CckPracticeGrant, 1);
  memcpy (grant->id, id, sizeof id);
  grant->person = person;
  grant->client_id = g_strdup (request->client->id);
  grant->redirect_uri = g_strdup (request->redirect_uri);
  grant->scope = g_strdup (request->scope);
  grant->nonce = g_strdup (request->nonce);
  grant->code_challenge = g_strdup (request->code_challenge);
  grant->resources = g_strdupv (request->resources);
  grant->code_jkt = g_strdup (request->dpop_jkt);
  grant->auth_time = now;
  grant->code_used = TRUE;
  grant->revoked = g_array_new (FALSE, FALSE, sizeof (Revoked));
  g_ptr_array_add (grants->all, grant);
  return grant;
}

char *
cck_practice_grants_open (CckPracticeGrants        *grants,
                          const CckPracticeRequest *request,
                          const CckPracticePerson  *person,
                          gint64                    now)
{
  CckPracticeGrant *grant = cck_practice_grants_add (grants, request, person, now);

  if (grant == NULL)
    return NULL;

  grant->code_used = FALSE;
  grant->code_expires = now + CODE_LIFETIME;
  return seal (grants, grant, CCK_PRACTICE_HANDLE_CODE, 0);
}

const char *
cck_practice_grant_get_subject (const CckPracticeGrant *grant)
{
  return grant->person != NULL ? grant->person->subject : grant->client_id;
}

CckPracticeFound
cck_practice_grants_redeem_code (CckPracticeGrants  *grants,
                                 const char         *code,
                                 gint64              now,
                                 CckPracticeGrant  **grant)
{
  CckPracticeHandle handle;

  *grant = NULL;
  if (!cck_practice_handle_open (&handle, CCK_PRACTICE_HANDLE_CODE, code, grants->key))
    return CCK_PRACTICE_FOUND_NOTHING;

  *grant = find (grants, handle.grant_id);
  if (*grant == NULL)
    return CCK_PRACTICE_FOUND_NOTHING;
  if ((*grant)->code_used)
    return CCK_PRACTICE_FOUND_REUSED;

  (*grant)->code_used = TRUE;
  return now < (*grant)->code_expires ? CCK_PRACTICE_FOUND_GOOD : CCK_PRACTICE_FOUND_EXPIRED;
}

CckPracticeFound
cck_practice_grants_find_refresh (CckPracticeGrants  *grants,
                                  const char         *token,
                                  gint64              now,
                                  CckPracticeGrant  **grant)
{
  CckPracticeHandle handle;

  *grant = NULL;
  if (!cck_practice_handle_open (&handle, CCK_PRACTICE_HANDLE_REFRESH, token, grants->key))
    return CCK_PRACTICE_FOUND_NOTHING;

  *grant = find (grants, handle.grant_id);
  if (*grant == NULL)
    return CCK_PRACTICE_FOUND_NOTHING;
  if (handle.serial != (*grant)->refresh_serial)
    return CCK_PRACTICE_FOUND_REUSED;

  return now < (*grant)->refresh_expires ? CCK_PRACTICE_FOUND_GOOD : CCK_PRACTICE_FOUND_EXPIRED;
}

char *
cck_practice_grants_next_refresh (CckPracticeGrants *grants,
                                  CckPracticeGrant  *grant,
                                  gint64             expires)
{
  grant->refresh_serial++;
  grant->refresh_expires = expires;
  return seal (grants, grant, CCK_PRACTICE_HANDLE_REFRESH, grant->refresh_serial);
}

char *
cck_practice_grants_same_refresh (CckPracticeGrants *grants,
                                  CckPracticeGrant  *grant,
                                  gint64             expires)
{
  grant->refresh_expires = expires;
  return seal (grants, grant, CCK_PRACTICE_HANDLE_REFRESH, grant->refresh_serial);
}

char *
cck_practice_grants_next_access (CckPracticeGrants *grants,
                                 CckPracticeGrant  *grant,
                                 gint64             expires)
{
  g_autofree char *id = cck_base64url_encode (grant->id, sizeof grant->id);

  grant->access_serial++;
  grant->access_expires = MAX (grant->access_expires, expires);
  return g_strdup_printf ("%s.%" G_GUINT64_FORMAT, id, grant->access_serial);
}

/* Takes an access token's `jti` apart, which is the grant's id and a serial number. */
static CckPracticeGrant *
find_by_jti (CckPracticeGrants *grants,
             const char        *jti,
             guint64           *serial)
{
  guint8 id[CCK_PRACTICE_GRANT_ID_SIZE];
  const char *dot = strchr (jti, '.');
  CckPracticeGrant *grant;

  if (dot == NULL || cck_base64url_decoded_size ((gsize) (dot - jti)) != sizeof id ||
      !cck_base64url_decode_into (jti, (gsize) (dot - jti), id, NULL))
    return NULL;

  grant = find (grants, id);
  if (grant == NULL || grant->access_serial == 0 ||
      !g_ascii_string_to_unsigned (dot + 1, 10, 1, grant->access_serial, serial, NULL))
    return NULL;

  return grant;
}

CckPracticeGrant *
cck_practice_grants_find_access (CckPracticeGrants *grants,
                                 const char        *jti)
{
  guint64 serial = 0;
  CckPracticeGrant *grant = find_by_jti (grants, jti, &serial);

  if (grant == NULL)
    return NULL;

  for (guint i = 0; i < grant->revoked->len; i++)
    if (g_array_index (grant->revoked, Revoked, i).serial == serial)
      return NULL;

  return grant;
}

void
cck_practice_grants_end_access (CckPracticeGrants *grants,
                                const char        *jti,
                                gint64             expires,
                                gint64             now)
{
  Revoked revoked = { .expires = expires };
  CckPracticeGrant *grant = find_by_jti (grants, jti, &revoked.serial);

  if (grant == NULL || cck_practice_grants_find_access (grants, jti) == NULL)
    return;

  for (guint i = grant->revoked->len; i > 0; i--)
    if (now >= g_array_index (grant->revoked, Revoked, i - 1).expires)
      g_array_remove_index_fast (grant->revoked, i - 1);

  /* Memory stays flat: who revokes this many at once ends the family instead. */
  if (grant->revoked->len >= MOST_REVOKED)
    cck_practice_grants_end (grants, grant);
  else
    g_array_append_val (grant->revoked, revoked);
}

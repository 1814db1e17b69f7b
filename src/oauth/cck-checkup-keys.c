/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-checkup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"

/* No provider needs more; of a larger set the first ones are looked at. */
#define MAX_KEYS 32
/* NIST SP 800-57 Part 1 §5.6: 112 bits of strength until 2030. */
#define LONG_MODULUS 3072

static const CckCheckKind key_kind = { "key", N_("Key"), "RFC 7517 §4" };

static guint
get_n_keys (CckJwks *jwks)
{
  return MIN (cck_jwks_get_n_entries (jwks), MAX_KEYS);
}

/* "main: RSA, 2048 bits, RS256, sig" */
static char *
describe (CckJwk *jwk)
{
  const char *const parts[] = { cck_jwk_get_description (jwk), cck_jwk_get_alg (jwk),
                                cck_jwk_get_use (jwk) };
  const char *kid = cck_jwk_get_kid (jwk, NULL);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
    }
  if (kid != NULL)
    {
      g_string_prepend (text, ": ");
      g_string_prepend (text, kid);
    }

  return g_string_free_and_steal (text);
}

static gboolean
is_secret (CckJwk *jwk)
{
  return strcmp (cck_jwk_get_kty (jwk), "oct") == 0;
}

/* Whether another key of the set goes by the same name. */
static gboolean
has_namesake (CckJwks *jwks, guint index)
{
  gsize length;
  CckJwk *jwk = cck_jwks_get_jwk (jwks, index, NULL);
  const char *kid = cck_jwk_get_kid (jwk, &length);

  for (guint i = 0; kid != NULL && i < get_n_keys (jwks); i++)
    {
      gsize other_length;
      CckJwk *other = i != index ? cck_jwks_get_jwk (jwks, i, NULL) : NULL;
      const char *other_kid = other != NULL ? cck_jwk_get_kid (other, &other_length) : NULL;

      if (other_kid != NULL && other_length == length && memcmp (kid, other_kid, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* RFC 7517 §9.2 and §4: what is wrong first, what could be better after it. */
static CckOutcome
judge (CckJwks *jwks, guint index, CckJwk *jwk, const char **sentence)
{
  gboolean is_one_of_many = cck_jwks_get_n_entries (jwks) > 1;

  if (is_secret (jwk))
    {
      *sentence = _("This is a secret, and it is published. Anyone can sign with it.");
      return CCK_OUTCOME_FAILED;
    }
  if (cck_jwk_is_private (jwk))
    {
      *sentence = _("The key is published with its private part. Anyone can sign with it.");
      return CCK_OUTCOME_FAILED;
    }
  if (has_namesake (jwks, index))
    {
      *sentence = _("Another key has the same ID, so that nobody knows which one is meant.");
      return CCK_OUTCOME_WARNING;
    }
  /* OIDC Core §10.1: several keys need names. */
  if (cck_jwk_get_kid (jwk, NULL) == NULL && is_one_of_many)
    {
      *sentence = _("The key has no ID, although there are several.");
      return CCK_OUTCOME_WARNING;
    }
  if (cck_jwk_get_certificate_fault (jwk) != NULL)
    {
      *sentence = cck_jwk_get_certificate_fault (jwk);
      return CCK_OUTCOME_WARNING;
    }

  if (strcmp (cck_jwk_get_kty (jwk), "RSA") == 0 && cck_jwk_get_bits (jwk) < LONG_MODULUS)
    *sentence = _("The key can be used. For the years after 2030 it should be longer.");
  else if (cck_jwk_get_alg (jwk) == NULL)
    *sentence = _("The key can be used. It does not say for which algorithm it is.");
  else
    *sentence = _("The key can be used.");
  return CCK_OUTCOME_PASSED;
}

static void
check_key (CckCheckup *self, guint index)
{
  g_autoptr (GError) error = NULL;
  CckJwk *jwk = cck_jwks_get_jwk (self->input->jwks, index, &error);
  g_autofree char *reason = NULL;
  const char *sentence;
  CckOutcome outcome;

  if (jwk == NULL)
    {
      gboolean is_weak = g_error_matches (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);

      reason = g_strdup_printf (_("Key %u of the set can’t be used: %s."), index + 1,
                                error->message);
      /* What is only unknown here may be good elsewhere. */
      cck_checkup_add (self, &key_kind, is_weak ? CCK_OUTCOME_FAILED : CCK_OUTCOME_WARNING, NULL,
                       NULL, reason);
      return;
    }

  outcome = judge (self->input->jwks, index, jwk, &sentence);
  cck_checkup_add (self, &key_kind, outcome, NULL, describe (jwk), sentence);
}

static guint
count_usable (CckJwks *jwks)
{
  guint n = 0;

  for (guint i = 0; i < get_n_keys (jwks); i++)
    {
      CckJwk *jwk = cck_jwks_get_jwk (jwks, i, NULL);

      n += jwk != NULL && !is_secret (jwk) && g_strcmp0 (cck_jwk_get_use (jwk), "enc") != 0;
    }

  return n;
}

static const char *
get_set_sentence (CckJwks *jwks, guint n_usable)
{
  if (n_usable == 0)
    return _("No key of the set can check a signature.");

  if (cck_jwks_get_n_entries (jwks) > MAX_KEYS)
    return _("The set has more keys than anyone needs. Only the first ones are shown.");

  if (n_usable == 1)
    return _("One key can check signatures. A second one would let the provider change keys "
             "without a gap.");

  return _("Several keys can check signatures, so the provider can change keys without a gap.");
}

static void
check_set (CckCheckup *self, const CckCheckKind *kind)
{
  CckJwks *jwks = self->input->jwks;
  guint n_usable = count_usable (jwks);
  CckOutcome outcome = CCK_OUTCOME_PASSED;

  if (n_usable == 0)
    outcome = CCK_OUTCOME_FAILED;
  else if (cck_jwks_get_n_entries (jwks) > MAX_KEYS)
    outcome = CCK_OUTCOME_WARNING;

  cck_checkup_add (self, kind, outcome, NULL,
                   g_strdup_printf ("%u/%u", n_usable, cck_jwks_get_n_entries (jwks)),
                   get_set_sentence (jwks, n_usable));
}

void
cck_checkup_keys (CckCheckup *self, const CckCheckKind *kind)
{
  CckJwks *jwks = self->input->jwks;

  if (jwks != NULL)
    {
      check_set (self, kind);
      for (guint i = 0; i < get_n_keys (jwks); i++)
        check_key (self, i);
    }
  else if (self->input->jwks_error != NULL)
    cck_checkup_add (self, kind, CCK_OUTCOME_FAILED, NULL, NULL, self->input->jwks_error->message);
  else
    cck_checkup_add (self, kind, CCK_OUTCOME_NOT_CHECKED, NULL, NULL,
                     _("The provider publishes no keys, or was not asked for them."));
}

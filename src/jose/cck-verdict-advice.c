/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* NIST SP 800-57 Part 1 §5.6.3: 128 bits of security, which is what 2031 and later ask for. */
#define ADVISED_RSA_BITS 3072

/* RFC 9068 §6: what an access token says, every resource server and every log of one may read.
 * Where the token does not claim to be one by its type, as Keycloak's and Entra ID's do not, that is
 * a note. */
static void
advise_on_personal_data (CckTrial *trial)
{
  gboolean by_type = trial->verdict->profile == CCK_PROFILE_AT_JWT;
  g_autoptr (GString) names = NULL;
  CckCheck *check;

  if (!by_type && (trial->verdict->profile != CCK_PROFILE_JWT ||
                   (trial->claims.values[CCK_MEMBER_SCOPE] == NULL &&
                    trial->claims.values[CCK_MEMBER_SCP] == NULL)))
    return;

  check = cck_trial_check (trial, CCK_CHECK_PERSONAL_DATA);
  for (CckMember member = CCK_MEMBER_FIRST_PERSONAL; member <= CCK_MEMBER_LAST_PERSONAL; member++)
    if (trial->claims.values[member] != NULL)
      {
        if (names == NULL)
          names = g_string_new (NULL);
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                cck_member_get_name (member));
      }
  if (names == NULL)
    return;

  cck_check_explain (check, by_type ? CCK_OUTCOME_WARNING : CCK_OUTCOME_PASSED,
                     _("The access token tells every server that it is sent to about the person: "
                       "%s."), names->str);
  cck_check_take_found (check, g_string_free_and_steal (g_steal_pointer (&names)));
}

/* OIDC Core §10.1: where there are several keys, the token has to say which. */
static void
advise_on_key_id (CckTrial *trial)
{
  const CckJsonValue *kid = trial->header.values[CCK_MEMBER_KID];
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_KEY_ID);

  cck_check_show (check, kid);
  if (kid != NULL)
    return;

  if (cck_jwks_get_n_entries (trial->jwks) > 1)
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token does not say which of the issuer’s keys signed it."));
  else
    cck_check_note (check, N_("The token does not say which key signed it. There is only one here, "
                              "but the issuer could not change it without trouble."));
}

/* RFC 8725 §3.1: a key is for one algorithm; the choice among RS256 and PS256 is then not the
 * token's. Many issuers leave it out, as RFC 7517 §4.4 lets them. */
static void
advise_on_key_algorithm (CckTrial *trial)
{
  const char *alg = cck_jwk_get_alg (trial->verdict->jwk);
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_KEY_ALGORITHM);

  cck_check_show_text (check, alg);
  if (alg == NULL)
    cck_check_note (check, N_("The key does not say for which algorithm it is, so every one of its "
                              "type would have done."));
}

static void
advise_on_key_size (CckTrial *trial)
{
  CckJwk *jwk = trial->verdict->jwk;
  CckCheck *check;

  if (strcmp (cck_jwk_get_kty (jwk), "RSA") != 0)
    return;

  check = cck_trial_check (trial, CCK_CHECK_KEY_SIZE);
  cck_check_show_text (check, cck_jwk_get_description (jwk));
  if (cck_jwk_get_bits (jwk) < ADVISED_RSA_BITS)
    cck_check_note (check, N_("The RSA key is shorter than 3072 bits. That is enough today; from 2031 "
                              "on longer ones are advised."));
}

/* RFC 7517 §9.2: whoever has the private part signs as the issuer. */
static void
advise_on_key_secrecy (CckTrial *trial)
{
  if (!cck_jwk_is_private (trial->verdict->jwk))
    return;

  cck_check_explain (cck_trial_check (trial, CCK_CHECK_KEY_SECRECY), CCK_OUTCOME_WARNING,
                     _("The key was given with its private part. Everyone who has it can sign such "
                       "tokens; it should never be published."));
}

/* RFC 7517 §4.7 to §4.9 */
static void
advise_on_certificate (CckTrial *trial)
{
  CckJwk *jwk = trial->verdict->jwk;
  const char *fault = cck_jwk_get_certificate_fault (jwk);
  CckCheck *check;

  if (fault == NULL && cck_jwk_get_certificate (jwk) == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_CERTIFICATE);
  cck_check_show_text (check, cck_jwk_get_certificate_text (jwk));
  if (fault != NULL)
    cck_check_explain (check, CCK_OUTCOME_WARNING, "%s", fault);
}

void
cck_trial_advice (CckTrial *trial)
{
  if (trial->verdict->profile != CCK_PROFILE_DPOP)
    advise_on_personal_data (trial);

  /* Of the key there is something to say once it is known to be the one. A shared secret is the
   * client's own. */
  if (trial->verdict->jwk == NULL || cck_algorithm_is_symmetric (trial->algorithm))
    return;

  if (trial->verdict->profile != CCK_PROFILE_DPOP)
    {
      advise_on_key_id (trial);
      advise_on_key_algorithm (trial);
      advise_on_key_secrecy (trial);
      advise_on_certificate (trial);
    }
  advise_on_key_size (trial);
}

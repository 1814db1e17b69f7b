/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-batch.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cck-cli-lines.h"
#include "cck-cli-verdict.h"
#include "cck-jwks.h"
#include "cck-jwt.h"
#include "cck-verdict.h"

/* A key set and a token of the largest sizes, and what is around them. */
#define LINE_MAX_SIZE (2 * (CCK_JWKS_MAX_SIZE + CCK_JWT_MAX_SIZE))

#define DEFAULT_LEEWAY 60

/* What became of one case. */
typedef struct
{
  char       *id;
  char       *reason; /* NULL where the token is good */
  CckVerdict *verdict;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->verdict, cck_verdict_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* What the expectations borrow from, beside the case itself. */
typedef struct
{
  CckExpectations  expectations;
  GStrv            algorithms;
  CckJwks         *jwks;
} Terms;

static void
terms_clear (Terms *self)
{
  g_clear_pointer (&self->algorithms, g_strfreev);
  g_clear_pointer (&self->jwks, cck_jwks_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terms, terms_clear)

static gboolean
read_keys (Terms               *terms,
           const CckJsonValue  *root,
           GError             **error)
{
  gsize length;
  const char *text = cck_json_get_string (cck_json_get_member (root, "jwks_text"), &length);
  const CckJsonValue *keys = cck_json_get_member (root, "jwks");
  g_autofree char *compact = NULL;

  if (text == NULL && keys == NULL)
    return TRUE;
  if (text == NULL)
    {
      compact = cck_json_dup_compact (keys);
      text = compact;
      length = strlen (compact);
    }
  terms->jwks = cck_jwks_new_from_data (text, length, error);

  return terms->jwks != NULL;
}

static gboolean
read_terms (Terms               *terms,
            const CckJsonValue  *root,
            GError             **error)
{
  CckExpectations *expectations = &terms->expectations;
  const char *profile = cck_json_get_member_string (root, "profile");

  *expectations = (CckExpectations) CCK_EXPECTATIONS_INIT;
  expectations->leeway = DEFAULT_LEEWAY;
  expectations->issuer = cck_json_get_member_string (root, "expected_iss");
  expectations->audience = cck_json_get_member_string (root, "expected_aud");
  expectations->nonce = cck_json_get_member_string (root, "nonce");
  expectations->access_token = cck_json_get_member_string (root, "access_token");
  expectations->code = cck_json_get_member_string (root, "code");
  cck_json_get_member_int64 (root, "max_age", &expectations->max_age);
  cck_json_get_member_int64 (root, "leeway", &expectations->leeway);

  if (!cck_profile_from_name (profile != NULL ? profile : "id_token", &expectations->profile) ||
      !cck_json_get_member_int64 (root, "now", &expectations->now))
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT,
                           _("The case has no time “now”, or a “profile” that there is not."));
      return FALSE;
    }
  if (cck_json_get_member (root, "allowed_algs") != NULL)
    {
      terms->algorithms = cck_json_dup_member_strv (root, "allowed_algs");
      expectations->algorithms = (const char * const *) terms->algorithms;
    }

  return read_keys (terms, root, error);
}

/* The first thing that keeps the token from being accepted. */
static char *
dup_reason (CckVerdict *verdict)
{
  const CckCheck *failed = cck_verdict_get_failed (verdict);

  for (guint i = 0; failed == NULL && i < cck_verdict_get_n_checks (verdict); i++)
    {
      const CckCheck *check = cck_verdict_get_check (verdict, i);

      if (cck_check_get_outcome (check) == CCK_OUTCOME_NOT_CHECKED)
        failed = check;
    }

  return g_strdup (failed != NULL ? cck_check_get_explanation (failed) : _("Not fully checked."));
}

/* A broken token or key set makes a result; a broken case is an error. */
static void
judge (const CckJsonValue *root,
       Outcome            *outcome)
{
  g_auto (Terms) terms = { 0 };
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *token = cck_json_get_string (cck_json_get_member (root, "token"), &length);
  gboolean any_payload;

  if (token == NULL)
    {
      outcome->reason = g_strdup (_("The case has no token."));
      return;
    }
  if (read_terms (&terms, root, &error))
    {
      any_payload = terms.expectations.profile == CCK_PROFILE_JWS;
      jwt = cck_jwt_parse (token, length, any_payload ? CCK_JWT_ANY_PAYLOAD : CCK_JWT_FLAGS_NONE,
                           &error);
    }
  if (jwt == NULL)
    {
      outcome->reason = g_strdup (error->message);
      return;
    }

  outcome->verdict = cck_verdict_new (jwt, terms.jwks, &terms.expectations);
  if (!cck_verdict_is_accepted (outcome->verdict))
    outcome->reason = dup_reason (outcome->verdict);
}

static void
print_outcome (const Outcome *outcome)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "id", outcome->id);
  cck_cli_add_string (builder, "result", outcome->reason == NULL ? "valid" : "invalid");
  cck_cli_add_string (builder, "reason", outcome->reason);
  cck_cli_verdict_add_checks (builder, outcome->verdict);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

/* FALSE where the line is no case at all. */
static gboolean
do_line (const char *line,
         gsize       length,
         guint64     number)
{
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json = cck_json_parse_bounded (line, length, LINE_MAX_SIZE, CCK_JSON_OBJECT,
                                                     &error);

  if (json != NULL)
    {
      outcome.id = g_strdup (cck_json_get_member_string (cck_json_get_root (json), "id"));
      judge (cck_json_get_root (json), &outcome);
    }
  else
    {
      outcome.reason = g_strdup_printf (_("Line %" PRIu64 " is no case: %s"), number,
                                        error->message);
    }
  print_outcome (&outcome);

  return json != NULL;
}

int
cck_cli_batch_run (CckCli  *cli,
                   GError **error)
{
  g_autoptr (CckCliLines) lines = cck_cli_lines_new (LINE_MAX_SIZE);
  g_autoptr (GError) local_error = NULL;
  const char *line;
  gsize length;
  guint64 number = 0;
  guint64 n_broken = 0;

  while ((line = cck_cli_lines_next (lines, cli, &length, &local_error)) != NULL)
    {
      number++;
      if (length > 0 && !do_line (line, length, number))
        n_broken++;
    }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return n_broken > 0 ? 2 : 0;
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-problem.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libdex.h>

#include "cck-jose-error.h"
#include "cck-oauth-error.h"
#include "cck-session-error.h"
#include "cck-store-error.h"

G_DEFINE_BOXED_TYPE (CckProblem, cck_problem, cck_problem_copy, cck_problem_free)

typedef struct
{
  int              error;
  const char      *code;
  const char      *next;
  CckProblemAction action;
  int              exit_status;
} Entry;

#define END { -1, NULL, NULL, CCK_PROBLEM_ACTION_NONE, 0 }

static const Entry session_entries[] = {
  { CCK_SESSION_ERROR_CANCELLED, "cancelled", N_ ("Start again when you want to."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { CCK_SESSION_ERROR_TIMED_OUT, "timed-out", N_ ("Start again and finish in the browser."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { CCK_SESSION_ERROR_CHECK_FAILED, "check-failed",
    N_ ("Look at the checks. If nothing was changed on the way, contact the provider."),
    CCK_PROBLEM_ACTION_SHOW_CHECKS, 1 },
  { CCK_SESSION_ERROR_OTHER_SUBJECT, "other-subject",
    N_ ("Sign in as the account’s owner, or sign in to another account."),
    CCK_PROBLEM_ACTION_SIGN_IN, 1 },
  { CCK_SESSION_ERROR_SIGN_IN_AGAIN, "sign-in-again", N_ ("Sign in again."),
    CCK_PROBLEM_ACTION_SIGN_IN, 3 },
  { CCK_SESSION_ERROR_NO_TOKEN, "no-token",
    N_ ("Ask for the other token, or sign in with the scope that brings this one."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_SESSION_ERROR_WAIT, "wait", N_ ("Try again after that time."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_SESSION_ERROR_NOT_ALLOWED, "not-allowed", N_ ("Change it in the preferences."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_SESSION_ERROR_BAD_INPUT, "bad-input", N_ ("Correct the input."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_SESSION_ERROR_NO_CREDENTIAL, "no-credential",
    N_ ("Edit the provider and give its client secret or key again."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_SESSION_ERROR_NOT_OFFERED, "not-offered",
    N_ ("Look at the token’s own claims instead."), CCK_PROBLEM_ACTION_NONE, 1 },
  { CCK_SESSION_ERROR_STALE, "registration-changed",
    N_ ("Sign in again for what is asked now, or undo the change of the provider."),
    CCK_PROBLEM_ACTION_SIGN_IN, 3 },
  { CCK_SESSION_ERROR_REUSED, "refresh-token-reused",
    N_ ("If nobody else uses this account, end its sessions at the provider. Then sign in again."),
    CCK_PROBLEM_ACTION_SIGN_IN, 3 },
  { CCK_SESSION_ERROR_CLOCK, "wrong-clock",
    N_ ("Set this computer’s date and time, then try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  END
};

static const Entry oauth_entries[] = {
  { CCK_OAUTH_ERROR_NETWORK, "network", N_ ("Check the connection, then try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_OAUTH_ERROR_TLS, "certificate",
    N_ ("Check the provider’s certificate and this computer’s date."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 4 },
  { CCK_OAUTH_ERROR_TIMED_OUT, "no-answer", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_OAUTH_ERROR_TOO_LARGE, "too-large", N_ ("Check the provider’s addresses."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 4 },
  { CCK_OAUTH_ERROR_BAD_ANSWER, "bad-answer", N_ ("Try again, or check the provider’s addresses."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_OAUTH_ERROR_SERVER, "server-error", N_ ("Try again later."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_OAUTH_ERROR_RATE_LIMITED, "rate-limited", N_ ("Wait, then try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  { CCK_OAUTH_ERROR_REDIRECTED, "redirected", N_ ("Check the provider’s addresses."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 4 },
  { CCK_OAUTH_ERROR_INSECURE, "insecure",
    N_ ("Use an https address, or allow plain HTTP for a provider on this computer."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_OAUTH_ERROR_NO_CONFIGURATION, "no-configuration", N_ ("Check the issuer URL."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_BAD_METADATA, "bad-configuration",
    N_ ("Contact the provider, or check the issuer URL."), CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_ISSUER_MISMATCH, "issuer-differs",
    N_ ("Use the provider’s own spelling of its issuer."), CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_UNSUPPORTED, "unsupported", N_ ("Choose what the provider offers."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_BAD_PARAMETER, "bad-parameter", N_ ("Correct the parameter."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_OAUTH_ERROR_DECLINED, "declined", N_ ("Start again if that was not meant."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_REFUSED, "refused",
    N_ ("Check the client ID, the scopes and the redirect URI at the provider."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_SIGN_IN_AGAIN, "sign-in-again", N_ ("Sign in again."),
    CCK_PROBLEM_ACTION_SIGN_IN, 3 },
  { CCK_OAUTH_ERROR_WRONG_CLIENT, "wrong-client", N_ ("Check the client ID and its secret."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_TOKEN_REFUSED, "token-refused", N_ ("Refresh the token, then try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_ANSWER_NOT_OURS, "state-differs",
    N_ ("Finish in the browser window that Claimcheck opened."), CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_BAD_BROWSER_REPLY, "bad-reply", N_ ("Start again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER, "wrong-issuer-in-reply",
    N_ ("Start again. If it comes back, contact the provider."), CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_BAD_TOKEN, "bad-token", N_ ("Contact the provider."),
    CCK_PROBLEM_ACTION_NONE, 1 },
  { CCK_OAUTH_ERROR_MISSING_ID_TOKEN, "missing-id-token",
    N_ ("Contact the provider, or sign in without the scope “openid”."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 1 },
  { CCK_OAUTH_ERROR_PORT_BUSY, "port-busy",
    N_ ("Close the program that uses the port, or register another one."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_OAUTH_ERROR_NO_LISTENER, "no-listener", N_ ("Check the redirect settings, then try again."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_OAUTH_ERROR_BAD_SECRET_TEXT, "unreadable-tokens", N_ ("Sign in again."),
    CCK_PROBLEM_ACTION_SIGN_IN, 3 },
  { CCK_OAUTH_ERROR_EXPIRED, "timed-out", N_ ("Start again and finish in the browser."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { CCK_OAUTH_ERROR_OTHER_SUBJECT, "other-person",
    N_ ("Nothing of the answer was used; the session stays. Contact the provider."),
    CCK_PROBLEM_ACTION_NONE, 1 },
  { CCK_OAUTH_ERROR_NOT_VERIFIED, "not-verified",
    N_ ("Do not use the answer. Try again, or contact the provider."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 1 },
  { CCK_OAUTH_ERROR_NO_RANDOM, "no-random", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  END
};

static const Entry store_entries[] = {
  { CCK_STORE_ERROR_KEYRING_LOCKED, "keyring-locked", N_ ("Unlock it, then try again."),
    CCK_PROBLEM_ACTION_UNLOCK, 5 },
  { CCK_STORE_ERROR_KEYRING_MISSING, "keyring-missing",
    N_ ("Install a keyring such as GNOME Keyring or KeePassXC."), CCK_PROBLEM_ACTION_NONE, 5 },
  { CCK_STORE_ERROR_KEYRING_DENIED, "keyring-denied", N_ ("Unlock it, then try again."),
    CCK_PROBLEM_ACTION_UNLOCK, 5 },
  { CCK_STORE_ERROR_KEYRING_VANISHED, "keyring-vanished", N_ ("Try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 5 },
  { CCK_STORE_ERROR_KEYRING_FAILED, "keyring-failed", N_ ("Look at the keyring, then try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 5 },
  { CCK_STORE_ERROR_NOT_FOUND, "not-found", N_ ("Look at the list, or sign in."),
    CCK_PROBLEM_ACTION_SIGN_IN, 2 },
  { CCK_STORE_ERROR_BAD_FILE, "bad-file", N_ ("Correct the file."), CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_NEWER_FORMAT, "newer-format", N_ ("Update Claimcheck."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_CANNOT_WRITE, "cannot-write", N_ ("Make room or give permission there."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 2 },
  { CCK_STORE_ERROR_CHANGED, "changed-meanwhile", N_ ("Look at it, then save again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 2 },
  { CCK_STORE_ERROR_READ_ONLY, "read-only", N_ ("Make a copy and change that."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_NAME_TAKEN, "name-taken", N_ ("Choose another name."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_STORE_ERROR_NAME_AMBIGUOUS, "ambiguous-name", N_ ("Say which one."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_INVALID_PROVIDER, "invalid-provider", N_ ("Correct the field."),
    CCK_PROBLEM_ACTION_EDIT_PROVIDER, 2 },
  { CCK_STORE_ERROR_TOO_LARGE, "file-too-large", N_ ("Choose another file."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_HAS_SECRET, "has-secret",
    N_ ("Take the secret out, or ask for a file without it."), CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_STORE_ERROR_BUSY, "busy", N_ ("Wait a moment, then try again."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  END
};

static const Entry jose_entries[] = {
  { CCK_JOSE_ERROR_MALFORMED, "malformed", N_ ("Correct the input."), CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_JOSE_ERROR_TOO_LARGE, "input-too-large", N_ ("Give a smaller one."), CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_JOSE_ERROR_UNSUPPORTED, "unsupported-input", N_ ("Use another token or key."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_JOSE_ERROR_ENCRYPTED, "encrypted", N_ ("Ask its recipient."), CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_JOSE_ERROR_KEY_UNUSABLE, "key-unusable", N_ ("Use another key."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  { CCK_JOSE_ERROR_NO_MATCHING_KEY, "no-matching-key", N_ ("Give the right keys."),
    CCK_PROBLEM_ACTION_NONE, 1 },
  { CCK_JOSE_ERROR_SIGNATURE_MISMATCH, "bad-signature", N_ ("Do not use this token."),
    CCK_PROBLEM_ACTION_SHOW_CHECKS, 1 },
  { CCK_JOSE_ERROR_CRYPTO, "crypto-failed", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 4 },
  END
};

/* What GIO and libdex themselves say: a cancelled or timed-out wait, a file that can't be read. */
static const Entry io_entries[] = {
  { G_IO_ERROR_CANCELLED, "cancelled", N_ ("Start again when you want to."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { G_IO_ERROR_TIMED_OUT, "timed-out", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { G_IO_ERROR_NOT_FOUND, "not-found", N_ ("Check the name."), CCK_PROBLEM_ACTION_NONE, 2 },
  { G_IO_ERROR_PERMISSION_DENIED, "not-permitted", N_ ("Give permission there."),
    CCK_PROBLEM_ACTION_NONE, 2 },
  END
};

static const Entry dex_entries[] = {
  { DEX_ERROR_TIMED_OUT, "timed-out", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  { DEX_ERROR_FIBER_CANCELLED, "cancelled", N_ ("Start again when you want to."),
    CCK_PROBLEM_ACTION_TRY_AGAIN, 6 },
  END
};

static const Entry unknown_entry = {
  -1, "failed", N_ ("Try again."), CCK_PROBLEM_ACTION_TRY_AGAIN, 4
};

static const Entry * const tables[] = {
  session_entries, oauth_entries, store_entries, jose_entries, io_entries, dex_entries,
};

static const Entry *
find_entry (const GError *error)
{
  const struct
  {
    GQuark       domain;
    const Entry *entries;
  } domains[] = {
    { CCK_SESSION_ERROR, session_entries }, { CCK_OAUTH_ERROR, oauth_entries },
    { CCK_STORE_ERROR, store_entries },     { CCK_JOSE_ERROR, jose_entries },
    { G_IO_ERROR, io_entries },           { DEX_ERROR, dex_entries },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      if (error->domain != domains[i].domain)
        continue;

      for (const Entry *entry = domains[i].entries; entry->code != NULL; entry++)
        {
          if (entry->error == error->code)
            return entry;
        }
    }

  return &unknown_entry;
}

CckProblem *
cck_problem_new_from_error (const GError *error)
{
  const Entry *entry;
  CckProblem *self;

  g_return_val_if_fail (error != NULL, NULL);

  entry = find_entry (error);
  self = g_new0 (CckProblem, 1);
  self->code = entry->code;
  self->message = g_strdup (error->message);
  self->next = _(entry->next);
  self->action = entry->action;
  self->exit_status = entry->exit_status;

  return self;
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const CckProblemCode *) a)->code, ((const CckProblemCode *) b)->code);
}

/* One code may stand for failures of several layers; the first of the tables says it best. */
static void
add_code (GArray      *codes,
          const Entry *entry)
{
  for (guint i = 0; i < codes->len; i++)
    {
      if (g_str_equal (g_array_index (codes, CckProblemCode, i).code, entry->code))
        return;
    }

  g_array_append_vals (codes,
                       &(CckProblemCode) { entry->code, entry->next, entry->exit_status }, 1);
}

CckProblemCode *
cck_problem_list_codes (gsize *n_codes)
{
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (CckProblemCode));

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const Entry *entry = tables[i]; entry->code != NULL; entry++)
        add_code (codes, entry);
    }

  add_code (codes, &unknown_entry);
  g_array_sort (codes, compare_codes);
  *n_codes = codes->len;

  return (CckProblemCode *) g_array_free (codes, FALSE);
}

CckProblem *
cck_problem_copy (const CckProblem *self)
{
  CckProblem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CckProblem, 1);
  *copy = *self;
  copy->message = g_strdup (self->message);

  return copy;
}

void
cck_problem_free (CckProblem *self)
{
  if (self == NULL)
    return;

  g_free (self->message);
  g_free (self);
}

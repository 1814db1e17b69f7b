/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-diagnostic-report.h"

#include <adwaita.h>

#include "cck-config.h"
#include "cck-visible-text.h"

static const char * const states[] = {
  [CCK_ACCOUNT_SIGNED_IN] = "signed in",
  [CCK_ACCOUNT_SIGNED_OUT] = "signed out",
  [CCK_ACCOUNT_SIGN_IN_AGAIN] = "to sign in again",
};

static void
append (GString    *report,
        const char *name,
        const char *value)
{
  g_autofree char *visible = cck_visible_text_new (value != NULL ? value : "(none)", -1);

  g_string_append_printf (report, "%s: %s\n", name, visible);
}

static void
append_flag (GString    *report,
             const char *name,
             gboolean    value)
{
  append (report, name, value ? "yes" : "no");
}

static void
append_seconds (GString    *report,
                const char *name,
                gint64      time,
                gint64      now)
{
  if (time == 0)
    append (report, name, NULL);
  else
    g_string_append_printf (report, "%s: %+" G_GINT64_FORMAT " s\n", name, time - now);
}

/* The versions that run, not those that it was built with. */
static void
append_versions (GString *report)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (report, "Claimcheck: %s\nGTK: %u.%u.%u\nlibadwaita: %u.%u.%u\n",
                          CCK_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  append (report, "System", system);
}

static void
append_keyring (GString         *report,
                CckKeyringState  state)
{
  g_autofree char *name = g_enum_to_string (CCK_TYPE_KEYRING_STATE, state);

  append (report, "Keyring", name);
}

static void
append_provider (GString     *report,
                 CckProvider *provider)
{
  append (report, "Issuer", cck_provider_get_issuer (provider));
  append (report, "Client authentication",
          cck_provider_auth_to_string (cck_provider_get_client_auth (provider)));
  append (report, "Redirect host", cck_provider_get_redirect_host (provider));
  append (report, "Response mode", cck_provider_get_response_mode (provider));
  append_flag (report, "DPoP", cck_provider_get_dpop (provider));
  append_flag (report, "PAR", cck_provider_get_par (provider));
  append_flag (report, "Signed request", cck_provider_get_request_object (provider));
  append_flag (report, "Own endpoints", cck_provider_get_token_endpoint (provider) != NULL);
  append_flag (report, "Own certificates", cck_provider_get_ca_certificates (provider) != NULL);
}

static void
append_account (GString    *report,
                CckAccount *account,
                gint64      now)
{
  append (report, "Account", states[cck_account_get_state (account)]);
  append (report, "Grant", cck_account_get_grant (account));
  append_flag (report, "ID token", cck_account_get_has_id_token (account));
  append_flag (report, "Refresh token", cck_account_get_has_refresh_token (account));
  append_seconds (report, "Issued", cck_account_get_issued_at (account), now);
  append_seconds (report, "Refreshed", cck_account_get_refreshed_at (account), now);
  append_seconds (report, "Expires", cck_account_get_expires_at (account), now);
  g_string_append_printf (report, "Rotations: %u\n", cck_account_get_rotation_count (account));
}

/* In English whatever the person speaks: it is for who mends bugs. */
char *
cck_diagnostic_report_new (CckSession  *session,
                           CckAccount  *account,
                           CckTraceLog *log)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autofree char *trace = NULL;
  CckProvider *provider;
  gint64 now;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CCK_IS_TRACE_LOG (log), NULL);

  now = cck_clock_get_now (cck_session_get_clock (session));
  provider = cck_session_get_provider_of (session, account);
  append_versions (report);
  append_keyring (report, cck_keyring_get_state (cck_session_get_keyring (session)));

  if (provider != NULL)
    {
      append_provider (report, provider);
      g_string_append_printf (report, "Clock offset: %" G_GINT64_FORMAT " s\n",
                              cck_session_get_clock_offset (session, provider));
    }

  append_account (report, account, now);
  trace = cck_trace_log_dup_text (log, 0);
  g_string_append_printf (report, "\nRequests:\n%s\n", *trace != '\0' ? trace : "(none)");

  return g_string_free (g_steal_pointer (&report), FALSE);
}

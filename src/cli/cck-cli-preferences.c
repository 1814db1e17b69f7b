/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-preferences.h"

#include "cck-chronicle.h"
#include "cck-config.h"

/* GSettings ends the process where a schema is missing, and cck has to work without one. */
static GSettings *
find_settings (const char *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, CCK_APPLICATION_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, key))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

void
cck_cli_preferences_apply (CckSession *session)
{
  g_autoptr (GSettings) tolerance = find_settings ("clock-tolerance");
  g_autoptr (GSettings) timeout = find_settings ("request-timeout");
  g_autoptr (GSettings) history = find_settings ("history-days");

  if (tolerance != NULL)
    cck_session_set_leeway (session, g_settings_get_uint (tolerance, "clock-tolerance"));
  if (timeout != NULL)
    cck_session_set_request_timeout (session, g_settings_get_uint (timeout, "request-timeout"));
  if (history != NULL)
    cck_history_set_days (cck_session_get_history (session),
                          g_settings_get_uint (history, "history-days"));
}

gboolean
cck_cli_preferences_allow_tokens (void)
{
  g_autoptr (GSettings) settings = find_settings ("allow-command-line-tokens");

  return settings == NULL || g_settings_get_boolean (settings, "allow-command-line-tokens");
}

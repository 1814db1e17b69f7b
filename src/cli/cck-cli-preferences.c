/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-preferences.h"

#include "cck-chronicle.h"
#include "cck-config.h"

/* The window's settings; NULL where its schema is missing: GSettings ends the process then, and cck has
 * to work without one. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, CCK_RELEASED_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* FALSE where there are no settings, or those of another version without this one. */
static gboolean
has_key (GSettings  *settings,
         const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return FALSE;

  g_object_get (settings, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, key);
}

void
cck_cli_preferences_apply (CckSession *session)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (has_key (settings, "clock-tolerance"))
    cck_session_set_leeway (session, g_settings_get_uint (settings, "clock-tolerance"));
  if (has_key (settings, "request-timeout"))
    cck_session_set_request_timeout (session, g_settings_get_uint (settings, "request-timeout"));
  if (has_key (settings, "history-days"))
    cck_history_set_days (cck_session_get_history (session),
                          g_settings_get_uint (settings, "history-days"));
}

gboolean
cck_cli_preferences_allow_tokens (void)
{
  g_autoptr (GSettings) settings = open_settings ();

  return !has_key (settings, "allow-command-line-tokens") ||
         g_settings_get_boolean (settings, "allow-command-line-tokens");
}

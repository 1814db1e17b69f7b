/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <string.h>

#include "cck-chronicle.h"
#include "cck-cli-account.h"
#include "cck-cli-table.h"
#include "cck-cli-time.h"
#include "cck-store-error.h"

static struct
{
  char    *since;
  gboolean verify;
} options;

static const GOptionEntry history_options[] = {
  { "since", 0, 0, G_OPTION_ARG_STRING, &options.since,
    N_("Only what happened since: 2026-01-31, or how long ago such as 90m, 12h or 7d"), N_("TIME") },
  { "verify", 0, 0, G_OPTION_ARG_NONE, &options.verify,
    N_("Look whether somebody changed, removed or moved a line"), NULL },
  { NULL },
};

/* What happened, for people, by CckHistoryKind. */
static const struct
{
  const char  *title;
  CckCliStyle  style;
} kinds[] = {
  [CCK_HISTORY_SIGNED_IN] = { N_("signed in"), CCK_CLI_STYLE_GOOD },
  [CCK_HISTORY_SIGNED_OUT] = { N_("signed out"), CCK_CLI_STYLE_PLAIN },
  [CCK_HISTORY_ISSUED] = { N_("issued"), CCK_CLI_STYLE_PLAIN },
  [CCK_HISTORY_USED] = { N_("used"), CCK_CLI_STYLE_PLAIN },
  [CCK_HISTORY_REFRESHED] = { N_("refreshed"), CCK_CLI_STYLE_PLAIN },
  [CCK_HISTORY_ROTATED] = { N_("rotated"), CCK_CLI_STYLE_PLAIN },
  [CCK_HISTORY_REUSED] = { N_("used twice"), CCK_CLI_STYLE_BAD },
  [CCK_HISTORY_REVOKED] = { N_("revoked"), CCK_CLI_STYLE_WARNING },
  [CCK_HISTORY_CHECK_FAILED] = { N_("check failed"), CCK_CLI_STYLE_BAD },
  [CCK_HISTORY_KEYS_CHANGED] = { N_("keys changed"), CCK_CLI_STYLE_WARNING },
};

/* Whose lines are asked for: an account that there is, or one that is gone by the name it had. */
typedef struct
{
  CckHistoryQuery  query;
  CckAccount      *account;
  const char      *name; /* of one that is gone, or NULL */
} Selection;

static void
selection_clear (Selection *self)
{
  g_clear_object (&self->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

static gboolean
select_lines (CckCli     *cli,
              Selection  *selection,
              GError    **error)
{
  const char *name = cck_cli_get_argument (cli, 0);
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  g_autoptr (GError) local_error = NULL;

  if (options.since != NULL &&
      !cck_cli_time_parse_past ("--since", options.since, now, &selection->query.since, error))
    return FALSE;
  if (name == NULL)
    return TRUE;

  selection->account = cck_cli_dup_account (cli, name, &local_error);
  if (selection->account != NULL)
    {
      selection->query.account_id = cck_account_get_id (selection->account);
      return TRUE;
    }
  if (g_error_matches (local_error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    {
      selection->name = name;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* An account that is gone is found by its whole name, and by its provider's, which it was called by
 * where that had no other. */
static gboolean
is_named (CckHistoryEntry *entry,
          const char      *name)
{
  const char *found = cck_history_entry_get_event (entry)->name;
  gsize length = strlen (name);

  return found != NULL && g_str_has_prefix (found, name) &&
         (found[length] == '\0' || found[length] == '/');
}

/* The entries that were asked for. (transfer full); NULL with an error. */
static GPtrArray *
list_entries (CckCli           *cli,
              const Selection  *selection,
              GError          **error)
{
  CckHistory *history = cck_session_get_history (cck_cli_get_session (cli));
  g_autoptr (GListModel) all = cck_cli_await_object (cli, cck_history_list (history,
                                                                            &selection->query),
                                                     error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (all, i);

      if (selection->name == NULL ||
          is_named (entry, selection->name))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  if (selection->name != NULL && entries->len == 0)
    {
      g_autofree char *safe = cck_cli_escape (selection->name);

      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                   _("There is no account “%s”, and the history knows of none."), safe);
      return NULL;
    }

  return g_steal_pointer (&entries);
}

static char *
dup_entry_json (CckHistoryEntry *entry)
{
  const CckHistoryEvent *event = cck_history_entry_get_event (entry);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_int (builder, "number", cck_history_entry_get_number (entry));
  cck_cli_add_int (builder, "time", event->time);
  cck_cli_add_string (builder, "event", cck_history_kind_to_string (event->kind));
  cck_cli_add_string (builder, "account", event->account_id != NULL ? event->name : NULL);
  cck_cli_add_string (builder, "provider", event->provider_id);
  cck_cli_add_string (builder, "token", event->token_kind);
  cck_cli_add_string (builder, "how", event->how);
  cck_cli_add_string (builder, "fingerprint", event->fingerprint);
  cck_cli_add_string (builder, "kid", event->kid);
  cck_cli_add_string (builder, "alg", event->alg);
  cck_cli_add_time (builder, "expires_at", event->expires_at);
  cck_cli_add_string (builder, "scope", event->scope);
  json_builder_end_object (builder);

  return cck_cli_dup_json_with (builder, "difference", event->difference, NULL);
}

static void
print_entries_json (GPtrArray *entries)
{
  cck_cli_print_text ("[", NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *text =
        cck_cli_take_shown_json (dup_entry_json (g_ptr_array_index (entries, i)));

      cck_cli_print_text (i > 0 ? "," : "", text, NULL);
    }
  cck_cli_print_text ("]\n", NULL);
}

/* "2026-01-31 14:32:05" */
static char *
dup_moment (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S")
                      : g_strdup_printf ("%" G_GINT64_FORMAT, at);
}

/* What was done with which token, in a few words. */
static char *
dup_details (const CckHistoryEvent *event)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *parts[] = { event->token_kind, event->how, event->scope };
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  words = g_strv_builder_end (builder);

  return g_strjoinv (", ", words);
}

static void
print_entries (GPtrArray *entries)
{
  g_autoptr (CckCliTable) table = cck_cli_table_new (4);

  if (entries->len == 0)
    {
      g_printerr ("%s\n", _("Nothing has happened yet, or nothing since then."));
      return;
    }

  cck_cli_table_titles (table, _("When"), _("What"), _("Account"), _("Details"));
  for (guint i = 0; i < entries->len; i++)
    {
      const CckHistoryEvent *event =
        cck_history_entry_get_event (g_ptr_array_index (entries, i));
      g_autofree char *moment = dup_moment (event->time);
      g_autofree char *details = dup_details (event);

      cck_cli_table_add (table, CCK_CLI_STYLE_DIM, moment);
      cck_cli_table_add (table, kinds[event->kind].style, _(kinds[event->kind].title));
      cck_cli_table_add (table, CCK_CLI_STYLE_STRONG, event->name);
      cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, details);
    }
  cck_cli_table_print (table);
}

/* By CckHistoryFinding: stable words of --json. */
static const char *const findings[] = {
  [CCK_HISTORY_INTACT] = "intact",       [CCK_HISTORY_CHANGED] = "changed",
  [CCK_HISTORY_REMOVED] = "removed",     [CCK_HISTORY_REORDERED] = "reordered",
  [CCK_HISTORY_CUT] = "cut",             [CCK_HISTORY_DAMAGED] = "damaged",
};

static void
print_report_json (const CckHistoryReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "finding", findings[report->finding]);
  cck_cli_add_string (builder, "message", report->message);
  cck_cli_add_int (builder, "number", report->number);
  cck_cli_add_int (builder, "rows", report->n_rows);
  cck_cli_add_int (builder, "first", report->first);
  cck_cli_add_int (builder, "last", report->last);
  cck_cli_add_int (builder, "pruned", report->pruned);
  cck_cli_add_time (builder, "pruned_at", report->pruned_at);
  json_builder_set_member_name (builder, "set_aside");
  json_builder_begin_array (builder);
  for (guint i = 0; report->set_aside != NULL && report->set_aside[i] != NULL; i++)
    json_builder_add_string_value (builder, report->set_aside[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
print_report (const CckHistoryReport *report)
{
  gboolean intact = report->finding == CCK_HISTORY_INTACT;
  g_autofree char *text = g_strdup_printf ("%s %s", intact ? "✓" : "✗", report->message);
  g_autofree char *safe = cck_cli_escape (text);
  g_autofree char *styled = cck_cli_styled (intact ? CCK_CLI_STYLE_GOOD : CCK_CLI_STYLE_BAD, safe);

  g_print ("%s\n", styled);
  for (guint i = 0; report->set_aside != NULL && report->set_aside[i] != NULL; i++)
    {
      g_autofree char *path = cck_cli_escape (report->set_aside[i]);

      g_print (_("A damaged history is kept at %s.\n"), path);
    }
}

static int
verify (CckCli  *cli,
        GError **error)
{
  CckHistory *history = cck_session_get_history (cck_cli_get_session (cli));
  g_autoptr (CckHistoryReport) report = NULL;

  if (options.since != NULL || cck_cli_get_argument (cli, 0) != NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--verify looks at the whole history: it takes no ACCOUNT and no "
                             "--since."));
      return 2;
    }
  report = cck_cli_await_boxed (cli, cck_history_verify (history), error);
  if (report == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    print_report_json (report);
  else
    print_report (report);

  return report->finding == CCK_HISTORY_INTACT ? 0 : 1;
}

static int
run_history (CckCli  *cli,
             GError **error)
{
  g_auto (Selection) selection = { 0 };
  g_autoptr (GPtrArray) entries = NULL;

  if (options.verify)
    return verify (cli, error);

  if (!select_lines (cli, &selection, error))
    return 2;
  entries = list_entries (cli, &selection, error);
  if (entries == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    print_entries_json (entries);
  else
    print_entries (entries);

  return 0;
}

const CckCliCommand cck_cli_history_commands[] = {
  {
    .name = "history",
    .arguments = "[ACCOUNT]",
    .summary = N_("Show what happened to the tokens, the newest first"),
    .details = N_("No line holds a token. An account that is signed out is still found by the name "
                  "that it had. Makes no request and opens no keyring."),
    .options = history_options,
    .max_arguments = 1,
    .run = run_history,
  },
  { NULL },
};

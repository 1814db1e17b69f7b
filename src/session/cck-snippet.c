/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-snippet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-session-error.h"

/* How a language writes what a snippet has to say: a comment's beginning, and the same lines for a
 * bearer token and for one that is bound to a key. {account} and {uri} become what they name,
 * quoted. */
typedef struct
{
  const char *name;
  const char *comment;
  char     *(*quote) (const char *text);
  const char *bearer;
  const char *bound;
} Language;

/* A shell's word, quoted only where that is needed. */
static char *
quote_for_shell (const char *text)
{
  gsize plain = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-./:@%+=,");

  return *text != '\0' && text[plain] == '\0' ? g_strdup (text) : g_shell_quote (text);
}

/* A string that is the same in JavaScript and Python, with the escapes that both have. */
static char *
quote_for_program (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (quoted, "\\%c", (char) c);
      else if ((c >= 0x20 && c < 0x7f) || g_unichar_isalnum (c) || c > 0xffff)
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "\\u%04x", c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free_and_steal (g_steal_pointer (&quoted));
}

/* curl reads headers from standard input, and HTTPie from a file: what stands in an argument can be
 * read by other programs. Python would send the header to wherever it is redirected, too, but for an
 * "unredirected" one. */
static const Language languages[] = {
  [CCK_SNIPPET_CURL] = {
    "curl", "#", quote_for_shell,
    "cck token --format header {account} | curl --header @- {uri}",
    "cck token --format header {account} | curl --header @- --header \"DPoP: $CCK_DPOP_PROOF\" {uri}",
  },
  [CCK_SNIPPET_HTTPIE] = {
    "httpie", "#", quote_for_shell,
    "http GET {uri} Authorization:@<(printf 'Bearer %s' \"$(cck token {account})\")",
    "http GET {uri} DPoP:\"$CCK_DPOP_PROOF\" "
    "Authorization:@<(printf 'DPoP %s' \"$(cck token {account})\")",
  },
  [CCK_SNIPPET_FETCH] = {
    "fetch", "//", quote_for_program,
    "import { execFileSync } from \"node:child_process\";\n"
    "\n"
    "const token = execFileSync(\"cck\", [\"token\", {account}], { encoding: \"utf8\" }).trimEnd();\n"
    "const answer = await fetch({uri}, { headers: { Authorization: `Bearer ${token}` } });\n"
    "console.log(answer.status, await answer.text());",
    "import { execFileSync } from \"node:child_process\";\n"
    "\n"
    "const token = execFileSync(\"cck\", [\"token\", {account}], { encoding: \"utf8\" }).trimEnd();\n"
    "const headers = { Authorization: `DPoP ${token}`, DPoP: process.env.CCK_DPOP_PROOF };\n"
    "const answer = await fetch({uri}, { headers });\n"
    "console.log(answer.status, await answer.text());",
  },
  [CCK_SNIPPET_PYTHON] = {
    "python", "#", quote_for_program,
    "import subprocess\n"
    "import urllib.request\n"
    "\n"
    "token = subprocess.run([\"cck\", \"token\", {account}], check=True, text=True,\n"
    "                       stdout=subprocess.PIPE).stdout.rstrip(\"\\n\")\n"
    "request = urllib.request.Request({uri})\n"
    "request.add_unredirected_header(\"Authorization\", f\"Bearer {token}\")\n"
    "with urllib.request.urlopen(request) as answer:\n"
    "    print(answer.status, answer.read().decode())",
    "import os\n"
    "import subprocess\n"
    "import urllib.request\n"
    "\n"
    "token = subprocess.run([\"cck\", \"token\", {account}], check=True, text=True,\n"
    "                       stdout=subprocess.PIPE).stdout.rstrip(\"\\n\")\n"
    "request = urllib.request.Request({uri})\n"
    "request.add_unredirected_header(\"Authorization\", f\"DPoP {token}\")\n"
    "request.add_unredirected_header(\"DPoP\", os.environ[\"CCK_DPOP_PROOF\"])\n"
    "with urllib.request.urlopen(request) as answer:\n"
    "    print(answer.status, answer.read().decode())",
  },
};

gboolean
cck_snippet_kind_from_name (const char     *name,
                            CckSnippetKind *kind)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].name, name))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_this_computer (const char *host)
{
  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 ||
         (host != NULL && g_ascii_strcasecmp (host, "localhost") == 0);
}

gboolean
cck_snippet_check_uri (const char  *uri,
                       GError     **error)
{
  g_autoptr (GUri) parsed = NULL;
  const char *scheme;

  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  scheme = parsed != NULL ? g_uri_get_scheme (parsed) : "";
  if (parsed == NULL || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0' ||
      g_uri_get_userinfo (parsed) != NULL ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("The address of the request has to be a whole one, such as "
                             "https://api.example.com/, without a user’s name."));
      return FALSE;
    }
  /* RFC 6750 §5.3: a bearer token goes over TLS only. */
  if (g_str_equal (scheme, "http") && !is_this_computer (g_uri_get_host (parsed)))
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("The address begins with http://: everyone on the way could read the "
                             "token. Use https://."));
      return FALSE;
    }

  return TRUE;
}

/* A name that begins with a hyphen is no option behind "--". */
static char *
dup_account (const Language *language,
             const char     *account)
{
  g_autofree char *quoted = language->quote (account);

  if (*account != '-')
    return g_steal_pointer (&quoted);

  return g_strconcat (language->quote == quote_for_shell ? "-- " : "\"--\", ", quoted, NULL);
}

/* What is different about a token that is bound to a key (RFC 9449 §4). */
static void
append_note (GString    *lines,
             const char *comment)
{
  g_auto (GStrv) note =
    g_strsplit (_("This token is bound to a key that stays in the keyring (DPoP, RFC 9449).\n"
                  "Each request needs a new proof as well, for its method and address;\n"
                  "CCK_DPOP_PROOF in the environment stands for it."), "\n", -1);

  for (guint i = 0; note[i] != NULL; i++)
    g_string_append_printf (lines, "%s %s\n", comment, note[i]);
}

/* The lines with the two words put in, each in its place once: what stands in the words stays. */
static void
append_lines (GString    *lines,
              const char *template,
              const char *account,
              const char *uri)
{
  const struct { const char *mark; const char *word; } words[] = {
    { "{account}", account }, { "{uri}", uri }
  };
  const char *p = template;

  while (*p != '\0')
    {
      gsize taken = 0;

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (p, words[i].mark))
          {
            g_string_append (lines, words[i].word);
            taken = strlen (words[i].mark);
          }
      if (taken == 0)
        g_string_append_c (lines, *p);
      p += MAX (taken, 1);
    }
}

char *
cck_snippet_new (CckSnippetKind           kind,
                 const CckSnippetOptions *options)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *account = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (kind < G_N_ELEMENTS (languages), NULL);
  g_return_val_if_fail (options != NULL && options->account != NULL && options->uri != NULL, NULL);

  account = dup_account (&languages[kind], options->account);
  uri = languages[kind].quote (options->uri);
  if (options->bound)
    append_note (lines, languages[kind].comment);
  append_lines (lines, options->bound ? languages[kind].bound : languages[kind].bearer, account, uri);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

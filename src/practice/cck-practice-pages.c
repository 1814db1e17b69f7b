/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-scope.h"
#include "cck-practice-style.h"

/* A cloakroom ticket with a tick: what this provider hands out. */
#define LOGO \
  "<svg class=\"logo\" viewBox=\"0 0 80 80\" aria-hidden=\"true\">" \
  "<rect x=\"6\" y=\"10\" width=\"68\" height=\"60\" rx=\"16\" fill=\"#1a5fb4\"/>" \
  "<rect x=\"6\" y=\"8\" width=\"68\" height=\"60\" rx=\"16\" fill=\"#3584e4\"/>" \
  "<path d=\"M18 24h44v9a6 6 0 0 0 0 12v9H18v-9a6 6 0 0 0 0-12z\" fill=\"#fff\"/>" \
  "<path d=\"m31 39 7 7 12-13\" fill=\"none\" stroke=\"#1a5fb4\" stroke-width=\"4.5\" " \
  "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"

/* For what went wrong. */
#define NOTICE \
  "<svg class=\"logo\" viewBox=\"0 0 80 80\" aria-hidden=\"true\">" \
  "<path d=\"M40 10 74 68H6z\" fill=\"#e5a50a\" stroke=\"#e5a50a\" stroke-width=\"8\" " \
  "stroke-linejoin=\"round\"/><path d=\"M40 28v20\" stroke=\"#fff\" stroke-width=\"7\" " \
  "stroke-linecap=\"round\"/><circle cx=\"40\" cy=\"60\" r=\"4.5\" fill=\"#fff\"/></svg>"

#define CHEVRON \
  "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"m6 3 5 5-5 5\" fill=\"none\" " \
  "stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" " \
  "stroke-linejoin=\"round\"/></svg>"

#define TICK \
  "<svg class=\"tick\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">" \
  "<path d=\"m3 8.5 3.5 3.5L13 5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" " \
  "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"

static void
append_escaped (GString    *page,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (page, escaped);
}

/* Appends @format, a translated sentence with one %s, with the value in bold. */
static void
append_with_name (GString    *page,
                  const char *format,
                  const char *name)
{
  const char *place = strstr (format, "%s");
  g_autofree char *before = g_strndup (format, (gsize) (place - format));

  append_escaped (page, before);
  g_string_append (page, "<b>");
  append_escaped (page, name);
  g_string_append (page, "</b>");
  append_escaped (page, place + 2);
}

static GString *
begin (const char *title)
{
  GString *page = g_string_new ("<!DOCTYPE html><html lang=\"");

  /* Translators: the language of these translations as HTML's lang attribute, like "de" */
  append_escaped (page, C_("language", "en"));
  g_string_append (page, "\"><head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                         "<title>");
  append_escaped (page, title);
  g_string_append_printf (page, "</title><style>%s</style></head><body><main>", cck_practice_style);
  return page;
}

static char *
end (GString    *page,
     const char *issuer)
{
  g_string_append (page, "</main><footer><p>");
  append_escaped (page, _("This provider is for practice. It runs on your own computer, "
                          "asks for no password and forgets everything when it stops."));
  g_string_append (page, "</p><code>");
  append_escaped (page, issuer);
  g_string_append (page, "</code></footer></body></html>");
  return g_string_free (page, FALSE);
}

static void
begin_form (GString    *page,
            const char *action,
            const char *transaction)
{
  g_string_append_printf (page, "<form method=\"post\" action=\"%s\">"
                                "<input type=\"hidden\" name=\"transaction\" value=\"", action);
  append_escaped (page, transaction);
  g_string_append (page, "\">");
}

static void
append_face (GString                 *page,
             const CckPracticePerson *person,
             const char              *size)
{
  g_string_append_printf (page, "<span class=\"face %s %s\" aria-hidden=\"true\">%s</span>",
                          person->subject, size, person->initials);
}

static void
append_words (GString    *page,
              const char *title,
              const char *subtitle)
{
  g_string_append (page, "<span class=\"words\">");
  append_escaped (page, title);
  g_string_append (page, "<small>");
  append_escaped (page, subtitle);
  g_string_append (page, "</small></span>");
}

static void
append_person (GString                 *page,
               const CckPracticePerson *person,
               gboolean                 first)
{
  g_string_append_printf (page,
                          "<button type=\"submit\" class=\"row\" name=\"person\" value=\"%s\"%s>",
                          person->subject, first ? " autofocus" : "");
  append_face (page, person, "small");
  append_words (page, person->name, person->email);
  g_string_append (page, CHEVRON "</button>");
}

char *
cck_practice_pages_dup_sign_in (const CckPracticeRequest *request,
                                const char               *issuer,
                                const char               *transaction)
{
  const CckPracticePerson *hinted = cck_practice_person_by_hint (request->login_hint);
  const CckPracticePerson *person;
  GString *page = begin (_("Sign In – Practice Provider"));

  g_string_append (page, LOGO "<h1>");
  append_escaped (page, _("Who Are You Today?"));
  g_string_append (page, "</h1><p>");
  append_with_name (page, _("%s asks you to sign in."), cck_practice_client_get_title (request->client));
  g_string_append (page, "</p>");

  begin_form (page, "/sign-in", transaction);
  g_string_append (page, "<div class=\"list\">");
  if (hinted != NULL)
    append_person (page, hinted, TRUE);
  for (guint i = 0; (person = cck_practice_person_at (i)) != NULL; i++)
    if (person != hinted)
      append_person (page, person, hinted == NULL && i == 0);

  g_string_append (page, "</div><div class=\"actions\">"
                         "<button class=\"pill\" name=\"person\" value=\"nobody\">");
  append_escaped (page, _("Cancel"));
  g_string_append (page, "</button></div></form>");
  return end (page, issuer);
}

static void
append_scopes (GString    *page,
               const char *granted)
{
  const CckPracticeScope *scope;

  g_string_append (page, "<ul class=\"list\">");
  for (guint i = 0; (scope = cck_practice_scope_at (i)) != NULL; i++)
    {
      if (!cck_practice_scope_contains (granted, scope->wire))
        continue;

      g_string_append (page, "<li class=\"row\">" TICK);
      append_words (page, _(scope->title), _(scope->description));
      g_string_append_printf (page, "<code>%s</code></li>", scope->wire);
    }
  g_string_append (page, "</ul>");
}

static void
append_decision (GString    *page,
                 const char *value,
                 const char *label,
                 const char *attributes)
{
  g_string_append_printf (page, "<button name=\"decision\" value=\"%s\" %s>", value, attributes);
  append_escaped (page, label);
  g_string_append (page, "</button>");
}

char *
cck_practice_pages_dup_consent (const CckPracticeRequest *request,
                                const CckPracticePerson  *person,
                                const char               *issuer,
                                const char               *transaction)
{
  GString *page = begin (_("Allow Access – Practice Provider"));

  append_face (page, person, "large");
  g_string_append (page, "<h1>");
  append_escaped (page, _("Allow Access?"));
  g_string_append (page, "</h1><p>");
  append_with_name (page, _("You are %s."), person->name);
  g_string_append (page, "</p><p>");
  append_with_name (page, _("%s would like to:"), cck_practice_client_get_title (request->client));
  g_string_append (page, "</p>");
  append_scopes (page, request->scope);

  begin_form (page, "/consent", transaction);
  g_string_append (page, "<div class=\"actions\">");
  append_decision (page, "deny", _("Deny"), "class=\"pill\"");
  append_decision (page, "allow", _("Allow"), "type=\"submit\" class=\"pill suggested\"");
  g_string_append (page, "</div></form>");
  return end (page, issuer);
}

char *
cck_practice_pages_dup_device (const char *issuer,
                               const char *user_code,
                               gboolean    is_wrong)
{
  GString *page = begin (_("Connect a Device – Practice Provider"));

  g_string_append (page, LOGO "<h1>");
  append_escaped (page, _("Connect a Device"));
  g_string_append (page, "</h1><p id=\"hint\">");
  append_escaped (page, is_wrong ? _("This code is unknown or over. Look at your device again.")
                        : user_code != NULL
                          ? _("Does your device show this code? Go on only then.")
                          : _("Type the code that your device shows."));
  g_string_append (page, "</p><form method=\"post\" action=\"/device\">"
                         "<input class=\"code\" name=\"user_code\" maxlength=\"16\" required "
                         "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" "
                         "placeholder=\"BCDF-GHJK\" aria-describedby=\"hint\" aria-label=\"");
  append_escaped (page, _("Code"));
  g_string_append_printf (page, "\"%s value=\"", user_code == NULL || is_wrong ? " autofocus" : "");
  append_escaped (page, user_code != NULL ? user_code : "");
  g_string_append (page, "\"><div class=\"actions\"><button type=\"submit\" "
                         "class=\"pill suggested\">");
  append_escaped (page, _("Continue"));
  g_string_append (page, "</button></div></form>");
  return end (page, issuer);
}

char *
cck_practice_pages_dup_form_post (const char        *redirect_uri,
                                  const char        *issuer,
                                  const char *const *parameters,
                                  guint              n_parameters)
{
  GString *page = begin (_("Back to the Application – Practice Provider"));

  g_string_append (page, LOGO "<h1>");
  append_escaped (page, _("Back to the Application"));
  g_string_append (page, "</h1><p>");
  append_escaped (page, _("The answer is ready. The application asked for it as a form, "
                          "so you send it off yourself."));
  g_string_append (page, "</p><form method=\"post\" action=\"");
  append_escaped (page, redirect_uri);
  g_string_append (page, "\">");
  for (guint i = 0; i < n_parameters; i++)
    {
      if (parameters[2 * i + 1] == NULL)
        continue;
      g_string_append_printf (page, "<input type=\"hidden\" name=\"%s\" value=\"",
                              parameters[2 * i]);
      append_escaped (page, parameters[2 * i + 1]);
      g_string_append (page, "\">");
    }
  g_string_append (page, "<div class=\"actions\"><button type=\"submit\" "
                         "class=\"pill suggested\" autofocus>");
  append_escaped (page, _("Continue"));
  g_string_append (page, "</button></div></form>");
  return end (page, issuer);
}

char *
cck_practice_pages_dup_message (const char *title,
                                const char *body,
                                gboolean    is_problem,
                                const char *issuer)
{
  GString *page = begin (title);

  g_string_append (page, is_problem ? NOTICE : LOGO);
  g_string_append (page, "<h1>");
  append_escaped (page, title);
  g_string_append (page, "</h1><p>");
  append_escaped (page, body);
  g_string_append (page, "</p>");
  return end (page, issuer);
}

char *
cck_practice_pages_dup_style_hash (void)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, (const guchar *) cck_practice_style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);
  return g_strconcat ("sha256-", encoded, NULL);
}

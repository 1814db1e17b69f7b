/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-loopback-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  guint status;
  const char *mark;
  const char *title;
  const char *text;
} pages[] = {
  [CCK_LOOPBACK_PAGE_DONE] = {
    SOUP_STATUS_OK, "✓", N_("Done in the Browser"),
    N_("You can close this tab and return to Claimcheck."),
  },
  [CCK_LOOPBACK_PAGE_DECLINED] = {
    SOUP_STATUS_OK, "–", N_("Sign-In Declined"),
    N_("Nothing was saved. You can close this tab and return to Claimcheck."),
  },
  [CCK_LOOPBACK_PAGE_FAILED] = {
    SOUP_STATUS_OK, "!", N_("Sign-In Not Completed"),
    N_("Claimcheck says why. You can close this tab and return to it."),
  },
  [CCK_LOOPBACK_PAGE_NOT_OURS] = {
    SOUP_STATUS_BAD_REQUEST, "!", N_("Another Sign-In"),
    N_("The browser reply does not belong to this sign-in. Nothing was saved."),
  },
};

/* Its hash stands in the policy: nothing else styles the page. */
static const char style[] =
  ":root{color-scheme:light dark;--back:#fafafb;--card:#fff;--ink:#2f2f34;--dim:#5e5e66;"
  "--accent:#1c71d8;--edge:#0000001a}"
  "@media(prefers-color-scheme:dark){:root{--back:#222226;--card:#2e2e32;--ink:#fff;--dim:#c0bfc6;"
  "--accent:#62a0ea;--edge:#ffffff1a}}"
  "*{box-sizing:border-box}"
  "body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;"
  "background:var(--back);color:var(--ink);font:16px/1.5 'Adwaita Sans',Cantarell,system-ui,"
  "sans-serif;text-align:center}"
  "main{max-width:28rem;padding:40px 36px;background:var(--card);border-radius:18px;"
  "box-shadow:0 0 0 1px var(--edge),0 2px 12px var(--edge)}"
  ".mark{display:grid;place-items:center;width:64px;height:64px;margin:0 auto 20px;"
  "border:3px solid var(--accent);border-radius:50%;color:var(--accent);font-size:30px;"
  "font-weight:700;line-height:1}"
  "h1{margin:0 0 8px;font-size:24px;font-weight:800;line-height:1.25}"
  "p{margin:0;color:var(--dim)}";

static const char template[] =
  "<!DOCTYPE html>\n"
  "<html lang=\"%s\" dir=\"%s\">\n"
  "<head><meta charset=\"utf-8\">"
  "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
  "<title>%s – Claimcheck</title><style>%s</style></head>\n"
  "<body><main><div class=\"mark\" aria-hidden=\"true\">%s</div><h1>%s</h1><p>%s</p></main>"
  "</body>\n"
  "</html>\n";

static char *
dup_policy (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) style, (gssize) strlen (style));
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);

  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                          "form-action 'none'; frame-ancestors 'none'", hash);
}

void
cck_loopback_page_set_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *policy = dup_policy ();

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "Cross-Origin-Opener-Policy", "same-origin");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "same-origin");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
}

void
cck_loopback_page_send (SoupServerMessage *message, CckLoopbackPage page)
{
  const char *language = C_("language code of this translation, such as “de”", "en");
  /* Translators: “rtl” where your language runs from right to left. */
  const char *direction = C_("text direction", "ltr");
  const char *title = g_dgettext (GETTEXT_PACKAGE, pages[page].title);
  const char *text = g_dgettext (GETTEXT_PACKAGE, pages[page].text);
  g_autofree char *safe_language = g_markup_escape_text (language, -1);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_text = g_markup_escape_text (text, -1);
  g_autofree char *html = NULL;

  html = g_strdup_printf (template, safe_language,
                          g_str_equal (direction, "rtl") ? "rtl" : "ltr", safe_title, style,
                          pages[page].mark, safe_title, safe_text);
  soup_server_message_set_status (message, pages[page].status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, html,
                                    strlen (html));
}

void
cck_loopback_page_refuse (SoupServerMessage *message, guint status)
{
  static const char text[] = "This is not what Claimcheck waits for.\n";

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC, text,
                                    strlen (text));
}

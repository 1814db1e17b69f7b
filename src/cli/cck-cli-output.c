/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cck-cli-error.h"
#include "cck-visible-text.h"

/* SGR parameters of ECMA-48 §8.3.117, by CckCliStyle. */
static const char *const style_codes[] = { NULL, "1", "2", "32", "33", "31" };

gboolean
cck_cli_is_terminal (void)
{
  return isatty (STDOUT_FILENO);
}

static gboolean
shows_colour (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return cck_cli_is_terminal () && (no_color == NULL || *no_color == '\0') &&
         g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

char *
cck_cli_styled (CckCliStyle  style,
                const char  *text)
{
  if (style_codes[style] == NULL || *text == '\0' || !shows_colour ())
    return g_strdup (text);

  return g_strdup_printf ("\033[%sm%s\033[0m", style_codes[style], text);
}

void
cck_cli_print_heading (const char *text)
{
  g_autofree char *styled = cck_cli_styled (CCK_CLI_STYLE_STRONG, text);

  g_print ("\n%s\n", styled);
}

char *
cck_cli_escape (const char *text)
{
  return text != NULL ? cck_visible_text_new (text, -1) : g_strdup ("");
}

char *
cck_cli_dup_word (const char *text)
{
  gsize plain = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-./:@%+=,");

  return *text != '\0' && text[plain] == '\0' ? g_strdup (text) : g_shell_quote (text);
}

static char *
dup_duration (gint64 seconds)
{
  if (seconds < 120)
    return g_strdup_printf (_("%d s"), (int) seconds);
  if (seconds < 2 * 60 * 60)
    return g_strdup_printf (_("%d min"), (int) (seconds / 60));
  if (seconds < 2 * 24 * 60 * 60)
    return g_strdup_printf (_("%d h"), (int) (seconds / (60 * 60)));

  return g_strdup_printf (ngettext ("%ld day", "%ld days", seconds / (24 * 60 * 60)),
                          (long) (seconds / (24 * 60 * 60)));
}

static char *
dup_distance (gint64 at,
              gint64 now)
{
  g_autofree char *duration = dup_duration (at >= now ? at - now : now - at);

  if (ABS (at - now) < 2)
    return g_strdup (_("now"));

  return at >= now ? g_strdup_printf (_("in %s"), duration)
                   : g_strdup_printf (_("%s ago"), duration);
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

char *
cck_cli_dup_time (gint64 at,
                  gint64 now)
{
  g_autoptr (GDateTime) time = at != 0 ? g_date_time_new_from_unix_local (at) : NULL;
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autofree char *moment = NULL;
  g_autofree char *distance = NULL;

  if (at == 0)
    return g_strdup (_("unknown"));
  if (time == NULL || today == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, at);

  /* Translators: a moment of today, and any other; see g_date_time_format(). */
  moment = g_date_time_format (time, is_same_day (time, today) ? _("today at %H:%M")
                                                               : _("%Y-%m-%d at %H:%M"));
  distance = dup_distance (at, now);

  /* Translators: "today at 14:32 (in 42 min)". */
  return g_strdup_printf (_("%s (%s)"), moment, distance);
}

char *
cck_cli_dup_lifetime (gint64 expires_at,
                      gint64 now)
{
  g_autofree char *duration = NULL;

  if (expires_at == 0)
    return g_strdup (_("unknown"));

  duration = dup_duration (expires_at >= now ? expires_at - now : now - expires_at);

  return expires_at > now ? g_strdup_printf (_("%s left"), duration)
                          : g_strdup_printf (_("expired %s ago"), duration);
}

void
cck_cli_add_string (JsonBuilder *builder,
                    const char  *name,
                    const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
cck_cli_add_int (JsonBuilder *builder,
                 const char  *name,
                 gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cck_cli_add_boolean (JsonBuilder *builder,
                     const char  *name,
                     gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
cck_cli_add_words (JsonBuilder *builder,
                   const char  *name,
                   const char  *value)
{
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", " ", -1);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

char *
cck_cli_dup_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

char *
cck_cli_dup_json_with (JsonBuilder *builder,
                       ...)
{
  g_autofree char *text = cck_cli_dup_json (builder);
  g_autoptr (GString) whole = g_string_new (text);
  const char *name;
  va_list members;

  g_string_truncate (whole, whole->len - 1); /* the object goes on */
  va_start (members, builder);
  while ((name = va_arg (members, const char *)) != NULL)
    {
      const char *value = va_arg (members, const char *);

      g_string_append_printf (whole, ",\"%s\":%s", name, value != NULL ? value : "null");
    }
  va_end (members);
  g_string_append_c (whole, '}');

  return g_string_free_and_steal (g_steal_pointer (&whole));
}

char *
cck_cli_take_shown_json (char *text)
{
  g_autofree char *plain = text;
  g_autoptr (GString) escaped = NULL;

  if (!cck_cli_is_terminal () || !cck_visible_text_needed (text, -1))
    return g_steal_pointer (&plain);

  escaped = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x7f)
        g_string_append_c (escaped, (char) c);
      else if (c < 0x10000)
        g_string_append_printf (escaped, "\\u%04x", c);
      else /* RFC 8259 §7: as a UTF-16 surrogate pair */
        g_string_append_printf (escaped, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }

  return g_string_free_and_steal (g_steal_pointer (&escaped));
}

void
cck_cli_print_json (JsonBuilder *builder)
{
  g_autofree char *text = cck_cli_take_shown_json (cck_cli_dup_json (builder));

  cck_cli_print_text (text, "\n", NULL);
}

void
cck_cli_print_text (const char *text,
                    ...)
{
  va_list texts;

  va_start (texts, text);
  for (const char *t = text; t != NULL; t = va_arg (texts, const char *))
    fputs (t, stdout);
  va_end (texts);
  fflush (stdout);
}

gboolean
cck_cli_flush (GError **error)
{
  if (fflush (stdout) == 0 && ferror (stdout) == 0)
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_OUTPUT,
                       _("Standard output could not be written to the end."));
  return FALSE;
}

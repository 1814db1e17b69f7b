/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-headers.h"

#include <string.h>

#define MAX_DELTA_SECONDS (366 * 24 * 3600)
#define MAX_RETRY_AFTER (24 * 3600)

/* RFC 9110 §5.6.7. A date that can't be read is as good as none. */
static gint64
get_date (SoupMessageHeaders *headers, const char *name)
{
  const char *text = soup_message_headers_get_one (headers, name);
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* RFC 9111 §1.2.2: digits; an absurd number is taken as the bound. */
static gint64
parse_delta (const char *text, gint64 absent, gint64 bound)
{
  guint64 seconds;

  if (text == NULL || !g_ascii_isdigit (text[0]) ||
      !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return absent;

  return (gint64) MIN (seconds, (guint64) bound);
}

gint64
cck_http_headers_get_date (SoupMessageHeaders *headers)
{
  return get_date (headers, "Date");
}

gint64
cck_http_headers_get_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  gint64 seconds = parse_delta (text, -1, MAX_RETRY_AFTER);
  gint64 date = get_date (headers, "Date");
  gint64 until;

  if (seconds >= 0)
    return seconds;

  until = get_date (headers, "Retry-After");

  return until > date && date > 0 ? MIN (until - date, MAX_RETRY_AFTER) : 0;
}

/* RFC 9111 §5.2.2. */
static gint64
get_max_age (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Cache-Control");
  g_autoptr (GHashTable) directives = NULL;
  gint64 max_age;

  if (text == NULL)
    return -1;

  directives = soup_header_parse_param_list (text);
  if (g_hash_table_contains (directives, "no-store") ||
      g_hash_table_contains (directives, "no-cache"))
    max_age = 0;
  else
    max_age = parse_delta (g_hash_table_lookup (directives, "max-age"), -1, MAX_DELTA_SECONDS);
  soup_header_free_param_list (g_steal_pointer (&directives));

  return max_age;
}

/* RFC 9111 §5.3: where Cache-Control is silent; what is no date is in the past. */
static gint64
get_expiry (SoupMessageHeaders *headers)
{
  gint64 date = get_date (headers, "Date");
  gint64 expires = get_date (headers, "Expires");

  if (soup_message_headers_get_one (headers, "Expires") == NULL || date == 0)
    return -1;

  return CLAMP (expires - date, 0, MAX_DELTA_SECONDS);
}

gint64
cck_http_headers_get_freshness (SoupMessageHeaders *headers)
{
  gint64 age = parse_delta (soup_message_headers_get_one (headers, "Age"), 0, MAX_DELTA_SECONDS);
  gint64 lifetime = get_max_age (headers);

  if (lifetime < 0)
    lifetime = get_expiry (headers);

  /* RFC 9111 §4.2.3: a cache on the way has had it for a while. */
  return lifetime < 0 ? -1 : MAX (lifetime - age, 0);
}

/* The characters of a token or quoted string that OAuth’s words are made of (RFC 6750 §3). */
static char *
dup_word (const char *text)
{
  const char *start = text + (*text == '"' ? 1 : 0);
  gsize length = 0;

  while (g_ascii_isalnum (start[length]) || start[length] == '_' || start[length] == '-')
    length++;

  return length > 0 ? g_strndup (start, length) : NULL;
}

char *
cck_http_headers_dup_challenge_error (SoupMessageHeaders *headers)
{
  static const char name[] = "error=";
  const char *text = soup_message_headers_get_list (headers, "WWW-Authenticate");

  /* Several challenges are one list, in which a scheme may stand before the first of its parameters
   * (RFC 9110 §11.6.1). */
  for (const char *found = text != NULL ? strcasestr (text, name) : NULL; found != NULL;
       found = strcasestr (found + 1, name))
    {
      if (found > text && strchr (" ,\t", found[-1]) != NULL)
        return dup_word (found + strlen (name));
    }

  return NULL;
}

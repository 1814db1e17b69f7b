/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-fault.h"

#include <string.h>

#include "cck-practice-answer.h"
#include "cck-practice-listener.h"
#include "cck-practice-pages.h"

#define RETRY_AFTER "7"
#define CHUNK_SIZE (64 * 1024)
#define SLOW_BYTES 4096
#define CUT_BYTES 4096
#define BEGINNING "{\"practice\":\""

/* An answer that is written by hand, past libsoup, which would write it well. */
typedef struct
{
  GIOStream *stream;
  char *chunk; /* what is written next, over and over; the beginning first */
  gsize chunk_size;
  guint64 left;     /* bytes to write, without the beginning */
  gboolean is_slow; /* one byte a second */
} Writer;

static void
writer_free (Writer *writer)
{
  g_io_stream_close (writer->stream, NULL, NULL);
  g_object_unref (writer->stream);
  g_free (writer->chunk);
  g_free (writer);
}

static void write_next (Writer *writer);

static gboolean
on_second (gpointer user_data)
{
  write_next (user_data);
  return G_SOURCE_REMOVE;
}

static void
write_later (Writer *writer)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  g_autoptr (GSource) source = g_timeout_source_new_seconds (1);

  g_source_set_callback (source, on_second, writer, NULL);
  g_source_attach (source, context);
}

static void
on_written (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Writer *writer = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL) ||
      writer->left == 0)
    {
      writer_free (writer);
      return;
    }

  if (writer->is_slow)
    write_later (writer);
  else
    write_next (writer);
}

static void
write_chunk (Writer *writer)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (writer->stream), writer->chunk,
                                   writer->chunk_size, G_PRIORITY_DEFAULT, NULL, on_written,
                                   writer);
}

static void
write_next (Writer *writer)
{
  gsize size = writer->is_slow ? 1 : (gsize) MIN (writer->left, CHUNK_SIZE);

  g_free (writer->chunk);
  writer->chunk = g_strnfill (size, ' ');
  writer->chunk_size = size;
  writer->left -= size;
  write_chunk (writer);
}

/* Announces @announced bytes of JSON, writes its beginning, then @written more bytes, and closes. */
static void
write_by_hand (SoupServerMessage *message,
               guint64            announced,
               guint64            written,
               gboolean           is_slow)
{
  GIOStream *stream;
  Writer *writer;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (is_slow)
    cck_practice_listener_spare (message);

  stream = soup_server_message_steal_connection (message);
  if (stream == NULL) /* nobody waits any more */
    return;

  writer = g_new0 (Writer, 1);
  writer->stream = stream;
  writer->left = written;
  writer->is_slow = is_slow;
  writer->chunk = g_strdup_printf ("HTTP/1.1 200 OK\r\n"
                                   "Content-Type: application/json\r\n"
                                   "Cache-Control: no-store\r\n"
                                   "Connection: close\r\n"
                                   "Content-Length: %" G_GUINT64_FORMAT "\r\n\r\n" BEGINNING,
                                   announced);
  writer->chunk_size = strlen (writer->chunk);
  write_chunk (writer);
}

static void
answer_huge (CckPracticeContext *context,
             SoupServerMessage  *message)
{
  write_by_hand (message, CCK_PRACTICE_HUGE_BYTES,
                 CCK_PRACTICE_HUGE_BYTES - strlen (BEGINNING), FALSE);
}

static void
answer_slow (CckPracticeContext *context,
             SoupServerMessage  *message)
{
  write_by_hand (message, SLOW_BYTES, SLOW_BYTES - strlen (BEGINNING), TRUE);
}

static void
answer_cut (CckPracticeContext *context,
            SoupServerMessage  *message)
{
  write_by_hand (message, CUT_BYTES, CUT_BYTES / 2, FALSE);
}

static void
answer_html (CckPracticeContext *context,
             SoupServerMessage  *message)
{
  g_autofree char *page =
    cck_practice_pages_dup_message ("Practice", "This is not what you asked for.", TRUE,
                                    context->issuer);

  cck_practice_answer_page (message, SOUP_STATUS_OK, page, NULL);
}

/* 307 keeps the method and the body (RFC 9110 §15.4.8), which is what makes it dangerous. */
static void
answer_redirect (CckPracticeContext *context,
                 SoupServerMessage  *message)
{
  g_autofree char *uri = g_strconcat (context->issuer, "/elsewhere", NULL);

  cck_practice_answer_redirect (message, uri);
  soup_server_message_set_status (message, SOUP_STATUS_TEMPORARY_REDIRECT, NULL);
}

static void
answer_500 (CckPracticeContext *context,
            SoupServerMessage  *message)
{
  cck_practice_answer_empty (message, SOUP_STATUS_INTERNAL_SERVER_ERROR);
}

static void
answer_later (SoupServerMessage *message,
              guint              status)
{
  cck_practice_answer_empty (message, status);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                RETRY_AFTER);
}

static void
answer_503 (CckPracticeContext *context,
            SoupServerMessage  *message)
{
  answer_later (message, SOUP_STATUS_SERVICE_UNAVAILABLE);
}

static void
answer_429 (CckPracticeContext *context,
            SoupServerMessage  *message)
{
  answer_later (message, 429);
}

typedef void (*Answer) (CckPracticeContext *context,
                        SoupServerMessage  *message);

static const Answer answers[CCK_PRACTICE_N_FAULTS] = {
  [CCK_PRACTICE_FAULT_HUGE] = answer_huge,
  [CCK_PRACTICE_FAULT_SLOW] = answer_slow,
  [CCK_PRACTICE_FAULT_CUT] = answer_cut,
  [CCK_PRACTICE_FAULT_HTML] = answer_html,
  [CCK_PRACTICE_FAULT_REDIRECT] = answer_redirect,
  [CCK_PRACTICE_FAULT_500] = answer_500,
  [CCK_PRACTICE_FAULT_503] = answer_503,
  [CCK_PRACTICE_FAULT_429] = answer_429,
};

gboolean
cck_practice_fault_answer (CckPracticeContext      *context,
                           SoupServerMessage       *message,
                           CckPracticeMisbehaviour  first)
{
  for (guint i = 0; i < CCK_PRACTICE_N_FAULTS; i++)
    if (answers[i] != NULL && cck_practice_context_misbehaves (context, first + i))
      {
        answers[i] (context, message);
        return TRUE;
      }

  return FALSE;
}

void
cck_practice_fault_spoil (CckPracticeContext      *context,
                          SoupServerMessage       *message,
                          CckPracticeMisbehaviour  first)
{
  if (cck_practice_context_misbehaves (context, first + CCK_PRACTICE_FAULT_DUPLICATE))
    cck_practice_answer_double (message);
}

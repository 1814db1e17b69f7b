/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-trace-log.h"

#include "cck-visible-text.h"

/* Requests that are kept. */
#define MAX_LINES 200

struct _CckTraceLog
{
  GObject parent_instance;

  CckSession *session;
  GQueue lines; /* char *, the oldest first */
  guint n_seen;
};

G_DEFINE_FINAL_TYPE (CckTraceLog, cck_trace_log, G_TYPE_OBJECT)

static void
append_fields (GString                    *text,
               const char                 *title,
               const CckSessionTraceField *fields,
               gsize                       n_fields)
{
  if (n_fields == 0)
    return;

  g_string_append_printf (text, "\n  %s:", title);

  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *name = cck_visible_text_new (fields[i].name, -1);
      g_autofree char *value = NULL;

      if (fields[i].value != NULL)
        value = cck_visible_text_new (fields[i].value, -1);

      g_string_append_printf (text, " %s=%s", name, value != NULL ? value : "…");
    }
}

/* The words are those of the protocol: whoever reads this reports a bug, in whatever language. */
char *
cck_trace_log_dup_line (const CckSessionTraceLine *line)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (line != NULL, NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s → ", line->method, line->uri);

  if (line->status != 0)
    g_string_append_printf (text, "%u", line->status);
  else
    g_string_append (text, "no answer");

  g_string_append_printf (text, ", %" G_GINT64_FORMAT " ms", line->duration / 1000);

  if (line->status != 0)
    g_string_append_printf (text, ", %" G_GSIZE_FORMAT " bytes", line->length);

  if (line->content_type != NULL)
    g_string_append_printf (text, ", %s", line->content_type);

  append_fields (text, "sent", line->parameters, line->n_parameters);
  append_fields (text, "answered", line->members, line->n_members);

  if (line->error != NULL)
    g_string_append_printf (text, "\n  %s", line->error);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_line (const CckSessionTraceLine *line,
         gpointer                   user_data)
{
  CckTraceLog *self = user_data;

  g_queue_push_tail (&self->lines, cck_trace_log_dup_line (line));
  self->n_seen++;

  if (g_queue_get_length (&self->lines) > MAX_LINES)
    g_free (g_queue_pop_head (&self->lines));
}

static void
cck_trace_log_dispose (GObject *object)
{
  CckTraceLog *self = CCK_TRACE_LOG (object);

  if (self->session != NULL)
    cck_session_set_trace (self->session, NULL, NULL);

  g_clear_object (&self->session);
  g_queue_clear_full (&self->lines, g_free);

  G_OBJECT_CLASS (cck_trace_log_parent_class)->dispose (object);
}

static void
cck_trace_log_class_init (CckTraceLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_trace_log_dispose;
}

static void
cck_trace_log_init (CckTraceLog *self)
{
  g_queue_init (&self->lines);
}

CckTraceLog *
cck_trace_log_new (CckSession *session)
{
  CckTraceLog *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_TRACE_LOG, NULL);
  self->session = g_object_ref (session);
  cck_session_set_trace (session, on_line, self);

  return self;
}

guint
cck_trace_log_get_mark (CckTraceLog *self)
{
  g_return_val_if_fail (CCK_IS_TRACE_LOG (self), 0);

  return self->n_seen;
}

char *
cck_trace_log_dup_text (CckTraceLog *self,
                        guint        mark)
{
  g_autoptr (GString) text = NULL;
  guint number;

  g_return_val_if_fail (CCK_IS_TRACE_LOG (self), NULL);

  text = g_string_new (NULL);
  number = self->n_seen - g_queue_get_length (&self->lines);

  for (GList *link = self->lines.head; link != NULL; link = link->next)
    {
      if (number++ < mark)
        continue;

      if (text->len > 0)
        g_string_append_c (text, '\n');

      g_string_append (text, link->data);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help-topic-private.h"

#include <string.h>

/* The elements of Mallard that our pages use. Text in any other element is read as it stands, so
 * that no word is lost. */

static const struct
{
  const char *element;
  const char *before;
  const char *after;
} inline_elements[] = {
  { "app", "", "" },
  { "cmd", "<tt>", "</tt>" },
  { "code", "<tt>", "</tt>" },
  { "em", "<i>", "</i>" },
  { "file", "<tt>", "</tt>" },
  { "gui", "<b>", "</b>" },
  { "input", "<tt>", "</tt>" },
  { "key", "<b>", "</b>" },
  { "output", "<tt>", "</tt>" },
  { "sys", "<tt>", "</tt>" },
};

typedef struct
{
  GPtrArray *open;    /* CckHelpTopic; the page, then the sections that are being read */
  CckHelpTopic *page; /* owned */
  GString *markup;    /* of the block that is being read; NULL between blocks */
  GString *plain;     /* the same without markup */
  CckHelpBlockKind kind;
  guint step;
  guint keys;         /* of a sequence, those that were read; 0 outside of one */
  gboolean verbatim;
  gboolean in_sequence;
  gboolean item;      /* the next paragraph begins an item */
} Reader;

static void
clear_reader (Reader *reader)
{
  g_clear_pointer (&reader->open, g_ptr_array_unref);
  g_clear_object (&reader->page);
  if (reader->markup != NULL)
    g_string_free (reader->markup, TRUE);
  if (reader->plain != NULL)
    g_string_free (reader->plain, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return values[i];
    }

  return NULL;
}

static CckHelpTopic *
get_topic (Reader *reader)
{
  return g_ptr_array_index (reader->open, reader->open->len - 1);
}

static void
begin_block (Reader           *reader,
             CckHelpBlockKind  kind)
{
  if (reader->markup != NULL)
    {
      g_string_free (reader->markup, TRUE);
      g_string_free (reader->plain, TRUE);
    }
  reader->markup = g_string_new (NULL);
  reader->plain = g_string_new (NULL);
  reader->kind = kind;
  reader->verbatim = kind == CCK_HELP_BLOCK_CODE;
}

/* (transfer full) */
static char *
end_block (Reader  *reader,
           char   **plain)
{
  char *markup;

  *plain = g_strstrip (g_string_free (g_steal_pointer (&reader->plain), FALSE));
  markup = g_string_free (g_steal_pointer (&reader->markup), FALSE);
  reader->verbatim = FALSE;

  return g_strstrip (markup);
}

static void
open_topic (Reader     *reader,
            const char *id)
{
  g_autoptr (CckHelpTopic) topic = cck_help_topic_new (id);

  if (reader->page == NULL)
    g_set_object (&reader->page, topic);
  else
    cck_help_topic_add_section (get_topic (reader), topic);
  g_ptr_array_add (reader->open, g_object_ref (topic));
}

static void
open_link (Reader      *reader,
           const char **names,
           const char **values)
{
  const char *page = find_attribute (names, values, "xref");
  const char *address = find_attribute (names, values, "href");
  const char *type = find_attribute (names, values, "type");
  g_autofree char *escaped = NULL;

  if (reader->markup == NULL)
    {
      if (g_strcmp0 (type, "guide") == 0 && page != NULL)
        cck_help_topic_set_guide (get_topic (reader), page);
      return;
    }

  escaped = g_markup_escape_text (page != NULL ? page : address, -1);
  g_string_append_printf (reader->markup, "<a href=\"%s%s\">", page != NULL ? "help:" : "", escaped);
}

static void
open_inline (Reader     *reader,
             const char *element)
{
  if (reader->markup == NULL)
    return;

  if (g_str_equal (element, "keyseq") || g_str_equal (element, "guiseq"))
    {
      reader->in_sequence = TRUE;
      reader->keys = 0;
      return;
    }

  if (reader->in_sequence && reader->keys++ > 0)
    g_string_append (reader->markup, g_str_equal (element, "key") ? "+" : " ▸ ");

  for (guint i = 0; i < G_N_ELEMENTS (inline_elements); i++)
    {
      if (g_str_equal (element, inline_elements[i].element))
        g_string_append (reader->markup, inline_elements[i].before);
    }
}

static gboolean
begins_block (Reader     *reader,
              const char *element)
{
  if (g_str_equal (element, "title"))
    begin_block (reader, CCK_HELP_BLOCK_TERM);
  else if (g_str_equal (element, "desc"))
    begin_block (reader, CCK_HELP_BLOCK_PARAGRAPH);
  /* Within a paragraph it is a word. */
  else if (g_str_equal (element, "screen") ||
           (g_str_equal (element, "code") && reader->markup == NULL))
    begin_block (reader, CCK_HELP_BLOCK_CODE);
  else if (g_str_equal (element, "p"))
    begin_block (reader, reader->item ? reader->kind : CCK_HELP_BLOCK_PARAGRAPH);
  else
    return FALSE;

  return TRUE;
}

static void
start_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *parent = stack->next != NULL ? stack->next->data : "";
  Reader *reader = user_data;

  if (g_str_equal (element, "page") || g_str_equal (element, "section"))
    open_topic (reader, find_attribute (names, values, "id"));
  else if (reader->page == NULL)
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "No page but “%s”", element);
  else if (g_str_equal (element, "steps"))
    reader->step = 0;
  else if (g_str_equal (element, "item") && !g_str_equal (parent, "terms"))
    {
      reader->item = TRUE;
      reader->kind = g_str_equal (parent, "steps") ? CCK_HELP_BLOCK_STEP : CCK_HELP_BLOCK_BULLET;
      reader->step += reader->kind == CCK_HELP_BLOCK_STEP;
    }
  else if (g_str_equal (element, "note"))
    {
      reader->item = TRUE;
      reader->kind = CCK_HELP_BLOCK_NOTE;
    }
  else if (g_str_equal (element, "link"))
    open_link (reader, names, values);
  else if (!begins_block (reader, element))
    open_inline (reader, element);
}

static void
close_block (Reader     *reader,
             const char *element,
             const char *parent)
{
  g_autofree char *plain = NULL;
  g_autofree char *markup = end_block (reader, &plain);
  CckHelpTopic *topic = get_topic (reader);

  if (g_str_equal (element, "desc"))
    cck_help_topic_take_desc (topic, g_steal_pointer (&plain));
  else if (g_str_equal (element, "title") &&
           (g_str_equal (parent, "page") || g_str_equal (parent, "section")))
    cck_help_topic_take_title (topic, g_steal_pointer (&plain));
  else if (!g_str_equal (parent, "info"))
    {
      cck_help_topic_take_block (topic, reader->kind,
                                 reader->kind == CCK_HELP_BLOCK_STEP ? reader->step : 0,
                                 g_steal_pointer (&markup));
      /* An item's other paragraphs stand below its first. */
      if (g_str_equal (element, "p") && reader->kind != CCK_HELP_BLOCK_NOTE)
        reader->item = FALSE;
    }
}

static void
close_inline (Reader     *reader,
              const char *element)
{
  if (reader->markup == NULL)
    return;

  if (g_str_equal (element, "keyseq") || g_str_equal (element, "guiseq"))
    reader->in_sequence = FALSE;
  else if (g_str_equal (element, "link"))
    g_string_append (reader->markup, "</a>");

  for (guint i = 0; i < G_N_ELEMENTS (inline_elements); i++)
    {
      if (g_str_equal (element, inline_elements[i].element))
        g_string_append (reader->markup, inline_elements[i].after);
    }
}

static void
end_element (GMarkupParseContext  *context,
             const char           *element,
             gpointer              user_data,
             GError              **error)
{
  static const char * const blocks[] = { "p", "title", "desc", "screen", NULL };
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *parent = stack->next != NULL ? stack->next->data : "";
  Reader *reader = user_data;

  if (g_str_equal (element, "page") || g_str_equal (element, "section"))
    g_ptr_array_set_size (reader->open, (int) reader->open->len - 1);
  else if (reader->markup != NULL &&
           (g_strv_contains (blocks, element) ||
            (g_str_equal (element, "code") && reader->verbatim)))
    close_block (reader, element, parent);
  else if (g_str_equal (element, "item") || g_str_equal (element, "note"))
    reader->item = FALSE;
  else
    close_inline (reader, element);
}

/* Line breaks and indentation are the file's, not the text's. */
static void
append_collapsed (GString    *string,
                  const char *text,
                  gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean space = g_ascii_isspace (text[i]);

      if (!space)
        g_string_append_c (string, text[i]);
      else if (string->len > 0 && string->str[string->len - 1] != ' ')
        g_string_append_c (string, ' ');
    }
}

static void
read_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              user_data,
           GError              **error)
{
  g_autofree char *escaped = NULL;
  Reader *reader = user_data;

  if (reader->markup == NULL)
    return;

  /* What stands between the keys of a sequence is the file's layout. */
  if (reader->in_sequence && strspn (text, " \n\t") == length)
    return;

  escaped = g_markup_escape_text (text, (gssize) length);
  if (reader->verbatim)
    g_string_append (reader->markup, escaped);
  else
    append_collapsed (reader->markup, escaped, strlen (escaped));
  append_collapsed (reader->plain, text, length);
}

CckHelpTopic *
cck_help_topic_new_from_xml (const char  *xml,
                             gsize        length,
                             const char  *file_name,
                             GError     **error)
{
  static const GMarkupParser parser = {
    .start_element = start_element,
    .end_element = end_element,
    .text = read_text,
  };
  g_auto (Reader) reader = { .open = g_ptr_array_new_with_free_func (g_object_unref) };
  g_autoptr (GMarkupParseContext) context = NULL;

  g_return_val_if_fail (xml != NULL, NULL);

  context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reader, NULL);
  if (!g_markup_parse_context_parse (context, xml, (gssize) length, error) ||
      !g_markup_parse_context_end_parse (context, error))
    {
      g_prefix_error (error, "%s: ", file_name);
      return NULL;
    }

  return g_steal_pointer (&reader.page);
}

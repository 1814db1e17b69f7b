/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-table.h"

#define COLUMN_GAP 2

typedef struct
{
  char        *text;
  CckCliStyle  style;
} Cell;

struct _CckCliTable
{
  guint      n_columns;
  GPtrArray *titles;
  GPtrArray *cells;
};

static Cell *
cell_new (CckCliStyle  style,
          const char  *text)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->text = cck_cli_escape (text);
  cell->style = style;

  return cell;
}

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

/* How many places of a terminal's line @text takes. */
static gsize
display_width (const char *text)
{
  gsize width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

CckCliTable *
cck_cli_table_new (guint n_columns)
{
  CckCliTable *self = g_new0 (CckCliTable, 1);

  self->n_columns = n_columns;
  self->titles = g_ptr_array_new_with_free_func (cell_free);
  self->cells = g_ptr_array_new_with_free_func (cell_free);

  return self;
}

void
cck_cli_table_free (CckCliTable *self)
{
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
cck_cli_table_titles (CckCliTable *self,
                      ...)
{
  va_list titles;

  va_start (titles, self);
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->titles, cell_new (CCK_CLI_STYLE_STRONG, va_arg (titles, const char *)));
  va_end (titles);
}

void
cck_cli_table_add (CckCliTable *self,
                   CckCliStyle  style,
                   const char  *text)
{
  g_ptr_array_add (self->cells, cell_new (style, text));
}

static void
measure (CckCliTable *self,
         GPtrArray   *cells,
         gsize       *widths)
{
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (cells, i);
      gsize *width = &widths[i % self->n_columns];

      *width = MAX (*width, display_width (cell->text));
    }
}

static void
print_cells (CckCliTable *self,
             GPtrArray   *cells,
             const gsize *widths)
{
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (cells, i);
      gboolean is_last = i % self->n_columns == self->n_columns - 1;
      g_autofree char *styled = cck_cli_styled (cell->style, cell->text);

      if (is_last)
        g_print ("%s\n", styled);
      else if (!cck_cli_is_terminal ())
        g_print ("%s\t", styled);
      else
        g_print ("%s%*s", styled,
                 (int) (widths[i % self->n_columns] - display_width (cell->text)) + COLUMN_GAP, "");
    }
}

void
cck_cli_table_print (CckCliTable *self)
{
  g_autofree gsize *widths = g_new0 (gsize, self->n_columns);

  measure (self, self->titles, widths);
  measure (self, self->cells, widths);
  if (cck_cli_is_terminal ())
    print_cells (self, self->titles, widths);
  print_cells (self, self->cells, widths);
}

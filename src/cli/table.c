/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

/* What a column is cut to; the last one takes the rest of a terminal's line. */
#define MAX_WIDTH 48
#define GAP 2

struct _BureauTable
{
  GPtrArray *rows; /* of char **, headings first */
  guint n_columns;
};

static char **
collect (const char *first, va_list args)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (const char *cell = first; cell != NULL; cell = va_arg (args, const char *))
    g_strv_builder_add (cells, cell);
  return g_strv_builder_end (cells);
}

/**
 * bureau_table_new:
 * @heading: the first column's heading, then the others', then %NULL
 *
 * Returns: (transfer full): a table without rows
 */
BureauTable *
bureau_table_new (const char *heading, ...)
{
  BureauTable *self = g_new0 (BureauTable, 1);
  va_list args;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  va_start (args, heading);
  bureau_table_take (self, collect (heading, args));
  va_end (args);
  self->n_columns = g_strv_length (g_ptr_array_index (self->rows, 0));
  return self;
}

/**
 * bureau_table_new_for_columns:
 * @names: the headings, texts
 *
 * Returns: (transfer full): a table without rows
 */
BureauTable *
bureau_table_new_for_columns (JsonArray *names)
{
  BureauTable *self = g_new0 (BureauTable, 1);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    g_strv_builder_add (cells, json_array_get_string_element (names, i));
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->n_columns = json_array_get_length (names);
  bureau_table_take (self, g_strv_builder_end (cells));
  return self;
}

/**
 * bureau_table_free:
 * @self: (transfer full): a table
 */
void
bureau_table_free (BureauTable *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/**
 * bureau_table_take:
 * @cells: (transfer full) (array zero-terminated=1): a row; what is missing stays empty
 */
void
bureau_table_take (BureauTable *self, char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *line = bureau_text_one_line (cells[i]);

      g_free (cells[i]);
      cells[i] = bureau_terminal_text (line);
    }
  g_ptr_array_add (self->rows, cells);
}

/**
 * bureau_table_add:
 * @cell: the first cell, then the others, then %NULL
 */
void
bureau_table_add (BureauTable *self, const char *cell, ...)
{
  va_list args;

  va_start (args, cell);
  bureau_table_take (self, collect (cell, args));
  va_end (args);
}

/**
 * bureau_table_get_length:
 *
 * Returns: how many rows there are, without the headings
 */
guint
bureau_table_get_length (BureauTable *self)
{
  return self->rows->len - 1;
}

static guint
get_char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c) || g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK)
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += get_char_width (g_utf8_get_char (text));
  return width;
}

static void
append_cut (GString *out, const char *text, guint width)
{
  guint used = 0;

  if (get_width (text) <= width)
    {
      g_string_append (out, text);
      return;
    }
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      used += get_char_width (g_utf8_get_char (text));
      if (used >= width)
        break;
      g_string_append_unichar (out, g_utf8_get_char (text));
    }
  g_string_append (out, "…");
}

static guint
get_terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return G_MAXUINT;
  return size.ws_col >= 40 ? size.ws_col : 40;
}

static guint *
measure (BureauTable *self)
{
  guint *widths = g_new0 (guint, self->n_columns);
  guint used = 0, line = get_terminal_width ();

  for (guint row = 0; row < self->rows->len; row++)
    {
      char **cells = g_ptr_array_index (self->rows, row);

      for (guint i = 0; i < self->n_columns && cells[i] != NULL; i++)
        widths[i] = MAX (widths[i], get_width (cells[i]));
    }
  for (guint i = 0; i + 1 < self->n_columns; i++)
    {
      widths[i] = MIN (widths[i], MAX_WIDTH);
      used += widths[i] + GAP;
    }
  if (line != G_MAXUINT)
    widths[self->n_columns - 1] = line > used + 10 ? line - used : 10;
  return widths;
}

static void
append_row (BureauTable *self, char **cells, const guint *widths, GString *out)
{
  for (guint i = 0; i < self->n_columns && cells[i] != NULL; i++)
    {
      guint width = MIN (get_width (cells[i]), widths[i]);

      append_cut (out, cells[i], widths[i]);
      if (i + 1 < self->n_columns)
        g_string_append_printf (out, "%*s", (int)(widths[i] - width + GAP), "");
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

/**
 * bureau_table_print:
 * @out: gets the headings and rows
 */
void
bureau_table_print (BureauTable *self, GString *out)
{
  g_autofree guint *widths = measure (self);

  for (guint row = 0; row < self->rows->len; row++)
    append_row (self, g_ptr_array_index (self->rows, row), widths, out);
}

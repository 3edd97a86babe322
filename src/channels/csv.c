/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/csv.h"

#include <string.h>

#include "base/error.h"
#include "channels/charset.h"

/* RFC 4180, and what spreadsheets make of it: other delimiters, other line ends, a byte order mark.
 */

typedef struct
{
  const char *at;
  char delimiter;
  GString *cell;
  GPtrArray *row; /* of the cells read so far */
  guint line;
} Reader;

static gboolean
refuse (const Reader *reader, GError **error, const char *what)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "Row %u of the table has %s.", reader->line,
               what);
  return FALSE;
}

/* Text from the bytes: UTF-16 where its mark says so (Excel's "Unicode text"), else as mail is
 * read. */
static char *
decode (const char *bytes, gsize length)
{
  static const struct
  {
    const char *mark;
    gsize length;
    const char *charset;
  } MARKS[] = { { "\357\273\277", 3, "utf-8" },
                { "\377\376", 2, "utf-16le" },
                { "\376\377", 2, "utf-16be" } };
  for (gsize i = 0; i < G_N_ELEMENTS (MARKS); i++)
    if (length >= MARKS[i].length && memcmp (bytes, MARKS[i].mark, MARKS[i].length) == 0)
      return bureau_charset_decode (bytes + MARKS[i].length, length - MARKS[i].length,
                                    MARKS[i].charset);
  return bureau_charset_decode (bytes, length, NULL);
}

/* The delimiter that the first row has most of, outside quotes; a comma where it has none. */
static char
sniff (const char *text)
{
  static const char DELIMITERS[] = ",;\t";
  guint counts[3] = { 0 };
  gboolean is_quoted = FALSE;
  for (const char *p = text; *p != '\0' && (is_quoted || (*p != '\n' && *p != '\r')); p++)
    {
      const char *found = strchr (DELIMITERS, *p);
      if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && found != NULL)
        counts[found - DELIMITERS]++;
    }
  guint best = 0;
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return DELIMITERS[best];
}

/* Behind an opening quote, to behind the closing one; a quote that never closes takes the rest. */
static void
read_quoted (Reader *self)
{
  while (*self->at != '\0')
    {
      gsize run = strcspn (self->at, "\"");
      g_string_append_len (self->cell, self->at, (gssize)run);
      self->at += run;
      if (*self->at == '\0')
        return;
      self->at++;
      if (*self->at != '"')
        return;
      g_string_append_c (self->cell, '"');
      self->at++;
    }
}

static gboolean
is_end_of_cell (const Reader *self)
{
  return *self->at == '\0' || *self->at == '\n' || *self->at == '\r'
         || *self->at == self->delimiter;
}

static gboolean
read_cell (Reader *self, GError **error)
{
  g_string_truncate (self->cell, 0);
  if (*self->at == '"')
    {
      self->at++;
      read_quoted (self);
    }
  while (!is_end_of_cell (self))
    g_string_append_c (self->cell, *self->at++);
  if (self->cell->len > BUREAU_CSV_MAX_CELL_BYTES)
    return refuse (self, error, "a cell of more than 256 KiB");
  if (self->row->len == BUREAU_CSV_MAX_COLUMNS)
    return refuse (self, error, "more than 500 cells");
  g_ptr_array_add (self->row, g_strndup (self->cell->str, self->cell->len));
  return TRUE;
}

/* One row into self->row, empty for an empty line. */
static gboolean
read_row (Reader *self, GError **error)
{
  self->line++;
  g_ptr_array_set_size (self->row, 0);
  gboolean is_empty = is_end_of_cell (self) && *self->at != self->delimiter;
  while (!is_empty)
    {
      if (!read_cell (self, error))
        return FALSE;
      if (*self->at != self->delimiter)
        break;
      self->at++;
    }
  if (*self->at == '\r')
    self->at++;
  if (*self->at == '\n')
    self->at++;
  return TRUE;
}

/* A column without a name, or with one that is there already, is named after its place. */
static char **
make_header (GPtrArray *row)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  char **header = g_new0 (char *, row->len + 1);
  for (guint i = 0; i < row->len; i++)
    {
      g_autofree char *name = bureau_charset_line (g_ptr_array_index (row, i), 200);
      header[i] = *name != '\0' && !g_hash_table_contains (taken, name)
                      ? g_steal_pointer (&name)
                      : g_strdup_printf ("column %u", i + 1);
      g_hash_table_add (taken, header[i]);
    }
  return header;
}

static gboolean
take_row (Reader *self, BureauCsv *table, GError **error)
{
  if (self->row->len == 0)
    return TRUE;
  if (table->header == NULL)
    {
      table->header = make_header (self->row);
      table->n_columns = self->row->len;
      return TRUE;
    }
  if (self->row->len > table->n_columns)
    return refuse (self, error, "more cells than the first row has names");
  char **cells = g_new0 (char *, table->n_columns + 1);
  for (guint i = 0; i < table->n_columns; i++)
    cells[i] = g_strdup (i < self->row->len ? g_ptr_array_index (self->row, i) : "");
  g_ptr_array_add (table->rows, cells);
  return TRUE;
}

void
bureau_csv_free (BureauCsv *self)
{
  g_strfreev (self->header);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
check (const char *bytes, gsize length, GError **error)
{
  if (length > BUREAU_CSV_MAX_BYTES)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                           "This table has more than 50 MB; split it.");
      return FALSE;
    }
  gboolean is_utf16 = length >= 2
                      && (memcmp (bytes, "\377\376", 2) == 0 || memcmp (bytes, "\376\377", 2) == 0);
  if (is_utf16 || length == 0 || memchr (bytes, '\0', length) == NULL)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "This is no table of text: it has zero bytes.");
  return FALSE;
}

/**
 * bureau_csv_parse:
 * @bytes: a file
 * @length: how many bytes
 * @error: return location
 *
 * Reads a table: comma, semicolon or tab between the cells, quotes around what holds them (RFC
 * 4180), any line end, UTF-8, UTF-16 or Windows-1252. The first row names the columns; empty lines
 * are left out; short rows end in empty cells.
 *
 * Returns: (transfer full): the table; %NULL with %BUREAU_ERROR_INVALID where there is none, or
 *   %BUREAU_ERROR_LIMIT where it is too wide, too long or a row has more cells than names
 */
BureauCsv *
bureau_csv_parse (const char *bytes, gsize length, GError **error)
{
  if (!check (bytes, length, error))
    return NULL;
  g_autofree char *text = decode (bytes, length);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BureauCsv) table = g_new0 (BureauCsv, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  Reader reader = { .at = text, .delimiter = sniff (text), .cell = cell, .row = row };
  while (*reader.at != '\0')
    if (!read_row (&reader, error) || !take_row (&reader, table, error))
      return NULL;
  if (table->header != NULL)
    return g_steal_pointer (&table);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "This table is empty.");
  return NULL;
}

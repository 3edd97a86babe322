/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-lines.h"

#include <string.h>

#define MAX_QUOTES 8
#define MAX_INDENT 8

/**
 * bureau_html_lines_init:
 * @max_bytes: about how long the text may become; what comes then is left out
 */
void
bureau_html_lines_init (BureauHtmlLines *self, gsize max_bytes)
{
  *self = (BureauHtmlLines){ .out = g_string_new (NULL), .max_bytes = max_bytes, .fresh = TRUE };
}

/**
 * bureau_html_lines_finish:
 *
 * Returns: (transfer full): the text, with one line end behind it unless it is empty
 */
char *
bureau_html_lines_finish (BureauHtmlLines *self)
{
  g_strchomp (self->out->str);
  self->out->len = strlen (self->out->str);
  if (self->out->len > 0)
    g_string_append_c (self->out, '\n');
  return g_string_free (g_steal_pointer (&self->out), FALSE);
}

static void
begin_line (BureauHtmlLines *self)
{
  for (guint i = 0; i < MIN (self->quotes, MAX_QUOTES); i++)
    g_string_append (self->out, "> ");
  for (guint i = 1; i < MIN (self->indent, MAX_INDENT); i++)
    g_string_append (self->out, "  ");
}

/* Pays the breaks and the space that are owed. Returns FALSE where the text is long enough. */
static gboolean
settle (BureauHtmlLines *self)
{
  if (self->out->len >= self->max_bytes)
    return FALSE;
  if (self->out->len == 0)
    begin_line (self);
  else if (self->breaks > 0)
    {
      while (self->out->len > 0 && self->out->str[self->out->len - 1] == ' ')
        g_string_truncate (self->out, self->out->len - 1);
      for (guint i = 0; i < self->breaks; i++)
        g_string_append_c (self->out, '\n');
      begin_line (self);
    }
  else if (self->space && !self->fresh)
    g_string_append_c (self->out, ' ');
  self->breaks = 0;
  self->space = FALSE;
  self->fresh = FALSE;
  return TRUE;
}

static gboolean
is_space_at (const char *p, gsize left, gsize *taken)
{
  if (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || *p == '\f')
    *taken = 1;
  else if (left >= 2 && p[0] == '\302' && p[1] == '\240')
    *taken = 2;
  else
    return FALSE;
  return TRUE;
}

/**
 * bureau_html_lines_words:
 *
 * Adds text whose white space means only that words are apart.
 */
void
bureau_html_lines_words (BureauHtmlLines *self, const char *text, gsize length)
{
  gsize i = 0;
  while (i < length)
    {
      gsize taken = 0;
      if (is_space_at (text + i, length - i, &taken))
        {
          self->space = self->breaks == 0;
          i += taken;
          continue;
        }
      gsize start = i;
      while (i < length && !is_space_at (text + i, length - i, &taken))
        i++;
      if (!settle (self))
        return;
      g_string_append_len (self->out, text + start, (gssize)(i - start));
    }
}

/**
 * bureau_html_lines_verbatim:
 *
 * Adds text of a <pre>: its lines stay lines.
 */
void
bureau_html_lines_verbatim (BureauHtmlLines *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length;)
    {
      const char *end = memchr (text + i, '\n', length - i);
      gsize n = end == NULL ? length - i : (gsize)(end - text) - i;
      gsize shown = n > 0 && text[i + n - 1] == '\r' ? n - 1 : n;
      if (shown > 0)
        {
          if (!settle (self))
            return;
          g_string_append_len (self->out, text + i, (gssize)shown);
        }
      i += n;
      if (end == NULL)
        break;
      bureau_html_lines_newline (self);
      i++;
    }
}

/**
 * bureau_html_lines_marker:
 *
 * Starts a list item: what is added next stands on the marker's line.
 */
void
bureau_html_lines_marker (BureauHtmlLines *self, const char *marker)
{
  bureau_html_lines_end (self);
  if (!settle (self))
    return;
  g_string_append (self->out, marker);
  self->fresh = TRUE;
}

/**
 * bureau_html_lines_break:
 * @breaks: how many line ends, so that @breaks - 1 blank lines stand between
 *
 * What comes next stands on another line, with @breaks - 1 blank ones between.
 */
void
bureau_html_lines_break (BureauHtmlLines *self, guint breaks)
{
  self->space = FALSE;
  if (self->fresh)
    return;
  self->breaks = MAX (self->breaks, breaks);
}

/**
 * bureau_html_lines_end:
 *
 * The line is over, also where only a marker or an empty cell stands on it.
 */
void
bureau_html_lines_end (BureauHtmlLines *self)
{
  self->fresh = self->out->len == 0;
  bureau_html_lines_break (self, 1);
}

/**
 * bureau_html_lines_newline:
 *
 * A <br>: two of them make a blank line, more make no more.
 */
void
bureau_html_lines_newline (BureauHtmlLines *self)
{
  self->space = FALSE;
  if (self->out->len > 0)
    self->breaks = MIN (self->breaks + 1, 2);
}

/**
 * bureau_html_lines_row:
 *
 * A table row stands on a line of its own.
 */
void
bureau_html_lines_row (BureauHtmlLines *self)
{
  bureau_html_lines_end (self);
  self->cell_start = self->out->len;
}

/**
 * bureau_html_lines_cell:
 *
 * The next table cell, on the same line where the last one took one: "Name: Anna", "Design |
 * 4,200".
 */
void
bureau_html_lines_cell (BureauHtmlLines *self)
{
  if (self->out->len <= self->cell_start || self->fresh)
    return;
  const char *cell = self->out->str + self->cell_start;
  cell += strspn (cell, "\n");
  self->cell_start = self->out->len;
  if (strchr (cell, '\n') != NULL)
    {
      bureau_html_lines_break (self, 1);
      return;
    }
  self->breaks = 0;
  g_string_append (self->out, self->out->str[self->out->len - 1] == ':' ? " " : " | ");
  self->fresh = TRUE;
}

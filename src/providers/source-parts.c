/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/source.h"

/* A closing stands this near the end of what is new, or it is only a phrase in the text. */
#define MAX_SIGNATURE_LINES 16
/* “Best regards, Anna Weber”: more words than these behind the closing, and it is a sentence. */
#define MAX_CLOSING_TOKENS 5

static BureauLine *
line_at (BureauSource *self, guint index)
{
  return &g_array_index (self->lines, BureauLine, index);
}

/* The line without white space at its ends. */
static gsize
trim (const BureauSource *self, const BureauLine *line, const char **start)
{
  const char *from = self->text + line->start, *to = from + line->length;

  while (from < to && g_ascii_isspace (*from))
    from++;
  while (to > from && g_ascii_isspace (to[-1]))
    to--;
  *start = from;

  return to - from;
}

static gboolean
contains_word_of (const BureauSource *self, BureauPhraseKind kind, const char *text, gsize length)
{
  BureauScanner scanner;
  BureauToken token;

  bureau_scanner_init (&scanner, text, MIN (length, 400));
  while (bureau_scanner_next (&scanner, &token))
    {
      guint16 word = bureau_dictionary_lookup (self->dictionary, text + token.start, token.length);
      const BureauPhrase *const *p = bureau_dictionary_list_phrases (self->dictionary, word);
      for (; word && p && *p; p++)
        if ((*p)->kind == kind && (*p)->n_words == 1)
          return TRUE;
    }

  return FALSE;
}

/* “On Mon, 2 Nov 2026 Anna <a@b> wrote:”, in the language of whoever wrote it, maybe over two
 * lines. */
static gboolean
is_quote_header (BureauSource *self, guint index)
{
  const char *start;
  gsize length = trim (self, line_at (self, index), &start);

  if (length > 5 && (memcmp (start, "-----", 5) == 0 || memcmp (start, "_____", 5) == 0))
    return contains_word_of (self, BUREAU_PHRASE_QUOTED, start, length);
  if (length < 8 || length > 400 || start[length - 1] != ':' || !memchr (start, ' ', length))
    return FALSE;
  if (!contains_word_of (self, BUREAU_PHRASE_QUOTED, start, length))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (start[i]) || start[i] == '@')
      return TRUE;

  return index > 1
         && memchr (self->text + line_at (self, index - 1)->start, '@',
                    line_at (self, index - 1)->length)
                != NULL;
}

/* Whether the next line that is not empty is marked as quoted. */
static gboolean
marked_below (BureauSource *self, guint index)
{
  for (guint i = index + 1; i < self->lines->len && i < index + 4; i++)
    if (line_at (self, i)->part != BUREAU_PART_BLANK)
      return line_at (self, i)->part == BUREAU_PART_QUOTED;

  return FALSE;
}

/* Above marked lines only the header itself is old, so an answer below or between stays new;
 * without marks all the rest is the earlier mail. */
static void
find_quoted (BureauSource *self)
{
  for (guint i = 1; i < self->lines->len; i++)
    {
      if (line_at (self, i)->part != BUREAU_PART_BODY || !is_quote_header (self, i))
        continue;

      gboolean marked = marked_below (self, i);
      for (guint j = i; j < (marked ? i + 1 : self->lines->len); j++)
        if (line_at (self, j)->part != BUREAU_PART_BLANK)
          line_at (self, j)->part = BUREAU_PART_QUOTED;
    }
}

static BureauSourcePart
part_of (const BureauSource *self, const BureauLine *line)
{
  const char *start;

  if (trim (self, line, &start) == 0)
    return BUREAU_PART_BLANK;

  return *start == '>' && !self->is_excerpt ? BUREAU_PART_QUOTED : BUREAU_PART_BODY;
}

/**
 * bureau_source_find_lines:
 * @subject_length: bytes of the subject at the start of the text
 *
 * Cuts the text into lines and tells what is quoted from an earlier mail.
 */
void
bureau_source_find_lines (BureauSource *self, gsize subject_length)
{
  const char *at = self->text, *end = self->text + self->length;

  while (at <= end)
    {
      gsize from = at - self->text;
      const char *stop = memchr (at, '\n', end - at);
      BureauLine line = { .start = from, .length = (stop ? stop : end) - at };

      line.part = from <= subject_length ? BUREAU_PART_SUBJECT : part_of (self, &line);
      g_array_append_val (self->lines, line);
      if (stop == NULL)
        break;
      at = stop + 1;
    }

  if (!self->is_excerpt)
    find_quoted (self);
}

static gboolean
is_closing (BureauSource *self, const BureauLine *line)
{
  const BureauPhrase *closing
      = line->n ? bureau_source_phrase_at (self, BUREAU_PHRASE_CLOSING, line->first) : NULL;

  if (closing == NULL || line->n < closing->n_words)
    return FALSE;

  guint rest = line->n - closing->n_words;
  return rest <= MAX_CLOSING_TOKENS
         && !bureau_source_is_mark (self, line->first + line->n - 1, "?:");
}

/* RFC 3676 4.3: a line of two hyphens and a space; many programs drop the space. */
static gboolean
is_dashes (BureauSource *self, const BureauLine *line)
{
  const char *start;

  return trim (self, line, &start) == 2 && memcmp (start, "--", 2) == 0;
}

/* Whether the line is the sender's own name, or the first part of it. */
static gboolean
is_own_name (BureauSource *self, const BureauLine *line)
{
  const char *start;
  gsize length = trim (self, line, &start);

  while (length > 0 && strchr ("-~*. ", *start))
    start++, length--;
  if (self->sender_name == NULL || line->n > 5 || length < 2 || length > strlen (self->sender_name))
    return FALSE;

  char behind = self->sender_name[length];
  return g_ascii_strncasecmp (self->sender_name, start, length) == 0
         && (behind == '\0' || behind == ' ');
}

static void
set_rest (BureauSource *self, guint from, BureauSourcePart part)
{
  for (guint i = from; i < self->lines->len; i++)
    if (line_at (self, i)->part == BUREAU_PART_BODY)
      line_at (self, i)->part = part;
}

/* The topmost line near the end that begins a signature: dashes, the sender's name, or a closing.
 */
static void
find_signature (BureauSource *self)
{
  guint near = 0, from = self->lines->len;
  gboolean closed = FALSE;

  for (guint i = self->lines->len - 1; i > 0 && !closed; i--)
    {
      BureauLine *line = line_at (self, i);
      gboolean is_near = near < MAX_SIGNATURE_LINES;

      if (line->part != BUREAU_PART_BODY)
        continue;
      closed = is_near && is_closing (self, line);
      if (closed || is_dashes (self, line) || (is_near && is_own_name (self, line)))
        from = i;
      near++;
    }

  set_rest (self, from, BUREAU_PART_SIGNATURE);
  if (closed)
    line_at (self, from)->part = BUREAU_PART_CLOSING;
}

/**
 * bureau_source_find_ends:
 *
 * Tells greeting, closing and signature, which takes the tokens and matches.
 */
void
bureau_source_find_ends (BureauSource *self)
{
  find_signature (self);

  for (guint i = 1; i < self->lines->len; i++)
    {
      BureauLine *line = line_at (self, i);
      if (line->part != BUREAU_PART_BODY)
        continue;
      if (line->n > 0 && line->n <= 6
          && bureau_source_phrase_at (self, BUREAU_PHRASE_GREETING, line->first))
        line->part = BUREAU_PART_GREETING;
      break;
    }
}

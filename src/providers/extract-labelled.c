/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/extract.h"

/* A form has fewer fields than this. */
#define MAX_LABELLED 100
#define MAX_LABEL_TOKENS 5
#define MAX_VALUE_TOKENS 60

/* Findings that are the words behind the label as they stand. All others have a rule of their own,
 * to which the label is only context. */
static const char *const plain[] = { "name", "company", "service", "summary", "address" };

/* The colon behind the first few tokens of a line; 0 where there is none. */
static guint
find_colon (const BureauSource *self, const BureauLine *line)
{
  for (guint i = 1; i < line->n && i <= MAX_LABEL_TOKENS; i++)
    if (bureau_source_is_mark (self, line->first + i, ":"))
      return i;

  return 0;
}

static gboolean
is_form_part (BureauSourcePart part)
{
  return part == BUREAU_PART_BODY || part == BUREAU_PART_SIGNATURE || part == BUREAU_PART_GREETING;
}

/* Whether a line is “Label: value”, the value maybe in the next line. */
static gboolean
read_line (const BureauSource *self, guint line, BureauLabelledLine *result)
{
  const BureauLine *at = bureau_source_line (self, line);
  guint colon = is_form_part (at->part) ? find_colon (self, at) : 0;

  if (colon == 0)
    return FALSE;
  *result = (BureauLabelledLine){ at->first, colon, at->first + colon + 1, at->n - colon - 1,
                                  line };
  if (result->value_n == 0 && line + 1 < self->lines->len)
    {
      const BureauLine *next = bureau_source_line (self, line + 1);
      result->value_first = next->first;
      result->value_n = find_colon (self, next) == 0 ? next->n : 0;
    }
  result->value_n = MIN (result->value_n, MAX_VALUE_TOKENS);

  return result->value_n > 0;
}

static const char *
plain_name (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (tag, plain[i]))
      return plain[i];

  return NULL;
}

/* Whether the words can be what the label says; forms send anything. */
static gboolean
is_sound (BureauExtraction *self, const char *name, const char *words)
{
  if (g_str_equal (name, "name"))
    return bureau_source_is_person (self->source, words);

  return !g_str_equal (name, "company") || !strpbrk (words, "<>{}@\n");
}

static void
add (BureauExtraction *self, const BureauLabelledLine *line, const BureauPhrase *label)
{
  const BureauToken *value = bureau_source_token (self->source, line->value_first);
  const char *name = plain_name (label->tag);
  g_autofree char *words = bureau_source_span (self->source, line->value_first, line->value_n);

  if (g_str_equal (label->tag, "email") && value->kind == BUREAU_TOKEN_EMAIL
      && bureau_source_part (self->source, line->value_first) == BUREAU_PART_BODY)
    bureau_extraction_add_text (self, "email", 90,
                                bureau_source_span (self->source, line->value_first, 1));
  else if (name != NULL && value->kind != BUREAU_TOKEN_EMAIL && is_sound (self, name, words))
    bureau_extraction_add_text (self, name, 95, g_steal_pointer (&words));
}

/**
 * bureau_extract_labelled:
 *
 * Finds the lines “Label: value” that web forms send. They are kept, for fields whose own name is
 * the label.
 */
void
bureau_extract_labelled (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  BureauLabelledLine line;

  for (guint i = 1; i < source->lines->len && self->labelled->len < MAX_LABELLED; i++)
    {
      if (bureau_source_line (source, i)->n < 2 || !read_line (source, i, &line))
        continue;

      g_array_append_val (self->labelled, line);
      const BureauPhrase *label = bureau_source_phrase_at (source, BUREAU_PHRASE_FIELD,
                                                           line.label_first);
      if (label && label->n_words == line.label_n)
        add (self, &line, label);
    }
}

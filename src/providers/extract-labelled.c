/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/extract.h"

/* A form has fewer fields than this. */
#define MAX_LABELLED 100
#define MAX_LABEL_TOKENS 5
#define MAX_VALUE_TOKENS 60

/* Findings that are the words behind the label as they stand. All others have a rule of their own,
 * to which the label is only context. */
static const char *const plain[] = { "name", "company", "service", "summary", "address" };

/* Whether a line is “Label: value”, the value maybe in the next line. */
static gboolean
read_line (const BureauSource *self, guint line, BureauLabelledLine *result)
{
  const BureauLine *at = bureau_source_line (self, line);
  guint colon = 1;

  if (at->part != BUREAU_PART_BODY && at->part != BUREAU_PART_SIGNATURE
      && at->part != BUREAU_PART_GREETING)
    return FALSE;
  while (colon < at->n && colon <= MAX_LABEL_TOKENS
         && !bureau_source_is_mark (self, at->first + colon, ":"))
    colon++;
  if (colon >= at->n || colon > MAX_LABEL_TOKENS)
    return FALSE;

  *result = (BureauLabelledLine){ at->first, colon, at->first + colon + 1, at->n - colon - 1 };
  if (result->value_n == 0 && line + 1 < self->lines->len)
    {
      const BureauLine *next = bureau_source_line (self, line + 1);
      result->value_first = next->first;
      result->value_n = next->n;
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

static void
add (BureauExtraction *self, const BureauLabelledLine *line, const BureauPhrase *label)
{
  const BureauToken *value = bureau_source_token (self->source, line->value_first);
  const char *name = plain_name (label->tag);

  if (g_str_equal (label->tag, "email") && value->kind == BUREAU_TOKEN_EMAIL
      && bureau_source_part (self->source, line->value_first) == BUREAU_PART_BODY)
    bureau_extraction_add_text (self, "email", 90,
                                bureau_source_span (self->source, line->value_first, 1));
  else if (name != NULL && value->kind != BUREAU_TOKEN_EMAIL)
    bureau_extraction_add_text (
        self, name, 95, bureau_source_span (self->source, line->value_first, line->value_n));
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

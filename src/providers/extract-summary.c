/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/text.h"
#include "providers/extract.h"

#define MAX_SUMMARY_BYTES 500

static void
add_subject (BureauExtraction *self)
{
  const BureauLine *line = bureau_source_line (self->source, 0);

  if (line->n == 0)
    return;
  bureau_extraction_add_text (self, "subject", 80,
                              bureau_source_span (self->source, line->first, line->n));
  bureau_extraction_add_text (self, "summary", 30,
                              bureau_source_span (self->source, line->first, line->n));
}

/**
 * bureau_extract_summary:
 *
 * Finds what the message is about, in its own words: the first sentence that asks for something,
 * else the subject. A rule that made a sentence of its own would be inventing.
 */
void
bureau_extract_summary (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  const BureauMatch *match;
  guint index = 0, first, n;

  add_subject (self);
  while ((match = bureau_source_next_match (source, BUREAU_PHRASE_REQUEST, &index)))
    {
      if (bureau_source_part (source, match->first) != BUREAU_PART_BODY)
        continue;
      bureau_source_sentence (source, match->first, &first, &n);
      g_autofree char *sentence = bureau_source_span (source, first, n);
      if (strlen (sentence) > MAX_SUMMARY_BYTES)
        continue;
      bureau_extraction_add (self, (BureauFinding){
                                       .name = "summary",
                                       .rank = 60,
                                       .value = bureau_text_node (sentence),
                                       .evidence = g_strdup (sentence),
                                   });
      return;
    }
}

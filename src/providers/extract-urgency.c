/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/extract.h"

/**
 * bureau_extract_urgency:
 *
 * Finds “high” or “low”, by the words of the language file; nothing where nobody spoke of it.
 */
void
bureau_extract_urgency (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  const BureauMatch *match;
  guint index = 0;

  while ((match = bureau_source_next_match (source, BUREAU_PHRASE_URGENCY, &index)))
    if (bureau_source_part (source, match->first) != BUREAU_PART_SIGNATURE)
      bureau_extraction_add (self,
                             (BureauFinding){
                                 .name = "urgency",
                                 .rank = g_str_equal (match->phrase->tag, "high") ? 80 : 70,
                                 .value = bureau_text_node (match->phrase->tag),
                                 .evidence = bureau_source_span (source, match->first, match->n),
                             });
}

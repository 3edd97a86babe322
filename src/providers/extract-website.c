/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/extract.h"

/**
 * bureau_extract_website:
 *
 * Finds the sender's site. It stands in the signature; a link in the text may be anybody's.
 */
void
bureau_extract_website (BureauExtraction *self)
{
  const BureauSource *source = self->source;

  for (guint i = 0; i < source->tokens->len; i++)
    if (bureau_source_token (source, i)->kind == BUREAU_TOKEN_LINK)
      {
        gboolean is_signed = bureau_source_part (source, i) == BUREAU_PART_SIGNATURE;
        gboolean named = bureau_source_sentence_has (source, BUREAU_PHRASE_FIELD, i);
        bureau_extraction_add_text (self, "website",
                                    is_signed ? 80
                                    : named   ? 60
                                              : 30,
                                    bureau_source_span (source, i, 1));
      }
}

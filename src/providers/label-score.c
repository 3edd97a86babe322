/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/label-score.h"

/**
 * bureau_label_score_add:
 * @score: how much it speaks for the label
 * @word: (nullable): what speaks for it, kept as a reason while there are few
 */
void
bureau_label_score_add (BureauLabelScore *self, double score, const char *word)
{
  self->score += score;
  if (word == NULL || self->n_words == G_N_ELEMENTS (self->words))
    return;
  for (guint i = 0; i < self->n_words; i++)
    if (g_str_equal (self->words[i], word))
      return;
  self->words[self->n_words++] = g_strdup (word);
}

/**
 * bureau_label_score_clear:
 *
 * Lets go of what speaks for it.
 */
void
bureau_label_score_clear (BureauLabelScore *self)
{
  while (self->n_words > 0)
    g_free (self->words[--self->n_words]);
}

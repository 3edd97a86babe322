/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BUREAU_MAX_LABELS 32

/**
 * BureauLabelScore:
 * @name: the label as the workspace calls it
 * @rule: (nullable): the usual label of the language files that it means
 * @score: how much speaks for it, as a logarithm
 * @words: what speaks for it, in the order it was found
 * @n_words: how many of them, at most 4
 * @learnt: how many confirmed messages have this label
 *
 * One label of a classify task while it is weighed.
 */
typedef struct
{
  const char *name;
  const char *rule;
  double score;
  char *words[4];
  guint n_words;
  gint64 learnt;
} BureauLabelScore;

void bureau_label_score_add (BureauLabelScore *self, double score, const char *word);
void bureau_label_score_clear (BureauLabelScore *self);

G_END_DECLS

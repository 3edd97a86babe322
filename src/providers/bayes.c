/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/bayes.h"

#include <math.h>

#include "base/json.h"
#include "providers/classify-words.h"

/* Added to every count, so that a word never seen with a label does not rule it out. */
#define SMOOTHING 0.3
/* How much the bare frequency of a label counts: little, or the commonest label would take all. */
#define PRIOR_WEIGHT 0.3
/* All words together say no more than this many would alone; words of one mail are not independent.
 */
#define EFFECTIVE_WORDS 10.0
/* Who wrote says more than any single word. */
#define DOMAIN_WORDS 3.0
/* A word counts as a reason where it is at least this much more frequent with the label. */
#define REASON 0.5

static double
log_share (double count, double documents)
{
  return log ((count + SMOOTHING) / (documents + 2 * SMOOTHING));
}

static double
word_weight (const char *word)
{
  return g_str_has_prefix (word, BUREAU_CLASSIFIER_DOMAIN) ? DOMAIN_WORDS : 1;
}

/* Adds what one word says about each label, against the mean of all. */
static void
weigh_word (JsonObject *counts, const char *word, const BureauLabelScore *labels, double *sums,
            guint n)
{
  double shares[BUREAU_MAX_LABELS], mean = 0;
  double weight = word_weight (word);

  for (guint i = 0; i < n; i++)
    {
      shares[i] = log_share ((double)bureau_json_get_int (counts, labels[i].name, 0),
                             (double)labels[i].learnt);
      mean += shares[i] / n;
    }
  for (guint i = 0; i < n; i++)
    sums[i] += weight * (shares[i] - mean);
}

static void
note_reasons (JsonObject *counts, const char *word, BureauLabelScore *labels, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double own = log_share ((double)bureau_json_get_int (counts, labels[i].name, 0),
                              (double)labels[i].learnt);
      double other = 0;
      for (guint j = 0; j < n; j++)
        other += j == i ? 0
                        : log_share ((double)bureau_json_get_int (counts, labels[j].name, 0),
                                     (double)labels[j].learnt)
                              / MAX (n - 1, 1);
      if (own - other > REASON)
        bureau_label_score_add (&labels[i], 0, word);
    }
}

/* Gives how many messages were learnt from. */
static double
take_documents (JsonObject *documents, BureauLabelScore *labels, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    {
      labels[i].learnt = MAX (0, bureau_json_get_int (documents, labels[i].name, 0));
      total += (double)labels[i].learnt;
    }
  return total;
}

/* Gives how much of the message was known. */
static double
weigh_words (JsonObject *counts, char **words, BureauLabelScore *labels, double *sums, guint n)
{
  double seen = 0;

  for (guint i = 0; words[i]; i++)
    {
      JsonObject *word = bureau_json_get_object (counts, words[i]);

      if (word == NULL)
        continue;
      seen += word_weight (words[i]);
      weigh_word (word, words[i], labels, sums, n);
      note_reasons (word, words[i], labels, n);
    }
  return seen;
}

/**
 * bureau_bayes_weigh:
 * @learnt: (nullable): `{"documents":{label:n},"words":{word:{label:n}}}` of what the operator
 * confirmed or corrected; @n counts messages that hold the word
 * @words: the words of this message
 * @labels: (inout) (array length=n): the labels; what is known from rules so far fades as more is
 * learnt
 *
 * Naive Bayes over the presence of words. A word that was never seen says nothing.
 *
 * Returns: whether anything of this message was known
 */
gboolean
bureau_bayes_weigh (JsonObject *learnt, char **words, BureauLabelScore *labels, guint n)
{
  JsonObject *documents = learnt ? bureau_json_get_object (learnt, "documents") : NULL;
  JsonObject *counts = learnt ? bureau_json_get_object (learnt, "words") : NULL;
  double sums[BUREAU_MAX_LABELS] = { 0 };
  double total, seen;

  if (documents == NULL || counts == NULL)
    return FALSE;
  total = take_documents (documents, labels, n);
  seen = total >= 1 ? weigh_words (counts, words, labels, sums, n) : 0;
  if (seen < 1)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double prior = log (((double)labels[i].learnt + 1) / (total + n));

      labels[i].score += PRIOR_WEIGHT * prior + sums[i] * MIN (1, EFFECTIVE_WORDS / seen);
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/bayes.h"
#include "providers/builtin.h"
#include "providers/classify-words.h"

/* What one unit of a rule's weight is worth, and what stands against all of them for “other”. */
#define RULE_UNIT 0.7
#define OTHER_SCORE 1.4
/* A phrase in the subject weighs more. */
#define SUBJECT_FACTOR 1.5
/* After this many confirmed messages the rules count half, and never less than a quarter. */
#define HALF_LIFE 8.0
#define MIN_RULE_SHARE 0.25
/* Rules are never surer than this. */
#define MAX_CONFIDENCE 0.98

/* Where a workspace has no label of a kind, such mail goes to the next one; and how much of what
 * speaks for it is left then. */
static const struct
{
  const char *rule;
  const char *next;
  double share;
} nearest[] = {
  { "spam", "offer", 1 },        { "offer", "newsletter", 1 },  { "newsletter", "other", 1 },
  { "support", "project", 0.5 }, { "booking", "project", 0.5 }, { "project", "other", 0.5 },
  { "personal", "other", 1 },    { "invoice", "other", 1 },     { "application", "other", 1 },
};

/* A classify task while it is answered. */
typedef struct
{
  const BureauSource *source;
  BureauLabelScore labels[BUREAU_MAX_LABELS];
  guint n;
} Weighing;

static gboolean
add_for (Weighing *self, const char *rule, double score, const char *word)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->n; i++)
    if (self->labels[i].rule && g_str_equal (self->labels[i].rule, rule))
      {
        bureau_label_score_add (&self->labels[i], score, word);
        found = TRUE;
      }

  return found;
}

static int
find_nearest (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (nearest); i++)
    if (g_str_equal (nearest[i].rule, rule))
      return (int)i;

  return -1;
}

/* Speaks for a label, or for the nearest one where the workspace has none of that kind. */
static void
add_for_rule (Weighing *self, const char *rule, double score, const char *word)
{
  while (!add_for (self, rule, score, word))
    {
      int next = find_nearest (rule);
      if (next < 0)
        return;
      rule = nearest[next].next;
      score *= nearest[next].share;
    }
}

/* Each phrase counts once: a newsletter does not become one by repeating itself. */
static void
weigh_phrases (Weighing *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const BureauMatch *match;
  guint index = 0;

  while ((match = bureau_source_next_match (self->source, BUREAU_PHRASE_LABEL, &index)))
    {
      gboolean subject = bureau_source_part (self->source, match->first) == BUREAU_PART_SUBJECT;
      if (!g_hash_table_add (seen, (gpointer)match->phrase))
        continue;
      g_autofree char *span = bureau_source_span (self->source, match->first, match->n);
      g_autofree char *words = bureau_text_one_line (span);
      add_for_rule (self, match->phrase->tag,
                    RULE_UNIT * match->phrase->value * (subject ? SUBJECT_FACTOR : 1), words);
    }
}

static guint
count_kind (const BureauSource *source, BureauTokenKind kind)
{
  guint n = 0;

  for (guint i = 0; i < source->tokens->len; i++)
    n += bureau_source_token (source, i)->kind == kind;

  return n;
}

static gboolean
asks (const BureauSource *source)
{
  for (guint i = 0; i < source->tokens->len; i++)
    if (bureau_source_is_mark (source, i, "?"))
      return TRUE;

  return FALSE;
}

static gboolean
is_from_machine (const BureauSource *source)
{
  const char *address = source->sender_address;

  return address
         && (g_ascii_strncasecmp (address, "no-reply", 8) == 0
             || g_ascii_strncasecmp (address, "noreply", 7) == 0
             || g_ascii_strncasecmp (address, "news", 4) == 0
             || g_ascii_strncasecmp (address, "marketing", 9) == 0);
}

/* What speaks for a label besides words. */
static void
weigh_facts (Weighing *self)
{
  const BureauSource *source = self->source;

  if (asks (source))
    add_for_rule (self, "inquiry", RULE_UNIT, "a question");
  if (bureau_source_has (source, BUREAU_PHRASE_REQUEST))
    add_for_rule (self, "inquiry", RULE_UNIT * 2, "a request");
  if (bureau_source_has (source, BUREAU_PHRASE_BUDGET))
    add_for_rule (self, "inquiry", RULE_UNIT, "a budget");
  if (is_from_machine (source))
    add_for_rule (self, "newsletter", RULE_UNIT * 2, "an automatic sender");
  if (count_kind (source, BUREAU_TOKEN_LINK) >= 4)
    add_for_rule (self, "newsletter", RULE_UNIT, "many links");
  add_for_rule (self, "other", OTHER_SCORE, NULL);
}

/* What a label means: by its name, or else by its description. */
static const char *
rule_for (const BureauSource *source, const char *name, const char *description)
{
  const BureauPhrase *phrase = bureau_dictionary_find (source->dictionary, BUREAU_PHRASE_LABEL_NAME,
                                                       name);

  if (phrase == NULL && description)
    phrase = bureau_dictionary_find (source->dictionary, BUREAU_PHRASE_LABEL_NAME, description);

  return phrase ? phrase->tag : NULL;
}

static gboolean
read_labels (Weighing *self, JsonArray *labels, GError **error)
{
  for (guint i = 0; labels && i < json_array_get_length (labels) && self->n < BUREAU_MAX_LABELS;
       i++)
    {
      JsonNode *node = json_array_get_element (labels, i);
      JsonObject *label = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = label ? bureau_json_get_string (label, "name") : NULL;
      if (name)
        self->labels[self->n++] = (BureauLabelScore){
          .name = name,
          .rule = rule_for (self->source, name, bureau_json_get_string (label, "description")),
        };
    }
  if (self->n > 0)
    return TRUE;

  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "There is nothing to choose from: the task has no “labels”");
  return FALSE;
}

/* The more was confirmed, the less the rules that came with Bureau have to say. */
static void
weigh_learnt (Weighing *self, JsonObject *learnt)
{
  const char *sender = self->source->sender_address;
  const char *domain = sender ? strrchr (sender, '@') : NULL;
  JsonObject *documents = learnt ? bureau_json_get_object (learnt, "documents") : NULL;
  gint64 confirmed = 0;

  for (guint i = 0; documents && i < self->n; i++)
    confirmed += MAX (0, bureau_json_get_int (documents, self->labels[i].name, 0));
  if (confirmed == 0)
    return;

  g_auto (GStrv) words = bureau_source_classifier_words (self->source, domain ? domain + 1 : NULL);
  double share = MAX (MIN_RULE_SHARE, HALF_LIFE / (HALF_LIFE + (double)confirmed));
  BureauLabelScore rules[BUREAU_MAX_LABELS];
  memcpy (rules, self->labels, sizeof rules);
  if (!bureau_bayes_weigh (learnt, words, self->labels, self->n))
    return;
  for (guint i = 0; i < self->n; i++)
    self->labels[i].score -= rules[i].score * (1 - share);
}

static guint
find_best (const Weighing *self, double *confidence)
{
  double sum = 0;
  guint best = 0;

  for (guint i = 1; i < self->n; i++)
    if (self->labels[i].score > self->labels[best].score)
      best = i;
  for (guint i = 0; i < self->n; i++)
    sum += exp (self->labels[i].score - self->labels[best].score);
  *confidence = MIN (MAX_CONFIDENCE, 1 / sum);

  return best;
}

static char *
explain (const BureauLabelScore *label)
{
  if (label->n_words == 0)
    return g_strdup (label->learnt > 0 ? "Messages like it were confirmed before"
                                       : "No rule fits another label better");

  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < label->n_words; i++)
    g_string_append_printf (words, "%s“%s”", i == 0 ? "" : ", ", label->words[i]);

  return label->learnt > 0 ? g_strdup_printf ("It has %s, as confirmed messages (%" G_GINT64_FORMAT
                                              ") and rules do",
                                              words->str, label->learnt)
                           : g_strdup_printf ("By rule: it has %s", words->str);
}

/**
 * bureau_builtin_classify:
 * @inputs: `{"source":{…},"labels":[{"name","description"}],"learnt":{"documents":{label:n},
 *   "words":{word:{label:n}}}}`; a source as for bureau_builtin_extract(), `learnt` optional
 *
 * Chooses a label by the rules of the language, and by what the operator confirmed or corrected,
 * which soon outweighs them.
 *
 * Returns: (transfer full): `{"label","confidence","why"}`, the confidence from 0 to 1
 */
JsonObject *
bureau_builtin_classify (JsonObject *inputs, GError **error)
{
  JsonObject *object = bureau_json_get_object (inputs, "source");

  if (object == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "There is nothing to classify: the task has no “source”");
      return NULL;
    }

  g_autoptr (BureauSource) source = bureau_source_new (object, error);
  Weighing self = { .source = source };
  if (source == NULL || !read_labels (&self, bureau_json_get_array (inputs, "labels"), error))
    return NULL;

  double confidence;
  weigh_phrases (&self);
  weigh_facts (&self);
  weigh_learnt (&self, bureau_json_get_object (inputs, "learnt"));
  guint best = find_best (&self, &confidence);
  g_autofree char *why = explain (&self.labels[best]);

  JsonObject *answer = json_object_new ();
  json_object_set_string_member (answer, "label", self.labels[best].name);
  json_object_set_double_member (answer, "confidence", confidence);
  json_object_set_string_member (answer, "why", why);
  for (guint i = 0; i < self.n; i++)
    bureau_label_score_clear (&self.labels[i]);

  return answer;
}

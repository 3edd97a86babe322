/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "providers/extract.h"
#include "providers/sum.h"

/* Without a currency only a round enough sum next to “budget” is money. */
#define MIN_BARE_AMOUNT 100

/* One amount in the text: “€4.200”, “5k”, “12 000 euros”. */
typedef struct
{
  guint first;
  guint n;
  BureauAmount amount;
  gint64 factor;
  const char *currency;
} Sum;

/* One amount or a range of two; what the text does not say is unset. */
typedef struct
{
  Sum low;
  Sum high;
  gboolean is_range;
  const BureauPhrase *limit; /* “up to”, “around”, “between”, right before it */
} Span;

static const char *
dollar_of (BureauExtraction *self)
{
  const char *known = self->known ? bureau_json_get_string (self->known, "currency") : NULL;
  static const char *const dollars[] = { "AUD", "CAD", "NZD", "SGD", "HKD", NULL };

  for (guint i = 0; known && dollars[i]; i++)
    if (g_str_equal (known, dollars[i]))
      return dollars[i];

  return "USD";
}

/* “$” is the workspace's own dollar, where it has one. */
static const char *
currency_of (BureauExtraction *self, const BureauPhrase *phrase)
{
  if (phrase == NULL)
    return NULL;

  return g_str_equal (phrase->tag, "$") ? dollar_of (self) : phrase->tag;
}

static gint64
take_scale (const BureauSource *source, guint *token)
{
  const BureauPhrase *scale = bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, *token);

  if (scale == NULL)
    return 1;
  *token += scale->n_words;

  return scale->value;
}

/* A sum at this token, its currency before or behind it or unsaid. */
static gboolean
take_sum (BureauExtraction *self, guint token, Sum *sum)
{
  const BureauSource *source = self->source;
  const BureauPhrase *before = bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, token);
  guint at = token + (before ? before->n_words : 0);
  guint n = bureau_sum_take_number (source, at, &sum->amount);

  if (n == 0)
    return FALSE;
  at += n;
  sum->first = token;
  sum->factor = take_scale (source, &at);
  const BureauPhrase *behind = before
                                   ? NULL
                                   : bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, at);
  if (bureau_source_is_mark (source, at, ",") && bureau_source_is_mark (source, at + 1, "-"))
    at += 2;
  if (behind)
    at += behind->n_words;
  sum->currency = currency_of (self, before ? before : behind);
  sum->n = at - token;

  return TRUE;
}

/* “3 to 5k”: what only the end says holds for the start as well. */
static void
share (Span *span)
{
  if (span->low.factor == 1 && span->high.factor > 1
      && bureau_amount_shares_scale (&span->low.amount, &span->high.amount))
    span->low.factor = span->high.factor;
  if (span->low.currency == NULL)
    span->low.currency = span->high.currency;
  if (span->high.currency == NULL)
    span->high.currency = span->low.currency;
}

/* Whether one sum is all that is said, and as this end of the budget. */
static gboolean
is_limit (const Span *span, const char *tag)
{
  return !span->is_range && span->limit && g_str_equal (span->limit->tag, tag);
}

static gboolean
take_span (BureauExtraction *self, guint token, Span *span)
{
  *span = (Span){ 0 };
  if (!take_sum (self, token, &span->low))
    return FALSE;

  guint at = token + span->low.n;
  const BureauPhrase *range = bureau_source_phrase_at (self->source, BUREAU_PHRASE_RANGE, at);
  span->is_range = range && take_sum (self, at + range->n_words, &span->high);
  span->limit = bureau_source_phrase_before (self->source, BUREAU_PHRASE_LIMIT, token);
  if (span->is_range)
    share (span);
  else
    span->high = span->low;

  return TRUE;
}

static gboolean
is_budget_label (const BureauSource *source, guint colon)
{
  const BureauPhrase *field = bureau_source_phrase_before (source, BUREAU_PHRASE_FIELD, colon);

  return (field && g_str_has_prefix (field->tag, "budget"))
         || bureau_source_phrase_before (source, BUREAU_PHRASE_BUDGET, colon);
}

/* Numbers with these beside them count something else than money. */
static gboolean
counts_other (const BureauSource *source, const Span *span)
{
  guint behind = span->high.first + span->high.n;
  guint before = span->low.first ? span->low.first - 1 : 0;

  return bureau_source_is_mark (source, behind, "%:/")
         || bureau_source_is_mark (source, before, "/+#")
         || (bureau_source_is_mark (source, before, ":") && !is_budget_label (source, before))
         || bureau_source_phrase_at (source, BUREAU_PHRASE_UNIT, behind)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_MONTH, behind)
         || (span->low.first > 0
             && bureau_source_phrase_before (source, BUREAU_PHRASE_MONTH, span->low.first));
}

/* “Budget: 5000” and “our budget is about 5k”. */
static gboolean
is_budget (const BureauSource *source, const Span *span)
{
  return bureau_source_sentence_has (source, BUREAU_PHRASE_BUDGET, span->low.first);
}

static const char *
known_currency (BureauExtraction *self)
{
  return self->known ? bureau_json_get_string (self->known, "currency") : NULL;
}

static JsonNode *
money_node (gint64 minor, const char *currency)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "minor", minor);
  if (currency)
    json_object_set_string_member (object, "currency", currency);

  return bureau_json_node_for_object (object);
}

static void
add_money (BureauExtraction *self, const char *name, guint rank, const Sum *sum)
{
  const char *currency = sum->currency ? sum->currency : known_currency (self);
  gint64 minor;

  if (!bureau_amount_to_minor (&sum->amount, sum->factor,
                               currency ? bureau_money_exponent (currency) : 2, &minor))
    return;
  bureau_extraction_add (self,
                         (BureauFinding){
                             .name = name,
                             .rank = rank,
                             .value = money_node (minor, currency),
                             .evidence = bureau_source_span (self->source, sum->first, sum->n),
                         });
}

/* A letter repeats the budget as it was said: “around 5,000 euros” is not “up to”. */
static void
add_budget_words (BureauExtraction *self, const Span *span, guint rank)
{
  guint first = span->low.first - (span->limit ? span->limit->n_words : 0);
  g_autofree char *said = bureau_source_span (self->source, first,
                                              span->high.first + span->high.n - first);
  g_autofree char *line = bureau_text_one_line (said);

  bureau_extraction_add (self, (BureauFinding){
                                   .name = "budget_words",
                                   .rank = rank,
                                   .value = bureau_text_node (line),
                                   .evidence = g_steal_pointer (&said),
                               });
}

static void
add_budget (BureauExtraction *self, const Span *span, guint rank)
{
  add_money (self, "budget", rank, &span->high);
  add_budget_words (self, span, rank);
  if (span->is_range || is_limit (span, "low"))
    add_money (self, "budget_low", rank, &span->low);
  if (span->is_range || is_limit (span, "high"))
    add_money (self, "budget_high", rank, &span->high);
  if (span->high.currency)
    bureau_extraction_add (
        self, (BureauFinding){
                  .name = "budget_currency",
                  .rank = rank,
                  .value = bureau_text_node (span->high.currency),
                  .evidence = bureau_source_span (self->source, span->high.first, span->high.n),
              });
}

static guint
rank_of (BureauExtraction *self, const Span *span)
{
  gboolean budget = is_budget (self->source, span);
  gint64 units;

  if (span->high.currency != NULL)
    return budget ? 90 : 45;
  if (!budget || counts_other (self->source, span)
      || !bureau_amount_to_minor (&span->high.amount, span->high.factor, 0, &units))
    return 0;

  return units >= MIN_BARE_AMOUNT && (units < 1900 || units > 2100 || span->high.factor > 1) ? 70
                                                                                             : 0;
}

/**
 * bureau_extract_money:
 *
 * Finds amounts of money: a budget where words say so or where it is all the money there is, and
 * “amount” for fields that mean any sum. Of a range, “budget” is the upper end; “budget_words” is
 * how it was said.
 */
void
bureau_extract_money (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  Span span;

  for (guint i = 0; i < source->tokens->len;)
    {
      guint rank = take_span (self, i, &span) ? rank_of (self, &span) : 0;

      if (rank == 0)
        {
          i++;
          continue;
        }
      add_money (self, "amount", rank == 45 ? 60 : rank, &span.high);
      add_budget (self, &span, rank);
      i = span.high.first + span.high.n;
    }
}

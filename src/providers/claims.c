/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter says that nothing it was written from says: prices, dates, names, addresses. */
#include "providers/claims.h"

#include <string.h>

#include "base/json.h"
#include "providers/claims-ground.h"
#include "providers/when.h"

#define MAX_CLAIMS 50

/* The letter as the rules read it. */
typedef struct
{
  BureauExtraction extraction;
  JsonObject *inputs;
  BureauGround ground; /* read once something is looked up in it */
  JsonArray *claims;
} Reading;

/* Most letters name nothing that would have to be looked up. */
static const BureauGround *
get_ground (Reading *self)
{
  if (self->ground.text == NULL)
    bureau_ground_init (&self->ground, self->inputs);
  return &self->ground;
}

/* Written as a word, “one” or “a”, it is no price. */
static gboolean
is_number (const BureauSource *source, guint token)
{
  return bureau_source_token (source, token)->kind == BUREAU_TOKEN_NUMBER;
}

static void
claim (Reading *self, const char *kind, guint token, guint n)
{
  const BureauSource *source = self->extraction.source;
  const BureauToken *first = bureau_source_token (source, token);
  const BureauToken *last = bureau_source_token (source, token + n - 1);
  g_autofree char *words = bureau_source_span (source, token, n);
  JsonObject *object;

  if (get_ground (self)->source == NULL || json_array_get_length (self->claims) >= MAX_CLAIMS)
    return;
  object = json_object_new ();
  /* The text begins with an empty subject and its line feed. */
  json_object_set_int_member (object, "start", (gint64)first->start - 1);
  json_object_set_int_member (object, "length", last->start + last->length - first->start);
  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "text", words);
  json_array_add_object_element (self->claims, object);
}

static guint
check_date (Reading *self, guint token)
{
  BureauWhen when = { 0 };

  if (!bureau_when_written_at (&self->extraction, token, &when))
    return 0;
  if (!g_hash_table_contains (get_ground (self)->days,
                              GUINT_TO_POINTER (g_date_get_julian (&when.date))))
    claim (self, "date", token, when.n);
  return when.n;
}

/* A number is a price where a currency stands before or behind it. */
static guint
check_price (Reading *self, guint token)
{
  const BureauSource *source = self->extraction.source;
  const BureauPhrase *before = bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, token);
  guint at = token + (before != NULL ? before->n_words : 0);
  const BureauPhrase *behind;
  BureauSum sum;
  guint end;

  if (at >= source->tokens->len || !is_number (source, at)
      || !bureau_sum_at (source, at, BUREAU_GROUND_DECIMALS, &sum))
    return 0;
  end = at + sum.n;
  behind = before == NULL ? bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, end) : NULL;
  if (before == NULL && behind == NULL)
    return 0;
  end += behind != NULL ? behind->n_words : 0;
  if (!bureau_ground_has_sum (get_ground (self), &sum))
    claim (self, "price", token, end - token);
  return end - token;
}

static guint
check_address (Reading *self, guint token)
{
  const BureauSource *source = self->extraction.source;
  const BureauToken *t = bureau_source_token (source, token);
  g_autofree char *words = NULL;

  if (t->kind != BUREAU_TOKEN_EMAIL && t->kind != BUREAU_TOKEN_LINK)
    return 0;
  words = bureau_source_span (source, token, 1);
  if (strstr (get_ground (self)->text->str, words) == NULL)
    claim (self, "address", token, 1);
  return 1;
}

static gboolean
is_capital_word (const BureauSource *source, guint token)
{
  const BureauToken *t = token < source->tokens->len ? bureau_source_token (source, token) : NULL;

  return t != NULL && t->kind == BUREAU_TOKEN_WORD && t->capital && t->word == 0 && t->length > 1;
}

static gboolean
begins_sentence (const BureauSource *source, guint token)
{
  return bureau_source_token (source, token)->first
         || bureau_source_is_mark (source, token - 1, ".!?:");
}

/* Two capital words in a row that no rule knows are a name, or a company by its legal form. Where a
 * sentence begins the first of them may be any word. */
static guint
check_name (Reading *self, guint token)
{
  const BureauSource *source = self->extraction.source;
  guint n = bureau_source_company_at (source, token);
  g_autofree char *words = NULL;

  for (n = MAX (n, 0); is_capital_word (source, token + n); n++)
    if (n > 0 && bureau_source_token (source, token + n)->first)
      break;
  if (n < 2 || begins_sentence (source, token))
    return 0;
  words = bureau_source_span (source, token, n);
  if (!bureau_ground_has_words (get_ground (self), words))
    claim (self, "name", token, n);
  return n;
}

static guint (*const checks[]) (Reading *self, guint token) = {
  check_address,
  check_date,
  check_price,
  check_name,
};

/**
 * bureau_claims_find:
 * @body: a letter
 * @inputs: what it was written from: the inputs of its task
 *
 * Looks for prices, dates, names, and addresses of mail and web that stand in the letter and in
 * nothing that was given. It may miss some and name some that are right: it is for a person to
 * look.
 *
 * Returns: (transfer full): `[{"start","length","kind":"price|date|name|address","text"}]`, in
 * bytes of @body
 */
JsonArray *
bureau_claims_find (const char *body, JsonObject *inputs)
{
  g_autoptr (JsonArray) claims = json_array_new ();
  g_autoptr (BureauSource) source = bureau_ground_read_text (body, inputs);
  Reading self = { bureau_ground_extraction (source, inputs), inputs, { 0 }, claims };

  for (guint i = 0; source != NULL && i < source->tokens->len;)
    {
      guint n = 0;

      for (guint c = 0; n == 0 && c < G_N_ELEMENTS (checks); c++)
        n = checks[c](&self, i);
      i += MAX (n, 1);
    }
  bureau_ground_clear (&self.ground);
  return g_steal_pointer (&claims);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter says that nothing it was written from says: prices, dates, names, addresses. */
#include "providers/claims.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "providers/sum.h"
#include "providers/when.h"

#define MAX_CLAIMS 50
#define MAX_DEPTH 32
#define CENTS 2

/* What the letter was written from, as things to look up. */
typedef struct
{
  GString *text;     /* every text of it, a line each */
  GHashTable *sums;  /* of gint64: each number, in hundredths */
  GHashTable *days;  /* of Julian day numbers */
  GHashTable *words; /* folded */
  BureauSource *source;
} Ground;

/* The letter as the rules read it. */
typedef struct
{
  BureauExtraction extraction;
  JsonObject *inputs;
  Ground ground; /* read once something is looked up in it */
  JsonArray *claims;
} Reading;

static void
ground_clear (Ground *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->sums, g_hash_table_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->source, bureau_source_free);
}

static void
add_sum (Ground *self, gint64 hundredths)
{
  g_hash_table_add (self->sums, g_memdup2 (&hundredths, sizeof hundredths));
}

/* A whole number may be a sum in minor units, or a count of major ones. */
static void
add_number (Ground *self, JsonNode *node)
{
  double number = json_node_get_double (node);

  if (number < -1e12 || number > 1e12)
    return;
  add_sum (self, (gint64)(number * 100 + (number < 0 ? -0.5 : 0.5)));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    add_sum (self, json_node_get_int (node));
}

static void add_node (Ground *self, JsonNode *node, guint depth);

static void
add_object (Ground *self, JsonObject *object, guint depth)
{
  JsonObjectIter iter;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    add_node (self, value, depth);
}

/* Of a moment only its day: hours are no sums. */
static void
add_text (Ground *self, const char *text)
{
  gboolean is_moment = bureau_time_parse (text, NULL);

  g_string_append_printf (self->text, "%.*s\n", is_moment ? (int)strlen ("2026-11-22") : -1, text);
}

static void
add_value (Ground *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    add_number (self, node);
  else if (type == G_TYPE_STRING && self->text->len < BUREAU_SOURCE_MAX_BYTES)
    add_text (self, json_node_get_string (node));
}

static void
add_node (Ground *self, JsonNode *node, guint depth)
{
  if (depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    add_object (self, json_node_get_object (node), depth + 1);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      add_node (self, json_array_get_element (json_node_get_array (node), i), depth + 1);
  else if (JSON_NODE_HOLDS_VALUE (node))
    add_value (self, node);
}

static BureauSource *
read_text (const char *text, JsonObject *inputs)
{
  JsonObject *message = bureau_json_get_object (inputs, "source");
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "subject", "");
  json_object_set_string_member (object, "text", text);
  if (message != NULL)
    bureau_json_set_string (object, "date", bureau_json_get_string (message, "date"));
  return bureau_source_new (object, NULL);
}

static BureauExtraction
extraction_of (const BureauSource *source, JsonObject *inputs)
{
  return (BureauExtraction){ .source = source, .known = bureau_json_get_object (inputs, "known") };
}

/* Written as a word, “one” or “a”, it is no price. */
static gboolean
is_number (const BureauSource *source, guint token)
{
  return bureau_source_token (source, token)->kind == BUREAU_TOKEN_NUMBER;
}

/* What the ground's texts say: numbers with or without a currency, days, words. */
static void
read_ground (Ground *self, JsonObject *inputs)
{
  BureauExtraction extraction = extraction_of (self->source, inputs);

  for (guint i = 0; i < self->source->tokens->len;)
    {
      BureauWhen when = { 0 };
      gint64 hundredths;

      if (bureau_when_written_at (&extraction, i, &when))
        g_hash_table_add (self->days, GUINT_TO_POINTER (g_date_get_julian (&when.date)));
      else if (is_number (self->source, i) && bureau_sum_at (self->source, i, CENTS, &hundredths))
        add_sum (self, hundredths);
      i += MAX (when.n, 1);
    }
}

static void
list_words (Ground *self)
{
  g_auto (GStrv) words = bureau_text_words (self->text->str);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (self->words, g_strdup (words[i]));
}

static void
ground_init (Ground *self, JsonObject *inputs)
{
  *self = (Ground){ .text = g_string_new (NULL),
                    .sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                    .days = g_hash_table_new (NULL, NULL),
                    .words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  add_object (self, inputs, 0);
  list_words (self);
  self->source = read_text (self->text->str, inputs);
  if (self->source != NULL)
    read_ground (self, inputs);
}

/* Most letters name nothing that would have to be looked up. */
static const Ground *
get_ground (Reading *self)
{
  if (self->ground.text == NULL)
    ground_init (&self->ground, self->inputs);
  return &self->ground;
}

/* Claims ----------------------------------------------------------------------------------------
 */

static gboolean
has_words (const Ground *self, const char *text)
{
  g_auto (GStrv) words = bureau_text_words (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (self->words, words[i]))
      return FALSE;
  return TRUE;
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
  const BureauPhrase *scale, *behind;
  guint end;
  gint64 hundredths;

  if (at >= source->tokens->len || !is_number (source, at)
      || !bureau_sum_at (source, at, CENTS, &hundredths))
    return 0;
  scale = bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, at + 1);
  end = at + 1 + (scale != NULL ? scale->n_words : 0);
  behind = before == NULL ? bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, end) : NULL;
  if (before == NULL && behind == NULL)
    return 0;
  end += behind != NULL ? behind->n_words : 0;
  if (!g_hash_table_contains (get_ground (self)->sums, &hundredths))
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
  if (!has_words (get_ground (self), words))
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
  g_autoptr (BureauSource) source = read_text (body, inputs);
  Reading self = { extraction_of (source, inputs), inputs, { 0 }, claims };

  for (guint i = 0; source != NULL && i < source->tokens->len;)
    {
      guint n = 0;

      for (guint c = 0; n == 0 && c < G_N_ELEMENTS (checks); c++)
        n = checks[c](&self, i);
      i += MAX (n, 1);
    }
  ground_clear (&self.ground);
  return g_steal_pointer (&claims);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter was written from, as things to look up. */
#include "providers/claims-ground.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "providers/when.h"

#define MAX_DEPTH 32

/**
 * bureau_ground_clear:
 *
 * Frees what the ground holds.
 */
void
bureau_ground_clear (BureauGround *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->sums, g_hash_table_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->source, bureau_source_free);
}

static void
add_sum (BureauGround *self, gint64 hundredths)
{
  g_hash_table_add (self->sums, g_memdup2 (&hundredths, sizeof hundredths));
}

/* A whole number may be a sum in minor units, or a count of major ones. */
static void
add_number (BureauGround *self, JsonNode *node)
{
  double number = json_node_get_double (node);

  if (number < -1e12 || number > 1e12)
    return;
  add_sum (self, (gint64)(number * 100 + (number < 0 ? -0.5 : 0.5)));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    add_sum (self, json_node_get_int (node));
}

static void add_node (BureauGround *self, JsonNode *node, guint depth);

static void
add_object (BureauGround *self, JsonObject *object, guint depth)
{
  JsonObjectIter iter;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    add_node (self, value, depth);
}

/* Of a moment only its day: hours are no sums. */
static void
add_text (BureauGround *self, const char *text)
{
  gboolean is_moment = bureau_time_parse (text, NULL);

  g_string_append_printf (self->text, "%.*s\n", is_moment ? (int)strlen ("2026-11-22") : -1, text);
}

static void
add_value (BureauGround *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    add_number (self, node);
  else if (type == G_TYPE_STRING && self->text->len < BUREAU_SOURCE_MAX_BYTES)
    add_text (self, json_node_get_string (node));
}

static void
add_node (BureauGround *self, JsonNode *node, guint depth)
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

/**
 * bureau_ground_read_text:
 * @inputs: of the task that writes the letter
 *
 * Returns: (transfer full) (nullable): a letter, or what it was written from, as the rules read it,
 * earlier mails in it too
 */
BureauSource *
bureau_ground_read_text (const char *text, JsonObject *inputs)
{
  JsonObject *message = bureau_json_get_object (inputs, "source");
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "subject", "");
  json_object_set_string_member (object, "text", text);
  json_object_set_boolean_member (object, "is_excerpt", TRUE);
  if (message != NULL)
    bureau_json_set_string (object, "date", bureau_json_get_string (message, "date"));
  return bureau_source_new (object, NULL);
}

/**
 * bureau_ground_extraction:
 *
 * Returns: what the rules for days read @source with
 */
BureauExtraction
bureau_ground_extraction (const BureauSource *source, JsonObject *inputs)
{
  return (BureauExtraction){ .source = source, .known = bureau_json_get_object (inputs, "known") };
}

/* What the ground's texts say: numbers with or without a currency, days, words. */
static void
read_ground (BureauGround *self, JsonObject *inputs)
{
  BureauExtraction extraction = bureau_ground_extraction (self->source, inputs);

  for (guint i = 0; i < self->source->tokens->len;)
    {
      BureauWhen when = { 0 };
      BureauSum sum;

      if (bureau_when_written_at (&extraction, i, &when))
        g_hash_table_add (self->days, GUINT_TO_POINTER (g_date_get_julian (&when.date)));
      else if (bureau_source_token (self->source, i)->kind == BUREAU_TOKEN_NUMBER
               && bureau_sum_at (self->source, i, BUREAU_GROUND_DECIMALS, &sum))
        {
          add_sum (self, sum.minor);
          add_sum (self, sum.shared);
        }
      i += MAX (when.n, 1);
    }
}

static void
list_words (BureauGround *self)
{
  g_auto (GStrv) words = bureau_text_words (self->text->str);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (self->words, g_strdup (words[i]));
}

/**
 * bureau_ground_init:
 * @inputs: of the task that writes the letter
 *
 * Reads all that was given; what it says is to be freed with bureau_ground_clear().
 */
void
bureau_ground_init (BureauGround *self, JsonObject *inputs)
{
  *self = (BureauGround){ .text = g_string_new (NULL),
                          .sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                          .days = g_hash_table_new (NULL, NULL),
                          .words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  add_object (self, inputs, 0);
  list_words (self);
  self->source = bureau_ground_read_text (self->text->str, inputs);
  if (self->source != NULL)
    read_ground (self, inputs);
}

/**
 * bureau_ground_has_words:
 *
 * Returns: whether all words of @text were given
 */
gboolean
bureau_ground_has_words (const BureauGround *self, const char *text)
{
  g_auto (GStrv) words = bureau_text_words (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (self->words, words[i]))
      return FALSE;
  return TRUE;
}

/**
 * bureau_ground_has_sum:
 *
 * Returns: whether the number was given, however the range is read that it begins
 */
gboolean
bureau_ground_has_sum (const BureauGround *self, const BureauSum *sum)
{
  return g_hash_table_contains (self->sums, &sum->minor)
         || g_hash_table_contains (self->sums, &sum->shared);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/cell.h"

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static const char *const tones[] = {
  [BUREAU_TONE_NEUTRAL] = "neutral",
  [BUREAU_TONE_GOOD] = "good",
  [BUREAU_TONE_WARN] = "warn",
  [BUREAU_TONE_BAD] = "bad",
};

/**
 * bureau_tone_parse:
 * @name: (nullable): as a view writes it
 */
BureauTone
bureau_tone_parse (const char *name)
{
  for (guint i = BUREAU_TONE_NEUTRAL; i < G_N_ELEMENTS (tones); i++)
    if (g_strcmp0 (tones[i], name) == 0)
      return i;
  return BUREAU_TONE_NONE;
}

void
bureau_cell_clear (BureauCell *self)
{
  g_clear_pointer (&self->text, g_free);
}

/* Tests ------------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauShownRows *rows;
  guint row;
  const char *column;
  JsonObject *test;
} Tested;

static gboolean
is_missing (const Tested *self)
{
  JsonNode *value = bureau_shown_rows_get_value (self->rows, self->row, self->column);

  return value == NULL || JSON_NODE_HOLDS_NULL (value);
}

/* In whole days, those to come below 0. */
static gboolean
get_age (const Tested *self, gint64 *days)
{
  JsonNode *value = bureau_shown_rows_get_value (self->rows, self->row, self->column);
  const char *today = bureau_shown_rows_get_today (self->rows);
  gint64 then, now;

  if (is_missing (self) || today == NULL || !bureau_time_parse (today, &now)
      || json_node_get_value_type (value) != G_TYPE_STRING
      || !bureau_time_parse (json_node_get_string (value), &then))
    return FALSE;
  then -= ((then % DAY_MS) + DAY_MS) % DAY_MS;
  *days = (now - then) / DAY_MS;
  return TRUE;
}

static gboolean
is_older (const Tested *self)
{
  gint64 age;

  return get_age (self, &age) && age > bureau_json_get_int (self->test, "days", 0);
}

static gboolean
is_within (const Tested *self)
{
  gint64 age;

  return get_age (self, &age) && age <= 0 && -age <= bureau_json_get_int (self->test, "days", 0);
}

/* Below 0, 0 or above; FALSE where the two cannot be compared. Numbers are compared as such. */
static gboolean
compare (const Tested *self, int *order)
{
  JsonNode *value = bureau_shown_rows_get_value (self->rows, self->row, self->column);
  JsonNode *other = json_object_get_member (self->test, "value");
  gboolean is_number;
  double number = bureau_shown_rows_get_number (self->rows, self->row, self->column, &is_number);

  if (is_missing (self) || other == NULL || !JSON_NODE_HOLDS_VALUE (other))
    return FALSE;
  if (json_node_get_value_type (other) == G_TYPE_STRING)
    {
      g_autofree char *text = json_node_get_value_type (value) == G_TYPE_STRING
                                  ? json_node_dup_string (value)
                                  : bureau_json_print (value);

      *order = g_strcmp0 (text, json_node_get_string (other));
      return TRUE;
    }
  if (!is_number)
    return FALSE;
  number -= json_node_get_value_type (other) == G_TYPE_BOOLEAN ? json_node_get_boolean (other)
                                                               : json_node_get_double (other);
  *order = number < 0 ? -1 : number > 0;
  return TRUE;
}

static gboolean
is_less (const Tested *self)
{
  int order;

  return compare (self, &order) && order < 0;
}

static gboolean
is_more (const Tested *self)
{
  int order;

  return compare (self, &order) && order > 0;
}

static gboolean
is_it (const Tested *self)
{
  int order;

  return compare (self, &order) && order == 0;
}

static const struct
{
  const char *op;
  gboolean (*holds) (const Tested *self);
} tests[] = {
  { "older_than", is_older }, { "within", is_within }, { "less", is_less },
  { "more", is_more },        { "is", is_it },         { "missing", is_missing },
};

static gboolean
holds (const Tested *self)
{
  const char *op = bureau_json_get_string (self->test, "op");

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (g_strcmp0 (tests[i].op, op) == 0)
      return tests[i].holds (self);
  return FALSE;
}

static BureauTone
find_tone (BureauShownRows *rows, guint row, JsonObject *shape)
{
  JsonArray *list = bureau_json_get_array (shape, "tones");
  Tested tested = { rows, row, bureau_json_get_string (shape, "col"), NULL };

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      tested.test = json_array_get_object_element (list, i);
      if (holds (&tested))
        return bureau_tone_parse (bureau_json_get_string (tested.test, "tone"));
    }
  return BUREAU_TONE_NONE;
}

/* Badges -----------------------------------------------------------------------------------------
 */

static JsonObject *
find_word (BureauShownRows *rows, guint row, const char *column, JsonArray *words)
{
  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      Tested tested = { rows, row, column, json_array_get_object_element (words, i) };

      if (is_it (&tested))
        return tested.test;
    }
  return NULL;
}

static void
fill_word (BureauCell *self, BureauShownRows *rows, guint row, const char *column, JsonArray *words)
{
  JsonObject *word = find_word (rows, row, column, words);

  self->is_badge = TRUE;
  self->tone = word != NULL ? bureau_tone_parse (bureau_json_get_string (word, "tone"))
                            : BUREAU_TONE_NONE;
  self->text = word != NULL ? bureau_text_visible (bureau_json_get_string (word, "label"), NULL)
                            : bureau_shown_rows_dup_text (rows, row, column, NULL);
}

/**
 * bureau_cell_fill:
 * @self: (out caller-allocates): cleared by bureau_cell_clear()
 * @shape: a column as an element shows it: {"col","format"?,"badge"?,"tones"?}
 */
void
bureau_cell_fill (BureauCell *self, BureauShownRows *rows, guint row, JsonObject *shape)
{
  const char *column = bureau_json_get_string (shape, "col");
  JsonArray *words = bureau_json_get_array (shape, "badge");

  *self = (BureauCell){ 0 };
  if (words != NULL)
    {
      fill_word (self, rows, row, column, words);
      return;
    }
  self->text = bureau_shown_rows_dup_text (rows, row, column,
                                           bureau_json_get_string (shape, "format"));
  self->tone = find_tone (rows, row, shape);
}

/**
 * bureau_cell_fill_badge:
 * @self: (out caller-allocates): cleared by bureau_cell_clear()
 * @badge: (nullable): a column, or {"col","map"}
 *
 * Its text is empty where there is no badge.
 */
void
bureau_cell_fill_badge (BureauCell *self, BureauShownRows *rows, guint row, JsonNode *badge)
{
  JsonObject *object = badge != NULL && JSON_NODE_HOLDS_OBJECT (badge)
                           ? json_node_get_object (badge)
                           : NULL;

  *self = (BureauCell){ 0 };
  if (object != NULL)
    fill_word (self, rows, row, bureau_json_get_string (object, "col"),
               bureau_json_get_array (object, "map"));
  else if (badge != NULL && JSON_NODE_HOLDS_VALUE (badge))
    fill_word (self, rows, row, json_node_get_string (badge), NULL);
  else
    self->text = g_strdup ("");
}

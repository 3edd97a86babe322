/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-rows.h"

#include "base/json.h"
#include "views/format.h"
#include "views/meaning.h"

struct _BureauShownRows
{
  GObject parent_instance;

  BureauShownWish wish; /* its texts are owned */
  JsonObject *source;
  BureauShownState state;
  JsonObject *answer; /* the last good one */
  JsonArray *rows;    /* of it */
  GHashTable *places; /* column → its place in a row, and 1 */
  char *problem;
};

G_DEFINE_FINAL_TYPE (BureauShownRows, bureau_shown_rows, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bureau_shown_rows_finalize (GObject *object)
{
  BureauShownRows *self = BUREAU_SHOWN_ROWS (object);

  g_free ((char *)self->wish.source);
  g_free ((char *)self->wish.sort);
  g_free ((char *)self->wish.unbound);
  g_free ((char *)self->wish.x);
  g_free ((char *)self->wish.y);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_free (self->problem);
  G_OBJECT_CLASS (bureau_shown_rows_parent_class)->finalize (object);
}

static void
bureau_shown_rows_class_init (BureauShownRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_shown_rows_finalize;
  signals[CHANGED] = g_signal_new ("changed", BUREAU_TYPE_SHOWN_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bureau_shown_rows_init (BureauShownRows *self)
{
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
find_places (BureauShownRows *self)
{
  JsonArray *columns = json_object_get_array_member (self->source, "columns");

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      const char *name = bureau_json_get_string (json_array_get_object_element (columns, i),
                                                 "name");

      g_hash_table_insert (self->places, (char *)name, GUINT_TO_POINTER (i + 1));
    }
}

/**
 * bureau_shown_rows_new:
 * @source: an entry of “data” of a checked view
 *
 * Returns: (transfer full): rows that are not read yet
 */
BureauShownRows *
bureau_shown_rows_new (JsonObject *source, const BureauShownWish *wish)
{
  BureauShownRows *self = g_object_new (BUREAU_TYPE_SHOWN_ROWS, NULL);

  self->source = json_object_ref (source);
  self->wish.source = g_strdup (wish->source);
  self->wish.sort = g_strdup (wish->sort);
  self->wish.unbound = g_strdup (wish->unbound);
  self->wish.is_before = wish->is_before;
  self->wish.x = g_strdup (wish->x);
  self->wish.y = g_strdup (wish->y);
  find_places (self);
  return self;
}

const BureauShownWish *
bureau_shown_rows_get_wish (BureauShownRows *self)
{
  return &self->wish;
}

JsonObject *
bureau_shown_rows_get_source (BureauShownRows *self)
{
  return self->source;
}

BureauShownState
bureau_shown_rows_get_state (BureauShownRows *self)
{
  return self->state;
}

/**
 * bureau_shown_rows_get_problem:
 *
 * Returns: (nullable): why they could not be read when it was tried last
 */
const char *
bureau_shown_rows_get_problem (BureauShownRows *self)
{
  return self->problem;
}

/**
 * bureau_shown_rows_get_today:
 *
 * Returns: (nullable): "2026-11-22", the day where the business is, when they were read
 */
const char *
bureau_shown_rows_get_today (BureauShownRows *self)
{
  return self->answer != NULL ? bureau_json_get_string (self->answer, "today") : NULL;
}

/**
 * bureau_shown_rows_get_currency:
 *
 * Returns: (nullable): the code of the firm's currency, for money that names none
 */
const char *
bureau_shown_rows_get_currency (BureauShownRows *self)
{
  return self->answer != NULL ? bureau_json_get_string (self->answer, "currency") : NULL;
}

/**
 * bureau_shown_rows_has_more:
 *
 * Returns: whether the source gives more rows than are read
 */
gboolean
bureau_shown_rows_has_more (BureauShownRows *self)
{
  return self->answer != NULL && bureau_json_get_boolean (self->answer, "truncated");
}

/**
 * bureau_shown_rows_get_tables:
 *
 * Returns: (transfer none) (nullable): the names of the tables that they rest on
 */
JsonArray *
bureau_shown_rows_get_tables (BureauShownRows *self)
{
  return self->answer != NULL ? bureau_json_get_array (self->answer, "tables") : NULL;
}

static gboolean
has_text (JsonArray *array, const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_ascii_strcasecmp (json_array_get_string_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

/**
 * bureau_shown_rows_rest_on:
 * @tables: names
 *
 * Returns: whether they may read differently once one of the tables changed; what was never read
 *   may
 */
gboolean
bureau_shown_rows_rest_on (BureauShownRows *self, JsonArray *tables)
{
  JsonArray *own = bureau_shown_rows_get_tables (self);

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    if (has_text (tables, json_array_get_string_element (own, i)))
      return TRUE;
  return own == NULL;
}

/* Values -----------------------------------------------------------------------------------------
 */

guint
bureau_shown_rows_get_n (BureauShownRows *self)
{
  return self->rows != NULL ? json_array_get_length (self->rows) : 0;
}

/**
 * bureau_shown_rows_get_all:
 *
 * Returns: (transfer none) (nullable): [[…]] as they were read last; it never changes
 */
JsonArray *
bureau_shown_rows_get_all (BureauShownRows *self)
{
  return self->rows;
}

/**
 * bureau_shown_rows_get_column:
 *
 * Returns: (transfer none) (nullable): the column as the view declares it
 */
JsonObject *
bureau_shown_rows_get_column (BureauShownRows *self, const char *column)
{
  return column != NULL ? bureau_view_get_column (self->source, column) : NULL;
}

/**
 * bureau_shown_rows_get_label:
 *
 * Returns: what people call the column
 */
const char *
bureau_shown_rows_get_label (BureauShownRows *self, const char *column)
{
  JsonObject *declared = bureau_shown_rows_get_column (self, column);
  const char *label = declared != NULL ? bureau_json_get_string (declared, "label") : NULL;

  return label != NULL ? label : column;
}

const char *
bureau_shown_rows_get_type_of (BureauShownRows *self, const char *column)
{
  JsonObject *declared = bureau_shown_rows_get_column (self, column);

  return declared != NULL ? bureau_json_get_string (declared, "type") : NULL;
}

/**
 * bureau_shown_rows_get_value:
 *
 * Returns: (transfer none) (nullable): the value there; %NULL where there is no such row or column
 */
JsonNode *
bureau_shown_rows_get_value (BureauShownRows *self, guint row, const char *column)
{
  guint place = column != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->places, column)) : 0;
  JsonArray *values = row < bureau_shown_rows_get_n (self)
                          ? json_array_get_array_element (self->rows, row)
                          : NULL;

  return values != NULL && place > 0 && place <= json_array_get_length (values)
             ? json_array_get_element (values, place - 1)
             : NULL;
}

/**
 * bureau_shown_rows_get_number:
 * @is_there: (out) (optional): whether there is a number
 *
 * Returns: the number there, and 0 where there is none
 */
double
bureau_shown_rows_get_number (BureauShownRows *self, guint row, const char *column,
                              gboolean *is_there)
{
  JsonNode *value = bureau_shown_rows_get_value (self, row, column);
  gboolean is_value = value != NULL && JSON_NODE_HOLDS_VALUE (value);
  gboolean is_text = is_value && json_node_get_value_type (value) == G_TYPE_STRING;
  char *end = NULL;
  double number = is_text ? g_ascii_strtod (json_node_get_string (value), &end)
                          : (is_value ? json_node_get_double (value) : 0);

  if (is_there != NULL)
    *is_there = is_value && (!is_text || (end != json_node_get_string (value) && *end == '\0'));
  return number;
}

static const char *
get_currency (BureauShownRows *self, guint row, JsonObject *column)
{
  const char *name = bureau_json_get_string (column, "currency_col");
  JsonNode *value = name != NULL ? bureau_shown_rows_get_value (self, row, name) : NULL;

  if (name != NULL)
    return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;
  return bureau_shown_rows_get_currency (self);
}

static BureauFormat
get_format (BureauShownRows *self, guint row, const char *column, const char *format)
{
  JsonObject *declared = bureau_shown_rows_get_column (self, column);

  return (BureauFormat){
    .type = declared != NULL ? bureau_json_get_string (declared, "type") : NULL,
    .format = format,
    .currency = declared != NULL ? get_currency (self, row, declared) : NULL,
    .today = bureau_shown_rows_get_today (self),
  };
}

/**
 * bureau_shown_rows_dup_text:
 * @format: (nullable): one of the formats of a view
 *
 * Returns: (transfer full): the value there as a person reads it; empty where there is none
 */
char *
bureau_shown_rows_dup_text (BureauShownRows *self, guint row, const char *column,
                            const char *format)
{
  BureauFormat how = get_format (self, row, column, format);

  return bureau_format_cell (bureau_shown_rows_get_value (self, row, column), &how);
}

/**
 * bureau_shown_rows_say:
 * @row: a row of the same currency
 * @number: a figure of that column, such as a sum of it
 * @format: (nullable): one of the formats of a view
 *
 * Returns: (transfer full): the figure as a person reads it
 */
char *
bureau_shown_rows_say (BureauShownRows *self, guint row, const char *column, double number,
                       const char *format)
{
  BureauFormat how = get_format (self, row, column, format);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  if (number >= -9e15 && number <= 9e15 && (double)(gint64)number == number)
    json_node_set_int (node, (gint64)number);
  else
    json_node_set_double (node, number);
  return bureau_format_cell (node, &how);
}

/**
 * bureau_shown_rows_dup_row:
 *
 * Returns: (transfer full): {"COLUMN": value} of a row, as an action takes it
 */
JsonObject *
bureau_shown_rows_dup_row (BureauShownRows *self, guint row)
{
  JsonObject *copy = json_object_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      JsonNode *value = bureau_shown_rows_get_value (self, row, name);

      if (value != NULL)
        json_object_set_member (copy, name, json_node_copy (value));
    }
  return copy;
}

/* Reading ----------------------------------------------------------------------------------------
 */

static void
move (BureauShownRows *self, BureauShownState state, gboolean are_new)
{
  gboolean moved = self->state != state || are_new;

  self->state = state;
  if (moved)
    g_signal_emit (self, signals[CHANGED], 0, are_new);
}

/**
 * bureau_shown_rows_begin:
 *
 * They are read again: what was good until now is only the last that was.
 */
void
bureau_shown_rows_begin (BureauShownRows *self)
{
  move (self, self->rows != NULL ? BUREAU_SHOWN_STALE : self->state, FALSE);
}

static gboolean
is_same (BureauShownRows *self, JsonObject *answer)
{
  return self->answer != NULL
         && g_strcmp0 (bureau_json_get_string (self->answer, "hash"),
                       bureau_json_get_string (answer, "hash"))
                == 0
         && g_strcmp0 (bureau_shown_rows_get_today (self), bureau_json_get_string (answer, "today"))
                == 0
         && g_strcmp0 (bureau_json_get_string (self->answer, "currency"),
                       bureau_json_get_string (answer, "currency"))
                == 0;
}

/**
 * bureau_shown_rows_take:
 * @answer: (transfer none): what bureau_shown_read() gave
 */
void
bureau_shown_rows_take (BureauShownRows *self, JsonObject *answer)
{
  gboolean is_waiting = json_object_has_member (answer, "needs");
  gboolean are_new = !is_same (self, answer)
                     || bureau_shown_rows_has_more (self)
                            != bureau_json_get_boolean (answer, "truncated");

  json_object_ref (answer);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->problem, g_free);
  self->answer = answer;
  self->rows = is_waiting ? NULL : bureau_json_get_array (answer, "rows");
  move (self, is_waiting ? BUREAU_SHOWN_WAITING : BUREAU_SHOWN_READY, are_new);
}

/**
 * bureau_shown_rows_fail:
 * @problem: why they cannot be read
 *
 * Rows that were read before stay, as the last good ones.
 */
void
bureau_shown_rows_fail (BureauShownRows *self, const char *problem)
{
  gboolean is_new = g_set_str (&self->problem, problem);

  move (self, self->rows != NULL ? BUREAU_SHOWN_STALE : BUREAU_SHOWN_ERROR, FALSE);
  if (is_new)
    g_signal_emit (self, signals[CHANGED], 0, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-rows.h"

#include "base/json.h"
#include "views/meaning.h"
#include "views/shown-window.h"

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
  BureauShownWindow *window; /* where there are more rows than were read; else NULL */
  JsonObject *totals;        /* over all of them, once they are known */
};

G_DEFINE_FINAL_TYPE (BureauShownRows, bureau_shown_rows, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FILLED,
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bureau_shown_rows_finalize (GObject *object)
{
  BureauShownRows *self = BUREAU_SHOWN_ROWS (object);

  g_free ((char *)self->wish.source);
  g_free ((char *)self->wish.sort);
  g_free ((char *)self->wish.group);
  g_free ((char *)self->wish.unbound);
  g_free ((char *)self->wish.x);
  g_free ((char *)self->wish.y);
  g_free ((char *)self->wish.key);
  g_clear_object (&self->window);
  g_clear_pointer (&self->totals, json_object_unref);
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
  signals[FILLED] = g_signal_new ("filled", BUREAU_TYPE_SHOWN_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  signals[WANTED] = g_signal_new ("wanted", BUREAU_TYPE_SHOWN_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
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
  self->wish.group = g_strdup (wish->group);
  self->wish.unbound = g_strdup (wish->unbound);
  self->wish.is_before = wish->is_before;
  self->wish.x = g_strdup (wish->x);
  self->wish.y = g_strdup (wish->y);
  self->wish.key = g_strdup (wish->key);
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
  return self->window == NULL && self->answer != NULL
         && bureau_json_get_boolean (self->answer, "truncated");
}

/**
 * bureau_shown_rows_are_reduced:
 *
 * Returns: whether they are, of more rows than can be drawn, those that stick out
 */
gboolean
bureau_shown_rows_are_reduced (BureauShownRows *self)
{
  return self->answer != NULL && bureau_json_get_boolean (self->answer, "reduced");
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

/**
 * bureau_shown_rows_get_gone:
 *
 * Returns: (transfer none) (nullable): the declared columns that the source gives no more
 */
JsonArray *
bureau_shown_rows_get_gone (BureauShownRows *self)
{
  return self->answer != NULL ? bureau_json_get_array (self->answer, "gone") : NULL;
}

/**
 * bureau_shown_rows_get_needs:
 *
 * Returns: (transfer none) (nullable): the parameters that they wait for
 */
JsonArray *
bureau_shown_rows_get_needs (BureauShownRows *self)
{
  return self->answer != NULL ? bureau_json_get_array (self->answer, "needs") : NULL;
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
  if (self->window != NULL)
    return bureau_shown_window_get_order (self->window)->len;
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

static JsonArray *
get_values (BureauShownRows *self, guint row)
{
  if (self->window != NULL)
    return bureau_shown_window_get (self->window, row);
  return row < bureau_shown_rows_get_n (self) ? json_array_get_array_element (self->rows, row)
                                              : NULL;
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
  JsonArray *values = get_values (self, row);

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

/* Windows ----------------------------------------------------------------------------------------
 */

static guint
get_key_place (BureauShownRows *self)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, self->wish.key)) - 1;
}

/* What was looked at is looked at again once the order is there. */
static void
fill_again (BureauShownRows *self)
{
  bureau_shown_window_set_stale (self->window);
  bureau_shown_window_fill (self->window, self->rows, get_key_place (self),
                            bureau_shown_window_get_generation (self->window));
}

static void
filled_cb (BureauShownRows *self, GHashTable *ids)
{
  g_signal_emit (self, signals[FILLED], 0, ids);
}

static void
wanted_cb (BureauShownRows *self)
{
  g_signal_emit (self, signals[WANTED], 0);
}

static void
make_window (BureauShownRows *self)
{
  self->window = bureau_shown_window_new ();
  bureau_shown_window_fill (self->window, self->rows, get_key_place (self), 0);
  g_signal_connect_object (self->window, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bureau_shown_rows_take_order:
 * @ids: (transfer none) (element-type gint64): the ids of all rows in their order
 *
 * From here on they are all there, and read when somebody looks at them.
 */
void
bureau_shown_rows_take_order (BureauShownRows *self, GArray *ids)
{
  if (self->window == NULL)
    make_window (self);
  bureau_shown_window_set_order (self->window, ids);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
}

/**
 * bureau_shown_rows_get_window:
 *
 * Returns: (transfer none) (nullable): where there are more rows than were read at once, those that
 *   are looked at
 */
BureauShownWindow *
bureau_shown_rows_get_window (BureauShownRows *self)
{
  return self->window;
}

/**
 * bureau_shown_rows_take_more:
 * @rows: [[…]] that were wanted
 * @generation: that of the window when they were asked for
 */
void
bureau_shown_rows_take_more (BureauShownRows *self, JsonArray *rows, guint generation)
{
  if (self->window != NULL)
    bureau_shown_window_fill (self->window, rows, get_key_place (self), generation);
}

/**
 * bureau_shown_rows_take_totals:
 * @totals: (transfer none): {"COLUMN": [[currency, sum, least, largest, how many], …]}
 */
void
bureau_shown_rows_take_totals (BureauShownRows *self, JsonObject *totals)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_int64_hash, g_int64_equal);

  json_object_ref (totals);
  g_clear_pointer (&self->totals, json_object_unref);
  self->totals = totals;
  g_signal_emit (self, signals[FILLED], 0, none);
}

/**
 * bureau_shown_rows_get_totals:
 *
 * Returns: (transfer none) (nullable): of a column over all rows, where they are not all here:
 *   [[currency, sum, least, largest, how many], …]; %NULL until it is known
 */
JsonArray *
bureau_shown_rows_get_totals (BureauShownRows *self, const char *column)
{
  return self->totals != NULL ? bureau_json_get_array (self->totals, column) : NULL;
}

/**
 * bureau_shown_rows_get_id:
 *
 * Returns: what tells the row from others, where its wish says what does; else 0
 */
gint64
bureau_shown_rows_get_id (BureauShownRows *self, guint row)
{
  JsonNode *value;

  if (self->window != NULL)
    return bureau_shown_window_get_id (self->window, row);
  value = bureau_shown_rows_get_value (self, row, self->wish.key);
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return 0;
  return json_node_get_value_type (value) == G_TYPE_STRING
             ? g_ascii_strtoll (json_node_get_string (value), NULL, 10)
             : json_node_get_int (value);
}

/**
 * bureau_shown_rows_dup_order:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids of the rows, where its wish
 * says what tells them apart
 */
GArray *
bureau_shown_rows_dup_order (BureauShownRows *self)
{
  GArray *ids;

  if (self->window != NULL)
    return g_array_ref (bureau_shown_window_get_order (self->window));
  if (self->wish.key == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < bureau_shown_rows_get_n (self); i++)
    {
      gint64 id = bureau_shown_rows_get_id (self, i);

      g_array_append_val (ids, id);
    }
  return ids;
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
  if (!bureau_json_get_boolean (answer, "truncated"))
    g_clear_object (&self->window);
  if (self->window != NULL)
    fill_again (self);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-rows-private.h"

#include "base/json.h"
#include "views/meaning.h"
#include "views/shown-window.h"

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

/* Told by what takes what was read. */
void
bureau_shown_rows_tell_changed (BureauShownRows *self, gboolean are_new)
{
  g_signal_emit (self, signals[CHANGED], 0, are_new);
}

void
bureau_shown_rows_tell_filled (BureauShownRows *self, GHashTable *ids)
{
  g_signal_emit (self, signals[FILLED], 0, ids);
}

void
bureau_shown_rows_tell_wanted (BureauShownRows *self)
{
  g_signal_emit (self, signals[WANTED], 0);
}

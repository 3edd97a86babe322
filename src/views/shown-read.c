/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-read.h"

#include "base/json.h"
#include "base/text.h"
#include "views/query.h"
#include "views/view.h"

struct _BureauViewPlan
{
  JsonObject *document;
};

/**
 * bureau_view_plan_new:
 * @document: a checked view
 *
 * Returns: (transfer full): its plan
 */
BureauViewPlan *
bureau_view_plan_new (JsonObject *document)
{
  BureauViewPlan *self = g_atomic_rc_box_new0 (BureauViewPlan);

  self->document = bureau_view_to_canonical (document);
  return self;
}

static void
clear (gpointer data)
{
  BureauViewPlan *self = data;

  g_clear_pointer (&self->document, json_object_unref);
}

BureauViewPlan *
bureau_view_plan_ref (BureauViewPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_view_plan_unref (BureauViewPlan *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* Reading ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauViewPlan *plan;
  char *source;
  char *sort;
  char *group;
  gboolean is_before;
  char *x;
  char *y;
  char *key;
  JsonObject *values;
  GArray *ids;   /* of rows that are read by them, or NULL */
  GStrv columns; /* of which totals are read, or NULL */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->plan, bureau_view_plan_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->source);
  g_free (self->sort);
  g_free (self->group);
  g_free (self->x);
  g_free (self->y);
  g_free (self->key);
  g_clear_pointer (&self->ids, g_array_unref);
  g_strfreev (self->columns);
  g_free (self);
}

/* What a formatter has to know of the business. */
static gboolean
add_facts (BureauGuard *guard, JsonObject *result, GError **error)
{
  g_autoptr (JsonObject) facts = bureau_guard_query (guard, "SELECT :today, :currency", NULL, NULL,
                                                     error);
  JsonArray *row;

  if (facts == NULL)
    return FALSE;
  row = json_array_get_array_element (bureau_json_get_array (facts, "rows"), 0);
  json_object_set_string_member (result, "today", json_array_get_string_element (row, 0));
  json_object_set_string_member (result, "currency", json_array_get_string_element (row, 1));
  return TRUE;
}

/* Rows that read as before need not be shown anew. */
static void
add_hash (JsonObject *result)
{
  JsonArray *rows = bureau_json_get_array (result, "rows");
  g_autofree char *printed = rows != NULL ? bureau_json_print_array (rows) : NULL;
  g_autofree char *hash = printed != NULL ? bureau_text_sha256 (printed, -1) : NULL;

  bureau_json_set_string (result, "hash", hash);
}

static BureauViewQuery
make_query (Reading *self)
{
  return (BureauViewQuery){
    .source = self->source,
    .values = self->values,
    .sort = self->sort,
    .group = self->group,
    .key = self->key,
    .limit = self->key != NULL ? BUREAU_SHOWN_FIRST : 0,
    .is_before = self->is_before,
    .x = self->x,
    .y = self->y,
  };
}

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = make_query (self);
  g_autoptr (JsonObject) answer = bureau_view_query (guard, self->plan->document, &query, error);

  if (answer == NULL || !add_facts (guard, answer, error))
    return FALSE;
  add_hash (answer);
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&answer));
  return TRUE;
}

static JsonObject *
copy_values (JsonObject *values, const char *unbound)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (copy, name,
                            g_strcmp0 (name, unbound) == 0 ? json_node_new (JSON_NODE_NULL)
                                                           : json_node_copy (value));
  return copy;
}

static Reading *
reading_new (BureauViewPlan *plan, const BureauShownWish *wish, JsonObject *values)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->plan = bureau_view_plan_ref (plan);
  reading->source = g_strdup (wish->source);
  reading->sort = g_strdup (wish->sort);
  reading->group = g_strdup (wish->group);
  reading->is_before = wish->is_before;
  reading->x = g_strdup (wish->x);
  reading->y = g_strdup (wish->y);
  reading->key = g_strdup (wish->key);
  reading->values = copy_values (values, wish->unbound);
  return reading;
}

/**
 * bureau_shown_read:
 * @values: {"PARAM": value}, as bureau_view_params_bind() takes them
 *
 * Reads the rows of an element on the guard's thread.
 *
 * Returns: (transfer full): a future of what bureau_view_query() gives, with "today", "currency",
 *   that of the business, and "hash", by which rows are told from others; rejects where SQL cannot
 *   run
 */
DexFuture *
bureau_shown_read (BureauMemory *memory, BureauViewPlan *plan, const BureauShownWish *wish,
                   JsonObject *values)
{
  return bureau_memory_guard (memory, read_cb, reading_new (plan, wish, values), reading_free);
}

/* Any number of rows -----------------------------------------------------------------------------
 */

static gboolean
read_order_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = make_query (self);
  GArray *ids = bureau_view_query_order (guard, self->plan->document, &query, error);

  if (ids == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, ids);
  return TRUE;
}

/**
 * bureau_shown_read_order:
 * @wish: with a key
 *
 * Returns: (transfer full): a future of a #GArray of gint64: the ids of all rows in their order;
 *   rejects where they are too many, take too long or do not tell rows apart
 */
DexFuture *
bureau_shown_read_order (BureauMemory *memory, BureauViewPlan *plan, const BureauShownWish *wish,
                         JsonObject *values)
{
  return bureau_memory_guard (memory, read_order_cb, reading_new (plan, wish, values),
                              reading_free);
}

static gboolean
take_object (JsonObject *object, GValue *result)
{
  if (object == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, object);
  return TRUE;
}

static gboolean
read_rows_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = make_query (self);

  return take_object (
      bureau_view_query_rows (guard, self->plan->document, &query, self->ids, error), result);
}

/**
 * bureau_shown_read_rows:
 * @wish: with a key
 * @ids: (element-type gint64): of some rows
 *
 * Returns: (transfer full): a future of {"rows":[[…]]} with those that are still there, in their
 * order
 */
DexFuture *
bureau_shown_read_rows (BureauMemory *memory, BureauViewPlan *plan, const BureauShownWish *wish,
                        JsonObject *values, GArray *ids)
{
  Reading *reading = reading_new (plan, wish, values);

  reading->ids = g_array_ref (ids);
  return bureau_memory_guard (memory, read_rows_cb, reading, reading_free);
}

static gboolean
read_totals_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = make_query (self);
  g_autoptr (JsonObject) totals = json_object_new ();

  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      JsonArray *rows = bureau_view_query_total (guard, self->plan->document, &query,
                                                 self->columns[i], error);

      if (rows == NULL)
        return FALSE;
      json_object_set_array_member (totals, self->columns[i], rows);
    }
  return take_object (g_steal_pointer (&totals), result);
}

/**
 * bureau_shown_read_totals:
 * @columns: of the source
 *
 * Returns: (transfer full): a future of {"COLUMN": [[currency, sum, least, largest, how many], …]}
 *   over all rows
 */
DexFuture *
bureau_shown_read_totals (BureauMemory *memory, BureauViewPlan *plan, const BureauShownWish *wish,
                          JsonObject *values, const char *const *columns)
{
  Reading *reading = reading_new (plan, wish, values);

  reading->columns = g_strdupv ((char **)columns);
  return bureau_memory_guard (memory, read_totals_cb, reading, reading_free);
}

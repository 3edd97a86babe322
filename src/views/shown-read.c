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
  gboolean is_before;
  char *x;
  char *y;
  JsonObject *values;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->plan, bureau_view_plan_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->source);
  g_free (self->sort);
  g_free (self->x);
  g_free (self->y);
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

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  BureauViewQuery query = {
    .source = self->source,
    .values = self->values,
    .sort = self->sort,
    .is_before = self->is_before,
    .x = self->x,
    .y = self->y,
  };
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
  Reading *reading = g_new0 (Reading, 1);

  reading->plan = bureau_view_plan_ref (plan);
  reading->source = g_strdup (wish->source);
  reading->sort = g_strdup (wish->sort);
  reading->is_before = wish->is_before;
  reading->x = g_strdup (wish->x);
  reading->y = g_strdup (wish->y);
  reading->values = copy_values (values, wish->unbound);
  return bureau_memory_guard (memory, read_cb, reading, reading_free);
}

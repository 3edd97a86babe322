/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/run-workflow.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "desk/ask.h"
#include "desk/errand.h"
#include "desk/picker.h"
#include "desk/toast.h"
#include "workflows/document.h"

typedef struct
{
  GtkWidget *from;
  BureauMemory *memory;
  char *workflow;
  char *collection;
  gint64 id;
} Start;

static void
start_free (gpointer data)
{
  Start *self = data;

  g_clear_object (&self->from);
  g_clear_object (&self->memory);
  g_free (self->workflow);
  g_free (self->collection);
  g_free (self);
}

static Start *
start_new (GtkWidget *from, BureauMemory *memory)
{
  Start *self = g_new0 (Start, 1);

  self->from = g_object_ref (from);
  self->memory = g_object_ref (memory);
  return self;
}

static void
ask (const Start *self)
{
  g_autoptr (JsonObject) args = json_object_new ();
  gboolean is_message = g_strcmp0 (self->collection, "messages") == 0;

  json_object_set_string_member (args, "workflow", self->workflow);
  if (self->id != 0)
    bureau_json_set_id (args, is_message ? "message" : "record", self->id);
  bureau_toast_follow (self->from, bureau_errand_run (self->memory, "run", args));
  bureau_toast_offer (self->from, _ ("Asked to run"), _ ("_Show Activity"), "win.page",
                      g_variant_new_string ("activity"));
}

/* From the workflow ------------------------------------------------------------------------------
 */

static DexFuture *
picked_cb (DexFuture *future, gpointer data)
{
  Start *self = data;

  self->id = dex_await_int64 (dex_ref (future), NULL);
  if (self->id != 0)
    ask (self);
  return NULL;
}

/**
 * bureau_run_workflow_now:
 * @from: something in the window
 * @workflow: its name
 * @about_or_null: the collection whose record it is about, "messages" for a message; %NULL for none
 *
 * Asks which record it is to be about, where it is about one, and starts it.
 */
void
bureau_run_workflow_now (GtkWidget *from, BureauMemory *memory, const char *workflow,
                         const char *about_or_null)
{
  Start *self = start_new (from, memory);
  DexFuture *picked;

  self->workflow = g_strdup (workflow);
  self->collection = g_strdup (about_or_null);
  if (about_or_null == NULL)
    {
      ask (self);
      start_free (self);
      return;
    }
  picked = bureau_picker_pick (from, memory,
                               g_str_equal (about_or_null, "messages") ? _ ("About Which Message?")
                                                                       : _ ("About Which Record?"),
                               about_or_null);
  dex_future_disown (dex_future_finally (picked, picked_cb, self, start_free));
}

/* From the record --------------------------------------------------------------------------------
 */

static gboolean
is_about (JsonObject *row, const char *collection)
{
  g_autoptr (JsonObject) body = bureau_json_text_to_object (bureau_json_get_string (row, "body"));
  g_autoptr (BureauWorkflow) workflow = body != NULL ? bureau_workflow_parse (body, NULL) : NULL;

  return workflow != NULL && g_strcmp0 (workflow->trigger.collection, collection) == 0;
}

/* Those that can be about such a record, whatever starts them otherwise. */
static gboolean
load (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT name, title AS description, body FROM bureau_document WHERE kind = 'workflow'"
      " AND enabled ORDER BY id",
      "");
  g_autoptr (JsonArray) choices = json_array_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (is_about (row, data))
        json_array_add_object_element (choices, json_object_ref (row));
      json_object_remove_member (row, "body");
    }
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&choices));
  return TRUE;
}

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  Start *self = data;

  self->workflow = dex_await_string (dex_ref (future), NULL);
  if (self->workflow != NULL)
    ask (self);
  return NULL;
}

static Start *
start_copy (const Start *self)
{
  Start *copy = start_new (self->from, self->memory);

  copy->collection = g_strdup (self->collection);
  copy->id = self->id;
  return copy;
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer data)
{
  Start *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) choices = dex_await_boxed (dex_ref (future), &error);
  const BureauAsk which = {
    .heading = _ ("Run Which Workflow?"),
    .body = _ ("It starts now and is about this. What it drafts waits for you in Review."),
    .label = _ ("Workflow"),
    .accept = _ ("_Run"),
    .is_needed = TRUE,
  };

  if (choices == NULL)
    bureau_toast_say (self->from, error->message);
  else if (json_array_get_length (choices) == 0)
    bureau_toast_say (self->from, _ ("No workflow that is on is about this."));
  else
    dex_future_disown (dex_future_finally (bureau_ask_choice (self->from, &which, choices),
                                           chosen_cb, start_copy (self), start_free));
  return NULL;
}

/**
 * bureau_run_workflow_about:
 * @from: something in the window
 * @collection: where it is; "messages" for a message
 * @id: what it is to be about
 *
 * Asks which workflow, and starts it.
 */
void
bureau_run_workflow_about (GtkWidget *from, BureauMemory *memory, const char *collection, gint64 id)
{
  Start *self = start_new (from, memory);

  self->collection = g_strdup (collection);
  self->id = id;
  dex_future_disown (
      dex_future_finally (bureau_memory_read (memory, load, g_strdup (collection), g_free),
                          loaded_cb, self, start_free));
}

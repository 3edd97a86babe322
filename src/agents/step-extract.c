/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"
#include "agents/evidence.h"
#include "agents/extract-schema.h"
#include "agents/knowledge.h"
#include "agents/message-source.h"
#include "agents/step.h"
#include "base/json.h"
#include "memory/record.h"

/* What an extract step writes. */
typedef struct
{
  char *collection;
  JsonObject *values;
  GArray *evidence;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->collection);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->evidence, g_array_unref);
  g_free (self);
}

/* Record, evidence and the step's row are one transaction: a run that goes on never doubles them.
 */
static gboolean
write_reading (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data,
               GError **error)
{
  Reading *self = data;
  gint64 id = bureau_record_insert (transaction, self->collection, self->values, error);

  if (id == 0)
    return FALSE;
  bureau_json_set_id (outcome->output, "id", id);

  return bureau_evidence_insert (transaction, id, self->evidence,
                                 &(BureauEvidenceOrigin){
                                     .run = outcome->run->id,
                                     .step = outcome->step->id,
                                     .message = outcome->run->message_id,
                                 },
                                 error);
}

static gboolean
is_wanted (JsonArray *names, const char *name)
{
  for (guint i = 0; names && i < json_array_get_length (names); i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return TRUE;

  return names == NULL;
}

/* The fields asked for are those the step lists, or all of the collection; the names of the others
 * are kept from whoever wrote the source. */
static void
part_fields (BureauStepContext *context, JsonObject *collection, JsonArray *asked,
             JsonArray *others)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  JsonArray *wanted = bureau_json_get_array (context->step->arguments, "fields");

  for (guint i = 0; fields && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = bureau_json_get_string (field, "name");

      if (is_wanted (wanted, name))
        json_array_add_object_element (asked, json_object_ref (field));
      else
        json_array_add_string_element (others, name);
    }
}

static char *
name_form (BureauStepContext *context)
{
  JsonArray *wanted = bureau_json_get_array (context->step->arguments, "fields");
  GString *name = g_string_new (bureau_step_get_argument (context, "into"));

  for (guint i = 0; wanted && i < json_array_get_length (wanted); i++)
    {
      g_string_append_c (name, ' ');
      g_string_append (name, json_array_get_string_element (wanted, i));
    }

  return g_string_free_and_steal (name);
}

static JsonObject *
make_form (BureauStepContext *context, JsonObject *collection)
{
  JsonObject *form = json_object_new ();
  JsonArray *fields = json_array_new ();
  JsonArray *others = json_array_new ();

  part_fields (context, collection, fields, others);
  json_object_set_object_member (form, "schema", bureau_extract_schema_new (fields));
  json_object_set_array_member (form, "fields", fields);
  json_object_set_array_member (form, "others", others);

  return form;
}

/* `{"fields","others","schema"}`: the same for every source, so it is made once for each catalog.
 */
static JsonObject *
find_form (BureauStepContext *context, GError **error)
{
  BureauEnvironment *environment = context->environment;
  g_autofree char *name = name_form (context);
  JsonObject *form = g_hash_table_lookup (environment->forms, name);
  JsonObject *collection;

  if (form)
    return json_object_ref (form);
  collection = bureau_catalog_find_collection (context->catalog,
                                               bureau_step_get_argument (context, "into"), error);
  if (!collection)
    return NULL;
  form = make_form (context, collection);
  if (context->catalog == environment->catalog)
    g_hash_table_insert (environment->forms, g_steal_pointer (&name), json_object_ref (form));

  return form;
}

static JsonObject *
make_inputs (BureauStepContext *context, JsonObject *source, JsonObject *form, GError **error)
{
  g_autoptr (JsonObject) known = bureau_knowledge_gather (context, error);
  JsonObject *inputs;

  if (!known)
    return NULL;
  inputs = json_object_new ();
  json_object_set_object_member (inputs, "source", json_object_ref (source));
  json_object_set_member (inputs, "fields", json_object_dup_member (form, "fields"));
  json_object_set_object_member (inputs, "known", g_steal_pointer (&known));

  return inputs;
}

/* A form's line or a model's own key may be called as a field that the step does not ask for, the
 * state of the record say: then it is no value of that field, and lands in `meta` as said_NAME. */
static void
keep_apart (JsonObject *members_or_null, JsonArray *others)
{
  for (guint i = 0; members_or_null && i < json_array_get_length (others); i++)
    {
      const char *name = json_array_get_string_element (others, i);
      JsonNode *value = json_object_dup_member (members_or_null, name);
      g_autofree char *apart = g_strconcat ("said_", name, NULL);

      if (!value)
        continue;
      json_object_remove_member (members_or_null, name);
      json_object_set_member (members_or_null, apart, value);
    }
}

/* A null says that nothing was found: it is no value. */
static JsonObject *
drop_nulls (JsonObject *values)
{
  JsonObject *kept = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value))
      json_object_set_member (kept, name, json_node_copy (value));

  return kept;
}

static void
show_values (BureauOutcome *outcome, JsonObject *values)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (outcome->output, name, json_node_copy (value));
}

static void
keep_reading (BureauStepContext *context, JsonArray *fields, JsonObject *source, JsonObject *answer)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->collection = g_strdup (bureau_step_get_argument (context, "into"));
  reading->values = drop_nulls (bureau_json_get_object (answer, "values"));
  reading->evidence = bureau_evidence_find (fields, source, reading->values,
                                            bureau_json_get_object (answer, "evidence"),
                                            g_strcmp0 (context->outcome->provider, "builtin") == 0);
  show_values (context->outcome, reading->values);
  bureau_outcome_set_effect (context->outcome, write_reading, reading, reading_free);
}

/**
 * bureau_step_extract:
 *
 * `{"do":"extract","from":"message","into":"inquiries","fields"?}`: an agent reads a source into a
 * new record. Keys without a column land in the record's `meta`, and so do those of a column that
 * is not asked for, as said_NAME. Gives the record: its id and fields.
 *
 * Returns: %FALSE with @error set where there is nothing to read, or the agent gave no answer that
 *   fits the collection
 */
gboolean
bureau_step_extract (BureauStepContext *context, GError **error)
{
  const char *from = bureau_step_get_argument (context, "from");
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) form = NULL;
  g_autoptr (JsonObject) inputs = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (!bureau_step_may_write (context, bureau_step_get_argument (context, "into"), error))
    return FALSE;
  source = bureau_step_source (context, from, error);
  form = source ? find_form (context, error) : NULL;
  inputs = form ? make_inputs (context, source, form, error) : NULL;
  if (!inputs)
    return FALSE;
  json_object_set_string_member (context->outcome->input, "from", from);
  bureau_json_set_id (context->outcome->input, "message", context->run->message_id);
  answer = bureau_agent_ask (context, BUREAU_TASK_EXTRACT, inputs,
                             bureau_json_get_object (form, "schema"), error);
  if (!answer)
    return FALSE;
  bureau_extract_schema_fold (answer);
  keep_apart (bureau_json_get_object (answer, "values"), bureau_json_get_array (form, "others"));
  keep_apart (bureau_json_get_object (answer, "evidence"), bureau_json_get_array (form, "others"));
  keep_reading (context, bureau_json_get_array (form, "fields"), source, answer);

  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

static JsonNode *
null_node (void)
{
  return json_node_new (JSON_NODE_NULL);
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node;

  if (!text)
    return null_node ();
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);

  return node;
}

static JsonNode *
copy_member (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node ? json_node_copy (node) : null_node ();
}

static JsonNode *
whole (JsonObject *object)
{
  return object ? bureau_json_node_for_object (object) : null_node ();
}

/* Who is answered: Reply-To, else From (design.md §4). */
static const char *
sender_of (JsonObject *message)
{
  const char *reply_to = bureau_json_get_string (message, "reply_to");

  return reply_to && *reply_to ? reply_to : bureau_json_get_string (message, "sender_address");
}

static JsonNode *
resolve_message (BureauStepContext *context, const BureauReference *reference)
{
  JsonObject *message = context->run->message;

  if (!message || *reference->member == '\0')
    return whole (message);
  if (g_str_equal (reference->member, "sender"))
    return text_node (sender_of (message));
  if (g_str_equal (reference->member, "received_at"))
    return copy_member (message, "created_at");

  return copy_member (message, reference->member);
}

/* A field is a column or a key of `meta`; so are id and times. */
static JsonNode *
record_member (JsonObject *record, const char *name)
{
  JsonObject *fields = bureau_json_get_object (record, "fields");
  JsonObject *meta = bureau_json_get_object (record, "meta");

  if (fields && json_object_has_member (fields, name))
    return copy_member (fields, name);
  if (meta && json_object_has_member (meta, name))
    return copy_member (meta, name);

  return copy_member (record, name);
}

static JsonNode *
resolve_record (BureauStepContext *context, const BureauReference *reference)
{
  JsonObject *record = context->run->record;

  if (!record || *reference->member == '\0')
    return whole (record);

  return record_member (record, reference->member);
}

static JsonNode *
resolve_step (BureauStepContext *context, const BureauReference *reference)
{
  JsonObject *result = bureau_json_get_object (context->run->results, reference->step);

  return *reference->member == '\0' ? whole (result) : copy_member (result, reference->member);
}

static JsonNode *
resolve_setting (BureauStepContext *context, const BureauReference *reference)
{
  return copy_member (bureau_catalog_get_settings (context->catalog), reference->member);
}

/**
 * bureau_reference_resolve:
 * @text: `message`, `message.sender`, `record`, `record.FIELD`, `STEP`, `STEP.FIELD`,
 * `settings.KEY`
 *
 * Returns: (transfer full): what it stands for, JSON null where it is not there; %NULL with
 *   %BUREAU_ERROR_INVALID where @text is no reference
 */
JsonNode *
bureau_reference_resolve (BureauStepContext *context, const char *text, GError **error)
{
  static JsonNode *(*const resolvers[]) (BureauStepContext *, const BureauReference *) = {
    [BUREAU_REFERENCE_MESSAGE] = resolve_message,
    [BUREAU_REFERENCE_RECORD] = resolve_record,
    [BUREAU_REFERENCE_STEP] = resolve_step,
    [BUREAU_REFERENCE_SETTING] = resolve_setting,
  };
  BureauReference reference;

  if (text && bureau_reference_parse (text, &reference))
    return resolvers[reference.kind](context, &reference);

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "“%s” is no reference; say message, record, settings.KEY or the id of a step.",
               text ? text : "");
  return NULL;
}

/**
 * bureau_reference_bind:
 *
 * Returns: (transfer full): the step's `with` as parameters by name
 */
JsonObject *
bureau_reference_bind (BureauStepContext *context, GError **error)
{
  g_autoptr (JsonObject) params = json_object_new ();

  for (guint i = 0; i < context->step->n_bindings; i++)
    {
      const BureauBinding *binding = &context->step->bindings[i];
      JsonNode *value = bureau_reference_resolve (context, binding->reference, error);

      if (!value)
        return NULL;
      json_object_set_member (params, binding->name, value);
    }

  return g_steal_pointer (&params);
}

/**
 * bureau_reference_gather:
 * @member: the step's member that lists references, such as `given`
 *
 * Returns: (transfer full): what they stand for, by the reference as written
 */
JsonObject *
bureau_reference_gather (BureauStepContext *context, const char *member, GError **error)
{
  JsonArray *list = bureau_json_get_array (context->step->arguments, member);
  g_autoptr (JsonObject) gathered = json_object_new ();

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      const char *text = json_array_get_string_element (list, i);
      JsonNode *value = bureau_reference_resolve (context, text, error);

      if (!value)
        return NULL;
      json_object_set_member (gathered, text, value);
    }

  return g_steal_pointer (&gathered);
}

static void
append_values (JsonNode *node, GString *text)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l; l = l->next)
        append_values (l->data, text);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", json_node_get_string (node));
}

static char *
text_of_message (JsonObject *message)
{
  return g_strconcat (bureau_json_get_string (message, "subject"), "\n",
                      bureau_json_get_string (message, "text"), NULL);
}

/* Types whose values are words that others of their kind share. Dates, numbers and choices are not,
 * nor is the code of a currency. */
static gboolean
is_telling (JsonObject *collection, JsonObject *field)
{
  static const char *const types[] = { "text", "person", "company", "email", "url", "list", NULL };
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  const char *name = bureau_json_get_string (field, "name");

  if (!g_strv_contains (types, bureau_json_get_string (field, "type")))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (fields); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (fields, i), "currency"),
                   name)
        == 0)
      return FALSE;

  return TRUE;
}

static void
append_fields (JsonObject *collection, JsonObject *values, GString *text)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");

  for (guint i = 0; fields && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      JsonNode *value = json_object_get_member (values, bureau_json_get_string (field, "name"));

      if (value && is_telling (collection, field))
        append_values (value, text);
    }
}

/* The words of a record: its telling fields, and what has no field of its own. */
static char *
text_of_record (BureauStepContext *context)
{
  JsonObject *record = context->run->record;
  JsonObject *collection = bureau_catalog_find_collection (context->catalog,
                                                           context->run->collection, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (collection && bureau_json_get_object (record, "fields"))
    append_fields (collection, bureau_json_get_object (record, "fields"), text);
  if (json_object_has_member (record, "meta"))
    append_values (json_object_get_member (record, "meta"), text);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * bureau_reference_to_text:
 *
 * Returns: (transfer full): the words of what @text stands for, to look for what is like it
 */
char *
bureau_reference_to_text (BureauStepContext *context, const char *text, GError **error)
{
  g_autoptr (JsonNode) value = bureau_reference_resolve (context, text, error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (!value)
    return NULL;
  if (g_str_equal (text, "message") && context->run->message)
    return text_of_message (context->run->message);
  if (g_str_equal (text, "record") && context->run->record)
    return text_of_record (context);
  append_values (value, words);

  return g_string_free_and_steal (g_steal_pointer (&words));
}

/* The collection of the record that a step gave: `into` of an extract, or that of its own `record`.
 */
static char *
collection_of_step (BureauStepContext *context, const char *id)
{
  const BureauStep *step = bureau_workflow_find_step (context->run->workflow, id);
  BureauReference reference;

  if (!step)
    return NULL;
  if (step->kind == BUREAU_STEP_EXTRACT)
    return g_strdup (bureau_json_get_string (step->arguments, "into"));
  if (step->kind != BUREAU_STEP_UPDATE
      || !bureau_reference_parse (bureau_json_get_string (step->arguments, "record"), &reference))
    return NULL;
  if (reference.kind == BUREAU_REFERENCE_RECORD)
    return g_strdup (context->run->collection);

  return reference.kind == BUREAU_REFERENCE_STEP ? collection_of_step (context, reference.step)
                                                 : NULL;
}

/**
 * bureau_record_target_find:
 * @text: `record`, or a step that gave a record
 * @target: (out caller-allocates): clear with bureau_record_target_clear()
 *
 * Returns: %FALSE with @error set where @text leads to no record
 */
gboolean
bureau_record_target_find (BureauStepContext *context, const char *text, BureauRecordTarget *target,
                           GError **error)
{
  BureauReference reference;

  *target = (BureauRecordTarget){ 0 };
  if (text && bureau_reference_parse (text, &reference))
    {
      if (reference.kind == BUREAU_REFERENCE_RECORD)
        target->collection = g_strdup (context->run->collection);
      else if (reference.kind == BUREAU_REFERENCE_STEP)
        {
          target->collection = collection_of_step (context, reference.step);
          target->step = g_strdup (reference.step);
        }
    }
  if (target->collection)
    return TRUE;

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "“%s” gives no record here; say record, or the id of a step that makes one.",
               text ? text : "");
  return FALSE;
}

/**
 * bureau_record_target_get_id:
 *
 * Returns: the record's id, or 0 where the step that makes it is not committed yet or made none
 */
gint64
bureau_record_target_get_id (const BureauRecordTarget *self, BureauRun *run)
{
  JsonObject *result;

  if (!self->step)
    return run->record_id;
  result = bureau_json_get_object (run->results, self->step);

  return result ? bureau_json_get_id (result, "id") : 0;
}

void
bureau_record_target_clear (BureauRecordTarget *self)
{
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->step, g_free);
}

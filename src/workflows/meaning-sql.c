/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include "base/json.h"
#include "workflows/expression.h"
#include "workflows/target.h"

static gboolean
is_built_in (const char *name)
{
  return g_strv_contains (bureau_expression_list_built_ins (), name);
}

/* What SQL in the object at hand may name: its `with` and what the host gives. */
static char **
list_parameters (BureauCheck *check)
{
  JsonObject *with = check->object != NULL ? bureau_json_get_object (check->object, "with") : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;

  if (with != NULL)
    {
      json_object_iter_init_ordered (&iter, with);
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        g_strv_builder_add (names, name);
    }
  g_strv_builder_addv (names, (const char **)bureau_expression_list_built_ins ());
  return g_strv_builder_end (names);
}

static void
check_parameters (BureauCheck *check, char **used, char **given)
{
  for (guint i = 0; used[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)given, used[i]))
      bureau_problems_add_unknown (check->problems, "parameter_unbound", used[i],
                                   (const char *const *)given,
                                   "This parameter is not given in ‘with’.");
}

/* @about: the table of the row an expression is about, or NULL for a statement. */
static gboolean
check_text (BureauCheck *check, const char *sql, const char *about)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) used = bureau_expression_scan (sql, &error);
  g_auto (GStrv) given = list_parameters (check);
  guint before = bureau_problems_get_count (check->problems);

  if (used == NULL)
    {
      bureau_problems_add (check->problems, "sql_bad", sql, "%s", error->message);
      return FALSE;
    }
  bureau_problems_set_text (check->problems, sql);
  check_parameters (check, used, given);
  bureau_problems_set_text (check->problems, NULL);
  if (bureau_problems_get_count (check->problems) != before || check->context == NULL)
    return FALSE;
  if (bureau_workflow_context_check_sql (check->context, sql, about, (const char *const *)given,
                                         &error))
    return TRUE;
  bureau_problems_add (check->problems, "sql_refused", sql, "%s", error->message);
  return FALSE;
}

/* A text that a choice field can never hold makes a condition that is never true. */
static void
check_choice (BureauCheck *check, const char *collection, const char *name, const char *literal)
{
  g_auto (GStrv) expected = NULL;
  g_autofree char *hint = NULL;

  if (check->context != NULL)
    expected = bureau_workflow_context_list_choices (check->context, collection, name);
  if (expected == NULL || g_strv_contains ((const char *const *)expected, literal))
    return;
  hint = g_strdup_printf ("‘%s’ of ‘%s’ has no such choice.", name, collection);
  bureau_problems_add_unknown (check->problems, "choice_unknown", literal,
                               (const char *const *)expected, hint);
}

static void
check_comparisons (BureauCheck *check, const char *expression, const char *collection)
{
  g_autoptr (GPtrArray) comparisons = bureau_expression_split (expression);

  if (check->context == NULL || g_str_equal (collection, "messages"))
    return;
  bureau_problems_set_text (check->problems, expression);
  for (guint i = 0; comparisons != NULL && i < comparisons->len; i++)
    {
      BureauComparison *comparison = g_ptr_array_index (comparisons, i);

      if (bureau_check_field (check, collection, comparison->field) && comparison->is_text)
        check_choice (check, collection, comparison->field, comparison->literal);
    }
  bureau_problems_set_text (check->problems, NULL);
}

static void
check_condition (BureauCheck *check, const char *expression, const char *about)
{
  check_comparisons (check, expression, about);
  check_text (check, expression, about);
}

void
bureau_mean_message_trigger (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    check_condition (check, json_node_get_string (value), "messages");
}

void
bureau_mean_record_condition (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *collection = bureau_json_get_string (check->object, "record");

  if (collection != NULL)
    check_condition (check, json_node_get_string (value), collection);
}

void
bureau_mean_condition (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *about = bureau_target_row_collection (check->document);

  if (about != NULL)
    check_condition (check, json_node_get_string (value), about);
  else
    bureau_problems_add (check->problems, "condition_unavailable", json_node_get_string (value),
                         "This workflow is started about no row, so ‘if’ has nothing to look at.");
}

void
bureau_mean_sql (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *sql = json_node_get_string (value);
  g_autofree char *start = g_ascii_strup (sql, MIN (6, strlen (sql)));

  if (g_str_has_prefix (start, "SELECT") || g_str_has_prefix (start, "WITH"))
    check_text (check, sql, NULL);
  else
    bureau_problems_add (check->problems, "sql_bad", sql,
                         "A query only reads: it begins with SELECT or WITH.");
}

static gboolean
check_assigned_field (BureauCheck *check, const char *collection, const char *name)
{
  static const char *const kept[] = { "id", "created_at", "updated_at", "meta", NULL };
  g_auto (GStrv) fields = NULL;

  if (g_strv_contains (kept, name))
    {
      bureau_problems_enter (check->problems, name);
      bureau_problems_add (check->problems, "field_kept", name,
                           "‘%s’ is kept by Bureau and cannot be set.", name);
      bureau_problems_leave (check->problems);
      return FALSE;
    }
  fields = check->context != NULL ? bureau_workflow_context_list_fields (check->context, collection)
                                  : NULL;
  if (fields == NULL || g_strv_contains ((const char *const *)fields, name))
    return TRUE;
  bureau_problems_add_unknown_key (check->problems, "field_unknown", name,
                                   (const char *const *)fields,
                                   "The collection has no such field.");
  return FALSE;
}

static void
check_assigned_value (BureauCheck *check, const char *collection, const char *name,
                      const char *expression)
{
  g_autofree char *literal = bureau_expression_read_literal (expression);

  bureau_problems_enter (check->problems, name);
  bureau_problems_set_text (check->problems, expression);
  if (literal != NULL)
    check_choice (check, collection, name, literal);
  bureau_problems_set_text (check->problems, NULL);
  check_text (check, expression, collection);
  bureau_problems_leave (check->problems);
}

void
bureau_mean_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *record = bureau_json_get_string (check->object, "record");
  g_autoptr (BureauProblems) silent = bureau_problems_new ();
  BureauCheck probe = *check;
  BureauTarget target;
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  probe.problems = silent;
  if (record == NULL || !bureau_target_resolve (&probe, record, &target) || target.owner == NULL)
    return;
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    if (check_assigned_field (check, target.owner, name))
      check_assigned_value (check, target.owner, name, json_node_get_string (entry));
}

void
bureau_mean_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    {
      const char *reference = json_node_get_string (entry);
      BureauTarget target;

      bureau_problems_enter (check->problems, name);
      if (is_built_in (name) || g_str_equal (name, "id"))
        bureau_problems_add (check->problems, "name_reserved", name,
                             "‘:%s’ is given by Bureau: choose another name.", name);
      if (bureau_target_resolve (check, reference, &target) && target.is_whole)
        bureau_problems_add (check->problems, "reference_whole", reference,
                             "A parameter takes one value: say which, as in ‘%s.id’.", reference);
      bureau_problems_leave (check->problems);
    }
}

static void
collect_used (GHashTable *used, JsonObject *step)
{
  JsonObject *set = bureau_json_get_object (step, "set");
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  JsonObjectIter iter;
  JsonNode *entry;

  g_ptr_array_add (texts, (char *)bureau_json_get_string (step, "if"));
  g_ptr_array_add (texts, (char *)bureau_json_get_string (step, "sql"));
  if (set != NULL)
    {
      json_object_iter_init (&iter, set);
      while (json_object_iter_next (&iter, NULL, &entry))
        if (JSON_NODE_HOLDS_VALUE (entry))
          g_ptr_array_add (texts, (char *)json_node_get_string (entry));
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autofree char **names = text != NULL ? bureau_expression_scan (text, NULL) : NULL;

      for (guint j = 0; names != NULL && names[j] != NULL; j++)
        g_hash_table_add (used, names[j]);
    }
}

/* A parameter that nothing uses is mostly one that is misspelt elsewhere. */
void
bureau_mean_parameters (BureauCheck *check, JsonObject *object)
{
  JsonObject *with = bureau_json_get_object (object, "with");
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObjectIter iter;
  const char *name;

  /* Of a call they are arguments. */
  if (with == NULL || g_strcmp0 (bureau_json_get_string (object, "do"), "call") == 0)
    return;
  collect_used (used, object);
  bureau_problems_enter (check->problems, "with");
  json_object_iter_init_ordered (&iter, with);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_hash_table_contains (used, name))
      bureau_problems_add (check->problems, "parameter_unused", name,
                           "No SQL of this step uses ‘:%s’: use it, or remove it.", name);
  bureau_problems_leave (check->problems);
}

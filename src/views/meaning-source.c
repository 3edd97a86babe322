/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/meaning.h"

#include <string.h>

#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/context.h"
#include "views/param.h"

void
bureau_view_mean_own_column (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);

  if (bureau_view_get_column (check->part, name) == NULL)
    bureau_problems_add (check->problems, "column_unknown", name,
                         "‘%s’ must be a column of the same source.", name);
}

static gboolean
has_text (JsonArray *list, const char *text)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strcmp0 (json_array_get_string_element (list, i), text) == 0)
      return TRUE;
  return FALSE;
}

static const char **
list_texts (JsonArray *list)
{
  const char **texts = g_new0 (const char *, json_array_get_length (list) + 1);

  for (guint i = 0; i < json_array_get_length (list); i++)
    texts[i] = json_array_get_string_element (list, i);
  return texts;
}

/* What is declared must come, and what comes must be declared. */
static void
check_declared (BureauCheck *check, JsonObject *source, JsonArray *given)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");
  g_autofree const char **names = list_texts (given);

  bureau_problems_enter (check->problems, "columns");
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? bureau_json_get_string (json_node_get_object (node), "name")
                             : NULL;

      if (name == NULL || has_text (given, name))
        continue;
      bureau_problems_enter_item (check->problems, i);
      bureau_problems_enter (check->problems, "name");
      bureau_problems_add_unknown (check->problems, "column_missing", name, names,
                                   "The SQL gives no such column.");
      bureau_problems_leave (check->problems);
      bureau_problems_leave (check->problems);
    }
  for (guint i = 0; i < json_array_get_length (given); i++)
    if (bureau_view_get_column (source, names[i]) == NULL)
      bureau_problems_add (check->problems, "column_undeclared", names[i],
                           "The SQL gives ‘%s’, which is not declared. Add it with its type, or "
                           "leave it out of the SELECT.",
                           names[i]);
  bureau_problems_leave (check->problems);
}

static void
check_params (BureauCheck *check, JsonObject *source, JsonArray *asked)
{
  g_autofree const char **names = bureau_view_param_list_names (check->document);

  bureau_problems_enter (check->problems, "sql");
  bureau_problems_set_text (check->problems, bureau_json_get_string (source, "sql"));
  for (guint i = 0; i < json_array_get_length (asked); i++)
    if (!g_strv_contains (names, json_array_get_string_element (asked, i)))
      bureau_problems_add_unknown (check->problems, "param_unknown",
                                   json_array_get_string_element (asked, i), names,
                                   "The SQL names a parameter that ‘params’ does not have.");
  bureau_problems_set_text (check->problems, NULL);
  bureau_problems_leave (check->problems);
}

/* Money of several currencies has no sum. */
static gboolean
has_currencies (BureauCheck *check, JsonArray *tables)
{
  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonObject *collection = bureau_view_context_get_collection (
          check->context, json_array_get_string_element (tables, i));
      JsonArray *fields = collection != NULL ? bureau_json_get_array (collection, "fields") : NULL;

      for (guint j = 0; fields != NULL && j < json_array_get_length (fields); j++)
        if (json_object_has_member (json_array_get_object_element (fields, j), "currency"))
          return TRUE;
    }
  return FALSE;
}

static gboolean
names_any (const char *sql, const char *const *words, gboolean is_part)
{
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    {
      g_autofree char *text = g_ascii_strdown (token.start, token.length);

      for (guint i = 0; words[i] != NULL; i++)
        if (is_part ? strstr (text, words[i]) != NULL : g_str_equal (text, words[i]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_money (JsonObject *source)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_strcmp0 (bureau_json_get_string (json_node_get_object (node), "type"), "money") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_money (BureauCheck *check, JsonObject *source, JsonArray *tables)
{
  static const char *const sums[] = { "sum", "avg", "total", NULL };
  static const char *const currency[] = { "currency", NULL };
  const char *sql = bureau_json_get_string (source, "sql");

  if (has_money (source) && has_currencies (check, tables) && names_any (sql, sums, FALSE)
      && !names_any (sql, currency, TRUE))
    bureau_problems_add (check->problems, "money_mixed", NULL,
                         "The sums may be of several currencies. GROUP BY the currency and give it "
                         "as a column, or ask for one with WHERE currency = :currency.");
}

/* What SQLite calls now is not what a test or a print of yesterday's view means by it. */
static void
check_clock (BureauCheck *check, const char *sql)
{
  static const char *const now[] = { "'now'",        "\"now\"", "current_date", "current_timestamp",
                                     "current_time", NULL };

  if (!names_any (sql, now, FALSE))
    return;
  bureau_problems_enter (check->problems, "sql");
  bureau_problems_add (check->problems, "clock_hidden", NULL,
                       "Use :today or :now, which the view is given, not SQLite's own clock.");
  bureau_problems_leave (check->problems);
}

static void
check_described (BureauCheck *check, JsonObject *source, JsonObject *described)
{
  check_declared (check, source, bureau_json_get_array (described, "columns"));
  check_params (check, source, bureau_json_get_array (described, "params"));
  check_money (check, source, bureau_json_get_array (described, "tables"));
}

void
bureau_view_mean_source_sql (BureauCheck *check, JsonObject *object)
{
  const char *sql = bureau_json_get_string (object, "sql");
  BureauGuard *guard = check->context != NULL ? bureau_view_context_get_guard (check->context)
                                              : NULL;
  g_autoptr (JsonObject) described = NULL;
  g_autoptr (GError) error = NULL;

  if (sql == NULL)
    return;
  check_clock (check, sql);
  if (guard == NULL)
    return;
  described = bureau_guard_describe (guard, sql, &error);
  if (described != NULL)
    {
      check_described (check, object, described);
      return;
    }
  bureau_problems_enter (check->problems, "sql");
  bureau_problems_add (check->problems, "sql_refused", NULL, "%s", error->message);
  bureau_problems_leave (check->problems);
}

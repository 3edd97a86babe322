/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/meaning.h"

#include <string.h>

#include "base/json.h"
#include "views/template.h"

/* What each format can show; a format that is not here shows any number. */
static const struct
{
  const char *format;
  const char *const *types;
} format_types[] = {
  { "relative_date", (const char *const[]){ "date", "datetime", NULL } },
  { "percent", (const char *const[]){ "ratio", "number", "int", NULL } },
  { "initials", (const char *const[]){ "text", "person", NULL } },
};

static const char *const number_types[] = { "int",  "number",   "ratio", "money",
                                            "days", "duration", NULL };
static const char *const time_types[] = { "date", "datetime", NULL };

static JsonObject *
source_of (BureauCheck *check)
{
  const char *id = check->part != NULL ? bureau_json_get_string (check->part, "data") : NULL;

  return id != NULL ? bureau_view_find_in (check->document, "data", id) : NULL;
}

static const char **
list_columns (JsonObject *source)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? bureau_json_get_string (json_node_get_object (node), "name")
                             : NULL;

      if (name != NULL)
        g_ptr_array_add (names, (char *)name);
    }
  g_ptr_array_add (names, NULL);
  return (const char **)g_ptr_array_free (names, FALSE);
}

/* NULL, with the problem noted, where the source has no such column. */
static JsonObject *
find_column (BureauCheck *check, const char *name)
{
  JsonObject *source = source_of (check);
  JsonObject *column = source != NULL ? bureau_view_get_column (source, name) : NULL;
  g_autofree const char **names = NULL;
  g_autofree char *hint = NULL;

  if (source == NULL || column != NULL)
    return column;
  names = list_columns (source);
  hint = g_strdup_printf ("The source ‘%s’ has no such column.",
                          bureau_json_get_string (source, "id"));
  bureau_problems_add_unknown (check->problems, "column_unknown", name, names, hint);
  return NULL;
}

static void
check_type (BureauCheck *check, const char *name, const char *const *types, const char *must)
{
  JsonObject *column = find_column (check, name);
  const char *type = column != NULL ? bureau_json_get_string (column, "type") : NULL;

  if (type != NULL && !g_strv_contains (types, type))
    bureau_problems_add (check->problems, "column_type", name, "‘%s’ is %s here, and must be %s.",
                         name, type, must);
}

void
bureau_view_mean_column (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  find_column (check, json_node_get_string (value));
}

void
bureau_view_mean_columns (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *names = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      find_column (check, json_array_get_string_element (names, i));
      bureau_problems_leave (check->problems);
    }
}

void
bureau_view_mean_number_column (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_type (check, json_node_get_string (value), number_types,
              "a number: int, number, ratio, money, days or duration");
}

void
bureau_view_mean_time_column (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_type (check, json_node_get_string (value), time_types, "a date or datetime");
}

void
bureau_view_mean_sort (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = json_node_get_string (value);

  bureau_problems_set_text (check->problems, text);
  find_column (check, *text == '-' ? text + 1 : text);
  bureau_problems_set_text (check->problems, NULL);
}

/* An object's column is checked where the object is. */
void
bureau_view_mean_badge (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (!JSON_NODE_HOLDS_OBJECT (value))
    find_column (check, json_node_get_string (value));
}

void
bureau_view_mean_cell_format (BureauCheck *check, JsonObject *object)
{
  const char *format = bureau_json_get_string (object, "format");
  const char *name = bureau_json_get_string (object, "col");
  JsonObject *source = source_of (check);
  JsonObject *column = source != NULL && name != NULL ? bureau_view_get_column (source, name)
                                                      : NULL;
  const char *type = column != NULL ? bureau_json_get_string (column, "type") : NULL;
  const char *const *fitting = number_types;

  if (format == NULL || type == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (format_types); i++)
    if (g_str_equal (format_types[i].format, format))
      fitting = format_types[i].types;
  if (!g_strv_contains (fitting, type))
    bureau_problems_add (check->problems, "format_wrong", format,
                         "‘%s’ cannot show ‘%s’, which is %s. Leave the format out.", format, name,
                         type);
}

typedef struct
{
  BureauCheck *check;
  const char *text;
} BureauTemplateCheck;

static void
check_name (const char *act, const char *name, gpointer data)
{
  BureauTemplateCheck *outer = data;

  if (name == NULL)
    return;
  bureau_problems_set_text (outer->check->problems, outer->text);
  find_column (outer->check, name);
  bureau_problems_set_text (outer->check->problems, NULL);
}

void
bureau_view_mean_template (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  BureauTemplateCheck outer = { check, json_node_get_string (value) };
  g_autofree char *bad = NULL;

  bad = bureau_view_template_scan (outer.text, check_name, &outer);
  if (bad != NULL)
    bureau_problems_add (check->problems, "template_bad", bad,
                         "‘%s’ cannot be filled in. In braces stands n, a column, or first, last, "
                         "sum, min, max or top with a dot and a column.",
                         bad);
}

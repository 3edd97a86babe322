/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "agents/sample.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "memory/check.h"
#include "memory/setting.h"
#include "workflows/template-install.h"
#include "workflows/template.h"

/* Init and templates ------------------------------------------------------------------------------
 */

static gboolean
set_bool (BureauCall *call, const char *key, gboolean value, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, value);
  return dex_await (bureau_setting_set (call->memory, &bureau_call_cause, key, node), error);
}

/* What was made is not left half: it would be in the way of the next try. */
static gboolean
remove_half (BureauCall *call)
{
  if (call->memory != NULL)
    {
      bureau_memory_close (call->memory);
      bureau_workspace_remove (call->workspace);
    }
  return FALSE;
}

/* Who makes a workspace at the terminal approves there (design.md §5). */
static gboolean
make_workspace (BureauCall *call, const char *template, gboolean sample, GError **error)
{
  call->memory = bureau_memory_open (
      call->workspace, BUREAU_MEMORY_CREATE | (sample ? BUREAU_MEMORY_ENGINE : 0), error);
  if (call->memory == NULL)
    return FALSE;
  bureau_call_follow_trouble (call);
  return set_bool (call, "terminal_approval", TRUE, error)
         && (template == NULL
             || dex_await (
                 bureau_template_install (call->memory, &bureau_call_cause, template, sample),
                 error));
}

static void
print_made (BureauCall *call, const char *template)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *shown = g_filename_display_name (call->workspace);

  if (!call->json)
    {
      bureau_call_print (call, "Made %s%s%s.\n", shown,
                         template != NULL ? " from the template " : "",
                         template != NULL ? template : "");
      if (template == NULL)
        bureau_call_print (call,
                           "It is empty; “bureauctl templates” shows what one can begin with.\n");
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "workspace", shown);
  bureau_json_set_string (object, "template", template);
  bureau_call_print_object (call, object);
}

static gboolean
run_init (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_option (call, "template");
  g_autoptr (JsonObject) template = name != NULL ? bureau_template_load (name, error) : NULL;

  if (name != NULL && template == NULL)
    return FALSE;
  if (!make_workspace (call, name, FALSE, error))
    return remove_half (call);
  print_made (call, name);
  return TRUE;
}

static gboolean
run_templates (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_template_list (error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "TITLE", "WHAT", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *template = json_array_get_object_element (list, i);

      bureau_table_add (table, bureau_json_get_string (template, "template"),
                        bureau_json_get_string (template, "title"),
                        bureau_json_get_string (template, "description"), NULL);
    }
  bureau_call_print_list (call, list, table, NULL);
  return TRUE;
}

/* Demo --------------------------------------------------------------------------------------------
 */

static gboolean
run_demo (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) counts = NULL;
  g_autoptr (BureauProgressLine) line = bureau_progress_line_new ();

  if (!make_workspace (call, BUREAU_SAMPLE_TEMPLATE, TRUE, error))
    return remove_half (call);
  counts = dex_await_boxed (
      bureau_sample_fill (call->memory, bureau_call_cause.actor, bureau_progress_line_get (line)),
      error);
  if (counts == NULL)
    return remove_half (call);
  if (call->json)
    bureau_call_print_object (call, counts);
  else
    bureau_call_print (call,
                       "%s is filled with a sample business: %" G_GINT64_FORMAT
                       " messages, and %" G_GINT64_FORMAT
                       " drafts that wait for you. Nothing can leave it: it has no mail account.\n"
                       "“bureauctl drafts” lists them.\n",
                       call->workspace, bureau_json_get_int (counts, "messages", 0),
                       bureau_json_get_int (counts, "drafts", 0));
  return TRUE;
}

/* Settings ----------------------------------------------------------------------------------------
 */

static gboolean
settings_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_setting_get_all (database, error));
}

static void
print_settings (BureauCall *call, JsonObject *settings)
{
  g_autoptr (BureauTable) table = bureau_table_new ("KEY", "VALUE", "MEANING", NULL);
  guint n;
  const BureauSetting *list = bureau_setting_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value = bureau_json_print (json_object_get_member (settings, list[i].key));

      bureau_table_add (table, list[i].key, value, list[i].meaning, NULL);
    }
  bureau_table_print (table, call->out);
}

static gboolean
is_text_type (const char *type)
{
  static const char *const types[]
      = { "text", "url", "currency", "zone", "language", "choice", NULL };

  return g_strv_contains (types, type);
}

static gboolean
is_scalar_type (const char *type)
{
  return g_str_equal (type, "int") || g_str_equal (type, "bool");
}

static JsonNode *
parse_setting (const BureauSetting *setting, const char *text, GError **error)
{
  gboolean is_plain = is_text_type (setting->type);
  JsonNode *node = is_plain ? NULL : bureau_json_parse (text, -1, error);

  /* What is no number and no yes or no either goes on as it is: the setting says what it takes. */
  if (node == NULL && !is_plain && is_scalar_type (setting->type))
    g_clear_error (error);
  else if (!is_plain)
    return node;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

/* "identity.name" sets one member of an object and leaves the others. */
static JsonNode *
parse_member (JsonObject *settings, const char *key, const char *member, const char *text)
{
  JsonNode *node = json_object_dup_member (settings, key);

  json_object_set_string_member (json_node_get_object (node), member, text);
  return node;
}

static gboolean
set_value (BureauCall *call, JsonObject *settings, const char *name, const char *text,
           GError **error)
{
  const char *dot = strchr (name, '.');
  g_autofree char *key = dot != NULL ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);
  const BureauSetting *setting = bureau_setting_find (key, error);
  g_autoptr (JsonNode) value = NULL;

  if (setting == NULL)
    return FALSE;
  if (dot != NULL && JSON_NODE_HOLDS_OBJECT (json_object_get_member (settings, key)))
    value = parse_member (settings, key, dot + 1, text);
  else
    value = parse_setting (setting, text, error);
  return value != NULL
         && dex_await (bureau_setting_set (call->memory, &bureau_call_cause, key, value), error);
}

static gboolean
print_setting (BureauCall *call, JsonObject *settings, const char *name, GError **error)
{
  g_autofree char *key = g_strndup (name, strcspn (name, "."));
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;
  JsonNode *value;

  if (bureau_setting_find (key, error) == NULL)
    return FALSE;
  value = json_object_get_member (settings, key);
  json_object_set_member (object, key, json_node_copy (value));
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    text = bureau_terminal_text (json_node_get_string (value));
  else
    text = bureau_json_print (value);
  if (call->json)
    bureau_call_print_object (call, object);
  else
    bureau_call_print (call, "%s\n", text);
  return TRUE;
}

static gboolean
run_set (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autofree char *text = bureau_call_join_arguments (call, 1);
  g_autoptr (JsonObject) settings = bureau_call_read_object (call, settings_cb, NULL, error);

  if (settings == NULL)
    return FALSE;
  if (bureau_call_get_argument (call, 1) != NULL)
    {
      if (!set_value (call, settings, name, text, error))
        return FALSE;
      g_clear_pointer (&settings, json_object_unref);
      settings = bureau_call_read_object (call, settings_cb, NULL, error);
      if (settings == NULL)
        return FALSE;
    }
  if (name != NULL)
    return print_setting (call, settings, name, error);
  if (call->json)
    bureau_call_print_object (call, settings);
  else
    print_settings (call, settings);
  return TRUE;
}

static const BureauOption init_options[] = {
  { "template", "NAME", "Begin with a template’s collections, agents and workflows" }, { NULL }
};

const BureauCommand bureau_workspace_commands[] = {
  { "init", "", "Make a workspace", run_init, BUREAU_OPEN_NOTHING, 0, 0, init_options },
  { "templates", "", "List what a workspace can begin with", run_templates, BUREAU_OPEN_NOTHING, 0,
    0 },
  { "demo", "", "Make a workspace with a sample business in it", run_demo, BUREAU_OPEN_NOTHING, 0,
    0 },
  { "set", "[KEY [VALUE]]", "Show or change the business’s settings", run_set, BUREAU_OPEN_WRITE, 0,
    BUREAU_MANY_ARGUMENTS, NULL,
    "Without a value it shows the setting, without a key all there are, with what each is for.\n"
    "Members of an object are set by a dot: bureauctl set identity.name \"Anna Weber\".\n"
    "A value that begins with a dash stands behind two: bureauctl set budget_per_day -- -1." },
  { NULL },
};

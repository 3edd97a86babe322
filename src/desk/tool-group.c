/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/tool-group.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "workflows/tool-kind.h"

struct _BureauToolGroup
{
  AdwPreferencesGroup parent_instance;

  JsonObject *document;
  GPtrArray *rows;
  gboolean is_pushing; /* the switches change because of us, not of the person */
};

G_DEFINE_FINAL_TYPE (BureauToolGroup, bureau_tool_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a person reads of each; one without a line here has its bare name. */
static const struct
{
  const char *name;
  const char *title;
  const char *about;
} words[] = {
  { "search", N_ ("May Search Memory"),
    N_ ("Finds records, messages and sent drafts by their words, where the agent may read.") },
  { "read", N_ ("May Read Records"),
    N_ ("Opens a record of a collection that the agent may read.") },
  { "note_fact", N_ ("May Note a Fact"),
    N_ ("Adds to the record what its fields have no place for.") },
  { "propose_view", N_ ("May Propose a View"),
    N_ ("Describes a view that would help, for you to look at.") },
};

/* The classes of reliability.md §3.2, as far as a person has to know. */
static const char *const classes[] = {
  [BUREAU_TOOL_READS] = N_ ("It only reads."),
  [BUREAU_TOOL_WRITES] = N_ ("You can undo it."),
  [BUREAU_TOOL_FETCHES] = N_ ("It asks somebody outside."),
  [BUREAU_TOOL_ACTS] = N_ ("Nothing happens before you say yes."),
};

/* From the switches to the document --------------------------------------------------------------
 */

/* What is listed and has no switch here stays where it is. */
static gboolean
has_switch (const char *name)
{
  return g_strv_contains (bureau_tool_names, name);
}

static JsonArray *
list_tools (BureauToolGroup *self)
{
  JsonArray *before = bureau_json_get_array (self->document, "tools");
  JsonArray *after = json_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (adw_switch_row_get_active (g_ptr_array_index (self->rows, i)))
      json_array_add_string_element (after, bureau_tool_names[i]);
  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    {
      JsonNode *node = json_array_get_element (before, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (name == NULL || !has_switch (name))
        json_array_add_element (after, json_node_copy (node));
    }
  return after;
}

static void
active_cb (BureauToolGroup *self)
{
  g_autoptr (JsonObject) edited = NULL;
  g_autoptr (JsonArray) tools = NULL;

  if (self->is_pushing || self->document == NULL)
    return;
  edited = bureau_json_copy_object (self->document);
  tools = list_tools (self);
  if (json_array_get_length (tools) > 0)
    json_object_set_array_member (edited, "tools", g_steal_pointer (&tools));
  else
    json_object_remove_member (edited, "tools");
  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_object_ref (edited);
  g_signal_emit (self, signals[EDITED], 0, edited);
}

/* From the document to the switches --------------------------------------------------------------
 */

static gboolean
is_given (JsonArray *tools, const char *name)
{
  for (guint i = 0; tools != NULL && i < json_array_get_length (tools); i++)
    {
      JsonNode *node = json_array_get_element (tools, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
push (BureauToolGroup *self)
{
  JsonArray *tools = bureau_json_get_array (self->document, "tools");

  self->is_pushing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_switch_row_set_active (g_ptr_array_index (self->rows, i),
                               is_given (tools, bureau_tool_names[i]));
  self->is_pushing = FALSE;
}

static GtkWidget *
make_row (const char *name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW, "use-markup", FALSE, "title", name, NULL);
  const char *class = _ (classes[bureau_tool_get_class (name)]);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, name))
      {
        g_autofree char *subtitle = g_strdup_printf ("%s\n%s", _ (words[i].about), class);

        g_object_set (row, "title", _ (words[i].title), "subtitle", subtitle, NULL);
      }
  return row;
}

static void
bureau_tool_group_finalize (GObject *object)
{
  BureauToolGroup *self = BUREAU_TOOL_GROUP (object);

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_tool_group_parent_class)->finalize (object);
}

static void
bureau_tool_group_class_init (BureauToolGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_tool_group_finalize;
  signals[EDITED] = g_signal_new ("edited", BUREAU_TYPE_TOOL_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
bureau_tool_group_init (BureauToolGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; bureau_tool_names[i] != NULL; i++)
    {
      GtkWidget *row = make_row (bureau_tool_names[i]);

      g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

/**
 * bureau_tool_group_show:
 * @document_or_null: an agent; %NULL where the text of it cannot be read, so that there is nothing
 *   to turn on or off
 *
 * Shows which tools an agent has; nothing for any other document.
 */
void
bureau_tool_group_show (BureauToolGroup *self, JsonObject *document_or_null)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), document_or_null != NULL);
  if (document_or_null == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), json_object_has_member (document_or_null, "agent"));
  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_object_ref (document_or_null);
  push (self);
}

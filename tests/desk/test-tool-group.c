/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tools of an agent as switches. */
#include "base/json.h"
#include "desk/tool-group.h"
#include "workflows/tool-kind.h"

#include "bureau-desk-resources.h"

#define AGENT(tools) "{\"agent\":\"writer\",\"instructions\":\"Write.\"" tools "}"

typedef struct
{
  BureauToolGroup *group;
  JsonObject *edited; /* what the group told last */
  guint n_edited;
} Fixture;

static void
edited_cb (Fixture *self, JsonObject *document)
{
  g_clear_pointer (&self->edited, json_object_unref);
  self->edited = json_object_ref (document);
  self->n_edited++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->group = g_object_ref_sink (g_object_new (BUREAU_TYPE_TOOL_GROUP, NULL));
  g_signal_connect_swapped (self->group, "edited", G_CALLBACK (edited_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->edited, json_object_unref);
  g_assert_finalize_object (self->group);
}

static void
show (Fixture *self, const char *text)
{
  g_autoptr (JsonObject) document = bureau_json_parse_object (text, -1, NULL);

  g_assert_nonnull (document);
  bureau_tool_group_show (self->group, document);
}

/* The switch that says so, wherever it stands. */
static AdwSwitchRow *
find (GtkWidget *widget, const char *title)
{
  AdwSwitchRow *found = NULL;

  if (ADW_IS_SWITCH_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return ADW_SWITCH_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, title);
  return found;
}

static void
turn (Fixture *self, const char *title, gboolean is_on)
{
  AdwSwitchRow *row = find (GTK_WIDGET (self->group), title);

  g_assert_nonnull (row);
  g_assert_cmpint (adw_switch_row_get_active (row), ==, !is_on);
  adw_switch_row_set_active (row, is_on);
}

static void
assert_edited (Fixture *self, const char *text)
{
  g_autofree char *edited = bureau_json_print_object (self->edited);

  g_assert_cmpstr (edited, ==, text);
}

/* Only what a person turns is told, and all else in the document stays. */
static void
test_turn (Fixture *self, gconstpointer data)
{
  show (self, AGENT (",\"tools\":[\"read\"]"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->group)));
  g_assert_cmpuint (self->n_edited, ==, 0);
  turn (self, "May Search Memory", TRUE);
  assert_edited (self, AGENT (",\"tools\":[\"search\",\"read\"]"));
  turn (self, "May Read Records", FALSE);
  assert_edited (self, AGENT (",\"tools\":[\"search\"]"));
  turn (self, "May Search Memory", FALSE);
  assert_edited (self, AGENT (""));
  turn (self, "May Note a Fact", TRUE);
  turn (self, "May Propose a View", TRUE);
  assert_edited (self, AGENT (",\"tools\":[\"note_fact\",\"propose_view\"]"));
  g_assert_cmpuint (self->n_edited, ==, 5);
  show (self, AGENT (",\"tools\":[\"search\"]"));
  g_assert_cmpuint (self->n_edited, ==, 5);
}

/* What a person wrote wrong is theirs to mend, not lost by a switch. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  show (self, AGENT (",\"tools\":[\"serach\",7,\"read\"]"));
  turn (self, "May Search Memory", TRUE);
  assert_edited (self, AGENT (",\"tools\":[\"search\",\"read\",\"serach\",7]"));
}

/* Each tool that there is has a switch that says what it does, and of which class it is. */
static void
test_words (Fixture *self, gconstpointer data)
{
  static const char *const titles[] = { "May Search Memory", "May Read Records", "May Note a Fact",
                                        "May Propose a View" };
  static const char *const classes[] = {
    [BUREAU_TOOL_READS] = "\nIt only reads.",
    [BUREAU_TOOL_WRITES] = "\nYou can undo it.",
    [BUREAU_TOOL_FETCHES] = "\nIt asks somebody outside.",
    [BUREAU_TOOL_ACTS] = "\nNothing happens before you say yes.",
  };

  for (guint i = 0; bureau_tool_names[i] != NULL; i++)
    {
      AdwSwitchRow *row = find (GTK_WIDGET (self->group), titles[i]);
      const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

      g_assert_true (
          g_str_has_suffix (subtitle, classes[bureau_tool_get_class (bureau_tool_names[i])]));
      g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));
    }
}

static void
test_others (Fixture *self, gconstpointer data)
{
  show (self, "{\"workflow\":\"w\"}");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->group)));
  show (self, AGENT (""));
  bureau_tool_group_show (self->group, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->group)));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (self->group)));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/tool-group/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  ADD ("turn", test_turn);
  ADD ("unknown", test_unknown);
  ADD ("words", test_words);
  ADD ("others", test_others);
  return g_test_run ();
}

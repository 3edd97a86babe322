/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/review-filter.h"

#include <glib/gi18n.h>

#include "base/text.h"

struct _BureauReviewFilter
{
  BureauReviewFilterFunc func;
  gpointer data;
  GtkFilter *filter;
  GSimpleActionGroup *actions;
  GMenu *menu;
  GMenu *agents;
  GMenu *kinds;
  char *seen_agents; /* of which the menu is made */
  char *seen_kinds;
};

/* What the state is by default. */
#define ALL "all"
#define WAITING "waiting"

static const struct
{
  const char *kind;
  const char *title;
} kinds[] = {
  { "mail", N_ ("_Mails") },
  { "webhook", N_ ("_Calls") },
  { "tool", N_ ("_Tools") },
};

static gboolean
fits (BureauReviewFilter *self, const char *action, const char *value)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions),
                                                                action);
  const char *wanted = g_variant_get_string (state, NULL);

  return g_str_equal (wanted, ALL) || g_strcmp0 (wanted, value) == 0;
}

static gboolean
fits_state (BureauReviewFilter *self, const char *state, const char *doubt)
{
  gboolean is_snoozed = g_str_equal (state, "snoozed");

  if (fits (self, "show", "snoozed"))
    return is_snoozed;
  return !is_snoozed && (fits (self, "show", WAITING) || *doubt != '\0');
}

static gboolean
is_shown (gpointer item, gpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *doubt = NULL;
  g_autofree char *agent = NULL;
  g_autofree char *kind = NULL;

  g_object_get (item, "state", &state, "doubt", &doubt, "agent", &agent, "kind", &kind, NULL);
  return fits_state (data, state, doubt) && fits (data, "agent", agent)
         && fits (data, "kind", kind);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  BureauReviewFilter *self = data;

  g_simple_action_set_state (action, value);
  bureau_review_filter_changed (self);
}

static const GActionEntry actions[] = {
  { .name = "show", .state = "'waiting'", .parameter_type = "s", .change_state = change_state_cb },
  { .name = "agent", .state = "'all'", .parameter_type = "s", .change_state = change_state_cb },
  { .name = "kind", .state = "'all'", .parameter_type = "s", .change_state = change_state_cb },
};

/* The menu ---------------------------------------------------------------------------------------
 */

static void
append (GMenu *menu, const char *title, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenu *
make_states (void)
{
  GMenu *states = g_menu_new ();

  append (states, _ ("_All Waiting"), "list.show", WAITING);
  append (states, _ ("With _Doubts"), "list.show", "unsure");
  append (states, _ ("_Snoozed"), "list.show", "snoozed");
  return states;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* What a property of the drafts has for values. */
static GPtrArray *
list_values (GListModel *drafts, const char *property)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (drafts, i);
      g_autofree char *value = NULL;

      g_object_get (item, property, &value, NULL);
      if (*value != '\0' && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
        g_ptr_array_add (values, g_steal_pointer (&value));
    }
  g_ptr_array_sort (values, compare_texts);
  return values;
}

static void
fill_agents (BureauReviewFilter *self, GPtrArray *agents)
{
  g_menu_remove_all (self->agents);
  for (guint i = 0; agents->len > 1 && i < agents->len; i++)
    {
      g_autofree char *title = bureau_text_title (g_ptr_array_index (agents, i));

      if (i == 0)
        append (self->agents, _ ("_Every Agent"), "list.agent", ALL);
      append (self->agents, title, "list.agent", g_ptr_array_index (agents, i));
    }
}

static void
fill_kinds (BureauReviewFilter *self, GPtrArray *found)
{
  g_menu_remove_all (self->kinds);
  if (found->len < 2)
    return;
  append (self->kinds, _ ("Every _Kind"), "list.kind", ALL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ptr_array_find_with_equal_func (found, kinds[i].kind, g_str_equal, NULL))
      append (self->kinds, _ (kinds[i].title), "list.kind", kinds[i].kind);
}

/* A menu that may be open is left alone where nothing new is in it. */
static gboolean
take (char **seen, GPtrArray *values)
{
  g_autoptr (GString) now = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (now, "%s\n", (char *)g_ptr_array_index (values, i));
  return g_set_str (seen, now->str);
}

/**
 * bureau_review_filter_new:
 * @func: called when another choice was made
 *
 * Returns: (transfer full): a filter that shows all that wait
 */
BureauReviewFilter *
bureau_review_filter_new (BureauReviewFilterFunc func, gpointer data)
{
  BureauReviewFilter *self = g_new0 (BureauReviewFilter, 1);
  g_autoptr (GMenu) states = make_states ();

  self->func = func;
  self->data = data;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->menu = g_menu_new ();
  self->agents = g_menu_new ();
  self->kinds = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (states));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->agents));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->kinds));
  return self;
}

void
bureau_review_filter_free (BureauReviewFilter *self)
{
  gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->actions), actions[i].name);
  g_clear_object (&self->filter);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_object (&self->agents);
  g_clear_object (&self->kinds);
  g_free (self->seen_agents);
  g_free (self->seen_kinds);
  g_free (self);
}

/**
 * bureau_review_filter_get:
 *
 * Returns: (transfer none): the filter for a list of #BureauDraftItem
 */
GtkFilter *
bureau_review_filter_get (BureauReviewFilter *self)
{
  return self->filter;
}

/**
 * bureau_review_filter_get_actions:
 *
 * Returns: (transfer none): the actions of its menu, for the group "list"
 */
GActionGroup *
bureau_review_filter_get_actions (BureauReviewFilter *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * bureau_review_filter_get_menu:
 *
 * Returns: (transfer none): the menu to choose from
 */
GMenuModel *
bureau_review_filter_get_menu (BureauReviewFilter *self)
{
  return G_MENU_MODEL (self->menu);
}

/**
 * bureau_review_filter_follow:
 * @drafts: all there are
 *
 * The menu offers the agents and kinds of these; one alone is no choice.
 */
void
bureau_review_filter_follow (BureauReviewFilter *self, GListModel *drafts)
{
  g_autoptr (GPtrArray) agents = list_values (drafts, "agent");
  g_autoptr (GPtrArray) found = list_values (drafts, "kind");

  if (take (&self->seen_agents, agents))
    fill_agents (self, agents);
  if (take (&self->seen_kinds, found))
    fill_kinds (self, found);
}

/**
 * bureau_review_filter_changed:
 *
 * The drafts, or what is wanted of them, are not what they were.
 */
void
bureau_review_filter_changed (BureauReviewFilter *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->func (self->data);
}

/**
 * bureau_review_filter_reset:
 *
 * Shows all that wait.
 */
void
bureau_review_filter_reset (BureauReviewFilter *self)
{
  GActionGroup *group = G_ACTION_GROUP (self->actions);

  g_action_group_change_action_state (group, "show", g_variant_new_string (WAITING));
  g_action_group_change_action_state (group, "agent", g_variant_new_string (ALL));
  g_action_group_change_action_state (group, "kind", g_variant_new_string (ALL));
}

/**
 * bureau_review_filter_is_narrow:
 *
 * Returns: whether it leaves out any that wait
 */
gboolean
bureau_review_filter_is_narrow (BureauReviewFilter *self)
{
  return !fits (self, "show", WAITING) || !fits (self, "agent", "") || !fits (self, "kind", "");
}

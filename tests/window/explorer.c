/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes everywhere a person can get to without changing anything: every page of the window's table
 * and every dialog of the table of commands, and from there every tab, menu, row and search. A new
 * page or dialog is found with no line here. */
#include "explorer.h"

#include "desk/commands.h"
#include "desk/pages.h"

typedef struct
{
  Stage *stage;
  ExplorerVisit visit;
  gpointer data;
  ExplorerReach reach;
  guint depth;
} Explorer;

static void explore (Explorer *self, const char *place, GtkWidget *root);

/* Finding ----------------------------------------------------------------------------------------
 */

static void
collect (GtkWidget *widget, ExplorerMatch match, gpointer data, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (match (widget, data))
    g_ptr_array_add (found, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, match, data, found);
}

/**
 * explorer_find:
 *
 * Returns: (transfer full): the widgets on the screen that match, in their order, @root included
 */
GPtrArray *
explorer_find (GtkWidget *root, ExplorerMatch match, gpointer data)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  collect (root, match, data, found);
  return found;
}

static gboolean
is_a (GtkWidget *widget, gpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(GType *)data);
}

static GPtrArray *
find_type (GtkWidget *root, GType type)
{
  return explorer_find (root, is_a, &type);
}

/* Words become a name for a file: "About this draft" is "about-this-draft". */
static char *
make_name (const char *place, const char *kind, const char *words)
{
  g_autoptr (GString) name = g_string_new (place);

  g_string_append_printf (name, ".%s-", kind);
  for (const char *p = words != NULL ? words : ""; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
    else if (name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

static void
visit (Explorer *self, const char *place, GtkWidget *shown)
{
  stage_settle (self->stage);
  self->visit (self->stage, place, shown, self->data);
}

/* Tabs -------------------------------------------------------------------------------------------
 */

static AdwViewStack *
get_stack (GtkWidget *switcher)
{
  g_autoptr (AdwViewStack) stack = NULL;

  if (ADW_IS_INLINE_VIEW_SWITCHER (switcher) || ADW_IS_VIEW_SWITCHER (switcher)
      || ADW_IS_VIEW_SWITCHER_BAR (switcher))
    g_object_get (switcher, "stack", &stack, NULL);
  return stack; /* its parent keeps it */
}

static gboolean
is_switcher (GtkWidget *widget, gpointer data)
{
  return get_stack (widget) != NULL;
}

static void
turn_tabs (Explorer *self, const char *place, AdwViewStack *stack)
{
  g_autoptr (GListModel) pages = G_LIST_MODEL (adw_view_stack_get_pages (stack));
  GtkWidget *first = adw_view_stack_get_visible_child (stack);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (pages, i);
      GtkWidget *child = adw_view_stack_page_get_child (page);
      const char *words = adw_view_stack_page_get_name (page);
      g_autofree char *name = make_name (
          place, "tab", words != NULL ? words : adw_view_stack_page_get_title (page));

      if (child == first || !adw_view_stack_page_get_visible (page))
        continue;
      adw_view_stack_set_visible_child (stack, child);
      visit (self, name, child);
      explore (self, name, child);
    }
  adw_view_stack_set_visible_child (stack, first);
  stage_settle (self->stage);
}

static void
turn_all_tabs (Explorer *self, const char *place, GtkWidget *root)
{
  g_autoptr (GPtrArray) switchers = explorer_find (root, is_switcher, NULL);

  for (guint i = 0; i < switchers->len; i++)
    turn_tabs (self, place, get_stack (switchers->pdata[i]));
}

/* The pages of preferences are switched by the dialog itself. */
static void
turn_preferences (Explorer *self, const char *place, GtkWidget *root)
{
  g_autoptr (GPtrArray) stacks = find_type (root, ADW_TYPE_VIEW_STACK);

  if (ADW_IS_PREFERENCES_DIALOG (root) && stacks->len > 0)
    turn_tabs (self, place, stacks->pdata[0]);
}

/* Menus ------------------------------------------------------------------------------------------
 */

static void
open_menus (Explorer *self, const char *place, GtkWidget *root)
{
  g_autoptr (GPtrArray) buttons = find_type (root, GTK_TYPE_MENU_BUTTON);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkMenuButton *button = buttons->pdata[i];
      const char *label = gtk_menu_button_get_label (button);
      g_autofree char *name = make_name (
          place, "menu", label != NULL ? label : gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
      GtkPopover *popover = gtk_menu_button_get_popover (button);

      /* One menu of a kind: those of the other rows are the same. */
      if (popover == NULL || !gtk_widget_is_sensitive (GTK_WIDGET (button))
          || !g_hash_table_add (seen, g_strdup (name)))
        continue;
      gtk_menu_button_popup (button);
      visit (self, name, GTK_WIDGET (popover));
      gtk_menu_button_popdown (button);
      stage_settle (self->stage);
    }
}

/* Searches ---------------------------------------------------------------------------------------
 */

static void
show_search_bars (GtkWidget *root, gboolean shows)
{
  g_autoptr (GPtrArray) bars = find_type (root, GTK_TYPE_SEARCH_BAR);

  for (guint i = 0; i < bars->len; i++)
    gtk_search_bar_set_search_mode (bars->pdata[i], shows);
}

/* What is found, and that nothing is. The entry tells of what was typed after a moment, on its own
 * clock; "search-changed" is that moment. */
static void
search (Explorer *self, const char *place, GtkWidget *root)
{
  static const char *const words[] = { "a", "xyzzy plugh" };
  g_autoptr (GPtrArray) entries = NULL;

  show_search_bars (root, TRUE);
  stage_settle (self->stage);
  entries = find_type (root, GTK_TYPE_SEARCH_ENTRY);
  for (guint i = 0; i < entries->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (words); j++)
      {
        g_autofree char *name = make_name (place, "search", j == 0 ? "found" : "none");

        gtk_editable_set_text (entries->pdata[i], words[j]);
        g_signal_emit_by_name (entries->pdata[i], "search-changed");
        visit (self, name, root);
        gtk_editable_set_text (entries->pdata[i], "");
        g_signal_emit_by_name (entries->pdata[i], "search-changed");
      }
  show_search_bars (root, FALSE);
  stage_settle (self->stage);
}

/* Rows -------------------------------------------------------------------------------------------
 */

static GtkSelectionModel *
get_model (GtkWidget *list)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  if (!GTK_IS_LIST_BOX (list))
    g_object_get (list, "model", &model, NULL);
  return model; /* the list keeps it */
}

/* Chooses a row where that is what rows are for, and opens it. Returns whether there is one. */
static gboolean
activate_row (GtkWidget *list, guint i)
{
  GtkSelectionModel *model = get_model (list);
  GtkListBoxRow *row = GTK_IS_LIST_BOX (list)
                           ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int)i)
                           : NULL;

  if (model == NULL && row == NULL)
    return FALSE;
  if (row != NULL && gtk_list_box_row_get_activatable (row))
    g_signal_emit_by_name (list, "row-activated", row);
  if (row != NULL)
    return TRUE;
  if (i >= g_list_model_get_n_items (G_LIST_MODEL (model)))
    return FALSE;
  gtk_selection_model_select_item (model, i, TRUE);
  g_signal_emit_by_name (list, "activate", i);
  return TRUE;
}

static gboolean
is_list (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget)
         || GTK_IS_LIST_BOX (widget);
}

/* What a row leads to: another page of a navigation view, the other pane of a narrow split, a
 * dialog. */
static gpointer
get_front (GtkWidget *widget)
{
  if (ADW_IS_NAVIGATION_VIEW (widget))
    return adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (widget));
  if (ADW_IS_NAVIGATION_SPLIT_VIEW (widget)
      && adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (widget)))
    return adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (widget))
               ? adw_navigation_split_view_get_content (ADW_NAVIGATION_SPLIT_VIEW (widget))
               : adw_navigation_split_view_get_sidebar (ADW_NAVIGATION_SPLIT_VIEW (widget));
  return NULL;
}

static gboolean
has_front (GtkWidget *widget, gpointer data)
{
  return get_front (widget) != NULL;
}

static void
go_back (GtkWidget *widget)
{
  if (ADW_IS_NAVIGATION_VIEW (widget))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (widget));
  else
    adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (widget), FALSE);
}

static AdwDialog *
get_dialog (Explorer *self)
{
  return adw_application_window_get_visible_dialog (
      ADW_APPLICATION_WINDOW (stage_get_window (self->stage)));
}

static void
visit_dialog (Explorer *self, const char *place, AdwDialog *dialog)
{
  visit (self, place, GTK_WIDGET (dialog));
  explore (self, place, GTK_WIDGET (dialog));
  adw_dialog_force_close (dialog);
  stage_settle (self->stage);
}

static GPtrArray *
list_fronts (GPtrArray *views)
{
  GPtrArray *fronts = g_ptr_array_new ();

  for (guint i = 0; i < views->len; i++)
    g_ptr_array_add (fronts, get_front (views->pdata[i]));
  return fronts;
}

static void
visit_fronts (Explorer *self, const char *name, GPtrArray *views, GPtrArray *before,
              gboolean is_first)
{
  for (guint i = 0; i < views->len; i++)
    {
      GtkWidget *front = get_front (views->pdata[i]);

      if (front == NULL || front == before->pdata[i])
        continue;
      visit (self, name, front);
      if (is_first)
        explore (self, name, front);
      go_back (views->pdata[i]);
      stage_settle (self->stage);
    }
}

/* Opens a row, looks at what came, and comes back. What a dialog's page leads to is another page of
 * the dialog; what a tab's row leads to, one of the page around the tab. */
static gboolean
open_row (Explorer *self, const char *place, GtkWidget *root, GtkWidget *list, guint row)
{
  GtkWidget *page = bureau_window_get_visible_page (stage_get_window (self->stage));
  GtkWidget *around = gtk_widget_get_ancestor (list, ADW_TYPE_DIALOG);
  g_autoptr (GPtrArray) views = explorer_find (around != NULL ? around : page, has_front, NULL);
  g_autoptr (GPtrArray) before = list_fronts (views);
  g_autofree char *name = make_name (place, "row", "");
  AdwDialog *dialog = get_dialog (self);

  if (!activate_row (list, row))
    return FALSE;
  stage_settle (self->stage);
  if (get_dialog (self) != NULL && get_dialog (self) != dialog)
    visit_dialog (self, name, get_dialog (self));
  else
    visit_fronts (self, name, views, before, row == 0);
  /* The other pane, where both are in sight. */
  if (row > 0 && gtk_widget_get_mapped (list) && GTK_IS_SINGLE_SELECTION (get_model (list)))
    visit (self, name, root);
  return TRUE;
}

static void
open_rows (Explorer *self, const char *place, GtkWidget *root)
{
  g_autoptr (GPtrArray) lists = explorer_find (root, is_list, NULL);

  /* Opening a row may close what another list stood on. */
  for (guint i = 0; i < lists->len; i++)
    for (guint row = 0; row < self->reach.rows && gtk_widget_get_mapped (lists->pdata[i]); row++)
      if (!open_row (self, place, root, lists->pdata[i], row))
        break;
}

static void
explore (Explorer *self, const char *place, GtkWidget *root)
{
  if (self->depth == self->reach.depth)
    return;
  self->depth++;
  turn_all_tabs (self, place, root);
  turn_preferences (self, place, root);
  open_menus (self, place, root);
  search (self, place, root);
  /* The rows of the palette are commands, which are run below. */
  if (!ADW_IS_DIALOG (root))
    open_rows (self, place, root);
  self->depth--;
}

/* Pages and dialogs ------------------------------------------------------------------------------
 */

static AdwNavigationSplitView *
get_split (GtkWidget *window)
{
  g_autoptr (GPtrArray) splits = find_type (window, ADW_TYPE_NAVIGATION_SPLIT_VIEW);

  return splits->len > 0 ? splits->pdata[0] : NULL; /* the window keeps it */
}

/* Where there is no room for it, the sidebar is a place of its own. */
static void
visit_sidebar (Explorer *self, GtkWidget *window)
{
  AdwNavigationSplitView *split = get_split (window);

  adw_navigation_split_view_set_show_content (split, FALSE);
  visit (self, "window", window);
  open_menus (self, "window", GTK_WIDGET (adw_navigation_split_view_get_sidebar (split)));
  adw_navigation_split_view_set_show_content (split, TRUE);
  stage_settle (self->stage);
}

static void
visit_pages (Explorer *self)
{
  BureauWindow *window = stage_get_window (self->stage);
  const char *name;

  for (guint i = 0; (name = bureau_pages_get_name (i)) != NULL; i++)
    {
      GtkWidget *page;

      bureau_window_show_page (window, name);
      stage_settle (self->stage);
      page = bureau_window_get_visible_page (window);
      visit (self, name, page);
      explore (self, name, page);
    }
}

/* libadwaita 1.7 never lets go of the content of a split view that is collapsed by hand. */
static gboolean
is_for_later (const BureauCommand *command)
{
  return g_str_has_prefix (command->action, "window.") || g_str_has_prefix (command->action, "app.")
         || g_str_has_prefix (command->action, "win.page::")
         || g_str_equal (command->action, "win.toggle-sidebar");
}

/* Every command that opens a dialog, from home; what others change, the next do not show. */
static void
visit_dialogs (Explorer *self)
{
  guint n = 0;
  const BureauCommand *commands = bureau_command_list (&n);
  GtkWidget *window = GTK_WIDGET (stage_get_window (self->stage));

  bureau_window_show_page (BUREAU_WINDOW (window), bureau_pages_get_name (0));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("dialog-%s", commands[i].id);

      if (is_for_later (&commands[i]) || !bureau_command_is_possible (&commands[i], window))
        continue;
      bureau_command_run (&commands[i], window);
      stage_settle (self->stage);
      if (get_dialog (self) != NULL)
        visit_dialog (self, name, get_dialog (self));
    }
}

/**
 * explorer_visit_all:
 * @reach: how far it goes
 *
 * Calls @visit at every place, with the window at rest.
 */
void
explorer_visit_all (Stage *stage, ExplorerReach reach, ExplorerVisit visit_place, gpointer data)
{
  Explorer self = { stage, visit_place, data, reach, 0 };
  GtkWidget *window = GTK_WIDGET (stage_get_window (stage));

  if (bureau_window_get_visible_page (stage_get_window (stage)) == NULL)
    {
      visit (&self, "window", window);
      explore (&self, "window", window);
      return;
    }
  visit_sidebar (&self, window);
  visit_pages (&self);
  visit_dialogs (&self);
}

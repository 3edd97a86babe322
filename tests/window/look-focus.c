/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the keyboard gets to every control: by Tab, or by arrows from where Tab gets to. */
#include "look.h"

/* More than any place has; a chain that is longer goes round in a part of it. */
#define MAX_STEPS 600
/* Rows and toggles beside one that was reached. */
#define MAX_ARROWS 40

/* What a combo row or a drop-down shows of its choice is no control. */
static gboolean
is_choice_shown (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkWidget *button = parent != NULL ? gtk_widget_get_ancestor (parent, GTK_TYPE_TOGGLE_BUTTON)
                                     : NULL;

  if (GTK_IS_LIST_VIEW (parent) && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL)
    return TRUE;
  return button != NULL && GTK_IS_DROP_DOWN (gtk_widget_get_parent (button));
}

static gboolean
is_control (GtkWidget *widget, gpointer data)
{
  if (is_choice_shown (widget))
    return FALSE;
  /* A scrolled window takes the focus for its scrolling child only. */
  return gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget)
         && gtk_widget_is_sensitive (widget) && !GTK_IS_SCROLLED_WINDOW (widget);
}

/* Each container remembers where the focus was in it, and Tab would go on from there. */
static void
forget_focus (GtkWidget *window)
{
  GtkWidget *widget = window, *child;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (; (child = gtk_widget_get_focus_child (widget)) != NULL; widget = child)
    gtk_widget_set_focus_child (widget, NULL);
}

static GHashTable *
tab_through (GtkWidget *window)
{
  GHashTable *reached = g_hash_table_new (NULL, NULL);

  forget_focus (window);
  for (guint i = 0; i < MAX_STEPS && gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD); i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      if (focus == NULL || !g_hash_table_add (reached, focus))
        break;
    }
  return reached;
}

static GtkWidget *
find_inside (GHashTable *reached, GtkWidget *ancestor)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (gtk_widget_is_ancestor (widget, ancestor))
      return widget;
  return NULL;
}

/* From one row of a list GTK goes to the others by arrows. */
static gboolean
is_row_of_reached (GHashTable *reached, GtkWidget *control)
{
  GtkWidget *list = gtk_widget_get_parent (control);

  return (GTK_IS_LIST_VIEW (list) || GTK_IS_GRID_VIEW (list))
         && find_inside (reached, list) != NULL;
}

/* A control that hands the focus to a part of it is reached with that part. */
static gboolean
is_reached (GHashTable *reached, GtkWidget *control)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (widget == control || gtk_widget_is_ancestor (widget, control))
      return TRUE;
  return FALSE;
}

static gboolean
arrow_to (GtkWidget *window, GHashTable *reached, GtkWidget *control)
{
  static const GtkDirectionType arrows[] = { GTK_DIR_DOWN, GTK_DIR_RIGHT, GTK_DIR_UP,
                                             GTK_DIR_LEFT };
  GtkWidget *near = gtk_widget_get_parent (control), *from = NULL;

  for (; near != NULL && from == NULL; near = from == NULL ? gtk_widget_get_parent (near) : near)
    from = find_inside (reached, near);
  for (guint i = 0; from != NULL && i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_grab_focus (from);
      for (guint n = 0; n < MAX_ARROWS && gtk_widget_child_focus (near, arrows[i]); n++)
        if (gtk_window_get_focus (GTK_WINDOW (window)) == control)
          return TRUE;
    }
  return FALSE;
}

static char *
say_control (GtkWidget *control)
{
  g_autoptr (GString) says = g_string_new (G_OBJECT_TYPE_NAME (control));
  const char *tooltip = gtk_widget_get_tooltip_text (control);

  if (GTK_IS_BUTTON (control) && gtk_button_get_label (GTK_BUTTON (control)) != NULL)
    g_string_append_printf (says, " “%s”", gtk_button_get_label (GTK_BUTTON (control)));
  if (tooltip != NULL)
    g_string_append_printf (says, " “%s”", tooltip);
  for (GtkWidget *parent = gtk_widget_get_parent (control); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    g_string_append_printf (says, " < %s", G_OBJECT_TYPE_NAME (parent));
  return g_string_free_and_steal (g_steal_pointer (&says));
}

/**
 * look_at_focus:
 *
 * Says which controls the keyboard does not reach, and which texts keep Tab for themselves.
 */
void
look_at_focus (GtkWidget *window, const char *place, GtkWidget *shown)
{
  g_autoptr (GPtrArray) controls = explorer_find (shown, is_control, NULL);
  g_autoptr (GHashTable) reached = tab_through (window);

  for (guint i = 0; i < controls->len; i++)
    {
      GtkWidget *control = controls->pdata[i];
      g_autofree char *says = say_control (control);

      if (GTK_IS_TEXT_VIEW (control) && gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (control)))
        look_say (place, "trap", "%s", says);
      if (gtk_widget_get_mapped (control) && !is_reached (reached, control)
          && !is_row_of_reached (reached, control) && !arrow_to (window, reached, control))
        look_say (place, "unreached", "%s", says);
    }
}

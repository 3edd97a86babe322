/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widget-dump.h"

#include <adwaita.h>

#define LONGEST 160

/* What a tone, or being out of date, is told by beside words. */
static const char *const classes[] = { "tone-neutral", "tone-good", "tone-warn", "tone-bad",
                                       "warning",      "error",     "stale",     "chosen",
                                       "dimmed",       "today" };

static const char *
say_role (GtkWidget *widget)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (GTK_TYPE_ACCESSIBLE_ROLE);
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  const GEnumValue *value = g_enum_get_value (roles, (int)role);

  return value != NULL ? value->value_nick : "none";
}

/* GTK tells a test only what is otherwise than expected, so nothing like it is expected. */
static char *
say_property (GtkWidget *widget, GtkAccessibleProperty property)
{
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    return NULL;
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\x01");
}

static char *
say_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget))
    return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (GTK_IS_TEXT (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (GTK_IS_PROGRESS_BAR (widget))
    return g_strdup_printf ("%.0f %%",
                            100 * gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (widget)));
  if (GTK_IS_LEVEL_BAR (widget))
    return g_strdup_printf ("%g of %g", gtk_level_bar_get_value (GTK_LEVEL_BAR (widget)),
                            gtk_level_bar_get_max_value (GTK_LEVEL_BAR (widget)));
  return NULL;
}

static void
add_words (GString *line, const char *before, const char *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  g_autofree char *flat = lines != NULL ? g_strjoinv (" ⏎ ", lines) : NULL;
  g_autofree char *cut = flat != NULL
                             ? g_utf8_substring (flat, 0, MIN (LONGEST, g_utf8_strlen (flat, -1)))
                             : NULL;

  if (cut != NULL && *cut != '\0')
    g_string_append_printf (line, " %s“%s”%s", before, cut, g_str_equal (cut, flat) ? "" : "…");
}

static void
add_states (GString *line, GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (gtk_widget_has_css_class (widget, classes[i]))
      g_string_append_printf (line, " (%s)", classes[i]);
  if ((GTK_IS_TOGGLE_BUTTON (widget) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)))
      || (GTK_IS_SWITCH (widget) && gtk_switch_get_active (GTK_SWITCH (widget)))
      || (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_active (GTK_CHECK_BUTTON (widget))))
    g_string_append (line, " checked");
  if (!gtk_widget_is_sensitive (widget))
    g_string_append (line, " insensitive");
}

/* Role, name, text and state; nothing of what only holds others together. */
static char *
say_widget (GtkWidget *widget)
{
  const char *role = say_role (widget);
  g_autofree char *name = say_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_autofree char *about = say_property (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_autofree char *text = say_text (widget);
  g_autoptr (GString) line = g_string_new (NULL);

  add_words (line, "", name);
  if (g_strcmp0 (name, text) != 0)
    add_words (line, "= ", text);
  if (g_strcmp0 (name, about) != 0)
    add_words (line, "about ", about);
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_IMAGE (widget))
    add_words (line, "hint ", gtk_widget_get_tooltip_text (widget));
  add_states (line, widget);
  if (line->len == 0
      && (g_strv_contains ((const char *const[]){ "none", "generic", "widget", "presentation",
                                                  "img", "group", "label", NULL },
                           role)))
    return NULL;
  g_string_prepend (line, role);
  return g_string_free_and_steal (g_steal_pointer (&line));
}

/* How many rows of a list are in sight depends on the theme's pixels. */
static gboolean
is_shown (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean is_listed = GTK_IS_LIST_BASE (parent);

  return gtk_widget_get_visible (widget) && (is_listed || gtk_widget_get_child_visible (widget));
}

static void
dump (GtkWidget *widget, guint depth, GString *text)
{
  g_autofree char *line = NULL;

  if (!is_shown (widget) || GTK_IS_SCROLLBAR (widget))
    return;
  line = say_widget (widget);
  if (line != NULL)
    g_string_append_printf (text, "%*s%s\n", (int)(2 * depth), "", line);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    dump (child, depth + (line != NULL), text);
}

/* What is seen of @root, a line for each widget that says something. */
char *
widget_dump (GtkWidget *root)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dump (root, 0, text);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

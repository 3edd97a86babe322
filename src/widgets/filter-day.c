/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day: written in a line as everywhere else, or chosen from a calendar. */
#include <glib/gi18n.h>

#include "widgets/day-button.h"
#include "widgets/day-text.h"
#include "widgets/filter-control-private.h"

static GtkEditable *
get_line (BureauFilterControl *self)
{
  return GTK_EDITABLE (self->named);
}

static void
show_text (BureauFilterControl *self, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (get_line (self)), text) != 0)
    gtk_editable_set_text (get_line (self), text);
}

/* In the line, and to who hears the screen. */
static void
say_problem (BureauFilterControl *self, const char *problem)
{
  gtk_widget_set_tooltip_text (self->named, problem);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->named), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem == NULL)
    gtk_widget_remove_css_class (self->named, "error");
  else
    {
      gtk_widget_add_css_class (self->named, "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self->named), problem,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
tell (BureauFilterControl *self, const char *day)
{
  g_autoptr (JsonNode) value = json_node_alloc ();
  g_autofree char *shown = bureau_day_text_write (day);

  if (day != NULL)
    json_node_init_string (value, day);
  say_problem (self, NULL);
  show_text (self, shown);
  if (g_strcmp0 (self->day, day) == 0)
    return;
  g_set_str (&self->day, day);
  bureau_filter_control_tell (self, day != NULL ? value : NULL);
}

static void
written_cb (BureauFilterControl *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_line (self))));
  g_autofree char *day = bureau_day_text_read (text);
  g_autofree char *example = bureau_day_text_write ("2026-11-22");
  g_autofree char *problem = NULL;

  if (*text == '\0' || day != NULL)
    tell (self, day);
  else
    {
      problem = g_strdup_printf (_ ("Write a day like %s"), example);
      say_problem (self, problem);
    }
}

/* Whoever looks something up in another window goes on writing. */
static void
left_cb (BureauFilterControl *self)
{
  GtkRoot *window = gtk_widget_get_root (self->named);

  if (GTK_IS_WINDOW (window) && gtk_window_is_active (GTK_WINDOW (window)))
    written_cb (self);
}

/**
 * bureau_filter_make_day:
 *
 * A day, or none.
 */
void
bureau_filter_make_day (BureauFilterControl *self)
{
  g_autofree char *example = bureau_day_text_write ("2026-11-22");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *button;

  self->named = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", example, "hexpand", TRUE,
                              "width-chars", 11, NULL);
  button = bureau_day_button_new (get_line (self));
  self->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->widget, "linked");
  gtk_box_append (GTK_BOX (self->widget), self->named);
  gtk_box_append (GTK_BOX (self->widget), button);
  g_signal_connect_object (self->named, "activate", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "chosen", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->named, focus);
}

/**
 * bureau_filter_show_day:
 * @value: (nullable): "2026-11-22"
 *
 * What a person is typing is not taken from under their hands.
 */
void
bureau_filter_show_day (BureauFilterControl *self, JsonNode *value)
{
  const char *day = bureau_filter_control_get_text (value);
  g_autofree char *shown = bureau_day_text_write (day);

  if (g_strcmp0 (self->day, day) == 0)
    return;
  g_set_str (&self->day, day);
  say_problem (self, NULL);
  show_text (self, shown);
}

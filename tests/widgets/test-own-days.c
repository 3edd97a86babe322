/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time of a person's own in a filter, and a day. */
#include <locale.h>

#include "base/json.h"
#include "bureau-desk-resources.h"
#include "memory/workspace-fixture.h"
#include "widgets/day-button.h"
#include "widgets/filter-control.h"
#include "widgets/own-days.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *control;
  char *set; /* what it was set to last */
} Fixture;

static void
set_cb (Fixture *self, JsonNode *value)
{
  g_free (self->set);
  self->set = value != NULL ? json_node_dup_string (value) : g_strdup ("nothing");
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) param = json_object_of (data);

  self->control = bureau_filter_control_new (param, "Time");
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), self->control);
  g_signal_connect_swapped (self->control, "set", G_CALLBACK (set_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_pointer (&self->set, g_free);
}

static GtkPopover *
get_popover (Fixture *self)
{
  GtkWidget *own_days = find_type (self->control, BUREAU_TYPE_OWN_DAYS);

  return gtk_menu_button_get_popover (GTK_MENU_BUTTON (find_type (own_days, GTK_TYPE_MENU_BUTTON)));
}

static GtkWidget *
get_row (Fixture *self, gboolean is_last)
{
  GtkWidget *list = find_type (GTK_WIDGET (get_popover (self)), GTK_TYPE_LIST_BOX);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), is_last));
}

static void
choose (Fixture *self, const char *first, const char *last)
{
  GtkWidget *list = find_type (GTK_WIDGET (get_popover (self)), GTK_TYPE_LIST_BOX);

  gtk_editable_set_text (GTK_EDITABLE (get_row (self, FALSE)), first);
  gtk_editable_set_text (GTK_EDITABLE (get_row (self, TRUE)), last);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (list), "clicked");
}

static const char *
get_shown (Fixture *self)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (find_type (self->control, GTK_TYPE_DROP_DOWN));

  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (drop_down));
}

static void
show (Fixture *self, const char *text)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);

  bureau_filter_control_show (self->control, value);
}

static void
test_chooses (Fixture *self, gconstpointer data)
{
  choose (self, "2023-01-01", "2023-03-31");
  g_assert_cmpstr (self->set, ==, "2023-01-01..2023-03-31");
  show (self, self->set);
  g_assert_cmpstr (get_shown (self), ==, "1 Jan 2023 – 31 Mar 2023");
  show (self, "last_month");
  g_assert_cmpstr (get_shown (self), ==, "Last month");
}

/* Another time takes the place of the one before it. */
static void
test_keeps_one (Fixture *self, gconstpointer data)
{
  GListModel *model;
  guint n;

  show (self, "2023-01-01..2023-03-31");
  model = gtk_drop_down_get_model (GTK_DROP_DOWN (find_type (self->control, GTK_TYPE_DROP_DOWN)));
  n = g_list_model_get_n_items (model);
  show (self, "2024-01-01..2024-03-31");
  model = gtk_drop_down_get_model (GTK_DROP_DOWN (find_type (self->control, GTK_TYPE_DROP_DOWN)));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n);
  g_assert_cmpstr (get_shown (self), ==, "1 Jan 2024 – 31 Mar 2024");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (self, TRUE))), ==, "31 Mar 2024");
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  choose (self, "2023-05-01", "");
  g_assert_null (self->set);
  g_assert_true (gtk_widget_has_css_class (get_row (self, TRUE), "error"));
  choose (self, "2023-05-01", "2023-04-30");
  g_assert_null (self->set);
  g_assert_true (gtk_widget_has_css_class (get_row (self, TRUE), "error"));
  choose (self, "yesteryear", "2023-04-30");
  g_assert_null (self->set);
  g_assert_true (gtk_widget_has_css_class (get_row (self, FALSE), "error"));
  choose (self, "2023-04-30", "2023-04-30");
  g_assert_cmpstr (self->set, ==, "2023-04-30..2023-04-30");
}

static GtkWidget *
write_day (Fixture *self, const char *text)
{
  GtkWidget *line = find_type (self->control, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (line), text);
  g_signal_emit_by_name (line, "activate");
  return line;
}

/* Written as every other day is, and shown so. */
static void
test_day (Fixture *self, gconstpointer data)
{
  GtkWidget *line = write_day (self, "22 November 2026");

  g_assert_cmpstr (self->set, ==, "2026-11-22");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (line)), ==, "22 Nov 2026");
  show (self, "2023-01-31");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (line)), ==, "31 Jan 2023");
  write_day (self, "yesteryear");
  g_assert_cmpstr (self->set, ==, "2026-11-22");
  g_assert_true (gtk_widget_has_css_class (line, "error"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (line), ==, "Write a day like 22 Nov 2026");
  write_day (self, "");
  g_assert_cmpstr (self->set, ==, "nothing");
  g_assert_false (gtk_widget_has_css_class (line, "error"));
}

static void
test_day_of_calendar (Fixture *self, gconstpointer data)
{
  GtkWidget *line = write_day (self, "22 Nov 2026");
  GtkWidget *calendar = find_type (find_type (self->control, BUREAU_TYPE_DAY_BUTTON),
                                   GTK_TYPE_CALENDAR);
  GtkWidget *popover = gtk_widget_get_ancestor (calendar, GTK_TYPE_POPOVER);

  g_signal_emit_by_name (popover, "show");
  g_assert_cmpint (gtk_calendar_get_day (GTK_CALENDAR (calendar)), ==, 22);
  gtk_calendar_set_day (GTK_CALENDAR (calendar), 23);
  g_assert_cmpstr (self->set, ==, "2026-11-23");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (line)), ==, "23 Nov 2026");
}

static void
await_active (GtkWidget *window, gboolean is_active)
{
  while (gtk_window_is_active (GTK_WINDOW (window)) != is_active)
    g_main_context_iteration (NULL, TRUE);
}

/* What stands in the line is a day once the person goes on, not when they look something up in
 * another window. */
static void
test_day_half_written (Fixture *self, gconstpointer data)
{
  GtkWidget *line = find_type (self->control, GTK_TYPE_ENTRY);
  GtkWidget *button = find_type (self->control, GTK_TYPE_TOGGLE_BUTTON);
  GtkWidget *other = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (self->window));
  await_active (self->window, TRUE);
  gtk_widget_grab_focus (line);
  gtk_editable_set_text (GTK_EDITABLE (line), "22 November 2025");
  g_assert_true (gtk_widget_grab_focus (button));
  g_assert_cmpstr (self->set, ==, "2025-11-22");
  gtk_widget_grab_focus (line);
  gtk_editable_set_text (GTK_EDITABLE (line), "22 N");
  gtk_window_present (GTK_WINDOW (other));
  await_active (self->window, FALSE);
  g_assert_false (gtk_widget_has_css_class (line, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (line)), ==, "22 N");
  gtk_window_destroy (GTK_WINDOW (other));
}

#define TIME "{\"id\":\"time\",\"type\":\"date_range\",\"default\":\"this_year\"}"
#define DAY "{\"id\":\"day\",\"type\":\"date\"}"

#define ADD(name, param, function)                                                                 \
  g_test_add ("/widgets/own-days/" name, Fixture, param, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  adw_init ();
  bureau_desk_register_resource ();
  g_test_init (&argc, &argv, NULL);
  ADD ("choose", TIME, test_chooses);
  ADD ("one", TIME, test_keeps_one);
  ADD ("refuse", TIME, test_refuses);
  ADD ("day", DAY, test_day);
  ADD ("calendar", DAY, test_day_of_calendar);
  ADD ("day-half-written", DAY, test_day_half_written);
  return g_test_run ();
}

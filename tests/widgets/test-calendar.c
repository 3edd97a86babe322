/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar: months, weeks and the list of days, by keys and actions, on rows that change. */
#include "base/json.h"
#include "memory/record.h"
#include "shown-fixture.h"
#include "widgets/calendar-chip.h"
#include "widgets/calendar-day.h"
#include "widgets/calendar-element.h"

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"plan\",\"title\":\"Plan\","
      "\"params\":[{\"id\":\"time\",\"type\":\"date_range\",\"default\":"
      "\"2026-11-01..2026-11-30\",\"label\":\"Time\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, email AS at, "
      "CASE fee WHEN 100 THEN 'small' ELSE 'large' END AS size FROM clients "
      "WHERE email BETWEEN :time_from AND :time_to\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\"},{\"name\":\"at\",\"type\":\"date\"},"
      "  {\"name\":\"size\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"c\"]}],"
      "\"elements\":[{\"id\":\"c\",\"type\":\"calendar\",\"title\":\"Days\",\"data\":\"all\","
      " \"start\":\"at\",\"label\":\"name\",\"color\":\"size\",\"badge\":{\"col\":\"size\",\"map\":"
      "[{\"value\":\"small\",\"label\":\"Little\",\"tone\":\"warn\"}]},"
      " \"open\":{\"entity\":\"clients\"},\"move_action\":\"move\",\"create_action\":\"make\","
      " \"empty\":{\"title\":\"Nothing planned\",\"action\":\"make\"}}],"
      "\"actions\":[{\"id\":\"move\",\"label\":\"Moved\",\"do\":\"set\",\"entity\":\"clients\","
      " \"per\":\"row\",\"args\":[{\"arg\":\"email\",\"from\":\"move_target\"}]},"
      "{\"id\":\"make\",\"label\":\"Add one\",\"do\":\"add\",\"entity\":\"clients\",\"args\":["
      " {\"arg\":\"email\",\"from\":\"slot\"}]}]}";

static void
put_on (Shown *self, const char *name, const char *day)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM clients WHERE name = '%s'", name);
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "email", day);
  await_ok (bureau_record_set (self->workspace.memory, &operator_cause, "clients",
                               await_number (&self->workspace, sql), fields));
}

static void
set_up (Shown *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  shown_add_client (self, "Anna", 100);
  shown_add_client (self, "Bo", 90000);
  put_on (self, "Anna", "2026-11-20");
  put_on (self, "Bo", "2026-12-02");
  shown_make (self, document);
}

static void
set_up_narrow (Shown *self, gconstpointer data)
{
  self->width = 360;
  set_up (self, data);
}

static BureauCalendarElement *
get_calendar (Shown *self)
{
  return BUREAU_CALENDAR_ELEMENT (shown_find (self, "c"));
}

static void
assert_param (Shown *self, const char *value)
{
  g_assert_cmpstr (json_node_get_string (bureau_shown_view_get_param (self->view, "time")), ==,
                   value);
}

/* A month has its whole weeks; going on reads the next one, and a filter leads back. */
static void
test_goes (Shown *self, gconstpointer data)
{
  GtkWidget *calendar = shown_find (self, "c");
  g_autoptr (JsonNode) november = json_node_init_string (json_node_alloc (),
                                                         "2026-11-01..2026-11-30");

  shown_wait_for (self, "c", "November 2026");
  shown_wait_for (self, "c", "Anna !");
  shown_wait_for (self, "c", "small");
  gtk_widget_activate_action (calendar, "calendar.next", NULL);
  assert_param (self, "2026-12-01..2026-12-31");
  shown_wait_for (self, "c", "December 2026");
  shown_wait_for (self, "c", "Bo");
  bureau_shown_view_set_param (self->view, "time", november);
  shown_wait_for (self, "c", "November 2026");
  shown_wait_for (self, "c", "Anna");
  gtk_widget_activate_action (calendar, "calendar.previous", NULL);
  shown_wait_for (self, "c", "Nothing planned\nAdd one");
  adw_toggle_group_set_active_name (
      ADW_TOGGLE_GROUP (shown_find_type (calendar, ADW_TYPE_TOGGLE_GROUP)), "agenda");
  shown_wait_for (self, "c", "Nothing in this month");
}

static void
test_moves (Shown *self, gconstpointer data)
{
  GtkWidget *calendar = shown_find (self, "c");
  JsonObject *fields;

  shown_wait_for (self, "c", "Anna");
  gtk_widget_activate_action (calendar, "calendar.move", "(ui)", 0, -7);
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "set");
  g_assert_cmpint (bureau_json_get_id (self->asked, "record"), !=, 0);
  fields = bureau_json_get_object (self->asked, "fields");
  g_assert_cmpstr (bureau_json_get_string (fields, "email"), ==, "2026-11-13");
  gtk_widget_activate_action (calendar, "calendar.create", "s", "2026-11-05");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "add");
  fields = bureau_json_get_object (self->asked, "fields");
  g_assert_cmpstr (bureau_json_get_string (fields, "email"), ==, "2026-11-05");
  g_signal_emit_by_name (shown_find_type (calendar, BUREAU_TYPE_CALENDAR_CHIP), "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "open_record");
}

/* What had the focus has it again where the rows came anew. */
static void
test_keeps_focus (Shown *self, gconstpointer data)
{
  GtkWidget *focus;

  shown_wait_for (self, "c", "Anna");
  gtk_widget_grab_focus (shown_find_type (shown_find (self, "c"), BUREAU_TYPE_CALENDAR_CHIP));
  put_on (self, "Bo", "2026-11-03");
  shown_wait_for (self, "c", "Bo");
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (BUREAU_IS_CALENDAR_CHIP (focus));
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (focus), "Anna\n"));
}

/* One day is reached by Tab, the others by the arrow keys, which also lead into other months. */
static void
test_keys (Shown *self, gconstpointer data)
{
  BureauCalendarElement *calendar = get_calendar (self);
  GtkWidget *focus;
  GDate day;

  shown_wait_for (self, "c", "Anna");
  day = *bureau_calendar_element_get_day (calendar);
  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_parent (
           shown_find_type (GTK_WIDGET (calendar), BUREAU_TYPE_CALENDAR_DAY)));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (BUREAU_IS_CALENDAR_DAY (child) && gtk_widget_get_focusable (child))
      gtk_widget_grab_focus (child);
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (BUREAU_IS_CALENDAR_DAY (focus));
  gtk_widget_activate_action (focus, "calendar.go", "i", 31);
  bureau_calendar_add_days (&day, 31);
  g_assert_cmpint (g_date_compare (&day, bureau_calendar_element_get_day (calendar)), ==, 0);
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_cmpint (g_date_compare (&day, bureau_calendar_day_get_day (BUREAU_CALENDAR_DAY (focus))),
                   ==, 0);
}

static void
test_modes (Shown *self, gconstpointer data)
{
  GtkWidget *calendar = shown_find (self, "c");
  g_autofree char *seen = NULL;
  AdwToggleGroup *modes;

  shown_wait_for (self, "c", "Anna");
  modes = ADW_TOGGLE_GROUP (shown_find_type (calendar, ADW_TYPE_TOGGLE_GROUP));
  adw_toggle_group_set_active_name (modes, "agenda");
  shown_wait_for (self, "c", "Friday 20 November");
  shown_wait_for (self, "c", "Anna\nLittle !");
  adw_toggle_group_set_active_name (modes, "week");
  shown_wait_for (self, "c", " – ");
  seen = shown_dump (self, "c");
  g_assert_null (strstr (seen, "Friday 20 November"));
}

/* Where there is little room, the days are a list. */
static void
test_is_narrow (Shown *self, gconstpointer data)
{
  shown_wait_for (self, "c", "Friday 20 November");
  g_assert_false (
      gtk_widget_get_visible (shown_find_type (shown_find (self, "c"), ADW_TYPE_TOGGLE_GROUP)));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/calendar/" name, Shown, NULL, set_up, function, shown_tear_down)

static void
add_tests (void)
{
  ADD ("go", test_goes);
  ADD ("move", test_moves);
  ADD ("focus", test_keeps_focus);
  ADD ("keys", test_keys);
  ADD ("modes", test_modes);
  g_test_add ("/widgets/calendar/narrow", Shown, NULL, set_up_narrow, test_is_narrow,
              shown_tear_down);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-element.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/joined.h"
#include "widgets/calendar-bar.h"
#include "widgets/calendar-focus.h"
#include "widgets/calendar-page.h"
#include "widgets/calendar-range.h"

/* With less, seven days do not stand side by side. */
#define NARROW "max-width: 560sp"

struct _BureauCalendarElement
{
  BureauElement parent_instance;

  gboolean is_narrow;
  GDate today;
  GDate day;         /* what is shown lies around it, and the keys go on from it */
  const char *param; /* the time that its source reads, where it is one */
  GPtrArray *events; /* BureauCalendarEvent */

  BureauCalendarBar *bar;
  AdwBin *page;
  GtkWidget *nothing;
  BureauCalendarLegend *legend;
};

G_DEFINE_FINAL_TYPE (BureauCalendarElement, bureau_calendar_element, BUREAU_TYPE_ELEMENT)

static BureauShownRows *
get_rows (BureauCalendarElement *self)
{
  return bureau_element_get_rows (BUREAU_ELEMENT (self));
}

static const char *
get_text (BureauCalendarElement *self, const char *member)
{
  return bureau_element_get_text (BUREAU_ELEMENT (self), member);
}

/* Where there is little room, a month is a list of its days. */
static BureauCalendarMode
get_mode (BureauCalendarElement *self)
{
  return self->is_narrow ? BUREAU_CALENDAR_AGENDA : bureau_calendar_bar_get_mode (self->bar);
}

static BureauCalendarRange
get_range (BureauCalendarElement *self)
{
  return (BureauCalendarRange){ bureau_element_get_view (BUREAU_ELEMENT (self)), get_rows (self),
                                self->param };
}

static void
set_range (BureauCalendarElement *self)
{
  const BureauCalendarRange range = get_range (self);

  bureau_calendar_range_set (&range, get_mode (self), &self->day);
}

static void
follow_range (BureauCalendarElement *self)
{
  const BureauCalendarRange range = get_range (self);

  bureau_calendar_range_get_today (&range, &self->today);
  bureau_calendar_range_follow (&range, get_mode (self), &self->day);
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
show_nothing (BureauCalendarElement *self)
{
  JsonObject *empty = bureau_json_get_object (bureau_element_get_shape (BUREAU_ELEMENT (self)),
                                              "empty");
  const char *title = empty != NULL ? bureau_json_get_string (empty, "title") : NULL;
  const char *hint = empty != NULL ? bureau_json_get_string (empty, "hint") : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (self->nothing)),
                       title != NULL ? title : "");
  gtk_widget_set_tooltip_text (self->nothing, hint);
  gtk_widget_set_visible (self->nothing, title != NULL && self->events->len == 0);
}

static void
make_page (BureauCalendarElement *self)
{
  BureauCalendarMode mode = get_mode (self);
  g_autofree char *focus = bureau_calendar_focus_dup (self->page);
  g_autofree char *title = NULL;

  if (!g_date_valid (&self->day))
    return;
  title = bureau_calendar_title (mode, &self->day);
  bureau_calendar_bar_set_title (self->bar, title);
  adw_bin_set_child (self->page, mode == BUREAU_CALENDAR_AGENDA
                                     ? bureau_calendar_agenda_new (self)
                                     : bureau_calendar_page_new (self, mode));
  show_nothing (self);
  if (focus != NULL)
    bureau_calendar_focus_restore (self->page, focus, &self->day);
}

static void
bureau_calendar_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (element);

  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = bureau_calendar_list (rows, get_text (self, "start"), get_text (self, "end"));
  bureau_calendar_legend_show (self->legend, rows, get_text (self, "color"));
  follow_range (self);
  make_page (self);
}

static void
param_changed_cb (BureauCalendarElement *self, const char *id)
{
  if (g_strcmp0 (id, self->param) != 0)
    return;
  follow_range (self);
  make_page (self);
}

/* Going and acting -------------------------------------------------------------------------------
 */

static void
go_to (BureauCalendarElement *self, const GDate *day)
{
  self->day = *day;
  make_page (self);
  set_range (self);
}

static void
step (GtkWidget *widget, int count)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (widget);
  GDate day = self->day;

  bureau_calendar_step (get_mode (self), &day, count);
  go_to (self, &day);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (widget, -1);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (widget, 1);
}

static void
today_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (widget);

  go_to (self, &self->today);
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (widget);
  GDate day = self->day;

  bureau_calendar_add_days (&day, g_variant_get_int32 (parameter));
  go_to (self, &day);
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (widget);
  const char *action = get_text (self, "move_action");
  g_autoptr (JsonNode) target = NULL;
  guint row;
  int days;

  g_variant_get (parameter, "(ui)", &row, &days);
  target = bureau_calendar_move (
      bureau_shown_rows_get_value (get_rows (self), row, get_text (self, "start")), days);
  if (action != NULL && target != NULL)
    bureau_element_act_with (BUREAU_ELEMENT (self), action, row, NULL, target);
}

static void
create (BureauCalendarElement *self, const char *action, const char *day)
{
  g_autoptr (JsonNode) slot = json_node_init_string (json_node_alloc (), day);

  if (action != NULL)
    bureau_element_act_with (BUREAU_ELEMENT (self), action, BUREAU_ELEMENT_NO_ROW, NULL, slot);
}

static void
create_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (widget);

  create (self, get_text (self, "create_action"), g_variant_get_string (parameter, NULL));
}

/**
 * bureau_calendar_element_make_create:
 * @label: (nullable): what stands on it; %NULL is a plus
 *
 * Returns: (transfer floating) (nullable): a button that makes something on the day; %NULL where
 *   nothing can be made
 */
GtkWidget *
bureau_calendar_element_make_create (BureauCalendarElement *self, const GDate *day,
                                     const char *label)
{
  const char *action = get_text (self, "create_action");
  JsonObject *act = action != NULL ? bureau_shown_view_get_action (
                                         bureau_element_get_view (BUREAU_ELEMENT (self)), action)
                                   : NULL;
  g_autofree char *date = bureau_calendar_print (day);
  g_autofree char *words = bureau_calendar_say (day, _ ("%A %-e %B"));
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (act == NULL)
    return NULL;
  button = label != NULL ? gtk_button_new_with_label (label)
                         : gtk_button_new_from_icon_name ("list-add-symbolic");
  name = bureau_joined_pair (bureau_json_get_string (act, "label"), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calendar.create");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", date);
  return button;
}

/* Its parts --------------------------------------------------------------------------------------
 */

static void
mode_cb (BureauCalendarElement *self)
{
  make_page (self);
  if (g_date_valid (&self->day))
    set_range (self);
}

static void
set_is_narrow (BureauCalendarElement *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  bureau_calendar_bar_set_can_choose (self->bar, !is_narrow);
  make_page (self);
}

static void
narrow_cb (BureauCalendarElement *self)
{
  set_is_narrow (self, TRUE);
}

static void
wide_cb (BureauCalendarElement *self)
{
  set_is_narrow (self, FALSE);
}

static GtkWidget *
make_room (BureauCalendarElement *self, GtkWidget *box)
{
  GtkWidget *bin = adw_breakpoint_bin_new ();
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_parse (NARROW));

  gtk_widget_set_size_request (bin, 240, 120);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (bin), box);
  g_signal_connect_object (breakpoint, "apply", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (breakpoint, "unapply", G_CALLBACK (wide_cb), self, G_CONNECT_SWAPPED);
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), breakpoint);
  return bin;
}

static void
nothing_cb (BureauCalendarElement *self)
{
  JsonObject *empty = bureau_json_get_object (bureau_element_get_shape (BUREAU_ELEMENT (self)),
                                              "empty");
  g_autofree char *day = bureau_calendar_print (&self->day);

  create (self, bureau_json_get_string (empty, "action"), day);
}

/* An empty month is still one that can be left, and that something can be put into. */
static GtkWidget *
make_nothing (BureauCalendarElement *self)
{
  JsonObject *empty = bureau_json_get_object (bureau_element_get_shape (BUREAU_ELEMENT (self)),
                                              "empty");
  const char *action = empty != NULL ? bureau_json_get_string (empty, "action") : NULL;
  JsonObject *act = action != NULL ? bureau_shown_view_get_action (
                                         bureau_element_get_view (BUREAU_ELEMENT (self)), action)
                                   : NULL;
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 9, "line-spacing", 6,
                                 "visible", FALSE, NULL);
  GtkWidget *button;

  adw_wrap_box_append (ADW_WRAP_BOX (box),
                       g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "css-classes",
                                     (const char *const[]){ "dimmed", NULL }, NULL));
  if (act == NULL)
    return box;
  button = gtk_button_new_with_label (bureau_json_get_string (act, "label"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (nothing_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
  return box;
}

static void
bureau_calendar_element_set_up (BureauElement *element)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (element);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->param = bureau_calendar_range_find_param (bureau_element_get_view (element),
                                                  bureau_element_get_rows (element));
  self->bar = BUREAU_CALENDAR_BAR (bureau_calendar_bar_new (
      bureau_json_get_array (bureau_element_get_shape (element), "modes")));
  g_signal_connect_object (self->bar, "mode-changed", G_CALLBACK (mode_cb), self,
                           G_CONNECT_SWAPPED);
  self->page = ADW_BIN (g_object_new (ADW_TYPE_BIN, "vexpand", TRUE, NULL));
  self->nothing = make_nothing (self);
  self->legend = g_object_new (BUREAU_TYPE_CALENDAR_LEGEND, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->legend));
  bureau_element_set_content (element, make_room (self, box));
  g_signal_connect_object (bureau_element_get_view (element), "param-changed",
                           G_CALLBACK (param_changed_cb), self, G_CONNECT_SWAPPED);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_calendar_element_finalize (GObject *object)
{
  BureauCalendarElement *self = BUREAU_CALENDAR_ELEMENT (object);

  g_clear_pointer (&self->events, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_calendar_element_parent_class)->finalize (object);
}

static void
bureau_calendar_element_class_init (BureauCalendarElementClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_calendar_element_finalize;
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_calendar_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_calendar_element_show;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 480;
  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "calendar.go", "i", go_cb);
  gtk_widget_class_install_action (widget_class, "calendar.move", "(ui)", move_cb);
  gtk_widget_class_install_action (widget_class, "calendar.create", "s", create_cb);
}

static void
bureau_calendar_element_init (BureauCalendarElement *self)
{
  self->events = g_ptr_array_new ();
  g_date_clear (&self->day, 1);
  g_date_clear (&self->today, 1);
}

/**
 * bureau_calendar_element_get_events:
 *
 * Returns: (transfer none) (element-type BureauCalendarEvent): what stands on days
 */
GPtrArray *
bureau_calendar_element_get_events (BureauCalendarElement *self)
{
  return self->events;
}

/**
 * bureau_calendar_element_get_day:
 *
 * Returns: (transfer none): the day around which it shows others
 */
const GDate *
bureau_calendar_element_get_day (BureauCalendarElement *self)
{
  return &self->day;
}

/**
 * bureau_calendar_element_get_today:
 *
 * Returns: (transfer none): the day where the business is
 */
const GDate *
bureau_calendar_element_get_today (BureauCalendarElement *self)
{
  return &self->today;
}

/**
 * bureau_calendar_element_get_color:
 *
 * Returns: the colour of a row, as that of a series, or %BUREAU_CALENDAR_NO_COLOR
 */
guint
bureau_calendar_element_get_color (BureauCalendarElement *self, guint row)
{
  g_autofree char *text = bureau_shown_rows_dup_text (get_rows (self), row,
                                                      get_text (self, "color"), NULL);

  return bureau_calendar_legend_get_color (self->legend, text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-bar.h"

#include <glib/gi18n.h>

struct _BureauCalendarBar
{
  AdwBin parent_instance;

  BureauCalendarMode mode;
  gboolean has_choice;
  GtkLabel *title;
  AdwToggleGroup *modes;
};

G_DEFINE_FINAL_TYPE (BureauCalendarBar, bureau_calendar_bar, ADW_TYPE_BIN)

enum
{
  MODE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_button (const char *icon, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon)
                                   : gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_keys (void)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (keys),
                  make_button ("go-previous-symbolic", NULL, _ ("Earlier"), "calendar.previous"));
  gtk_box_append (GTK_BOX (keys),
                  make_button (NULL, _ ("Today"), _ ("Show Today"), "calendar.today"));
  gtk_box_append (GTK_BOX (keys),
                  make_button ("go-next-symbolic", NULL, _ ("Later"), "calendar.next"));
  return keys;
}

static void
chosen_cb (BureauCalendarBar *self)
{
  const char *name = adw_toggle_group_get_active_name (self->modes);

  if (bureau_calendar_mode_parse (name, &self->mode))
    g_signal_emit (self, signals[MODE_CHANGED], 0);
}

static const char *
say_mode (BureauCalendarMode mode)
{
  static const char *const words[] = {
    [BUREAU_CALENDAR_MONTH] = N_ ("Month"),
    [BUREAU_CALENDAR_WEEK] = N_ ("Week"),
    [BUREAU_CALENDAR_AGENDA] = N_ ("Agenda"),
  };

  return _ (words[mode]);
}

static void
add_mode (BureauCalendarBar *self, BureauCalendarMode mode)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, bureau_calendar_mode_name (mode));
  adw_toggle_set_label (toggle, say_mode (mode));
  adw_toggle_group_add (self->modes, toggle);
}

/* Those that the view names, or all; it begins with the first. */
static void
add_modes (BureauCalendarBar *self, JsonArray *names)
{
  guint n = names != NULL ? json_array_get_length (names) : BUREAU_CALENDAR_AGENDA + 1;

  for (guint i = 0; i < n; i++)
    {
      BureauCalendarMode mode = i;

      if (names == NULL
          || bureau_calendar_mode_parse (json_array_get_string_element (names, i), &mode))
        add_mode (self, mode);
    }
  self->has_choice = n > 1;
  adw_toggle_group_set_active (self->modes, 0);
  bureau_calendar_mode_parse (adw_toggle_group_get_active_name (self->modes), &self->mode);
  gtk_widget_set_visible (GTK_WIDGET (self->modes), self->has_choice);
}

static void
bureau_calendar_bar_class_init (BureauCalendarBarClass *klass)
{
  signals[MODE_CHANGED] = g_signal_new ("mode-changed", BUREAU_TYPE_CALENDAR_BAR, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_calendar_bar_init (BureauCalendarBar *self)
{
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                              "hexpand", TRUE, "css-classes",
                              (const char *const[]){ "heading", "numeric", NULL }, NULL);
  self->modes = g_object_new (ADW_TYPE_TOGGLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->modes), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days Shown"), -1);
  adw_wrap_box_append (ADW_WRAP_BOX (box), make_keys ());
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->title));
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->modes));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * bureau_calendar_bar_new:
 * @modes: (nullable): the names of those that can be chosen; %NULL for all
 *
 * Returns: (transfer floating): the bar, in the first mode
 */
GtkWidget *
bureau_calendar_bar_new (JsonArray *modes)
{
  BureauCalendarBar *self = g_object_new (BUREAU_TYPE_CALENDAR_BAR, NULL);

  add_modes (self, modes);
  g_signal_connect_object (self->modes, "notify::active-name", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

BureauCalendarMode
bureau_calendar_bar_get_mode (BureauCalendarBar *self)
{
  return self->mode;
}

/**
 * bureau_calendar_bar_set_can_choose:
 * @can_choose: whether there is room for more than one mode
 */
void
bureau_calendar_bar_set_can_choose (BureauCalendarBar *self, gboolean can_choose)
{
  gtk_widget_set_visible (GTK_WIDGET (self->modes), can_choose && self->has_choice);
}

void
bureau_calendar_bar_set_title (BureauCalendarBar *self, const char *title)
{
  gtk_label_set_label (self->title, title);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sending-preferences.h"

#include "desk/habits.h"

struct _BureauSendingPreferences
{
  BureauSettingPage parent_instance;

  AdwSwitchRow *background;
  AdwSwitchRow *single_keys;
};

G_DEFINE_FINAL_TYPE (BureauSendingPreferences, bureau_sending_preferences, BUREAU_TYPE_SETTING_PAGE)

static const BureauSettingRow rows[] = {
  { "undo_seconds", BUREAU_SETTING_NUMBER, "undo_seconds", NULL },
  { "terminal_approval", BUREAU_SETTING_SWITCH, "terminal_approval", NULL },
};

static void
bureau_sending_preferences_class_init (BureauSendingPreferencesClass *klass)
{
  bureau_setting_page_class_set_up (BUREAU_SETTING_PAGE_CLASS (klass), "sending-preferences", rows,
                                    G_N_ELEMENTS (rows));
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), BureauSendingPreferences,
                                        single_keys);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), BureauSendingPreferences,
                                        background);
}

/* Whether the agents go on without a window is a habit of the person, not of the business. */
static void
bureau_sending_preferences_init (BureauSendingPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (bureau_habits_get () == NULL)
    return;
  g_settings_bind (bureau_habits_get (), BUREAU_HABIT_BACKGROUND, self->background, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (bureau_habits_get (), BUREAU_HABIT_SINGLE_KEYS, self->single_keys, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

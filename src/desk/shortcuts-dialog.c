/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/shortcuts-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/commands.h"
#include "desk/habits.h"

struct _BureauShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (BureauShortcutsDialog, bureau_shortcuts_dialog, ADW_TYPE_DIALOG)

static void
add_cap (GtkWidget *keys, const char *words)
{
  GtkWidget *cap = g_object_new (GTK_TYPE_LABEL, "label", words, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (cap, "keycap");
  gtk_box_append (GTK_BOX (keys), cap);
}

/* Each key of "Ctrl+Shift+Z" by itself; a plus at the end is a key too. */
static GtkWidget *
make_keys (const char *keys)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "shortcut", "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_LABEL, "spacing", 6, "valign",
                                 GTK_ALIGN_CENTER, NULL);
  GdkModifierType modifiers;
  guint key;
  g_autofree char *label = NULL;
  const char *words, *plus;

  gtk_accelerator_parse (keys, &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  for (words = label; (plus = strchr (words, '+')) != NULL && plus[1] != '\0' && plus > words;
       words = plus + 1)
    {
      g_autofree char *word = g_strndup (words, (gsize)(plus - words));

      add_cap (box, word);
    }
  add_cap (box, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return box;
}

/* Single keys are listed where they do something. */
static const char *
find_letter (const BureauCommand *command)
{
  GSettings *habits = bureau_habits_get ();

  return habits != NULL && g_settings_get_boolean (habits, BUREAU_HABIT_SINGLE_KEYS)
             ? command->letter
             : NULL;
}

static void
add_command (AdwPreferencesGroup *group, const BureauCommand *command)
{
  const char *letter = find_letter (command);
  GtkWidget *row;

  if (command->keys == NULL && letter == NULL)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", _ (command->title), NULL);
  if (letter != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_keys (letter));
  if (command->keys != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_keys (command->keys));
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (BureauShortcutsDialog *self, const BureauCommand *command)
{
  g_autofree char *escaped = g_markup_escape_text (_ (command->group), -1);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

/* The table has the commands of a group one after the other. */
static void
fill (BureauShortcutsDialog *self)
{
  guint n;
  const BureauCommand *commands = bureau_command_list (&n);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || !g_str_equal (commands[i].group, commands[i - 1].group))
        group = add_group (self, &commands[i]);
      add_command (group, &commands[i]);
    }
}

static void
bureau_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (bureau_shortcuts_dialog_parent_class)->dispose (object);
}

static void
bureau_shortcuts_dialog_class_init (BureauShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauShortcutsDialog, page);
}

static void
bureau_shortcuts_dialog_init (BureauShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

/**
 * bureau_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauShortcutsDialog *
bureau_shortcuts_dialog_new (void)
{
  return g_object_new (BUREAU_TYPE_SHORTCUTS_DIALOG, NULL);
}

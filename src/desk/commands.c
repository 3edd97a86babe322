/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/commands.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "desk/habits.h"

static const BureauCommand commands[] = {
  { "review", N_ ("Go To"), N_ ("Review"), N_ ("drafts inbox waiting home"), "<Alt>1",
    "win.page::review" },
  { "outbox", N_ ("Go To"), N_ ("Outbox"), N_ ("sent sending delivery failed queue"), "<Alt>2",
    "win.page::outbox" },
  { "views", N_ ("Go To"), N_ ("Views"), N_ ("dashboards charts tables figures"), "<Alt>3",
    "win.page::views" },
  { "memory", N_ ("Go To"), N_ ("Memory"), N_ ("collections records clients table data"), "<Alt>4",
    "win.page::memory" },
  { "workflows", N_ ("Go To"), N_ ("Workflows"), N_ ("agents automation rules"), "<Alt>5",
    "win.page::workflows" },
  { "activity", N_ ("Go To"), N_ ("Activity"), N_ ("runs steps errors log"), "<Alt>6",
    "win.page::activity" },
  { "questions", N_ ("Go To"), N_ ("Questions of Agents"), N_ ("answer ask needs you"), NULL,
    "win.activity::questions" },
  { "requests", N_ ("Go To"), N_ ("Requests"), N_ ("asked failed folder import"), NULL,
    "win.activity::requests" },
  { "new-view", N_ ("General"), N_ ("Describe a View…"),
    N_ ("new dashboard chart table board figures"), NULL, "win.new-view" },
  { "palette", N_ ("General"), N_ ("Find or Do Anything"), N_ ("search palette command"),
    "<Control>k", "win.palette" },
  { "sidebar", N_ ("General"), N_ ("Show or Hide the Sidebar"), N_ ("navigation menu"), "F9",
    "win.toggle-sidebar" },
  { "new", N_ ("General"), N_ ("New Workspace"), N_ ("begin firm business sample"),
    "<Control><Shift>n", "app.new" },
  { "open", N_ ("General"), N_ ("Open a Workspace"), N_ ("file window"), "<Control>o", "app.open" },
  { "preferences", N_ ("General"), N_ ("Preferences"), N_ ("settings firm identity undo"),
    "<Control>comma", "win.preferences" },
  { "shortcuts", N_ ("General"), N_ ("Keyboard Shortcuts"), N_ ("keys help"), "<Control>question",
    "win.shortcuts", .letter = "question" },
  { "about", N_ ("General"), N_ ("About Bureau"), N_ ("version license"), NULL, "app.about" },
  { "close", N_ ("General"), N_ ("Close the Window"), N_ ("leave"), "<Control>w", "window.close" },
  { "quit", N_ ("General"), N_ ("Quit"), N_ ("leave exit"), "<Control>q", "app.quit" },
  { "send", N_ ("Review"), N_ ("Approve and Send"), N_ ("mail reply answer accept"),
    "<Control>Return", "review.send", .once = TRUE },
  { "reject", N_ ("Review"), N_ ("Reject…"), N_ ("discard decline no"), "<Control>BackSpace",
    "review.reject", .once = TRUE, .letter = "r" },
  { "snooze", N_ ("Review"), N_ ("Snooze Until Tomorrow"), N_ ("later wait remind"),
    "<Control><Shift>s", "review.snooze", .once = TRUE, .letter = "s" },
  { "snooze-pick", N_ ("Review"), N_ ("Snooze Until…"), N_ ("later wait remind time"), NULL,
    "review.snooze-pick" },
  { "again", N_ ("Review"), N_ ("Ask Again With a Note…"), N_ ("agent rewrite otherwise"), NULL,
    "review.again" },
  { "dismiss", N_ ("Review"), N_ ("Wrong Kind of Message…"), N_ ("inquiry label teach wrong"), NULL,
    "review.dismiss" },
  { "undo", N_ ("Review"), N_ ("Take the Last Decision Back"), N_ ("undo"), NULL,
    "review.undo-last", .letter = "u" },
  { "next", N_ ("Review"), N_ ("Next Draft"), N_ ("down following"), "<Alt>Down", "review.next",
    .letter = "j" },
  { "previous", N_ ("Review"), N_ ("Previous Draft"), N_ ("up before"), "<Alt>Up",
    "review.previous", .letter = "k" },
  { "paste", N_ ("Review"), N_ ("Paste a Message"), N_ ("bring in import mail form text"),
    "<Control>v", "win.paste", .yields = TRUE },
  { "edit", N_ ("Review"), N_ ("Edit the Draft"), N_ ("write words change"), NULL,
    "review.tab::draft", .letter = "e" },
  { "changes", N_ ("Review"), N_ ("Show What You Changed"), N_ ("difference compare"), NULL,
    "review.tab::changes", .letter = "d" },
  { "why", N_ ("Review"), N_ ("Show Why"), N_ ("reason evidence steps"), NULL, "review.tab::why",
    .letter = "w" },
  { "find", N_ ("General"), N_ ("Search This Page"), N_ ("filter find drafts records"),
    "<Control>f", "win.find" },
};

/**
 * bureau_command_list:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): the table
 */
const BureauCommand *
bureau_command_list (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * bureau_command_matches:
 * @text: what a person typed
 *
 * Returns: whether each word of it begins a word of the command
 */
gboolean
bureau_command_matches (const BureauCommand *self, const char *text)
{
  g_autofree char *all = g_strconcat (_ (self->title), " ", _ (self->words), NULL);

  return g_str_match_string (text, all, TRUE);
}

/* "win.page::review" without its target is "win.page". */
static char *
action_name (const BureauCommand *self, GVariant **target)
{
  char *name = NULL;
  gboolean ok = g_action_parse_detailed_name (self->action, &name, target, NULL);

  g_assert (ok);
  return name;
}

/**
 * bureau_command_is_possible:
 * @widget: the window
 *
 * Returns: whether its action is there and enabled now
 */
gboolean
bureau_command_is_possible (const BureauCommand *self, GtkWidget *widget)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = action_name (self, &target);
  const char *dot = strchr (name, '.');
  g_autofree char *prefix = g_strndup (name, (gsize)(dot - name));
  GActionGroup *group = NULL;

  if (g_str_equal (prefix, "window"))
    return TRUE;
  if (g_str_equal (prefix, "app"))
    group = G_ACTION_GROUP (g_application_get_default ());
  else if (g_str_equal (prefix, "win"))
    group = G_ACTION_GROUP (widget);
  else
    group = g_object_get_data (G_OBJECT (widget), prefix);
  return group != NULL && g_action_group_get_action_enabled (group, dot + 1);
}

/**
 * bureau_command_add_group:
 * @widget: the window
 * @prefix: what stands before the dot in the actions' names
 * @group: the actions of a page
 *
 * Makes a page's actions the window's, so that they can be reached from wherever the focus is.
 */
void
bureau_command_add_group (GtkWidget *widget, const char *prefix, GActionGroup *group)
{
  gtk_widget_insert_action_group (widget, prefix, group);
  g_object_set_data_full (G_OBJECT (widget), prefix, g_object_ref (group), g_object_unref);
}

/**
 * bureau_command_run:
 * @widget: the window
 *
 * Does it.
 */
void
bureau_command_run (const BureauCommand *self, GtkWidget *widget)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = action_name (self, &target);

  gtk_widget_activate_action_variant (widget, name, target);
}

/**
 * bureau_commands_add_shortcuts:
 *
 * Gives each command its keys, except those that a held key must not repeat.
 */
void
bureau_commands_add_shortcuts (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].keys != NULL && !commands[i].once && !commands[i].yields)
      gtk_application_set_accels_for_action (application, commands[i].action,
                                             (const char *[]){ commands[i].keys, NULL });
}

/* Once -------------------------------------------------------------------------------------------
 */

static gboolean
is_pressed (const BureauCommand *command, guint keyval, GdkModifierType state)
{
  guint key;
  GdkModifierType modifiers;

  if (!command->once || !gtk_accelerator_parse (command->keys, &key, &modifiers))
    return FALSE;
  if (keyval == GDK_KEY_KP_Enter)
    keyval = GDK_KEY_Return;
  return gdk_keyval_to_lower (keyval) == key
         && (state & gtk_accelerator_get_default_mod_mask ()) == modifiers;
}

/* What a dialog asks is answered first. */
static gboolean
has_dialog (GtkWidget *widget)
{
  return ADW_IS_APPLICATION_WINDOW (widget)
         && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) != NULL;
}

/* A press of the same key without a release between is a repeat. A release can stay unseen where
 * what had the keyboard went away meanwhile; another key that goes down, as Ctrl does first, ends
 * it too. */
static gboolean
key_pressed_cb (GtkWidget *widget, guint keyval, guint keycode, GdkModifierType state,
                GtkEventControllerKey *controller)
{
  gpointer held = g_object_get_data (G_OBJECT (controller), "held");

  if (held != GUINT_TO_POINTER (keyval))
    g_object_set_data (G_OBJECT (controller), "held", NULL);
  if (has_dialog (widget))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_pressed (&commands[i], keyval, state))
      {
        g_object_set_data (G_OBJECT (controller), "held", GUINT_TO_POINTER (keyval));
        if (held != GUINT_TO_POINTER (keyval) && bureau_command_is_possible (&commands[i], widget))
          bureau_command_run (&commands[i], widget);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkWidget *widget, guint keyval, guint keycode, GdkModifierType state,
                 GtkEventControllerKey *controller)
{
  g_object_set_data (G_OBJECT (controller), "held", NULL);
}

/**
 * bureau_commands_add_once:
 * @widget: the window
 *
 * Answers the keys of those commands that a held key does only once: a Ctrl+Enter that is held a
 * moment too long must not send the draft that comes after.
 */
void
bureau_commands_add_once (GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

/**
 * bureau_commands_add_yielding:
 * @widget: the window
 *
 * Answers the keys of those commands that a text field takes for itself: Ctrl+V in a letter pastes
 * into the letter.
 */
void
bureau_commands_add_yielding (GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].yields)
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (keys),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (commands[i].keys),
                            gtk_named_action_new (commands[i].action)));
  gtk_widget_add_controller (widget, keys);
}

/* Single keys ------------------------------------------------------------------------------------
 */

/* Keys that write never come here: what is written in takes them first. */
static gboolean
letter_pressed_cb (GtkWidget *widget, guint keyval, guint keycode, GdkModifierType state)
{
  GSettings *habits = bureau_habits_get ();
  const char *name = gdk_keyval_name (keyval);

  if (habits == NULL || !g_settings_get_boolean (habits, BUREAU_HABIT_SINGLE_KEYS)
      || has_dialog (widget) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].letter != NULL && g_strcmp0 (commands[i].letter, name) == 0
        && bureau_command_is_possible (&commands[i], widget))
      {
        bureau_command_run (&commands[i], widget);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

/**
 * bureau_commands_add_letters:
 * @widget: the window
 *
 * Answers the single keys of those commands that have one, where the person chose to have them.
 */
void
bureau_commands_add_letters (GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (letter_pressed_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

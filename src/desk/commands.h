/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauCommand:
 * @id: its name, which stays
 * @group: under which heading the list of shortcuts has it; for gettext
 * @title: what it does; for gettext
 * @words: more words that find it; for gettext
 * @keys: (nullable): an accelerator
 * @action: the detailed name of the action
 * @once: whether a key that is held down does it only once
 * @yields: whether a text field that has the focus takes the keys first
 * @letter: (nullable): the name of a single key that does it too, where a person wants such keys
 *
 * Something a person can do. Shortcuts, the list of shortcuts and the palette are made from one
 * table of these.
 */
typedef struct
{
  const char *id;
  const char *group;
  const char *title;
  const char *words;
  const char *keys;
  const char *action;
  gboolean once;
  gboolean yields;
  const char *letter;
} BureauCommand;

const BureauCommand *bureau_command_list (guint *n_commands);
gboolean bureau_command_matches (const BureauCommand *self, const char *text);
gboolean bureau_command_is_possible (const BureauCommand *self, GtkWidget *widget);
void bureau_command_add_group (GtkWidget *widget, const char *prefix, GActionGroup *group);
void bureau_command_run (const BureauCommand *self, GtkWidget *widget);
void bureau_commands_add_shortcuts (GtkApplication *application);
void bureau_commands_add_once (GtkWidget *widget);
void bureau_commands_add_yielding (GtkWidget *widget);
void bureau_commands_add_letters (GtkWidget *widget);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/preferences-dialog.h"

#include "desk/business-preferences.h"
#include "desk/connections-preferences.h"
#include "desk/models-preferences.h"
#include "desk/sending-preferences.h"
#include "desk/snapshots-preferences.h"

#define LEAST_WIDTH 320
#define LEAST_HEIGHT 150

struct _BureauPreferencesDialog
{
  AdwPreferencesDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauPreferencesDialog, bureau_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

/* The pages in their order: each an #AdwPreferencesPage with a property `memory`, set once. */
static GType (*const pages[]) (void) = {
  bureau_business_preferences_get_type,  bureau_connections_preferences_get_type,
  bureau_models_preferences_get_type,    bureau_sending_preferences_get_type,
  bureau_snapshots_preferences_get_type,
};

static void
bureau_preferences_dialog_class_init (BureauPreferencesDialogClass *klass)
{
}

/* By itself it would need a whole phone, and a window's frame takes of that. It is the part of it
 * that turns between wide and narrow that says so. */
static void
let_be_narrow (GtkWidget *part)
{
  GtkWidget *child = gtk_widget_get_first_child (part);

  if (ADW_IS_BREAKPOINT_BIN (part))
    gtk_widget_set_size_request (part, LEAST_WIDTH, LEAST_HEIGHT);
  for (; child != NULL && !ADW_IS_BREAKPOINT_BIN (part);
       child = gtk_widget_get_next_sibling (child))
    let_be_narrow (child);
}

static void
bureau_preferences_dialog_init (BureauPreferencesDialog *self)
{
  /* So wide that the names of all pages fit into its head. */
  adw_dialog_set_content_width (ADW_DIALOG (self), 780);
  let_be_narrow (adw_dialog_get_child (ADW_DIALOG (self)));
}

/**
 * bureau_preferences_dialog_new:
 * @memory: the open workspace
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauPreferencesDialog *
bureau_preferences_dialog_new (BureauMemory *memory)
{
  BureauPreferencesDialog *self = g_object_new (BUREAU_TYPE_PREFERENCES_DIALOG, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self),
                                g_object_new (pages[i](), "memory", memory, NULL));
  return self;
}

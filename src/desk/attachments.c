/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/attachments.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/attachment-copy.h"
#include "desk/chip.h"
#include "desk/chooser.h"
#include "desk/toast.h"

struct _BureauAttachments
{
  AdwBin parent_instance;

  BureauMemory *memory;
  JsonArray *shown;
  char *from;
  gboolean is_editable;

  AdwWrapBox *chips;
};

G_DEFINE_FINAL_TYPE (BureauAttachments, bureau_attachments, ADW_TYPE_BIN)

enum
{
  PROP_IS_EDITABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Opening ----------------------------------------------------------------------------------------
 */

static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (launcher), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    bureau_toast_problem (widget, error->message);
}

static DexFuture *
copied_cb (DexFuture *future, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  if (file == NULL)
    bureau_toast_problem (data, error->message);
  else if (root != NULL)
    gtk_file_launcher_launch (launcher, GTK_WINDOW (root), NULL, launched_cb, g_object_ref (data));
  return NULL;
}

/* Saving -----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauAttachments *self;
  JsonObject *attachment;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->self);
  g_clear_pointer (&saving->attachment, json_object_unref);
  g_free (saving);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  GtkWidget *widget = GTK_WIDGET (saving->self);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = dex_await_string (bureau_chooser_choose (widget, BUREAU_CHOOSER_FOLDER),
                                              &error);
  g_autofree char *path
      = folder != NULL
            ? dex_await_string (
                  bureau_attachment_save (saving->self->memory, saving->attachment, folder), &error)
            : NULL;
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *says = shown != NULL ? g_strdup_printf (_ ("Saved as %s"), shown) : NULL;

  if (says != NULL)
    bureau_toast_say (widget, says);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_problem (widget, error->message);
  return NULL;
}

static void
save_attachment (BureauAttachments *self, JsonObject *attachment)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->attachment = json_object_ref (attachment);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, save_fiber, saving, saving_free));
}

static void
open_answered_cb (BureauAttachments *self, const char *response, AdwAlertDialog *dialog)
{
  JsonObject *attachment = g_object_get_data (G_OBJECT (dialog), "attachment");

  if (g_str_equal (response, "save"))
    save_attachment (self, attachment);
  else if (g_str_equal (response, "open"))
    dex_future_disown (dex_future_finally (bureau_attachment_copy (self->memory, attachment),
                                           copied_cb, g_object_ref (self), g_object_unref));
}

static char *
ask_open (BureauAttachments *self)
{
  if (self->from == NULL)
    return g_strdup (_ ("A copy is opened in the program that your computer has for it."));
  return g_strdup_printf (_ ("It came from %s. A copy is opened in the program that your computer "
                             "has for it; open it only if you expected it."),
                          self->from);
}

static void
open_cb (BureauAttachments *self, guint index)
{
  JsonObject *attachment = json_array_get_object_element (self->shown, index);
  g_autofree char *name = bureau_text_visible (bureau_json_get_string (attachment, "name"), NULL);
  g_autofree char *ask = ask_open (self);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", name, ask);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Open This File?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                  _ ("_Save…"), "open", _ ("_Open"), NULL);
  g_object_set_data_full (G_OBJECT (dialog), "attachment", json_object_ref (attachment),
                          (GDestroyNotify)json_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_answered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Chips ------------------------------------------------------------------------------------------
 */

static void
removed_cb (BureauAttachments *self, guint index)
{
  g_signal_emit (self, signals[REMOVED], 0, index);
}

static void
add_chip (BureauAttachments *self, guint index)
{
  JsonObject *attachment = json_array_get_object_element (self->shown, index);
  const char *given = bureau_json_get_string (attachment, "name");
  g_autofree char *name = bureau_text_visible (given != NULL ? given : _ ("Unnamed"), NULL);
  g_autofree char *size = g_format_size ((guint64)bureau_json_get_int (attachment, "size", 0));
  BureauChip *chip = bureau_chip_new ("mail-attachment-symbolic", name, size);
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), name);

  bureau_chip_set_index (chip, index);
  bureau_chip_make_button (chip, open);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  if (self->is_editable)
    {
      g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);

      bureau_chip_add_remove (chip, remove);
      g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
    }
  adw_wrap_box_append (self->chips, GTK_WIDGET (chip));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_attachments_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, BUREAU_ATTACHMENTS (object)->is_editable);
}

static void
bureau_attachments_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BUREAU_ATTACHMENTS (object)->is_editable = g_value_get_boolean (value);
}

static void
bureau_attachments_dispose (GObject *object)
{
  BureauAttachments *self = BUREAU_ATTACHMENTS (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->shown, json_array_unref);
  g_clear_pointer (&self->from, g_free);
  G_OBJECT_CLASS (bureau_attachments_parent_class)->dispose (object);
}

static void
bureau_attachments_class_init (BureauAttachmentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bureau_attachments_get_property;
  object_class->set_property = bureau_attachments_set_property;
  object_class->dispose = bureau_attachments_dispose;
  properties[PROP_IS_EDITABLE] = g_param_spec_boolean ("is-editable", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                           | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
bureau_attachments_init (BureauAttachments *self)
{
  self->chips = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->chips, 6);
  adw_wrap_box_set_line_spacing (self->chips, 6);
  bureau_chips_set_up (self->chips);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->chips));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * bureau_attachments_show:
 * @memory: where their bytes are
 * @attachments: (nullable): [{"name","type","size","sha256"}]
 * @from: (nullable): who sent them
 *
 * Shows them; where there are none, the widget is not there.
 */
void
bureau_attachments_show (BureauAttachments *self, BureauMemory *memory, JsonArray *attachments,
                         const char *from)
{
  guint n = attachments != NULL ? json_array_get_length (attachments) : 0;

  g_set_object (&self->memory, memory);
  g_set_str (&self->from, from);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (self->shown != NULL && attachments != NULL && json_array_equal (self->shown, attachments))
    return;
  g_clear_pointer (&self->shown, json_array_unref);
  self->shown = attachments != NULL ? json_array_ref (attachments) : NULL;
  bureau_chips_clear (self->chips);
  for (guint i = 0; i < n; i++)
    add_chip (self, i);
}

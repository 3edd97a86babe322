/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/attaching.h"

#include "desk/attachment-copy.h"
#include "desk/chooser.h"
#include "desk/toast.h"

struct _BureauAttaching
{
  GObject parent_instance;

  GtkWidget *editor; /* NULL once it is gone */
  BureauMemory *memory;
  gint64 draft; /* 0: none is shown */
};

G_DEFINE_FINAL_TYPE (BureauAttaching, bureau_attaching, G_TYPE_OBJECT)

static guint attached_signal;

/* Taking a file ----------------------------------------------------------------------------------
 */

typedef struct
{
  BureauAttaching *attaching;
  gint64 draft; /* what was shown when the file came */
} Coming;

static void
coming_free (gpointer data)
{
  Coming *self = data;

  g_clear_object (&self->attaching);
  g_free (self);
}

static void
tell_problem (BureauAttaching *self, const GError *error)
{
  if (self->editor != NULL)
    bureau_toast_problem (self->editor, error->message);
}

static DexFuture *
taken_cb (DexFuture *future, gpointer data)
{
  Coming *coming = data;
  BureauAttaching *self = coming->attaching;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) attachment = dex_await_boxed (dex_ref (future), &error);

  if (attachment == NULL)
    tell_problem (self, error);
  else if (self->draft == coming->draft)
    g_signal_emit (self, attached_signal, 0, attachment);
  return NULL;
}

static void
take (BureauAttaching *self, GFile *file)
{
  Coming *coming = g_new0 (Coming, 1);

  coming->attaching = g_object_ref (self);
  coming->draft = self->draft;
  dex_future_disown (dex_future_finally (bureau_attachment_take (self->memory, file), taken_cb,
                                         coming, coming_free));
}

static gboolean
take_all (BureauAttaching *self, const GValue *files)
{
  if (self->draft == 0)
    return FALSE;
  for (GSList *l = g_value_get_boxed (files); l != NULL; l = l->next)
    take (self, l->data);
  return TRUE;
}

/* How files come ---------------------------------------------------------------------------------
 */

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  BureauAttaching *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (file != NULL && self->draft != 0)
    take (self, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_problem (self, error);
  return NULL;
}

static gboolean
dropped_cb (BureauAttaching *self, const GValue *files)
{
  return take_all (self, files);
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (BureauAttaching) self = data;
  const GValue *files = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (files != NULL)
    take_all (self, files);
}

/* A file that was copied is attached; anything else is pasted as text. */
static void
paste_cb (BureauAttaching *self, GtkWidget *words)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (words);

  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                          GDK_TYPE_FILE_LIST))
    return;
  g_signal_stop_emission_by_name (words, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                  pasted_cb, g_object_ref (self));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_attaching_finalize (GObject *object)
{
  BureauAttaching *self = BUREAU_ATTACHING (object);

  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_attaching_parent_class)->finalize (object);
}

static void
bureau_attaching_class_init (BureauAttachingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_attaching_finalize;
  attached_signal = g_signal_new ("attached", BUREAU_TYPE_ATTACHING, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
bureau_attaching_init (BureauAttaching *self)
{
}

/**
 * bureau_attaching_new:
 * @editor: where files may be dropped
 * @words: in it, where they may be pasted
 *
 * Returns: (transfer full): takes no file before it is turned to a draft
 */
BureauAttaching *
bureau_attaching_new (GtkWidget *editor, GtkTextView *words)
{
  BureauAttaching *self = g_object_new (BUREAU_TYPE_ATTACHING, NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_set_weak_pointer (&self->editor, editor);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (words, "paste-clipboard", G_CALLBACK (paste_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * bureau_attaching_turn:
 * @memory: where attachments are kept
 * @draft: whose they are, or 0 where none is shown
 *
 * A file that was still being read for the draft before is let go.
 */
void
bureau_attaching_turn (BureauAttaching *self, BureauMemory *memory, gint64 draft)
{
  g_set_object (&self->memory, memory);
  self->draft = draft;
}

/**
 * bureau_attaching_choose:
 *
 * Lets a person choose a file.
 */
void
bureau_attaching_choose (BureauAttaching *self)
{
  if (self->editor != NULL)
    dex_future_disown (
        dex_future_finally (bureau_chooser_choose (self->editor, BUREAU_CHOOSER_FILE), chosen_cb,
                            g_object_ref (self), g_object_unref));
}

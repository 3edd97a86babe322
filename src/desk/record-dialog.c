/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-dialog.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "memory/record.h"
#include "widgets/field-editor.h"

struct _BureauRecordDialog
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  char *collection;
  GPtrArray *editors;
  char *problem;

  GtkListBox *fields;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (BureauRecordDialog, bureau_record_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_PROBLEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_problem (BureauRecordDialog *self, const char *problem)
{
  if (g_set_str (&self->problem, problem != NULL ? problem : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* Adding -----------------------------------------------------------------------------------------
 */

static DexFuture *
added_cb (DexFuture *future, gpointer data)
{
  BureauRecordDialog *self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (dex_ref (future), &error);

  if (self->fields == NULL)
    return NULL;
  gtk_widget_set_sensitive (self->add, TRUE);
  if (error != NULL)
    {
      set_problem (self, error->message);
      return NULL;
    }
  g_signal_emit (self, signals[ADDED], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
  return NULL;
}

/* Every field says what is wrong with it, not only the first. */
static gboolean
read_fields (BureauRecordDialog *self, JsonObject *values)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    ok = bureau_field_editor_read (g_ptr_array_index (self->editors, i), values) && ok;
  return ok;
}

static void
add_cb (BureauRecordDialog *self)
{
  g_autoptr (JsonObject) values = json_object_new ();

  if (!read_fields (self, values))
    return;
  if (json_object_get_size (values) == 0)
    {
      set_problem (self, _ ("Write at least one value"));
      return;
    }
  set_problem (self, NULL);
  gtk_widget_set_sensitive (self->add, FALSE);
  dex_future_disown (dex_future_finally (
      bureau_record_add (self->memory, &bureau_decision_cause, self->collection, values), added_cb,
      g_object_ref (self), g_object_unref));
}

static void
cancel_cb (BureauRecordDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
has_text_cb (GObject *object, const char *text)
{
  return text != NULL && *text != '\0';
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_record_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_RECORD_DIALOG (object)->problem);
}

static void
bureau_record_dialog_dispose (GObject *object)
{
  BureauRecordDialog *self = BUREAU_RECORD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_RECORD_DIALOG);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (bureau_record_dialog_parent_class)->dispose (object);
}

static void
bureau_record_dialog_class_init (BureauRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_record_dialog_dispose;
  G_OBJECT_CLASS (klass)->get_property = bureau_record_dialog_get_property;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauRecordDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordDialog, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
}

static void
bureau_record_dialog_init (BureauRecordDialog *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->problem = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A reference is made from the record that it points to, where both can be seen. */
static void
add_fields (BureauRecordDialog *self, JsonArray *fields)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      BureauFieldEditor *editor;

      if (g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0)
        continue;
      editor = bureau_field_editor_new (field, TRUE);
      gtk_list_box_append (self->fields, GTK_WIDGET (bureau_field_editor_get_row (editor)));
      g_ptr_array_add (self->editors, editor);
    }
}

/**
 * bureau_record_dialog_new:
 * @document: the collection's
 *
 * Returns: (transfer floating): the form, to be presented
 */
BureauRecordDialog *
bureau_record_dialog_new (BureauMemory *memory, JsonObject *document)
{
  BureauRecordDialog *self = g_object_new (BUREAU_TYPE_RECORD_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  self->collection = g_strdup (bureau_json_get_string (document, "collection"));
  add_fields (self, bureau_json_get_array (document, "fields"));
  if (self->editors->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (bureau_field_editor_get_row (
                                                 g_ptr_array_index (self->editors, 0))));
  return self;
}

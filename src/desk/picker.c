/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/picker.h"

#include "desk/arrow-keys.h"
#include "desk/candidates.h"
#include "desk/found-item.h"

struct _BureauPicker
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  char *collection;
  DexPromise *picked;
  GListStore *lines;
  guint asked; /* counts the questions, so that an answer to an older one is dropped */

  GtkSearchEntry *entry;
  GtkSingleSelection *selection;
  AdwViewStack *states;
};

G_DEFINE_FINAL_TYPE (BureauPicker, bureau_picker, ADW_TYPE_DIALOG)

/* Finding ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauPicker *picker;
  guint asked;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->picker);
  g_free (question);
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  BureauPicker *self = question->picker;
  g_autoptr (JsonArray) found = dex_await_boxed (dex_ref (future), NULL);

  if (found == NULL || question->asked != self->asked || self->states == NULL)
    return NULL;
  g_list_store_remove_all (self->lines);
  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      g_autoptr (BureauFoundItem) item = bureau_found_item_new (
          json_array_get_object_element (found, i));

      g_list_store_append (self->lines, item);
    }
  adw_view_stack_set_visible_child_name (self->states,
                                         json_array_get_length (found) > 0 ? "lines" : "none");
  return NULL;
}

/* What was found for the words before stays until then. */
static void
search_changed_cb (BureauPicker *self)
{
  Question *question = g_new0 (Question, 1);

  question->picker = g_object_ref (self);
  question->asked = ++self->asked;
  dex_future_disown (dex_future_finally (
      bureau_candidates_read (self->memory, self->collection,
                              gtk_editable_get_text (GTK_EDITABLE (self->entry))),
      found_cb, question, question_free));
}

/* Choosing ---------------------------------------------------------------------------------------
 */

static void
activate_cb (BureauPicker *self)
{
  BureauFoundItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return;
  dex_promise_resolve_int64 (self->picked, bureau_found_item_get_id (item));
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
key_pressed_cb (BureauPicker *self, guint keyval)
{
  return bureau_arrow_keys_move (self->selection, keyval);
}

static gboolean
has_text_cb (GtkListItem *item, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
stop_cb (BureauPicker *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_picker_closed (AdwDialog *dialog)
{
  BureauPicker *self = BUREAU_PICKER (dialog);

  if (dex_future_is_pending (DEX_FUTURE (self->picked)))
    dex_promise_reject (self->picked, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, ""));
}

static void
bureau_picker_dispose (GObject *object)
{
  BureauPicker *self = BUREAU_PICKER (object);

  self->asked++;
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_PICKER);
  dex_clear (&self->picked);
  g_clear_object (&self->memory);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->collection, g_free);
  G_OBJECT_CLASS (bureau_picker_parent_class)->dispose (object);
}

static void
bureau_picker_class_init (BureauPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_picker_dispose;
  ADW_DIALOG_CLASS (klass)->closed = bureau_picker_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/picker.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, BureauPicker, selection);
  gtk_widget_class_bind_template_child (widget_class, BureauPicker, states);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
}

static void
bureau_picker_init (BureauPicker *self)
{
  g_type_ensure (BUREAU_TYPE_FOUND_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->picked = dex_promise_new ();
  self->lines = g_list_store_new (BUREAU_TYPE_FOUND_ITEM);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->lines));
}

/**
 * bureau_picker_pick:
 * @title: what it is chosen for
 * @collection: whose records; "messages" for messages
 *
 * Returns: (transfer full): resolves to the id; rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
bureau_picker_pick (GtkWidget *parent, BureauMemory *memory, const char *title,
                    const char *collection)
{
  BureauPicker *self = g_object_new (BUREAU_TYPE_PICKER, "title", title, NULL);
  DexFuture *picked = dex_ref (DEX_FUTURE (self->picked));

  self->memory = g_object_ref (memory);
  self->collection = g_strdup (collection);
  search_changed_cb (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
  return picked;
}

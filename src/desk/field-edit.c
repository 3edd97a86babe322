/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/field-edit.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/picker.h"
#include "desk/undo-toast.h"
#include "memory/record.h"

/* The same, kept while somebody is awaited. */
static BureauFieldEdit *
keep (const BureauFieldEdit *edit)
{
  BureauFieldEdit *self = g_memdup2 (edit, sizeof *edit);

  g_object_ref (self->page);
  g_object_ref (self->memory);
  g_object_ref (self->editor);
  self->collection = g_strdup (edit->collection);
  return self;
}

static void
keep_free (gpointer data)
{
  BureauFieldEdit *self = data;

  g_clear_object (&self->page);
  g_clear_object (&self->memory);
  g_clear_object (&self->editor);
  g_free ((char *)self->collection);
  g_free (self);
}

static const char *
get_title (const BureauFieldEdit *self)
{
  return adw_preferences_row_get_title (bureau_field_editor_get_row (self->editor));
}

typedef struct
{
  BureauFieldEdit *edit;
  char *says;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->edit, keep_free);
  g_free (act->says);
  g_free (act);
}

static DexFuture *
stored_cb (DexFuture *future, gpointer data)
{
  const Act *act = data;
  const BureauFieldEdit *edit = act->edit;
  g_autoptr (GError) error = NULL;

  if (dex_await (dex_ref (future), &error))
    bureau_undo_toast_add (edit->page, edit->memory, edit->record, act->says);
  else
    bureau_field_editor_set_problem (edit->editor, error->message);
  return NULL;
}

/**
 * bureau_field_edit_store:
 * @changes: the field's members, as the editor tells them
 *
 * Stores another value; what keeps it from that is said in the field.
 */
void
bureau_field_edit_store (const BureauFieldEdit *self, JsonObject *changes)
{
  Act *act = g_new0 (Act, 1);

  act->edit = keep (self);
  act->says = g_strdup_printf (_ ("%s changed"), get_title (self));
  dex_future_disown (
      dex_future_finally (bureau_record_set (self->memory, &bureau_decision_cause, self->collection,
                                             self->record, changes),
                          stored_cb, act, act_free));
}

static DexFuture *
picked_cb (DexFuture *future, gpointer data)
{
  const BureauFieldEdit *self = data;
  gint64 id = dex_await_int64 (dex_ref (future), NULL);
  g_autoptr (JsonObject) changes = json_object_new ();

  if (id == 0)
    return NULL;
  bureau_json_set_id (changes, bureau_field_editor_get_name (self->editor), id);
  bureau_field_edit_store (self, changes);
  return NULL;
}

/**
 * bureau_field_edit_pick:
 * @collection: of the record that the field may point to
 *
 * Asks for one, then stores it.
 */
void
bureau_field_edit_pick (const BureauFieldEdit *self, const char *collection)
{
  dex_future_disown (dex_future_finally (
      bureau_picker_pick (self->page, self->memory, get_title (self), collection), picked_cb,
      keep (self), keep_free));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asked for in a view, done. There is nothing else that a view can ask for. */
#include "desk/view-acts.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/chooser.h"
#include "desk/decision.h"
#include "desk/errand.h"
#include "desk/picker.h"
#include "desk/progress-dialog.h"
#include "desk/toast.h"
#include "desk/undo-toast.h"
#include "desk/view-export.h"
#include "desk/view-several.h"
#include "desk/where-dialog.h"
#include "memory/record.h"
#include "views/csv.h"
#include "widgets/element.h"

typedef struct
{
  GtkWidget *body;
  BureauMemory *memory;
  JsonObject *intent;
} Act;

static Act *
act_new (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  Act *self = g_new0 (Act, 1);

  self->body = g_object_ref (GTK_WIDGET (body));
  self->memory = g_object_ref (memory);
  self->intent = json_object_ref (intent);
  return self;
}

static void
act_free (gpointer data)
{
  Act *self = data;

  g_clear_object (&self->body);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->intent, json_object_unref);
  g_free (self);
}

/* The element that asked; one that was taken away meanwhile hears nothing. */
static GtkWidget *
find_element (BureauViewBody *body, JsonObject *intent)
{
  const char *id = bureau_json_get_string (intent, "element");

  return id != NULL && gtk_widget_get_root (GTK_WIDGET (body)) != NULL
             ? bureau_view_body_find (body, id)
             : NULL;
}

static void
answer (BureauViewBody *body, JsonObject *intent, const char *problem)
{
  GtkWidget *element = find_element (body, intent);

  if (element != NULL)
    bureau_element_answer (BUREAU_ELEMENT (element), intent, problem);
}

/* Records ----------------------------------------------------------------------------------------
 */

static DexFuture *
edit_fiber (gpointer data)
{
  Act *self = data;
  const char *entity = bureau_json_get_string (self->intent, "entity");
  JsonObject *fields = bureau_json_get_object (self->intent, "fields");
  gint64 record = bureau_json_get_id (self->intent, "record");
  g_autoptr (GError) error = NULL;

  if (record == 0)
    record = dex_await_int64 (
        bureau_record_add (self->memory, &bureau_decision_cause, entity, fields), &error);
  else
    dex_await (bureau_record_set (self->memory, &bureau_decision_cause, entity, record, fields),
               &error);
  if (error == NULL)
    bureau_undo_toast_add (self->body, self->memory, record,
                           bureau_json_get_string (self->intent, "label"));
  else if (gtk_widget_get_root (self->body) != NULL)
    bureau_toast_say (self->body, error->message);
  answer (BUREAU_VIEW_BODY (self->body), self->intent, error != NULL ? error->message : NULL);
  return NULL;
}

static void
edit (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  dex_future_disown (
      dex_scheduler_spawn (NULL, 0, edit_fiber, act_new (body, memory, intent), act_free));
}

static void
open_record (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  gtk_widget_activate_action (GTK_WIDGET (body), "win.open", "x",
                              bureau_json_get_id (intent, "record"));
}

static void
open_view (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  g_autofree char *values = bureau_json_print_object (bureau_json_get_object (intent, "values"));

  gtk_widget_activate_action (GTK_WIDGET (body), "views.open", "(ss)",
                              bureau_json_get_string (intent, "view"), values);
}

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  Act *self = data;
  gint64 record = dex_await_int64 (dex_ref (future), NULL);
  GtkWidget *element = find_element (BUREAU_VIEW_BODY (self->body), self->intent);

  if (record != 0 && element != NULL)
    bureau_element_chosen (BUREAU_ELEMENT (element), bureau_json_get_string (self->intent, "field"),
                           record);
  return NULL;
}

static void
choose_record (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  dex_future_disown (dex_future_finally (
      bureau_picker_pick (GTK_WIDGET (body), memory, bureau_json_get_string (intent, "title"),
                          bureau_json_get_string (intent, "collection")),
      chosen_cb, act_new (body, memory, intent), act_free));
}

/* Workflows --------------------------------------------------------------------------------------
 */

/**
 * bureau_view_acts_make_place:
 * @record: the id of the record that is meant, or 0
 *
 * What the window showed goes along, so that a run can say from where it was started, and “this”
 * means something.
 *
 * Returns: (transfer full): {"view","params","record"?}
 */
JsonObject *
bureau_view_acts_make_place (BureauViewBody *body, gint64 record)
{
  BureauShownView *view = bureau_view_body_get_view (body);
  JsonObject *place = json_object_new ();

  json_object_set_string_member (
      place, "view", bureau_json_get_string (bureau_shown_view_get_document (view), "id"));
  json_object_set_object_member (place, "params",
                                 bureau_json_copy_object (bureau_shown_view_get_values (view)));
  if (record != 0)
    bureau_json_set_id (place, "record", record);
  return place;
}

/**
 * bureau_view_acts_run:
 * @intent: {"name","record"?}, of a workflow
 *
 * Asks for a run. The same asked for twice within a minute is one.
 *
 * Returns: (transfer full): as bureau_errand_run()
 */
DexFuture *
bureau_view_acts_run (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  g_autoptr (JsonObject) args = json_object_new ();
  gint64 record = bureau_json_get_id (intent, "record");
  const char *workflow = bureau_json_get_string (intent, "name");
  JsonObject *place = bureau_view_acts_make_place (body, record);
  g_autofree char *key = g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT,
                                          bureau_json_get_string (place, "view"), workflow, record);

  json_object_set_string_member (args, "workflow", workflow);
  if (record != 0)
    bureau_json_set_id (args, "record", record);
  json_object_set_object_member (args, "opened_from", place);
  json_object_set_string_member (args, "key", key);
  return bureau_errand_run (memory, "run", args);
}

static void
start_workflow (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  bureau_toast_follow (GTK_WIDGET (body), bureau_view_acts_run (body, memory, intent));
  bureau_toast_offer (GTK_WIDGET (body), _ ("Asked to run"), _ ("_Show Activity"), "win.page",
                      g_variant_new_string ("activity"));
  answer (body, intent, NULL);
}

/* Taking along -----------------------------------------------------------------------------------
 */

static void
copy (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (body)),
                          bureau_json_get_string (intent, "text"));
  bureau_toast_say (GTK_WIDGET (body), _ ("Copied"));
}

static char *
choose (Act *self, BureauChooserKind kind)
{
  g_autoptr (GError) error = NULL;
  char *path = dex_await_string (bureau_chooser_choose (self->body, kind), &error);

  if (path == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (self->body, error->message);
  return path;
}

static DexFuture *
save_csv (Act *self, const char *path, BureauProgress *progress)
{
  BureauShownView *view = bureau_view_body_get_view (BUREAU_VIEW_BODY (self->body));
  const BureauCsvWish wish = {
    .document = bureau_shown_view_get_document (view),
    .values = bureau_shown_view_get_values (view),
    .source = bureau_json_get_string (self->intent, "data"),
  };

  return bureau_progress_dialog_follow (self->body, _ ("Saving"), progress,
                                        bureau_view_save_csv (self->memory, &wish, path, progress));
}

static DexFuture *
export_fiber (gpointer data)
{
  Act *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autofree char *path = choose (self, BUREAU_CHOOSER_SAVE_CSV);

  if (path == NULL)
    return NULL;
  if (dex_await (save_csv (self, path, progress), &error))
    bureau_toast_say (self->body, _ ("Saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (self->body, error->message);
  return NULL;
}

static void
export_csv (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  dex_future_disown (
      dex_scheduler_spawn (NULL, 0, export_fiber, act_new (body, memory, intent), act_free));
}

static void
ask_where (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  GtkWidget *element = bureau_view_body_find (body, bureau_json_get_string (intent, "element"));
  BureauShownRows *rows = element != NULL ? bureau_element_get_rows (BUREAU_ELEMENT (element))
                                          : NULL;

  if (rows != NULL)
    adw_dialog_present (
        ADW_DIALOG (bureau_where_dialog_new (memory, bureau_view_body_get_view (body), rows)),
        GTK_WIDGET (body));
}

/* Only what the window shows as a view's own page is changed from there. */
static void
change (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  JsonObject *document = bureau_shown_view_get_document (bureau_view_body_get_view (body));

  gtk_widget_activate_action (GTK_WIDGET (body), "views.change-part", "(ss)",
                              bureau_json_get_string (document, "id"),
                              bureau_json_get_string (intent, "element"));
}

static const struct
{
  const char *act;
  void (*perform) (BureauViewBody *body, BureauMemory *memory, JsonObject *intent);
} acts[] = {
  { "workflow", start_workflow },
  { "set", edit },
  { "add", edit },
  { "choose_record", choose_record },
  { "open_record", open_record },
  { "open_view", open_view },
  { "export_csv", export_csv },
  { "copy", copy },
  { "where", ask_where },
  { "change", change },
  { "several", bureau_view_several_do },
};

/**
 * bureau_view_acts_do:
 * @body: where it was asked for
 * @intent: as views/intent.h has it, or what widgets/element.h adds
 *
 * Does what a person asked for.
 */
void
bureau_view_acts_do (BureauViewBody *body, BureauMemory *memory, JsonObject *intent)
{
  const char *act = bureau_json_get_string (intent, "do");

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      acts[i].perform (body, memory, intent);
}

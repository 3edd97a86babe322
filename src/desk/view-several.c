/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An action of a view on several rows: asked once, then done row by row. */
#include "desk/view-several.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/toast.h"
#include "desk/undo-toast.h"
#include "desk/view-acts.h"
#include "memory/record.h"

/* So many rows are named in the question. */
#define MOST_LINES 5

typedef struct
{
  GtkWidget *body;
  BureauMemory *memory;
  JsonObject *several;
} Several;

static void
several_free (gpointer data)
{
  Several *self = data;

  g_clear_object (&self->body);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->several, json_object_unref);
  g_free (self);
}

static JsonArray *
get_intents (Several *self)
{
  return bureau_json_get_array (self->several, "intents");
}

/* Doing ------------------------------------------------------------------------------------------
 */

static gboolean
has_record (GArray *records, gint64 id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_array_index (records, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gint64
edit (Several *self, JsonObject *intent, GError **error)
{
  const char *entity = bureau_json_get_string (intent, "entity");
  JsonObject *fields = bureau_json_get_object (intent, "fields");
  gint64 record = bureau_json_get_id (intent, "record");

  if (record == 0)
    return dex_await_int64 (
        bureau_record_add (self->memory, &bureau_decision_cause, entity, fields), error);
  return dex_await (
             bureau_record_set (self->memory, &bureau_decision_cause, entity, record, fields),
             error)
             ? record
             : 0;
}

static void
say_problem (Several *self, const GError *error_or_null)
{
  if (error_or_null != NULL && gtk_widget_get_root (self->body) != NULL)
    bureau_toast_say (self->body, error_or_null->message);
}

/* What refuses one of them mostly refuses all: it is said once. */
static void
start_runs (Several *self)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < json_array_get_length (get_intents (self)); i++)
    g_ptr_array_add (asked,
                     bureau_view_acts_run (BUREAU_VIEW_BODY (self->body), self->memory,
                                           json_array_get_object_element (get_intents (self), i)));
  bureau_toast_offer (self->body, _ ("Asked to run"), _ ("_Show Activity"), "win.page",
                      g_variant_new_string ("activity"));
  for (guint i = 0; i < asked->len; i++)
    dex_await (dex_ref (g_ptr_array_index (asked, i)), problem == NULL ? &problem : NULL);
  say_problem (self, problem);
}

/* The first that cannot be changed ends it; what was done before can be taken back, so a record
 * that several rows are about is changed once. */
static void
edit_all (Several *self)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < json_array_get_length (get_intents (self)) && error == NULL; i++)
    {
      JsonObject *intent = json_array_get_object_element (get_intents (self), i);
      gint64 record = has_record (records, bureau_json_get_id (intent, "record"))
                          ? 0
                          : edit (self, intent, &error);

      if (record != 0)
        g_array_append_val (records, record);
    }
  if (records->len > 0)
    bureau_undo_toast_add_several (self->body, self->memory, records,
                                   bureau_json_get_string (self->several, "label"));
  say_problem (self, error);
}

static DexFuture *
do_fiber (gpointer data)
{
  Several *self = data;
  JsonObject *first = json_array_get_object_element (get_intents (self), 0);

  if (g_strcmp0 (bureau_json_get_string (first, "do"), "workflow") == 0)
    start_runs (self);
  else
    edit_all (self);
  return NULL;
}

/* Asking -----------------------------------------------------------------------------------------
 */

static void
answered_cb (AdwAlertDialog *dialog, const char *response, Several *self)
{
  if (g_str_equal (response, "accept"))
    dex_future_disown (dex_scheduler_spawn (NULL, 0, do_fiber, self, several_free));
  else
    several_free (self);
}

static char *
say_rows (JsonArray *lines)
{
  guint n = json_array_get_length (lines);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MOST_LINES); i++)
    g_string_append_printf (text, "%s\n", json_array_get_string_element (lines, i));
  if (n > MOST_LINES)
    g_string_append_printf (text, ngettext ("and %u other", "and %u others", n - MOST_LINES),
                            n - MOST_LINES);
  return g_strchomp (g_string_free_and_steal (text));
}

static AdwDialog *
make_question (JsonObject *several)
{
  const char *label = bureau_json_get_string (several, "label");
  guint n = json_array_get_length (bureau_json_get_array (several, "intents"));
  g_autofree char *body = say_rows (bureau_json_get_array (several, "lines"));
  /* Translators: what is done, and with how many rows: “Draft reminder: 3 Rows?” */
  g_autofree char *heading = g_strdup_printf (ngettext ("%s: %u Row?", "%s: %u Rows?", n), label,
                                              n);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                  _ ("_Do It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "accept",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  return dialog;
}

/**
 * bureau_view_several_do:
 * @several: {"label","intents","lines"}, as widgets/element.h has it
 *
 * Asks once, naming the first rows, and does it with all of them.
 */
void
bureau_view_several_do (BureauViewBody *body, BureauMemory *memory, JsonObject *several)
{
  AdwDialog *dialog;
  Several *self;

  if (json_array_get_length (bureau_json_get_array (several, "intents")) == 0)
    {
      bureau_toast_say (GTK_WIDGET (body), _ ("None of the chosen rows is about a record"));
      return;
    }
  dialog = make_question (several);
  self = g_new0 (Several, 1);
  self->body = g_object_ref (GTK_WIDGET (body));
  self->memory = g_object_ref (memory);
  self->several = json_object_ref (several);
  /* The answer comes once, and takes what was asked along. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, NULL,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (body));
}

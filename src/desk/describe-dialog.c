/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/describe-dialog.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/json.h"
#include "desk/decision.h"
#include "memory/proposal.h"
#include "memory/request.h"
#include "widgets/view-body.h"

struct _BureauDescribeDialog
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  gint64 proposal; /* that waits, or 0 */
  char *name;      /* of its view */

  GtkEditable *words;
  GtkLabel *says;
  AdwViewStack *states;
  AdwBin *body;
};

G_DEFINE_FINAL_TYPE (BureauDescribeDialog, bureau_describe_dialog, ADW_TYPE_DIALOG)

enum
{
  ADDED,
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The proposal -----------------------------------------------------------------------------------
 */

static void
drop_proposal (BureauDescribeDialog *self)
{
  if (self->proposal != 0)
    dex_future_disown (
        bureau_proposal_discard (self->memory, &bureau_decision_cause, self->proposal, NULL));
  self->proposal = 0;
  g_clear_pointer (&self->name, g_free);
}

static void
show_view (BureauDescribeDialog *self, JsonObject *document)
{
  g_autoptr (BureauShownView) view = NULL;

  adw_bin_set_child (self->body, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.keep", self->proposal != 0);
  adw_view_stack_set_visible_child_name (self->states, document != NULL ? "view" : "empty");
  if (document == NULL)
    return;
  view = bureau_shown_view_new (self->memory, document, NULL);
  adw_bin_set_child (self->body, GTK_WIDGET (bureau_view_body_new (view)));
}

/* What was understood, or what was not, a line for each. */
static void
add_notes (GString *text, JsonObject *answer, const char *list, const char *member)
{
  JsonArray *notes = bureau_json_get_array (answer, list);

  for (guint i = 0; notes != NULL && i < json_array_get_length (notes); i++)
    {
      JsonObject *note = json_array_get_object_element (notes, i);
      const char *offer = bureau_json_get_string (note, "offer");

      g_string_append_printf (text, "%s“%s”: %s", text->len > 0 ? "\n" : "",
                              bureau_json_get_string (note, "words"),
                              bureau_json_get_string (note, member));
      if (offer != NULL)
        g_string_append_printf (text, " → %s", offer);
    }
}

static void
take_answer (BureauDescribeDialog *self, JsonObject *answer)
{
  JsonObject *view = bureau_json_get_object (answer, "view");
  JsonObject *refusal = bureau_json_get_object (answer, "answer");
  g_autoptr (GString) text = g_string_new (NULL);

  add_notes (text, answer, "understood", "meaning");
  add_notes (text, answer, "problems", "problem");
  if (refusal != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            bureau_json_get_string (refusal, "text"));
  gtk_label_set_label (self->says, text->str);
  drop_proposal (self);
  self->proposal = bureau_json_get_id (answer, "proposal");
  if (view != NULL)
    g_set_str (&self->name, bureau_json_get_string (view, "id"));
  show_view (self, view);
}

static JsonObject *
read_answer (JsonObject *row, GError **error)
{
  const char *failure = bureau_json_get_string (row, "error");

  if (g_strcmp0 (bureau_json_get_string (row, "state"), "done") == 0)
    return bureau_json_parse_object (bureau_json_get_string (row, "result"), -1, error);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, failure != NULL ? failure : "");
  return NULL;
}

static DexFuture *
ask_fiber (gpointer data)
{
  BureauDescribeDialog *self = data;
  g_autoptr (JsonObject) args = json_object_new ();
  g_autoptr (JsonObject) row = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  json_object_set_string_member (args, "words", gtk_editable_get_text (self->words));
  id = dex_await_int64 (bureau_request_ask (self->memory, &bureau_decision_cause, "ask", args),
                        &error);
  row = id != 0 ? dex_await_boxed (bureau_request_wait (self->memory, id), &error) : NULL;
  answer = row != NULL ? read_answer (row, &error) : NULL;
  if (self->words == NULL)
    return NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.ask", TRUE);
  if (answer != NULL)
    take_answer (self, answer);
  else
    gtk_label_set_label (self->says, error->message);
  return NULL;
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDescribeDialog *self = BUREAU_DESCRIBE_DIALOG (widget);

  if (*gtk_editable_get_text (self->words) == '\0')
    return;
  gtk_widget_action_set_enabled (widget, "describe.ask", FALSE);
  gtk_label_set_label (self->says, _ ("Asked…"));
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, g_object_ref (self), g_object_unref));
}

static void
activate_cb (GtkWidget *self)
{
  gtk_widget_activate_action (self, "describe.ask", NULL);
}

/* Keeping ----------------------------------------------------------------------------------------
 */

static DexFuture *
kept_cb (DexFuture *future, gpointer data)
{
  BureauDescribeDialog *self = data;
  g_autoptr (GError) error = NULL;

  dex_await (dex_ref (future), &error);
  if (self->says == NULL)
    return NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.keep", TRUE);
  if (error != NULL)
    {
      gtk_label_set_label (self->says, error->message);
      return NULL;
    }
  self->proposal = 0;
  g_signal_emit (self, signals[ADDED], 0, self->name);
  adw_dialog_close (ADW_DIALOG (self));
  return NULL;
}

static void
keep_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDescribeDialog *self = BUREAU_DESCRIBE_DIALOG (widget);

  gtk_widget_action_set_enabled (widget, "describe.keep", FALSE);
  dex_future_disown (dex_future_finally (
      bureau_proposal_keep (self->memory, &bureau_decision_cause, self->proposal), kept_cb,
      g_object_ref (self), g_object_unref));
}

static void
write_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[WRITTEN], 0);
  adw_dialog_close (ADW_DIALOG (widget));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_describe_dialog_dispose (GObject *object)
{
  BureauDescribeDialog *self = BUREAU_DESCRIBE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_DESCRIBE_DIALOG);
  if (self->memory != NULL)
    drop_proposal (self);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_describe_dialog_parent_class)->dispose (object);
}

static void
bureau_describe_dialog_class_init (BureauDescribeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_describe_dialog_dispose;
  signals[ADDED] = g_signal_new ("added", BUREAU_TYPE_DESCRIBE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WRITTEN] = g_signal_new ("written", BUREAU_TYPE_DESCRIBE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/describe-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, words);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, says);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, states);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, body);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "describe.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "describe.keep", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "describe.write", NULL, write_cb);
}

static void
bureau_describe_dialog_init (BureauDescribeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.keep", FALSE);
}

/**
 * bureau_describe_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauDescribeDialog *
bureau_describe_dialog_new (BureauMemory *memory)
{
  BureauDescribeDialog *self = g_object_new (BUREAU_TYPE_DESCRIBE_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  return self;
}

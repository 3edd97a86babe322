/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/describe-dialog.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/fact-row.h"
#include "desk/inquiry.h"
#include "memory/proposal.h"
#include "widgets/view-body.h"

struct _BureauDescribeDialog
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  BureauDescribeSubject *subject;
  BureauInquiry *inquiry;
  gint64 proposal; /* that waits, or 0 */
  char *name;      /* of its view */

  GtkEditable *words;
  GtkWidget *spinner;
  GtkWidget *cancel;
  GtkWidget *ask;
  GtkLabel *says;
  AdwViewStack *states;
  AdwStatusPage *empty;
  GtkWidget *write;
  GtkListBox *changes;
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
        bureau_proposal_reject (self->memory, &bureau_decision_cause, self->proposal, NULL));
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

      const char *words = bureau_json_get_string (note, "words");

      g_string_append (text, text->len > 0 ? "\n" : "");
      if (words != NULL)
        g_string_append_printf (text, "“%s”: ", words);
      g_string_append (text, bureau_json_get_string (note, member));
      if (offer != NULL)
        g_string_append_printf (text, " → %s", offer);
    }
}

static GtkWidget *
make_changes (JsonArray *diff)
{
  guint n = json_array_get_length (diff);
  g_autofree char *title = g_strdup_printf (ngettext ("%u Change", "%u Changes", n), n);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  g_object_set (row, "title", title, NULL);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < n; i++)
    bureau_fact_row_add_plain (
        list, bureau_json_get_string (json_array_get_object_element (diff, i), "words"), NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable",
                                          FALSE, "child", list, NULL));
  return row;
}

/* What is different in a view that is there; of a new one that is all of it. */
static void
show_changes (BureauDescribeDialog *self, JsonArray *diff)
{
  gboolean is_change = diff != NULL && json_array_get_length (diff) > 0
                       && json_object_has_member (json_array_get_object_element (diff, 0), "op");

  gtk_list_box_remove_all (self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), is_change);
  adw_dialog_set_title (ADW_DIALOG (self), is_change || self->subject->view != NULL
                                               ? _ ("Change the View")
                                               : _ ("New View"));
  if (is_change)
    gtk_list_box_append (self->changes, make_changes (diff));
}

static void
take_answer (BureauDescribeDialog *self, JsonObject *answer)
{
  JsonObject *view = bureau_json_get_object (answer, "view");
  JsonObject *refusal = bureau_json_get_object (answer, "answer");
  const char *note = bureau_json_get_string (answer, "note");
  g_autoptr (GString) text = g_string_new (NULL);

  if (note != NULL)
    g_string_append (text, note);
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
  show_changes (self, bureau_json_get_array (answer, "diff"));
  show_view (self, view);
}

/* Asking -----------------------------------------------------------------------------------------
 */

static void
set_is_asking (BureauDescribeDialog *self, gboolean is_asking)
{
  gtk_widget_set_visible (self->spinner, is_asking);
  gtk_widget_set_visible (self->cancel, is_asking);
  gtk_widget_set_visible (self->ask, !is_asking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.ask", !is_asking);
}

static void
answered_cb (BureauDescribeDialog *self, const char *result, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = result != NULL ? bureau_json_parse_object (result, -1, &error)
                                                 : NULL;

  set_is_asking (self, FALSE);
  if (answer != NULL)
    take_answer (self, answer);
  else
    gtk_label_set_label (self->says, error != NULL ? error->message : problem);
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDescribeDialog *self = BUREAU_DESCRIBE_DIALOG (widget);
  const char *words = gtk_editable_get_text (self->words);
  g_autoptr (JsonObject) args = NULL;

  if (*words == '\0')
    return;
  args = bureau_describe_subject_to_args (self->subject, words);
  set_is_asking (self, TRUE);
  gtk_label_set_label (self->says, _ ("Asked…"));
  bureau_inquiry_ask (self->inquiry, self->memory, "ask", args);
}

/* Whoever asks a model may wait long: what is asked can be taken back. */
static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDescribeDialog *self = BUREAU_DESCRIBE_DIALOG (widget);

  bureau_inquiry_withdraw (self->inquiry, _ ("Taken back"));
  set_is_asking (self, FALSE);
  gtk_label_set_label (self->says, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
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
      bureau_proposal_accept (self->memory, &bureau_decision_cause, self->proposal), kept_cb,
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
  if (self->inquiry != NULL)
    bureau_inquiry_withdraw (self->inquiry, _ ("Taken back"));
  g_clear_object (&self->inquiry);
  if (self->memory != NULL)
    drop_proposal (self);
  g_clear_pointer (&self->subject, bureau_describe_subject_free);
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
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, ask);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, write);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, says);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, states);
  gtk_widget_class_bind_template_child (widget_class, BureauDescribeDialog, body);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "describe.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "describe.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "describe.keep", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "describe.write", NULL, write_cb);
}

static void
bureau_describe_dialog_init (BureauDescribeDialog *self)
{
  self->inquiry = bureau_inquiry_new ();
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.keep", FALSE);
}

static void
speak_of_change (BureauDescribeDialog *self)
{
  g_autofree char *escaped = g_markup_escape_text (
      _ ("Such as “only last month”, “add a column for city”, “sort by fee”, “remove the chart” or "
         "“call it Sales”. What comes of it shows here before you keep it."),
      -1);

  show_changes (self, NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->words), _ ("Only last month, as a bar chart"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Say what to change"), -1);
  adw_status_page_set_title (self->empty, _ ("Say What to Change"));
  adw_status_page_set_description (self->empty, escaped);
  gtk_widget_set_visible (self->write, FALSE);
}

/**
 * bureau_describe_dialog_new:
 * @subject: what it begins with
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauDescribeDialog *
bureau_describe_dialog_new (BureauMemory *memory, const BureauDescribeSubject *subject)
{
  BureauDescribeDialog *self = g_object_new (BUREAU_TYPE_DESCRIBE_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  self->subject = bureau_describe_subject_copy (subject);
  if (subject->view != NULL)
    speak_of_change (self);
  if (subject->words != NULL)
    {
      gtk_editable_set_text (self->words, subject->words);
      gtk_widget_activate_action (GTK_WIDGET (self), "describe.ask", NULL);
    }
  return self;
}

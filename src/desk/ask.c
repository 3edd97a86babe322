/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/ask.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

/* Gives what a person answered, or NULL where it is no answer. */
typedef char *(*Read) (GtkWidget *field);

typedef struct
{
  DexPromise *promise;
  GtkWidget *field;
  Read read;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *self = data;

  dex_clear (&self->promise);
  g_free (self);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Asking *self = data;
  char *answer = g_str_equal (response, "accept") ? self->read (self->field) : NULL;

  if (answer != NULL)
    dex_promise_resolve_string (self->promise, answer);
  else
    dex_promise_reject (self->promise,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not answered."));
}

/* Resolves to the answer; rejects with G_IO_ERROR_CANCELLED where there is none. */
static DexFuture *
present (GtkWidget *parent, const BureauAsk *ask, GtkWidget *field, GtkWidget *focus, Read read)
{
  AdwDialog *dialog = adw_alert_dialog_new (ask->heading, ask->body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  Asking *self = g_new0 (Asking, 1);

  self->promise = dex_promise_new ();
  self->field = field;
  self->read = read;
  adw_alert_dialog_set_extra_child (alert, field);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "accept", ask->accept, NULL);
  adw_alert_dialog_set_response_appearance (
      alert, "accept", ask->is_destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "accept");
  adw_alert_dialog_set_response_enabled (alert, "accept", !ask->is_needed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, ask->label,
                                  -1);
  adw_dialog_set_focus (dialog, focus);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, asking_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
  return dex_ref (DEX_FUTURE (self->promise));
}

static void
allow (GtkWidget *field, gboolean allowed)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (field, ADW_TYPE_ALERT_DIALOG);

  if (dialog != NULL)
    adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "accept", allowed);
}

/* Words ------------------------------------------------------------------------------------------
 */

static char *
read_text (GtkWidget *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
}

static void
text_changed_cb (GtkWidget *field)
{
  g_autofree char *text = read_text (field);

  allow (field, *text != '\0');
}

/**
 * bureau_ask_text:
 *
 * Asks for a line of words.
 *
 * Returns: (transfer full): resolves to them; rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
bureau_ask_text (GtkWidget *parent, const BureauAsk *ask)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), ask->placeholder);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  if (ask->is_needed)
    g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), entry, 0);
  return present (parent, ask, entry, entry, read_text);
}

/* One of several ---------------------------------------------------------------------------------
 */

static char *
read_choice (GtkWidget *field)
{
  for (GtkWidget *row = gtk_widget_get_first_child (field); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = g_object_get_data (G_OBJECT (row), "check");

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        return g_strdup (g_object_get_data (G_OBJECT (row), "name"));
    }
  return NULL;
}

static void
chosen_cb (GtkWidget *check)
{
  allow (check, TRUE);
}

static GtkWidget *
add_choice (GtkWidget *list, GtkWidget *group, JsonObject *choice)
{
  const char *name = bureau_json_get_string (choice, "name");
  const char *description = bureau_json_get_string (choice, "description");
  g_autofree char *title = bureau_text_title (name);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", description != NULL ? description : "", NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (chosen_cb), check, 0);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return check;
}

/**
 * bureau_ask_choice:
 * @choices: [{"name","description"?}]
 *
 * Asks for one of several.
 *
 * Returns: (transfer full): resolves to its name; rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
bureau_ask_choice (GtkWidget *parent, const BureauAsk *ask, JsonArray *choices)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *group = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      GtkWidget *check = add_choice (list, group, json_array_get_object_element (choices, i));

      group = group != NULL ? group : check;
    }
  return present (parent, ask, list, group, read_choice);
}

/* A time -----------------------------------------------------------------------------------------
 */

static char *
read_time (GtkWidget *field)
{
  GtkWidget *calendar = gtk_widget_get_first_child (field);
  GtkWidget *clock = gtk_widget_get_next_sibling (calendar);
  GtkWidget *hour = gtk_widget_get_first_child (clock);
  GtkWidget *minute = gtk_widget_get_last_child (clock);
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_autoptr (GDateTime) time = g_date_time_new_local (
      g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (hour)),
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (minute)), 0);

  return bureau_time_format (g_date_time_to_unix (time) * 1000);
}

static gboolean
pad_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
make_spin (int upper, int step, int value, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, upper, step);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  g_signal_connect_object (spin, "output", G_CALLBACK (pad_cb), spin, 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return spin;
}

/**
 * bureau_ask_time:
 *
 * Asks for a day and a time of it.
 *
 * Returns: (transfer full): resolves to a stored time; rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
bureau_ask_time (GtkWidget *parent, const BureauAsk *ask)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *clock = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  gtk_calendar_select_day (GTK_CALENDAR (calendar), tomorrow);
  gtk_widget_set_halign (clock, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (clock), make_spin (23, 1, 9, _ ("Hour")));
  gtk_box_append (GTK_BOX (clock), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (clock), make_spin (59, 5, 0, _ ("Minute")));
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), clock);
  return present (parent, ask, box, calendar, read_time);
}

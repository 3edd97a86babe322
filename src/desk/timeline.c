/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened around a record, as rows to be read and to go on from. */
#include "desk/timeline.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/delivery-state.h"
#include "desk/history.h"
#include "desk/words.h"

/* States ----------------------------------------------------------------------------------------
 */

static const struct
{
  const char *kind;
  const char *state;
  const char *says;
} state_words[] = {
  { "draft", "drafted", N_ ("Draft, waits for you") },
  { "draft", "edited", N_ ("Draft, edited") },
  { "draft", "snoozed", N_ ("Draft, snoozed") },
  { "draft", "rejected", N_ ("Draft, rejected") },
  { "draft", "approved", N_ ("Draft, approved") },
  { "run", "queued", N_ ("Run, waits its turn") },
  { "run", "running", N_ ("Run, under way") },
  { "run", "waiting", N_ ("Run, waits") },
  { "run", "parked", N_ ("Run, stopped and needs you") },
  { "run", "done", N_ ("Run, done") },
  { "run", "cancelled", N_ ("Run, cancelled") },
  { "step", "done", N_ ("Step, done") },
  { "step", "parked", N_ ("Step, stopped") },
  { "change", "insert", N_ ("Added") },
  { "change", "update", N_ ("Changed") },
  { "change", "delete", N_ ("Deleted") },
};

static const char *
say_state (const char *kind, const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (g_str_equal (state_words[i].kind, kind) && g_strcmp0 (state_words[i].state, state) == 0)
      return _ (state_words[i].says);
  return state != NULL ? state : "";
}

/* Each kind says what it is in a title and a second line. ----------------------------------------
 */

static char *
say_subject (JsonObject *event)
{
  const char *subject = bureau_json_get_string (event, "title");

  return g_strdup (subject != NULL && *subject != '\0' ? subject : _ ("No subject"));
}

static char *
say_sender (JsonObject *event)
{
  const char *sender = bureau_json_get_string (event, "detail");

  return g_strdup_printf (_ ("Message from %s"), sender != NULL ? sender : _ ("nobody"));
}

static char *
say_recipients (JsonObject *event)
{
  g_autofree char *to = bureau_words_recipients_of (bureau_json_get_string (event, "detail"));
  const char *kind = bureau_json_get_string (event, "kind");
  const char *state = bureau_json_get_string (event, "state");
  const char *says = g_str_equal (kind, "delivery") ? bureau_delivery_state_to_words (state)
                                                    : say_state (kind, state);

  return *to != '\0' ? g_strdup_printf ("%s · %s", says, to) : g_strdup (says);
}

static char *
say_name (JsonObject *event)
{
  return bureau_text_title (bureau_json_get_string (event, "title"));
}

static char *
say_state_and_detail (JsonObject *event)
{
  const char *detail = bureau_json_get_string (event, "detail");
  const char *says = say_state (bureau_json_get_string (event, "kind"),
                                bureau_json_get_string (event, "state"));

  return detail != NULL ? g_strdup_printf ("%s · %s", says, detail) : g_strdup (says);
}

static char *
say_change (JsonObject *event)
{
  return g_strdup (say_state ("change", bureau_json_get_string (event, "state")));
}

static char *
say_who (JsonObject *event)
{
  return bureau_history_say_actor (bureau_json_get_string (event, "title"));
}

static const struct
{
  const char *kind;
  const char *icon;
  gboolean opens;
  char *(*say_title) (JsonObject *event);
  char *(*say_detail) (JsonObject *event);
} kinds[] = {
  { "message", "mail-unread-symbolic", TRUE, say_subject, say_sender },
  { "draft", "document-edit-symbolic", TRUE, say_subject, say_recipients },
  { "delivery", "mail-send-symbolic", TRUE, say_subject, say_recipients },
  { "run", "system-run-symbolic", TRUE, say_name, say_state_and_detail },
  { "step", "media-playback-start-symbolic", FALSE, say_name, say_state_and_detail },
  { "change", "document-open-recent-symbolic", FALSE, say_change, say_who },
};

/* Rows -------------------------------------------------------------------------------------------
 */

static void
add_next (AdwActionRow *row)
{
  GtkWidget *next = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_suffix (row, next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

/* Deliveries are no records: their pages stand in the outbox. */
static void
lead_to_outbox (GtkWidget *row, gint64 delivery)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", delivery);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
}

static GtkWidget *
make_row (guint kind, JsonObject *event)
{
  g_autofree char *title = kinds[kind].say_title (event);
  g_autofree char *detail = kinds[kind].say_detail (event);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (event, "at"));
  g_autofree char *line = g_strdup_printf ("%s · %s", detail, g_strchug (at));
  g_autofree char *shown_title = bureau_text_visible (title, NULL);
  g_autofree char *shown_line = bureau_text_visible (line, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", shown_title, "subtitle", shown_line, "title-lines", 1,
                "subtitle-lines", 2, "activatable", FALSE, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", kinds[kind].icon,
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  return row;
}

static void
append (GtkListBox *list, JsonObject *event, GObject *listener, GCallback opened)
{
  const char *name = bureau_json_get_string (event, "kind");
  guint kind = 0;
  GtkWidget *row;

  while (kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[kind].kind, name))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return;
  row = make_row (kind, event);
  g_object_set_data_full (G_OBJECT (row), "event", json_object_ref (event),
                          (GDestroyNotify)json_object_unref);
  if (kinds[kind].opens)
    add_next (ADW_ACTION_ROW (row));
  if (g_str_equal (name, "delivery"))
    lead_to_outbox (row, bureau_json_get_id (event, "id"));
  else if (kinds[kind].opens)
    g_signal_connect_object (row, "activated", opened, listener, G_CONNECT_DEFAULT);
  gtk_list_box_append (list, row);
}

/**
 * bureau_timeline_append:
 * @events: as bureau_record_timeline() gives them
 * @listener: who is told
 * @opened: (AdwActionRow *row, gpointer listener): a person wants to see what a row is about;
 *   bureau_timeline_get_id() tells what
 *
 * Shows what happened, below what is there.
 */
void
bureau_timeline_append (GtkListBox *list, JsonArray *events, GObject *listener, GCallback opened)
{
  for (guint i = 0; i < json_array_get_length (events); i++)
    append (list, json_array_get_object_element (events, i), listener, opened);
}

/**
 * bureau_timeline_get_id:
 * @row: one that was activated
 *
 * Returns: the id of what it is about
 */
gint64
bureau_timeline_get_id (AdwActionRow *row)
{
  return bureau_json_get_id (g_object_get_data (G_OBJECT (row), "event"), "id");
}

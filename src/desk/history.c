/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who changed a draft and when, and what it said then. */
#include "desk/history.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/delivery-state.h"
#include "desk/words.h"
#include "memory/journal.h"

#define MAX_TEXT_BYTES (64 * 1024)

static const struct
{
  const char *actor;
  const char *says;
} actor_words[] = {
  { "operator:window", N_ ("You, in the window") },
  { "operator:terminal", N_ ("You, in the terminal") },
  { "system", N_ ("Bureau") },
};

/**
 * bureau_history_say_actor:
 * @actor: (nullable): as the journal has it
 *
 * Returns: (transfer full): who that is
 */
char *
bureau_history_say_actor (const char *actor)
{
  for (guint i = 0; i < G_N_ELEMENTS (actor_words); i++)
    if (g_strcmp0 (actor_words[i].actor, actor) == 0)
      return g_strdup (_ (actor_words[i].says));
  if (actor != NULL && g_str_has_prefix (actor, "agent:"))
    return bureau_text_title (actor + strlen ("agent:"));
  return g_strdup (actor);
}

/* What it said then ------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 draft;
  char *at;
} Moment;

static void
moment_free (gpointer data)
{
  g_free (((Moment *)data)->at);
  g_free (data);
}

static gboolean
read_moment (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Moment *self = data;
  g_autoptr (JsonObject) past = bureau_journal_record_at (database, self->draft, self->at, error);
  JsonObject *fields = past != NULL ? bureau_json_get_object (past, "fields") : NULL;
  const char *subject, *body;

  if (fields == NULL)
    return FALSE;
  subject = bureau_json_get_string (fields, "subject");
  body = bureau_json_get_string (fields, "body");
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_strdup_printf ("%s\n\n%s", subject != NULL ? subject : "",
                                                body != NULL ? body : ""));
  return TRUE;
}

static DexFuture *
moment_read_cb (DexFuture *future, gpointer label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (dex_ref (future), &error);
  g_autofree char *shown = bureau_text_shorten (text != NULL ? text : error->message,
                                                MAX_TEXT_BYTES);

  gtk_label_set_label (label, shown);
  return NULL;
}

/* Read when it is looked at for the first time. */
static void
expanded_cb (GtkWidget *row, GParamSpec *pspec, GtkWidget *label)
{
  BureauMemory *memory = g_object_get_data (G_OBJECT (row), "memory");
  Moment *moment = g_object_steal_data (G_OBJECT (row), "moment");

  if (moment != NULL)
    dex_future_disown (
        dex_future_finally (bureau_memory_read (memory, read_moment, moment, moment_free),
                            moment_read_cb, g_object_ref (label), g_object_unref));
}

static GtkWidget *
make_text (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  return label;
}

static void
add_entry (GtkListBox *list, BureauMemory *memory, gint64 draft, JsonObject *entry)
{
  const char *time = bureau_json_get_string (entry, "at");
  g_autofree char *who = bureau_history_say_actor (bureau_json_get_string (entry, "actor"));
  g_autofree char *at = bureau_words_time (time);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", who,
                                 "subtitle", at, NULL);
  GtkWidget *label = make_text ();
  Moment *moment = g_new0 (Moment, 1);

  moment->draft = draft;
  moment->at = g_strdup (time);
  g_object_set_data_full (G_OBJECT (row), "memory", g_object_ref (memory), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "moment", moment, moment_free);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), label);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), label, 0);
  gtk_list_box_append (list, row);
}

/* It was approved before, and what became of it stands in the outbox. */
static void
add_delivery (GtkListBox *list, JsonObject *delivery)
{
  g_autofree char *says = bureau_delivery_say (delivery);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (delivery, "updated_at"));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", says, "subtitle", at, "activatable", TRUE, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", bureau_json_get_id (delivery, "id"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_list_box_append (list, row);
}

/**
 * bureau_history_fill:
 * @list: emptied first
 * @memory: where the journal is
 * @thread: as bureau_draft_thread_load() gives it
 *
 * Shows what became of it where it was approved, then who changed it and when, newest first; each
 * opens to what it said from then on.
 */
void
bureau_history_fill (GtkListBox *list, BureauMemory *memory, JsonObject *thread)
{
  JsonArray *history = bureau_json_get_array (thread, "history");
  JsonArray *deliveries = bureau_json_get_array (thread, "deliveries");
  gint64 draft = bureau_json_get_id (bureau_json_get_object (thread, "draft"), "id");

  gtk_list_box_remove_all (list);
  for (guint i = 0; deliveries != NULL && i < json_array_get_length (deliveries); i++)
    add_delivery (list, json_array_get_object_element (deliveries, i));
  for (guint i = 0; history != NULL && i < json_array_get_length (history); i++)
    add_entry (list, memory, draft, json_array_get_object_element (history, i));
}

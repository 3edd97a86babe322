/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/replay-preferences.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "desk/decision.h"
#include "desk/inquiry.h"
#include "desk/replay-rows.h"
#include "desk/toast.h"
#include "widgets/row-name.h"
#include "workflows/agent-provider.h"

struct _BureauReplayPreferences
{
  BureauSettingPage parent_instance;

  AdwPreferencesGroup *choices;
  AdwComboRow *provider;
  GtkEditable *model;
  AdwSpinRow *last;
  AdwActionRow *cost;
  GtkStack *states;
  GtkWidget *progress_row;
  GtkProgressBar *progress;
  AdwPreferencesGroup *results;
  GtkListBox *sums;
  GtkListBox *items;
  GtkWidget *use_row;

  GStrv names; /* what the choices of `provider` stand for */
  char *currency;
  BureauInquiry *inquiry;
  gboolean is_estimate; /* what is asked */
  guint n_shown;        /* items of the answer */
  gboolean is_asking;   /* for how far it is */
  gboolean is_busy;     /* the rows change because of us, not of the person */
};

G_DEFINE_FINAL_TYPE (BureauReplayPreferences, bureau_replay_preferences, BUREAU_TYPE_SETTING_PAGE)

#define PROVIDERS                                                                                  \
  "SELECT name FROM bureau_connection WHERE kind = 'provider' AND enabled ORDER BY name"

#define TOLD                                                                                       \
  "SELECT value FROM bureau_scratch WHERE key >= printf('request:%d:item:%03d', ?1, ?2)"           \
  " AND key < 'request:' || ?1 || ':iten' ORDER BY key"

static BureauMemory *
get_memory (BureauReplayPreferences *self)
{
  return bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self));
}

static const char *
get_provider (BureauReplayPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->provider);

  return self->names != NULL && selected < g_strv_length (self->names) ? self->names[selected]
                                                                       : NULL;
}

static const char *
get_model (BureauReplayPreferences *self)
{
  const char *model = gtk_editable_get_text (self->model);

  return *model != '\0' ? model : NULL;
}

/* What is shown ----------------------------------------------------------------------------------
 */

/* Nothing is replayed whose cost was not said. */
static void
show_state (BureauReplayPreferences *self, const char *state)
{
  gboolean is_replaying = g_str_equal (state, "doing");

  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), !is_replaying);
  gtk_widget_set_visible (self->progress_row, is_replaying);
  gtk_stack_set_visible_child_name (self->states, state);
}

static void
show_cost (BureauReplayPreferences *self, const char *text)
{
  g_object_set (self->cost, "subtitle", text, NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->cost), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_item (BureauReplayPreferences *self, JsonObject *item)
{
  gtk_widget_set_visible (GTK_WIDGET (self->results), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->items), TRUE);
  bureau_replay_rows_add (self->items, item, self->currency != NULL ? self->currency : "EUR");
  self->n_shown++;
}

static void
show_told (BureauReplayPreferences *self, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (JsonObject) told = bureau_json_parse_object (
          bureau_json_get_string (json_array_get_object_element (rows, i), "value"), -1, NULL);
      gint64 done = told != NULL ? bureau_json_get_int (told, "done", 0) : 0;

      if (done != self->n_shown + 1)
        continue;
      show_item (self, bureau_json_get_object (told, "item"));
      gtk_progress_bar_set_fraction (
          self->progress, (double)done / (double)MAX (bureau_json_get_int (told, "of", 1), 1));
    }
}

static DexFuture *
told_cb (DexFuture *future, gpointer data)
{
  BureauReplayPreferences *self = data;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), NULL);

  self->is_asking = FALSE;
  if (rows != NULL && self->items != NULL && bureau_inquiry_get_request (self->inquiry) != 0)
    show_told (self, rows);
  return NULL;
}

/* How far it is, as it comes. */
static void
memory_changed_cb (BureauReplayPreferences *self)
{
  gint64 request = bureau_inquiry_get_request (self->inquiry);

  if (request == 0 || self->is_asking || get_memory (self) == NULL)
    return;
  self->is_asking = TRUE;
  dex_future_disown (dex_future_finally (
      bureau_memory_rows (get_memory (self), TOLD, "ii", request, (gint64)self->n_shown + 1),
      told_cb, g_object_ref (self), g_object_unref));
}

static void
show_result (BureauReplayPreferences *self, JsonObject *result)
{
  JsonArray *items = bureau_json_get_array (result, "items");

  for (guint i = self->n_shown; i < json_array_get_length (items); i++)
    show_item (self, json_array_get_object_element (items, i));
  bureau_replay_rows_fill_sum (self->sums, result);
  gtk_widget_set_visible (GTK_WIDGET (self->results), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->sums), TRUE);
  gtk_widget_set_visible (self->use_row, json_array_get_length (items) > 0);
}

static void
clear_results (BureauReplayPreferences *self)
{
  gtk_list_box_remove_all (self->sums);
  gtk_list_box_remove_all (self->items);
  gtk_widget_set_visible (GTK_WIDGET (self->results), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sums), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->items), FALSE);
  gtk_widget_set_visible (self->use_row, FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->n_shown = 0;
}

/* Asking -----------------------------------------------------------------------------------------
 */

static void
answered_cb (BureauReplayPreferences *self, const char *text, const char *problem)
{
  g_autoptr (JsonObject) result = bureau_json_text_to_object (text);
  g_autofree char *said = result != NULL && self->is_estimate
                              ? bureau_replay_rows_say_estimate (result)
                              : NULL;

  show_state (self, self->is_estimate && result != NULL ? "ready" : "ask");
  if (result == NULL)
    show_cost (self, problem != NULL ? problem : "");
  else if (said != NULL)
    show_cost (self, said);
  else
    show_result (self, result);
}

static void
ask (BureauReplayPreferences *self, gboolean is_estimate)
{
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_json_set_string (args, "provider", get_provider (self));
  bureau_json_set_string (args, "model", get_model (self));
  json_object_set_int_member (args, "last", (gint64)adw_spin_row_get_value (self->last));
  json_object_set_boolean_member (args, "estimate", is_estimate);
  self->is_estimate = is_estimate;
  bureau_inquiry_ask (self->inquiry, get_memory (self), "replay", args);
}

static void
estimate_cb (BureauReplayPreferences *self)
{
  g_object_set (self->cost, "subtitle", _ ("One moment…"), NULL);
  ask (self, TRUE);
}

static void
replay_cb (BureauReplayPreferences *self)
{
  clear_results (self);
  show_state (self, "doing");
  ask (self, FALSE);
}

static void
withdraw (BureauReplayPreferences *self)
{
  bureau_inquiry_withdraw (self->inquiry, "It was cancelled.");
}

static void
cancel_cb (BureauReplayPreferences *self)
{
  withdraw (self);
  show_state (self, "ask");
  show_cost (self, _ ("Cancelled. What was asked until then is paid."));
}

/* Something else is meant now: its cost was not said yet. */
static void
choice_cb (BureauReplayPreferences *self)
{
  if (self->is_busy || bureau_inquiry_get_request (self->inquiry) != 0)
    return;
  withdraw (self);
  show_state (self, "ask");
  g_object_set (self->cost, "subtitle", _ ("Ask what it costs first"), NULL);
}

static void
use_cb (BureauReplayPreferences *self)
{
  bureau_toast_follow (GTK_WIDGET (self),
                       bureau_agents_use_provider (get_memory (self), &bureau_decision_cause,
                                                   get_provider (self), get_model (self), NULL));
}

/* Loading ----------------------------------------------------------------------------------------
 */

static DexFuture *
providers_cb (DexFuture *future, gpointer data)
{
  BureauReplayPreferences *self = data;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (rows == NULL || self->provider == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *name = bureau_json_get_string (json_array_get_object_element (rows, i), "name");

      g_strv_builder_add (names, name);
      gtk_string_list_append (list, name);
    }
  g_strv_builder_add (names, "builtin");
  gtk_string_list_append (list, _ ("Rules on this computer"));
  g_clear_pointer (&self->names, g_strfreev);
  self->names = g_strv_builder_end (names);
  self->is_busy = TRUE;
  adw_combo_row_set_model (self->provider, G_LIST_MODEL (list));
  self->is_busy = FALSE;
  return NULL;
}

static void
bureau_replay_preferences_loaded (BureauSettingPage *page, JsonObject *settings)
{
  BureauReplayPreferences *self = BUREAU_REPLAY_PREFERENCES (page);

  g_set_str (&self->currency, bureau_json_get_string (settings, "currency"));
  dex_future_disown (dex_future_finally (bureau_memory_rows (get_memory (self), PROVIDERS, ""),
                                         providers_cb, g_object_ref (self), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_replay_preferences_constructed (GObject *object)
{
  BureauReplayPreferences *self = BUREAU_REPLAY_PREFERENCES (object);

  G_OBJECT_CLASS (bureau_replay_preferences_parent_class)->constructed (object);
  if (get_memory (self) != NULL)
    g_signal_connect_object (get_memory (self), "changed", G_CALLBACK (memory_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/* Whoever closes the page wants no more of it. */
static void
bureau_replay_preferences_unroot (GtkWidget *widget)
{
  withdraw (BUREAU_REPLAY_PREFERENCES (widget));
  GTK_WIDGET_CLASS (bureau_replay_preferences_parent_class)->unroot (widget);
}

static void
bureau_replay_preferences_finalize (GObject *object)
{
  BureauReplayPreferences *self = BUREAU_REPLAY_PREFERENCES (object);

  g_clear_object (&self->inquiry);
  g_strfreev (self->names);
  g_free (self->currency);
  G_OBJECT_CLASS (bureau_replay_preferences_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, choices);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, provider);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, model);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, last);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, cost);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, states);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, progress_row);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, progress);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, results);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, sums);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, items);
  gtk_widget_class_bind_template_child (klass, BureauReplayPreferences, use_row);
}

static void
bureau_replay_preferences_class_init (BureauReplayPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = bureau_replay_preferences_constructed;
  G_OBJECT_CLASS (klass)->finalize = bureau_replay_preferences_finalize;
  widget_class->unroot = bureau_replay_preferences_unroot;
  BUREAU_SETTING_PAGE_CLASS (klass)->loaded = bureau_replay_preferences_loaded;
  bureau_setting_page_class_set_up (BUREAU_SETTING_PAGE_CLASS (klass), "replay-preferences", NULL,
                                    0);
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, estimate_cb);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
}

static void
bureau_replay_preferences_init (BureauReplayPreferences *self)
{
  self->inquiry = bureau_inquiry_new ();
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  self->is_busy = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_row_name_entries (GTK_WIDGET (self));
  self->is_busy = FALSE;
}

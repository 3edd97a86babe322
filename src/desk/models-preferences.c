/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/models-preferences.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/money.h"
#include "base/repeat.h"
#include "desk/connection-group.h"
#include "desk/costs-preferences.h"
#include "desk/decision.h"
#include "desk/provider-choice.h"
#include "desk/replay-preferences.h"
#include "desk/toast.h"
#include "desk/words.h"
#include "memory/usage.h"
#include "workflows/agent-provider.h"

struct _BureauModelsPreferences
{
  BureauSettingPage parent_instance;

  BureauConnectionGroup *models;
  AdwComboRow *provider;
  AdwComboRow *fallback;
  AdwComboRow *view_provider;
  AdwComboRow *redaction;
  AdwComboRow *private_records;
  AdwSpinRow *month;
  AdwSpinRow *day;
  AdwActionRow *spent;

  BureauProviderChoice answers;
  BureauProviderChoice stands_in;
  BureauProviderChoice makes_views;
  gint64 unit;      /* minor units in one of the currency's */
  gboolean is_busy; /* the rows change because of us, not of the person */
  BureauRepeat *reading;
};

G_DEFINE_FINAL_TYPE (BureauModelsPreferences, bureau_models_preferences, BUREAU_TYPE_SETTING_PAGE)

/* In the order of the rows. */
static const char *const redactions[] = { "off", "redact", "block", NULL };
static const char *const ways[] = { "park", "builtin", NULL };

static void
store_text (BureauModelsPreferences *self, const char *key, const char *text)
{
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (value, text);
  bureau_setting_page_store (BUREAU_SETTING_PAGE (self), key, value);
}

/* Who answers ------------------------------------------------------------------------------------
 */

#define STATE                                                                                      \
  "SELECT json_object("                                                                            \
  " 'providers', (SELECT json_group_array(name) FROM (SELECT name FROM bureau_connection"          \
  "   WHERE kind = 'provider' AND enabled ORDER BY name)),"                                        \
  " 'used', (SELECT json_group_array(p) FROM (SELECT DISTINCT"                                     \
  "   coalesce(body ->> '$.provider', 'builtin') AS p FROM bureau_document WHERE kind = "          \
  "'agent')),"                                                                                     \
  " 'stand_in', (SELECT json_group_array(f) FROM (SELECT DISTINCT"                                 \
  "   coalesce((SELECT group_concat(value, ', ') FROM json_each(body, '$.fallback')), '') AS f"    \
  "   FROM bureau_document WHERE kind = 'agent')),"                                                \
  " 'view', json_array(coalesce((SELECT value ->> '$' FROM bureau_setting"                         \
  "   WHERE key = 'view_provider'), 'builtin')),"                                                  \
  " 'unknown', (SELECT json_group_object(currency, n) FROM (SELECT currency,"                      \
  "   sum(currency = '' OR state <> 'settled') AS n FROM bureau_usage"                             \
  "   WHERE at >= strftime('%Y-%m-01', 'now') AND day IS NOT NULL GROUP BY currency)))"

static gboolean
read_state (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autofree char *text = bureau_database_text (database, error, STATE, "");
  JsonObject *state = text != NULL ? bureau_json_parse_object (text, -1, error) : NULL;
  JsonArray *limits = state != NULL ? bureau_usage_limits (database, error) : NULL;

  if (limits == NULL)
    {
      g_clear_pointer (&state, json_object_unref);
      return FALSE;
    }
  json_object_set_array_member (state, "limits", limits);
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, state);
  return TRUE;
}

/* Rules always answer, so nobody stands in for them. */
static gboolean
needs_stand_in (JsonObject *state)
{
  JsonArray *used = bureau_json_get_array (state, "used");

  return json_array_get_length (used) != 1
         || !g_str_equal (json_array_get_string_element (used, 0), "builtin");
}

/* What has no price is not in the sum, nor is what counts in another currency.
 * @unknown: how many questions nobody knows the cost of, by currency; "" where there is no price */
static void
show_spent (BureauModelsPreferences *self, JsonArray *limits, JsonObject *unknown)
{
  JsonObject *month = json_array_get_object_element (limits, 0);
  const char *currency = bureau_json_get_string (month, "currency");
  gint64 limit = bureau_json_get_int (month, "limit", -1);
  g_autofree char *spent = bureau_words_spent (bureau_json_get_int (month, "spent", 0), currency,
                                               bureau_json_get_int (unknown, currency, 0) > 0);
  g_autofree char *most = limit >= 0 ? bureau_words_cost (limit, currency) : NULL;
  g_autofree char *text = most != NULL ? g_strdup_printf (_ ("%s of %s"), spent, most)
                                       : g_strdup (spent);
  g_autofree char *unpriced = bureau_words_unknown (bureau_json_get_int (unknown, "", 0));
  g_autofree char *says = unpriced != NULL ? g_strdup_printf ("%s · %s", text, unpriced)
                                           : g_strdup (text);

  g_object_set (self->spent, "subtitle", says, NULL);
}

static void
show_who (BureauModelsPreferences *self, JsonObject *state)
{
  JsonArray *providers = bureau_json_get_array (state, "providers");

  bureau_provider_choice_show (&self->answers, providers, bureau_json_get_array (state, "used"),
                               NULL);
  bureau_provider_choice_show (&self->stands_in, providers,
                               bureau_json_get_array (state, "stand_in"),
                               _ ("Nobody: the work waits"));
  bureau_provider_choice_show (&self->makes_views, providers, bureau_json_get_array (state, "view"),
                               NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fallback), needs_stand_in (state));
}

static DexFuture *
state_read_cb (DexFuture *future, gpointer data)
{
  BureauModelsPreferences *self = data;
  g_autoptr (JsonObject) state = dex_await_boxed (dex_ref (future), NULL);

  if (state == NULL || self->provider == NULL)
    return NULL;
  show_who (self, state);
  show_spent (self, bureau_json_get_array (state, "limits"),
              bureau_json_get_object (state, "unknown"));
  return NULL;
}

static DexFuture *
load (gpointer data)
{
  BureauMemory *memory = bureau_setting_page_get_memory (data);

  if (memory == NULL)
    return dex_future_new_true ();
  return dex_future_finally (bureau_memory_read (memory, read_state, NULL, NULL), state_read_cb,
                             g_object_ref (data), g_object_unref);
}

static void
load_state (BureauModelsPreferences *self)
{
  bureau_repeat_ask (self->reading);
}

static DexFuture *
used_cb (DexFuture *future, gpointer data)
{
  BureauModelsPreferences *self = data;
  g_autoptr (GError) error = NULL;

  if (self->provider != NULL && !dex_await (dex_ref (future), &error))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  load_state (self);
  return NULL;
}

static void
provider_cb (BureauModelsPreferences *self)
{
  const char *name = bureau_provider_choice_get (&self->answers);

  if (name == NULL)
    return;
  dex_future_disown (dex_future_finally (
      bureau_agents_use_provider (bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self)),
                                  &bureau_decision_cause, name, NULL, NULL),
      used_cb, g_object_ref (self), g_object_unref));
}

static void
fallback_cb (BureauModelsPreferences *self)
{
  const char *name = bureau_provider_choice_get (&self->stands_in);
  const char *names[] = { NULL, NULL };

  if (name == NULL)
    return;
  if (*name != '\0')
    names[0] = name;
  dex_future_disown (dex_future_finally (
      bureau_agents_use_fallback (bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self)),
                                  &bureau_decision_cause, names, NULL),
      used_cb, g_object_ref (self), g_object_unref));
}

static void
view_provider_cb (BureauModelsPreferences *self)
{
  const char *name = bureau_provider_choice_get (&self->makes_views);

  if (name != NULL)
    store_text (self, "view_provider", name);
}

/* Settings ---------------------------------------------------------------------------------------
 */

static void
store_int (BureauModelsPreferences *self, const char *key, gint64 number)
{
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (value, number);
  bureau_setting_page_store (BUREAU_SETTING_PAGE (self), key, value);
}

/* Nothing at all is no limit a person means: 0 stands for none. */
static void
limit_cb (BureauModelsPreferences *self, GParamSpec *pspec, AdwSpinRow *row)
{
  gint64 minor = (gint64)(adw_spin_row_get_value (row) * (double)self->unit + 0.5);

  if (!self->is_busy)
    store_int (self, row == self->month ? "budget_per_month" : "budget_per_day",
               minor > 0 ? minor : -1);
}

static void
store_choice (BureauModelsPreferences *self, AdwComboRow *row, const char *key,
              const char *const *words)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->is_busy && selected < g_strv_length ((char **)words))
    store_text (self, key, words[selected]);
}

static void
push_page (BureauModelsPreferences *self, GType type)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  BureauMemory *memory = bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self));
  GtkWidget *view = adw_toolbar_view_new ();
  AdwPreferencesPage *page = g_object_new (type, "memory", memory, NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_preferences_dialog_push_subpage (
      ADW_PREFERENCES_DIALOG (dialog),
      adw_navigation_page_new (view, adw_preferences_page_get_title (page)));
}

/* By agent and by client. */
static void
spent_cb (BureauModelsPreferences *self)
{
  push_page (self, BUREAU_TYPE_COSTS_PREFERENCES);
}

static void
compare_cb (BureauModelsPreferences *self)
{
  push_page (self, BUREAU_TYPE_REPLAY_PREFERENCES);
}

static void
redaction_cb (BureauModelsPreferences *self)
{
  store_choice (self, self->redaction, "redaction", redactions);
}

static void
private_cb (BureauModelsPreferences *self)
{
  store_choice (self, self->private_records, "private_records", ways);
}

static void
push_choice (AdwComboRow *row, const char *const *words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
push_limit (BureauModelsPreferences *self, AdwSpinRow *row, JsonObject *settings, const char *key)
{
  const char *currency = bureau_json_get_string (settings, "currency");
  g_autofree char *subtitle = g_strdup_printf (_ ("In %s; 0 is no limit"), currency);
  gint64 minor = bureau_json_get_int (settings, key, -1);

  g_object_set (row, "subtitle", subtitle, NULL);
  adw_spin_row_set_digits (row, (guint)bureau_money_exponent (currency));
  adw_spin_row_set_value (row, minor > 0 ? (double)minor / (double)self->unit : 0);
}

static void
bureau_models_preferences_loaded (BureauSettingPage *page, JsonObject *settings)
{
  BureauModelsPreferences *self = BUREAU_MODELS_PREFERENCES (page);
  const char *currency = bureau_json_get_string (settings, "currency");

  self->unit = 1;
  for (guint i = bureau_money_exponent (currency); i > 0; i--)
    self->unit *= 10;
  self->is_busy = TRUE;
  push_limit (self, self->month, settings, "budget_per_month");
  push_limit (self, self->day, settings, "budget_per_day");
  push_choice (self->redaction, redactions, bureau_json_get_string (settings, "redaction"));
  push_choice (self->private_records, ways, bureau_json_get_string (settings, "private_records"));
  self->is_busy = FALSE;
  load_state (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_models_preferences_constructed (GObject *object)
{
  BureauModelsPreferences *self = BUREAU_MODELS_PREFERENCES (object);
  BureauMemory *memory = bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self));

  G_OBJECT_CLASS (bureau_models_preferences_parent_class)->constructed (object);
  if (memory == NULL)
    return;
  bureau_connection_group_set_memory (self->models, memory);
  g_signal_connect_object (memory, "changed", G_CALLBACK (load_state), self, G_CONNECT_SWAPPED);
}

static void
bureau_models_preferences_finalize (GObject *object)
{
  BureauModelsPreferences *self = BUREAU_MODELS_PREFERENCES (object);

  g_clear_pointer (&self->reading, bureau_repeat_free);
  bureau_provider_choice_clear (&self->answers);
  bureau_provider_choice_clear (&self->stands_in);
  bureau_provider_choice_clear (&self->makes_views);

  G_OBJECT_CLASS (bureau_models_preferences_parent_class)->finalize (object);
}

static void
bureau_models_preferences_class_init (BureauModelsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = bureau_models_preferences_constructed;
  G_OBJECT_CLASS (klass)->finalize = bureau_models_preferences_finalize;
  BUREAU_SETTING_PAGE_CLASS (klass)->loaded = bureau_models_preferences_loaded;
  g_type_ensure (BUREAU_TYPE_CONNECTION_GROUP);
  bureau_setting_page_class_set_up (BUREAU_SETTING_PAGE_CLASS (klass), "models-preferences", NULL,
                                    0);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, models);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, provider);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, fallback);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, view_provider);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, redaction);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, private_records);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, month);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, day);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, spent);
  gtk_widget_class_bind_template_callback (widget_class, provider_cb);
  gtk_widget_class_bind_template_callback (widget_class, fallback_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_provider_cb);
  gtk_widget_class_bind_template_callback (widget_class, spent_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, redaction_cb);
  gtk_widget_class_bind_template_callback (widget_class, private_cb);
  gtk_widget_class_bind_template_callback (widget_class, limit_cb);
}

static void
bureau_models_preferences_init (BureauModelsPreferences *self)
{
  self->unit = 1;
  self->reading = bureau_repeat_new (load, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->answers.row = self->provider;
  self->stands_in.row = self->fallback;
  self->makes_views.row = self->view_provider;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/models-preferences.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/money.h"
#include "desk/connection-group.h"
#include "desk/costs-preferences.h"
#include "desk/decision.h"
#include "desk/replay-preferences.h"
#include "desk/toast.h"
#include "memory/usage.h"
#include "workflows/agent-provider.h"

struct _BureauModelsPreferences
{
  BureauSettingPage parent_instance;

  BureauConnectionGroup *models;
  AdwComboRow *provider;
  AdwComboRow *fallback;
  AdwComboRow *redaction;
  AdwComboRow *private_records;
  AdwSpinRow *month;
  AdwSpinRow *day;
  AdwActionRow *spent;

  GStrv names;      /* what the choices of `provider` stand for */
  GStrv stand_ins;  /* and those of `fallback`: "" for nobody */
  gint64 unit;      /* minor units in one of the currency's */
  gboolean is_busy; /* the rows change because of us, not of the person */
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (BureauModelsPreferences, bureau_models_preferences, BUREAU_TYPE_SETTING_PAGE)

/* In the order of the rows. */
static const char *const redactions[] = { "off", "redact", "block", NULL };
static const char *const ways[] = { "park", "builtin", NULL };

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
  "   FROM bureau_document WHERE kind = 'agent')))"

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

static void
add_choice (GStrvBuilder *names, GtkStringList *list, const char *name, const char *title)
{
  g_strv_builder_add (names, name);
  gtk_string_list_append (list, title);
}

/* One that is not connected any more is still shown where agents ask for it, as is what was written
 * otherwise than it can be chosen here. Gives what is chosen now. */
static guint
fill_choices (JsonObject *state, const char *member, GStrv *choices, GtkStringList *list)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *providers = bureau_json_get_array (state, "providers");
  JsonArray *used = bureau_json_get_array (state, member);
  gboolean is_one = json_array_get_length (used) == 1;
  const char *current = is_one ? json_array_get_string_element (used, 0) : NULL;

  if (g_str_equal (member, "stand_in"))
    add_choice (names, list, "", _ ("Nobody: the work waits"));
  add_choice (names, list, "builtin", _ ("Rules on this computer"));
  for (guint i = 0; i < json_array_get_length (providers); i++)
    add_choice (names, list, json_array_get_string_element (providers, i),
                json_array_get_string_element (providers, i));
  g_clear_pointer (choices, g_strfreev);
  *choices = g_strv_builder_end (names);
  for (guint i = 0; (*choices)[i] != NULL; i++)
    if (g_strcmp0 ((*choices)[i], current) == 0)
      return i;
  gtk_string_list_append (list, is_one ? current : _ ("Different ones"));
  return g_strv_length (*choices);
}

static void
show_choices (BureauModelsPreferences *self, AdwComboRow *row, JsonObject *state,
              const char *member, GStrv *choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = fill_choices (state, member, choices, list);

  self->is_busy = TRUE;
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
  self->is_busy = FALSE;
}

/* Rules always answer, so nobody stands in for them. */
static gboolean
needs_stand_in (JsonObject *state)
{
  JsonArray *used = bureau_json_get_array (state, "used");

  return json_array_get_length (used) != 1
         || !g_str_equal (json_array_get_string_element (used, 0), "builtin");
}

static void
show_spent (BureauModelsPreferences *self, JsonArray *limits)
{
  JsonObject *month = json_array_get_object_element (limits, 0);
  const char *currency = bureau_json_get_string (month, "currency");
  gint64 limit = bureau_json_get_int (month, "limit", -1);
  g_autofree char *spent = bureau_micros_format (bureau_json_get_int (month, "spent", 0), currency);
  g_autofree char *most = limit >= 0 ? bureau_micros_format (limit, currency) : NULL;
  g_autofree char *text = most != NULL ? g_strdup_printf (_ ("%s of %s"), spent, most)
                                       : g_strdup (spent);

  g_object_set (self->spent, "subtitle", text, NULL);
}

static DexFuture *
state_read_cb (DexFuture *future, gpointer data)
{
  BureauModelsPreferences *self = data;
  g_autoptr (JsonObject) state = dex_await_boxed (dex_ref (future), NULL);

  self->is_reading = FALSE;
  if (state == NULL || self->provider == NULL)
    return NULL;
  show_choices (self, self->provider, state, "used", &self->names);
  show_choices (self, self->fallback, state, "stand_in", &self->stand_ins);
  gtk_widget_set_visible (GTK_WIDGET (self->fallback), needs_stand_in (state));
  show_spent (self, bureau_json_get_array (state, "limits"));
  return NULL;
}

static void
load_state (BureauModelsPreferences *self)
{
  BureauMemory *memory = bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self));

  if (memory == NULL || self->is_reading)
    return;
  self->is_reading = TRUE;
  dex_future_disown (dex_future_finally (bureau_memory_read (memory, read_state, NULL, NULL),
                                         state_read_cb, g_object_ref (self), g_object_unref));
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
  guint selected = adw_combo_row_get_selected (self->provider);

  if (self->is_busy || self->names == NULL || selected >= g_strv_length (self->names))
    return;
  dex_future_disown (dex_future_finally (
      bureau_agents_use_provider (bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self)),
                                  &bureau_decision_cause, self->names[selected], NULL, NULL),
      used_cb, g_object_ref (self), g_object_unref));
}

static void
fallback_cb (BureauModelsPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->fallback);
  const char *names[] = { NULL, NULL };

  if (self->is_busy || self->stand_ins == NULL || selected >= g_strv_length (self->stand_ins))
    return;
  if (*self->stand_ins[selected] != '\0')
    names[0] = self->stand_ins[selected];
  dex_future_disown (dex_future_finally (
      bureau_agents_use_fallback (bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self)),
                                  &bureau_decision_cause, names, NULL),
      used_cb, g_object_ref (self), g_object_unref));
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
  gint64 units = (gint64)adw_spin_row_get_value (row);

  if (!self->is_busy)
    store_int (self, row == self->month ? "budget_per_month" : "budget_per_day",
               units > 0 ? units * self->unit : -1);
}

static void
store_choice (BureauModelsPreferences *self, AdwComboRow *row, const char *key,
              const char *const *words)
{
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  if (self->is_busy || selected >= g_strv_length ((char **)words))
    return;
  json_node_set_string (value, words[selected]);
  bureau_setting_page_store (BUREAU_SETTING_PAGE (self), key, value);
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
  adw_spin_row_set_value (row, minor > 0 ? (double)(minor / self->unit) : 0);
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
  g_strfreev (BUREAU_MODELS_PREFERENCES (object)->names);
  g_strfreev (BUREAU_MODELS_PREFERENCES (object)->stand_ins);

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
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, redaction);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, private_records);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, month);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, day);
  gtk_widget_class_bind_template_child (widget_class, BureauModelsPreferences, spent);
  gtk_widget_class_bind_template_callback (widget_class, provider_cb);
  gtk_widget_class_bind_template_callback (widget_class, fallback_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/costs-preferences.h"

#include <string.h>

#include "base/json.h"
#include "base/repeat.h"
#include "desk/cost-chart.h"
#include "desk/cost-rows.h"
#include "desk/price-rows.h"
#include "memory/price-own.h"
#include "memory/setting.h"
#include "memory/usage.h"

struct _BureauCostsPreferences
{
  BureauSettingPage parent_instance;

  GtkListBox *limits;
  GtkListBox *agents;
  GtkListBox *clients;
  GtkListBox *prices;
  AdwPreferencesGroup *by_day;
  AdwBin *chart;
  AdwPreferencesGroup *by_agent;
  AdwPreferencesGroup *by_client;
  AdwPreferencesGroup *by_model;

  char *shown; /* the prices, so that what is typed there is left alone */
  BureauRepeat *reading;
};

G_DEFINE_FINAL_TYPE (BureauCostsPreferences, bureau_costs_preferences, BUREAU_TYPE_SETTING_PAGE)

/* Showing ----------------------------------------------------------------------------------------
 */

static gboolean
read_usage (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) settings = bureau_setting_get_all (database, error);
  g_autofree char *day = settings != NULL
                             ? bureau_usage_today (bureau_json_get_string (settings, "time_zone"))
                             : NULL;
  g_autofree char *month = day != NULL ? g_strndup (day, strlen ("2026-11")) : NULL;
  g_autoptr (JsonObject) all = NULL;
  JsonObject *clients, *days;
  JsonArray *limits, *prices;

  all = month != NULL ? bureau_usage_report (database, "agent", month, error) : NULL;
  clients = all != NULL ? bureau_usage_report (database, "client", month, error) : NULL;
  if (clients == NULL)
    return FALSE;
  json_object_set_object_member (all, "clients", clients);
  days = bureau_usage_report (database, "day", month, error);
  if (days == NULL)
    return FALSE;
  json_object_set_object_member (all, "days", days);
  bureau_json_set_string (all, "currency", bureau_json_get_string (settings, "currency"));
  limits = bureau_usage_limits (database, error);
  if (limits == NULL)
    return FALSE;
  json_object_set_array_member (all, "limits", limits);
  prices = bureau_prices_list (database, error);
  if (prices == NULL)
    return FALSE;
  json_object_set_array_member (all, "prices", prices);
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&all));
  return TRUE;
}

static void
show_days (BureauCostsPreferences *self, JsonObject *all)
{
  JsonArray *days = bureau_json_get_array (bureau_json_get_object (all, "days"), "rows");

  gtk_widget_set_visible (GTK_WIDGET (self->by_day),
                          bureau_cost_chart_fill (adw_bin_get_child (self->chart), days,
                                                  bureau_json_get_string (all, "currency")));
}

static void
show_prices (BureauCostsPreferences *self, JsonArray *prices)
{
  g_autofree char *text = bureau_json_print_array (prices);

  if (g_set_str (&self->shown, text))
    gtk_widget_set_visible (
        GTK_WIDGET (self->by_model),
        bureau_price_rows_fill (self->prices, prices,
                                bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self))));
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  BureauCostsPreferences *self = data;
  g_autoptr (JsonObject) all = dex_await_boxed (dex_ref (future), NULL);
  JsonArray *agents = all != NULL ? bureau_json_get_array (all, "rows") : NULL;

  if (all == NULL || self->limits == NULL
      || bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (self)) == NULL)
    return NULL;
  bureau_cost_rows_fill_limits (self->limits, bureau_json_get_array (all, "limits"));
  show_days (self, all);
  bureau_cost_rows_fill (self->agents, agents);
  bureau_cost_rows_fill (self->clients,
                         bureau_json_get_array (bureau_json_get_object (all, "clients"), "rows"));
  gtk_widget_set_visible (GTK_WIDGET (self->by_agent), json_array_get_length (agents) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->by_client), json_array_get_length (agents) > 0);
  show_prices (self, bureau_json_get_array (all, "prices"));
  return NULL;
}

static DexFuture *
load (gpointer data)
{
  BureauMemory *memory = bureau_setting_page_get_memory (data);

  if (memory == NULL)
    return dex_future_new_true ();
  return dex_future_finally (bureau_memory_read (memory, read_usage, NULL, NULL), read_cb,
                             g_object_ref (data), g_object_unref);
}

/* What was said is shown as soon as it is stored. */
static void
memory_changed_cb (BureauCostsPreferences *self)
{
  bureau_repeat_ask (self->reading);
}

static void
bureau_costs_preferences_loaded (BureauSettingPage *page, JsonObject *settings)
{
  bureau_repeat_ask (BUREAU_COSTS_PREFERENCES (page)->reading);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_costs_preferences_constructed (GObject *object)
{
  BureauMemory *memory = bureau_setting_page_get_memory (BUREAU_SETTING_PAGE (object));

  G_OBJECT_CLASS (bureau_costs_preferences_parent_class)->constructed (object);
  if (memory != NULL)
    g_signal_connect_object (memory, "changed", G_CALLBACK (memory_changed_cb), object,
                             G_CONNECT_SWAPPED);
}

static void
bureau_costs_preferences_finalize (GObject *object)
{
  BureauCostsPreferences *self = BUREAU_COSTS_PREFERENCES (object);

  g_clear_pointer (&self->reading, bureau_repeat_free);
  g_free (self->shown);
  G_OBJECT_CLASS (bureau_costs_preferences_parent_class)->finalize (object);
}

static void
bureau_costs_preferences_class_init (BureauCostsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = bureau_costs_preferences_constructed;
  G_OBJECT_CLASS (klass)->finalize = bureau_costs_preferences_finalize;
  BUREAU_SETTING_PAGE_CLASS (klass)->loaded = bureau_costs_preferences_loaded;
  bureau_setting_page_class_set_up (BUREAU_SETTING_PAGE_CLASS (klass), "costs-preferences", NULL,
                                    0);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, limits);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, by_day);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, chart);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, agents);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, clients);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, prices);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, by_model);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, by_agent);
  gtk_widget_class_bind_template_child (widget_class, BureauCostsPreferences, by_client);
}

static void
bureau_costs_preferences_init (BureauCostsPreferences *self)
{
  self->reading = bureau_repeat_new (load, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->chart, bureau_cost_chart_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (adw_bin_get_child (self->chart)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_group_get_title (self->by_day), -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was spent this month, said with what is not in it. */
#include "desk/models-preferences.h"

#include "../memory/workspace-fixture.h"
#include "bureau-desk-resources.h"
#include "memory/usage.h"

#define WORST 130000

static gboolean
reserve (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const BureauReservation *asked = data;
  g_autofree char *today = bureau_usage_today (NULL);
  BureauReservation reservation = *asked;
  gint64 id;

  reservation.step = "judge";
  reservation.agent = "clerk";
  reservation.provider = "anthropic";
  reservation.day = today;
  reservation.limits = (BureauLimits){ -1, -1, -1, -1, -1 };
  return bureau_usage_reserve (transaction, &reservation, &id, error);
}

static void
ask (Workspace *self, const char *currency, gint64 worst)
{
  BureauReservation reservation = { .currency = currency, .worst = worst };

  await_ok (bureau_memory_write (self->memory, &operator_cause, reserve, &reservation, NULL));
}

static GtkWidget *
find_row (GtkWidget *from, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (from)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (from)), title) == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
assert_spent (Workspace *self, const char *text)
{
  GtkWidget *page = g_object_ref_sink (
      g_object_new (BUREAU_TYPE_MODELS_PREFERENCES, "memory", self->memory, NULL));
  AdwActionRow *row = ADW_ACTION_ROW (find_row (page, "Spent this month"));

  while (adw_action_row_get_subtitle (row) == NULL || *adw_action_row_get_subtitle (row) == '\0')
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, text);
  g_clear_object (&page);
}

/* What counts in another currency is in no sum, and neither is what has no price. */
static void
test_spent (Workspace *self, gconstpointer data)
{
  ask (self, "CHF", WORST);
  assert_spent (self, "0 EUR");
  ask (self, "EUR", -1);
  assert_spent (self, "0 EUR · the cost of 1 is not known");
  ask (self, "EUR", WORST);
  assert_spent (self, "At most 0.13 EUR · the cost of 1 is not known");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  bureau_desk_register_resource ();
  g_test_add ("/desk/models-preferences/spent", Workspace, NULL, workspace_set_up, test_spent,
              workspace_tear_down);
  return g_test_run ();
}

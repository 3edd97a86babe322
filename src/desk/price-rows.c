/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the models in use cost, and what a person says they cost. */
#include "desk/price-rows.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/decision.h"
#include "desk/toast.h"
#include "desk/words.h"
#include "memory/price-own.h"
#include "memory/price.h"
#include "memory/usage.h"
#include "widgets/row-name.h"

/* What vendors count in where nobody said otherwise. */
#define USUAL_CURRENCY "USD"
#define MOST 1000.0

/* The fields of one model. */
typedef struct
{
  BureauMemory *memory;
  char *model;
  char *currency;
  GtkEditable *input;
  GtkEditable *output;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *self = data;

  g_clear_object (&self->memory);
  g_free (self->model);
  g_free (self->currency);
  g_free (self);
}

static char *
say_price (JsonObject *row, JsonObject *price)
{
  const char *currency = price != NULL ? bureau_json_get_string (price, "currency") : NULL;
  g_autofree char *read = NULL, *written = NULL;

  if (price == NULL)
    return g_strdup (_ ("Nobody said what it costs. With a limit, the agents wait until you do."));
  read = bureau_words_cost (bureau_json_get_int (price, "input", 0), currency);
  written = bureau_words_cost (bureau_json_get_int (price, "output", 0), currency);
  if (bureau_json_get_boolean (row, "own"))
    return g_strdup_printf (_ ("%s read, %s written, as you say"), read, written);
  return g_strdup_printf (bureau_json_get_boolean (price, "unverified")
                              ? _ ("%s read, %s written, not verified")
                              : _ ("%s read, %s written"),
                          read, written);
}

/* Saying it --------------------------------------------------------------------------------------
 */

/* As vendors write it, with a point or a comma; -1 where it is no amount. */
static gint64
read_amount (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end = NULL;
  double amount;

  g_strdelimit (text, ",", '.');
  amount = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && amount >= 0 && amount <= MOST
             ? (gint64)(amount * BUREAU_MICROS + 0.5)
             : -1;
}

static JsonObject *
make_price (Fields *self, gint64 input, gint64 output)
{
  JsonObject *price = json_object_new ();
  JsonArray *models = json_array_new ();
  g_autofree char *today = bureau_usage_today (NULL);

  json_array_add_string_element (models, self->model);
  json_object_set_array_member (price, "models", models);
  json_object_set_string_member (price, "valid_from", today);
  json_object_set_string_member (price, "currency", self->currency);
  json_object_set_int_member (price, "input", input);
  json_object_set_int_member (price, "output", output);
  return price;
}

/* Both are needed: half a price is none. */
static void
apply_cb (Fields *self, GtkWidget *entry)
{
  gint64 input = read_amount (self->input);
  gint64 output = read_amount (self->output);
  g_autoptr (JsonObject) price = NULL;

  if (input < 0 || output < 0)
    {
      bureau_toast_say (entry, _ ("Type both amounts, such as 4.00."));
      return;
    }
  price = make_price (self, input, output);
  bureau_toast_follow (entry, bureau_price_put (self->memory, &bureau_decision_cause, price));
}

static void
remove_cb (Fields *self, GtkWidget *row)
{
  bureau_toast_follow (row,
                       bureau_price_remove (self->memory, &bureau_decision_cause, self->model));
}

/* Rows -------------------------------------------------------------------------------------------
 */

static GtkEditable *
add_entry (AdwExpanderRow *row, Fields *fields, const char *title, JsonObject *price,
           const char *member)
{
  GtkWidget *entry = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "show-apply-button",
                                   TRUE, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_autofree char *text = price == NULL ? g_strdup ("")
                                        : g_strdup_printf (
                                              "%.2f", (double)bureau_json_get_int (price, member, 0)
                                                          / (double)BUREAU_MICROS);

  g_object_set (entry, "title", title, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* The row has both the fields and the entry. */
  g_signal_connect_data (entry, "apply", G_CALLBACK (apply_cb), fields, NULL, G_CONNECT_SWAPPED);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (entry));
  adw_expander_row_add_row (row, entry);
  return GTK_EDITABLE (entry);
}

static Fields *
add_fields (AdwExpanderRow *row, const char *model, JsonObject *price, BureauMemory *memory)
{
  Fields *fields = g_new0 (Fields, 1);
  const char *currency = price != NULL ? bureau_json_get_string (price, "currency")
                                       : USUAL_CURRENCY;
  /* Translators: what a model costs, in a currency such as USD */
  g_autofree char *read = g_strdup_printf (_ ("A million tokens read, %s"), currency);
  g_autofree char *written = g_strdup_printf (_ ("A million tokens written, %s"), currency);

  fields->memory = g_object_ref (memory);
  fields->model = g_strdup (model);
  fields->currency = g_strdup (currency);
  g_object_set_data_full (G_OBJECT (row), "fields", fields, fields_free);
  fields->input = add_entry (row, fields, read, price, "input");
  fields->output = add_entry (row, fields, written, price, "output");
  return fields;
}

static void
add_remove (AdwExpanderRow *row, Fields *fields)
{
  GtkWidget *button = g_object_new (ADW_TYPE_BUTTON_ROW, "title", _ ("Take My Price Away"), NULL);

  /* The row has both the fields and the button. */
  g_signal_connect_data (button, "activated", G_CALLBACK (remove_cb), fields, NULL,
                         G_CONNECT_SWAPPED);
  adw_expander_row_add_row (row, button);
}

static void
add_row (GtkListBox *list, JsonObject *price_row, BureauMemory *memory)
{
  const char *model = bureau_json_get_string (price_row, "model");
  JsonObject *price = bureau_json_get_object (price_row, "price");
  g_autofree char *said = say_price (price_row, price);
  g_autofree char *shown = bureau_text_visible (model, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "subtitle-lines", 0,
                                 NULL);
  Fields *fields;

  g_object_set (row, "title", shown, "subtitle", said, NULL);
  fields = add_fields (ADW_EXPANDER_ROW (row), model, price, memory);
  if (bureau_json_get_boolean (price_row, "own"))
    add_remove (ADW_EXPANDER_ROW (row), fields);
  gtk_list_box_append (list, row);
}

/**
 * bureau_price_rows_fill:
 * @prices: as bureau_prices_list() gives them
 * @memory: where a price is stored
 *
 * Shows the models that are in use or that a person gave a price, a row each that opens to say
 * another.
 *
 * Returns: whether there is one
 */
gboolean
bureau_price_rows_fill (GtkListBox *list, JsonArray *prices, BureauMemory *memory)
{
  guint n = 0;

  gtk_list_box_remove_all (list);
  for (guint i = 0; i < json_array_get_length (prices); i++)
    {
      JsonObject *row = json_array_get_object_element (prices, i);

      if (!bureau_json_get_boolean (row, "used") && !bureau_json_get_boolean (row, "own"))
        continue;
      add_row (list, row, memory);
      n++;
    }
  return n > 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another model answers, beside what there is. */
#include "desk/replay-rows.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/fact-row.h"
#include "desk/source-text.h"
#include "desk/words.h"
#include "views/format.h"
#include "widgets/flow.h"

#define LEAST_WIDTH 240

/* Saying it --------------------------------------------------------------------------------------
 */

static char *
say_money (gint64 micros, const char *currency)
{
  return micros < 0 ? g_strdup (_ ("not known")) : bureau_words_cost (micros, currency);
}

static char *
say_costs (JsonObject *object, const char *currency)
{
  g_autofree char *before = say_money (bureau_json_get_int (object, "cost_before", 0), currency);
  g_autofree char *after = say_money (bureau_json_get_int (object, "cost_after", 0), currency);

  return g_strdup_printf ("%s → %s", before, after);
}

static char *
say_times (JsonObject *object)
{
  /* Translators: seconds, before and after */
  return g_strdup_printf (_ ("%.1f s → %.1f s"),
                          (double)bureau_json_get_int (object, "ms_before", 0) / 1000,
                          (double)bureau_json_get_int (object, "ms_after", 0) / 1000);
}

static int
percent (JsonObject *object, const char *name, gint64 n)
{
  return (int)(bureau_json_get_double (object, name, 0) * 100 / (double)MAX (n, 1) + 0.5);
}

/**
 * bureau_replay_rows_say_estimate:
 * @estimate: as the request `replay` gives it with `estimate`
 *
 * Returns: (transfer full): what a replay will cost, in a sentence
 */
char *
bureau_replay_rows_say_estimate (JsonObject *estimate)
{
  const char *currency = bureau_json_get_string (estimate, "currency");
  gint64 n_messages = bureau_json_get_int (estimate, "messages", 0);
  gint64 n_calls = bureau_json_get_int (estimate, "calls", 0);
  g_autofree char *asked = g_strdup_printf (
      ngettext ("%d question", "%d questions", (gulong)n_calls), (int)n_calls);
  g_autofree char *about = g_strdup_printf (
      ngettext ("about %d message", "about %d messages", (gulong)n_messages), (int)n_messages);
  g_autofree char *expected = bureau_words_cost (bureau_json_get_int (estimate, "expected", 0),
                                                 currency);
  g_autofree char *worst = bureau_words_cost (bureau_json_get_int (estimate, "worst", 0), currency);

  if (!bureau_json_get_boolean (estimate, "is_known"))
    return g_strdup_printf (_ ("%s %s. Nobody said what this model costs; say it under Costs."),
                            asked, about);
  /* Translators: “12 questions about 4 messages: probably 0.12 EUR, at most 0.90 EUR.” */
  return g_strdup_printf (_ ("%s %s: probably %s, at most %s."), asked, about, expected, worst);
}

static char *
say_pair (gint64 before, gint64 after)
{
  return g_strdup_printf ("%d → %d", (int)before, (int)after);
}

static void
add_pair (GtkListBox *list, const char *title, JsonObject *sum, const char *before,
          const char *after)
{
  g_autofree char *text = say_pair (bureau_json_get_int (sum, before, 0),
                                    bureau_json_get_int (sum, after, 0));

  bureau_fact_row_add (list, title, text);
}

static void
add_shares (GtkListBox *list, JsonObject *sum)
{
  gint64 n = bureau_json_get_int (sum, "sent", 0);
  /* Translators: shares of words, before and after */
  g_autofree char *text = g_strdup_printf (_ ("%d %% → %d %%"), percent (sum, "edited_before", n),
                                           percent (sum, "edited_after", n));

  if (n > 0)
    bureau_fact_row_add (list, _ ("Other words than you sent"), text);
}

/**
 * bureau_replay_rows_fill_sum:
 * @replay: what came of all
 *
 * Shows what switching would change, in few rows.
 */
void
bureau_replay_rows_fill_sum (GtkListBox *list, JsonObject *replay)
{
  JsonObject *sum = bureau_json_get_object (replay, "sum");
  const char *stopped = bureau_json_get_string (replay, "stopped");
  gint64 n_failed = bureau_json_get_int (sum, "failed", 0);
  g_autofree char *fields = g_strdup_printf (_ ("%d of %d"),
                                             (int)bureau_json_get_int (sum, "fields_changed", 0),
                                             (int)bureau_json_get_int (sum, "fields", 0));
  g_autofree char *times = say_times (sum);
  g_autofree char *costs = say_costs (sum, bureau_json_get_string (replay, "currency"));
  g_autofree char *failed = g_strdup_printf ("%d", (int)n_failed);

  gtk_list_box_remove_all (list);
  if (stopped != NULL)
    bureau_fact_row_add (list, _ ("Not all was replayed"), stopped);
  bureau_fact_row_add (list, _ ("Fields that differ"), fields);
  if (bureau_json_get_int (sum, "drafts", 0) > 0)
    add_pair (list, _ ("Claims that no record supports"), sum, "unsupported_before",
              "unsupported_after");
  add_shares (list, sum);
  bureau_fact_row_add (list, _ ("Time"), times);
  bureau_fact_row_add (list, _ ("Cost"), costs);
  if (n_failed > 0)
    bureau_fact_row_add (list, _ ("Failed"), failed);
}

/* One step ---------------------------------------------------------------------------------------
 */

static const struct
{
  const char *kind;
  const char *says;
} kinds[] = {
  { "classify", N_ ("Label") },
  { "extract", N_ ("Fields") },
  { "draft", N_ ("Draft") },
  { "decide", N_ ("Choice") },
};

static const char *
say_kind (JsonObject *item)
{
  const char *kind = bureau_json_get_string (item, "do");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _ (kinds[i].says);
  return kind;
}

static guint
count_different (JsonArray *fields)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    n += !bureau_json_get_boolean (json_array_get_object_element (fields, i), "same");
  return n;
}

static char *
say_difference (JsonObject *item)
{
  JsonArray *fields = bureau_json_get_array (item, "fields");
  JsonObject *draft = bureau_json_get_object (item, "draft");
  const char *error = bureau_json_get_string (item, "error");

  if (error != NULL)
    return g_strdup (error);
  if (draft != NULL)
    return g_strdup_printf (_ ("%d %% of the words differ"), percent (draft, "changed", 1));
  return g_strdup_printf (_ ("%u of %u differ"), fields != NULL ? count_different (fields) : 0,
                          fields != NULL ? json_array_get_length (fields) : 0);
}

static char *
say_item (JsonObject *item, const char *currency)
{
  g_autofree char *difference = say_difference (item);
  g_autofree char *times = say_times (item);
  g_autofree char *costs = say_costs (item, currency);
  g_autofree char *said = g_strdup_printf ("%s · %s · %s · %s", say_kind (item), difference, times,
                                           costs);

  return bureau_text_visible (said, NULL);
}

static char *
say_value (JsonObject *field, const char *member)
{
  JsonNode *value = json_object_get_member (field, member);

  return value != NULL ? bureau_format_value (value, NULL, NULL) : g_strdup (_ ("nothing"));
}

/* What is the same is not worth a row each. */
static void
add_fields (AdwExpanderRow *row, JsonArray *fields)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      g_autofree char *before = say_value (field, "before");
      g_autofree char *after = say_value (field, "after");
      g_autofree char *text = g_strdup_printf ("%s → %s", before, after);
      g_autofree char *shown = bureau_text_visible (text, NULL);
      g_autofree char *title = bureau_text_title (bureau_json_get_string (field, "field"));
      GtkWidget *child;

      if (bureau_json_get_boolean (field, "same"))
        continue;
      child = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "subtitle-lines", 0, NULL);
      g_object_set (child, "title", title, "subtitle", shown, NULL);
      adw_expander_row_add_row (row, child);
    }
}

static char *
join_letter (JsonObject *letter)
{
  return g_strdup_printf ("%s\n\n%s", bureau_json_get_string (letter, "subject"),
                          bureau_json_get_string (letter, "body"));
}

static GtkWidget *
make_letter (const char *title, JsonObject *letter, JsonObject *other)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  g_autofree char *text = join_letter (letter);
  g_autofree char *others = join_letter (other);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "dimmed");
  g_object_set (view, "editable", FALSE, "cursor-visible", FALSE, "accepts-tab", FALSE, "wrap-mode",
                GTK_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (view, "reading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  bureau_own_words_fill (GTK_TEXT_VIEW (view), text, others);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), view);
  return box;
}

static void
add_letters (AdwExpanderRow *row, JsonObject *draft)
{
  JsonObject *before = bureau_json_get_object (draft, "before");
  JsonObject *after = bureau_json_get_object (draft, "after");
  GtkWidget *flow = bureau_flow_new ();
  GtkWidget *child = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable", FALSE,
                                   "child", flow, NULL);

  bureau_flow_append (BUREAU_FLOW (flow), make_letter (_ ("As it was written"), before, after),
                      LEAST_WIDTH, 1);
  bureau_flow_append (BUREAU_FLOW (flow), make_letter (_ ("By the other model"), after, before),
                      LEAST_WIDTH, 1);
  gtk_widget_set_margin_start (flow, 12);
  gtk_widget_set_margin_end (flow, 12);
  gtk_widget_set_margin_top (flow, 12);
  gtk_widget_set_margin_bottom (flow, 12);
  adw_expander_row_add_row (row, child);
}

/* Made when it is first looked at: there may be a hundred. */
static void
expanded_cb (AdwExpanderRow *row)
{
  JsonObject *item = g_object_get_data (G_OBJECT (row), "item");

  if (item == NULL)
    return;
  if (bureau_json_get_object (item, "draft") != NULL)
    add_letters (row, bureau_json_get_object (item, "draft"));
  else
    add_fields (row, bureau_json_get_array (item, "fields"));
  g_object_set_data (G_OBJECT (row), "item", NULL);
}

/* What is the same has nothing behind it. */
static gboolean
has_more (JsonObject *item)
{
  JsonArray *fields = bureau_json_get_array (item, "fields");

  return bureau_json_get_object (item, "draft") != NULL
         || (fields != NULL && count_different (fields) > 0);
}

/**
 * bureau_replay_rows_add:
 * @item: what came of one step
 * @currency: what is counted in
 *
 * Adds a row that opens to the drafts side by side, or to the fields that differ.
 */
void
bureau_replay_rows_add (GtkListBox *list, JsonObject *item, const char *currency)
{
  g_autofree char *title = bureau_text_visible (bureau_json_get_string (item, "subject"), NULL);
  g_autofree char *said = say_item (item, currency);
  GtkWidget *row = g_object_new (has_more (item) ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE, "subtitle-lines", 0, NULL);

  g_object_set (row, "title", title, "subtitle", said, NULL);
  if (ADW_IS_EXPANDER_ROW (row))
    {
      g_object_set_data_full (G_OBJECT (row), "item", json_object_ref (item),
                              (GDestroyNotify)json_object_unref);
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), row,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_box_append (list, row);
}

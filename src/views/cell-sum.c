/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of all rows together: totals, and sentences with figures in them. */
#include "views/cell.h"

#include <math.h>

#include "base/json.h"
#include "base/text.h"
#include "views/format.h"
#include "views/template.h"

typedef struct
{
  char *currency; /* of money that says it; else NULL */
  double sum;
  double min;
  double max;
  guint n;
} Total;

static void
total_clear (gpointer data)
{
  g_free (((Total *)data)->currency);
}

static char *
get_currency (BureauShownRows *rows, guint row, const char *column)
{
  JsonObject *declared = bureau_shown_rows_get_column (rows, column);
  const char *name = declared != NULL ? bureau_json_get_string (declared, "currency_col") : NULL;

  return name != NULL ? bureau_shown_rows_dup_text (rows, row, name, NULL) : NULL;
}

static Total *
find_total (GArray *totals, BureauShownRows *rows, guint row, const char *column)
{
  g_autofree char *currency = get_currency (rows, row, column);
  Total total = { NULL, 0, INFINITY, -INFINITY, 0 };

  for (guint i = 0; i < totals->len; i++)
    if (g_strcmp0 (g_array_index (totals, Total, i).currency, currency) == 0)
      return &g_array_index (totals, Total, i);
  total.currency = g_steal_pointer (&currency);
  g_array_append_val (totals, total);
  return &g_array_index (totals, Total, totals->len - 1);
}

/* Of more rows than are here, SQLite added up. */
static void
take_totals (GArray *totals, BureauShownRows *rows, const char *column)
{
  JsonArray *known = bureau_shown_rows_get_totals (rows, column);
  JsonObject *declared = bureau_shown_rows_get_column (rows, column);
  gboolean says_currency = declared != NULL && json_object_has_member (declared, "currency_col");

  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    {
      JsonArray *row = json_array_get_array_element (known, i);
      const char *currency = json_array_get_string_element (row, 0);
      const Total total = {
        g_strdup (currency == NULL && says_currency ? "" : currency),
        json_array_get_double_element (row, 1),
        json_array_get_double_element (row, 2),
        json_array_get_double_element (row, 3),
        (guint)json_array_get_int_element (row, 4),
      };

      g_array_append_val (totals, total);
    }
}

/* Amounts of two currencies are never added. */
static GArray *
add_up (BureauShownRows *rows, const char *column)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (Total));

  g_array_set_clear_func (totals, total_clear);
  if (bureau_shown_rows_get_window (rows) != NULL)
    {
      take_totals (totals, rows, column);
      return totals;
    }
  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      gboolean is_there;
      double number = bureau_shown_rows_get_number (rows, i, column, &is_there);
      Total *total = is_there ? find_total (totals, rows, i, column) : NULL;

      if (total == NULL)
        continue;
      total->sum += number;
      total->min = MIN (total->min, number);
      total->max = MAX (total->max, number);
      total->n++;
    }
  return totals;
}

static double
get_figure (const Total *total, const char *act)
{
  if (g_strcmp0 (act, "avg") == 0)
    return total->sum / total->n;
  if (g_strcmp0 (act, "min") == 0)
    return total->min;
  return g_strcmp0 (act, "max") == 0 ? total->max : total->sum;
}

static char *
say (BureauShownRows *rows, const char *column, const char *act, const char *format)
{
  g_autoptr (GArray) totals = add_up (rows, column);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < totals->len; i++)
    {
      const Total *total = &g_array_index (totals, Total, i);
      g_autofree char *one = bureau_shown_rows_say_in (rows, column, total->currency,
                                                       get_figure (total, act), format);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", one);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static guint
count_there (BureauShownRows *rows, const char *column)
{
  g_autoptr (GArray) totals = NULL;
  guint there = 0;

  if (column == NULL)
    return bureau_shown_rows_get_n (rows);
  if (bureau_shown_rows_get_window (rows) == NULL)
    {
      for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
        {
          JsonNode *value = bureau_shown_rows_get_value (rows, i, column);

          there += value != NULL && !JSON_NODE_HOLDS_NULL (value);
        }
      return there;
    }
  totals = add_up (rows, column);
  for (guint i = 0; i < totals->len; i++)
    there += g_array_index (totals, Total, i).n;
  return there;
}

static char *
count (BureauShownRows *rows, const char *column)
{
  g_autoptr (JsonNode) n = bureau_json_node_for_int (count_there (rows, column));

  return bureau_format_value (n, "int", NULL);
}

/**
 * bureau_cell_total:
 * @shape: a column as an element shows it: {"col","total"?,"format"?}
 *
 * Returns: (transfer full) (nullable): what stands below the column, of money one a currency; %NULL
 *   where nothing does
 */
char *
bureau_cell_total (BureauShownRows *rows, JsonObject *shape)
{
  const char *act = bureau_json_get_string (shape, "total");
  const char *column = bureau_json_get_string (shape, "col");

  if (act == NULL)
    return NULL;
  if (g_str_equal (act, "count"))
    return count (rows, column);
  return say (rows, column, act, bureau_json_get_string (shape, "format"));
}

/* Bars -------------------------------------------------------------------------------------------
 */

/**
 * bureau_cell_is_bar:
 * @shape: of a column or a list
 *
 * Returns: whether its figures stand beside bars, which are told by the largest of all
 */
gboolean
bureau_cell_is_bar (JsonObject *shape)
{
  return g_strcmp0 (bureau_json_get_string (shape, "format"), "bar") == 0;
}

/**
 * bureau_cell_bars_new:
 *
 * Returns: (transfer full) (element-type utf8 double): how long the longest bar of a column and
 * currency is, once that was looked for; to be emptied when the rows read differently
 */
GHashTable *
bureau_cell_bars_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* The largest magnitude of a column among the rows of the same currency, of a share 1 at least. */
static double
find_most (BureauShownRows *rows, const char *column, const char *currency)
{
  g_autoptr (GArray) totals = add_up (rows, column);
  double most = g_strcmp0 (bureau_shown_rows_get_type_of (rows, column), "ratio") == 0 ? 1 : 0;

  for (guint i = 0; i < totals->len; i++)
    {
      const Total *total = &g_array_index (totals, Total, i);

      if (g_strcmp0 (total->currency, currency) == 0)
        most = MAX (most, MAX (fabs (total->min), fabs (total->max)));
    }
  return most;
}

/**
 * bureau_cell_share:
 * @bars: of bureau_cell_bars_new()
 *
 * Returns: how long the bar of a figure is beside the longest of its column, 0…1; 0 where that is
 * not known
 */
double
bureau_cell_share (BureauShownRows *rows, guint row, const char *column, GHashTable *bars)
{
  g_autofree char *currency = get_currency (rows, row, column);
  g_autofree char *key = g_strconcat (column, " ", currency, NULL);
  double number = bureau_shown_rows_get_number (rows, row, column, NULL);
  double *most = g_hash_table_lookup (bars, key);

  if (most == NULL)
    {
      most = g_new (double, 1);
      *most = find_most (rows, column, currency);
      g_hash_table_insert (bars, g_steal_pointer (&key), most);
    }
  return *most > 0 ? fabs (number) / *most : 0;
}

/* Sentences --------------------------------------------------------------------------------------
 */

/* The text that most rows have. */
static char *
find_top (BureauShownRows *rows, const char *column)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *top = NULL;
  guint most = 0;

  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      char *text = bureau_shown_rows_dup_text (rows, i, column, NULL);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text)) + 1;
      gpointer key;

      g_hash_table_insert (counts, text, GUINT_TO_POINTER (n));
      if (n > most && g_hash_table_lookup_extended (counts, text, &key, NULL))
        {
          most = n;
          top = key;
        }
    }
  return g_strdup (top);
}

static gboolean
is_measured (BureauShownRows *rows, const char *column)
{
  return bureau_format_is_figure (bureau_shown_rows_get_type_of (rows, column));
}

/* The least and the largest of texts and times are those of their order. */
static char *
find_end (BureauShownRows *rows, const char *column, gboolean is_last)
{
  g_autofree char *end = NULL;
  guint place = 0;

  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      JsonNode *value = bureau_shown_rows_get_value (rows, i, column);
      g_autofree char *text = value != NULL && !JSON_NODE_HOLDS_NULL (value)
                                  ? bureau_json_print (value)
                                  : NULL;

      if (text == NULL || (end != NULL && (g_strcmp0 (text, end) > 0) != is_last))
        continue;
      g_set_str (&end, text);
      place = i;
    }
  return end != NULL ? bureau_shown_rows_dup_text (rows, place, column, NULL) : NULL;
}

static char *
fill_cb (const char *act, const char *name, gpointer data)
{
  BureauShownRows *rows = data;
  guint n = bureau_shown_rows_get_n (rows);

  if (g_strcmp0 (act, "n") == 0)
    return count (rows, NULL);
  if (n == 0)
    return NULL;
  if (act == NULL || g_str_equal (act, "first"))
    return bureau_shown_rows_dup_text (rows, 0, name, NULL);
  if (g_str_equal (act, "last"))
    return bureau_shown_rows_dup_text (rows, n - 1, name, NULL);
  if (g_str_equal (act, "top"))
    return find_top (rows, name);
  if (is_measured (rows, name))
    return say (rows, name, act, NULL);
  return g_str_equal (act, "sum") ? NULL : find_end (rows, name, g_str_equal (act, "max"));
}

/* In words about a row, {n} is the column of that name where there is one. */
static char *
plain_cb (const char *act, const char *name, gpointer data)
{
  gboolean is_column = data != NULL && g_strcmp0 (act, "n") == 0
                       && bureau_shown_rows_get_column (data, "n") != NULL;

  if (data == NULL)
    return NULL;
  return is_column ? fill_cb (NULL, "n", data) : fill_cb (act, name, data);
}

/* What stands in a row is text, also where it looks like Markdown. */
static char *
marked_cb (const char *act, const char *name, gpointer data)
{
  g_autofree char *text = plain_cb (act, name, data);
  GString *escaped = g_string_new (NULL);

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    {
      if (g_ascii_ispunct (*c))
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c);
    }
  return g_string_free (escaped, text == NULL);
}

/**
 * bureau_cell_fill_summary:
 * @text: words about all rows: {n} is how many there are
 *
 * Returns: (transfer full): the words with the figures of @rows
 */
char *
bureau_cell_fill_summary (BureauShownRows *rows, const char *text)
{
  return bureau_view_template_fill (text, fill_cb, rows);
}

/**
 * bureau_cell_fill_words:
 * @rows: (nullable): where the figures are from
 * @text: words about the first row, with `{COLUMN}`, `{sum.COLUMN}` and so on in them
 *
 * Returns: (transfer full): the words with the figures of @rows
 */
char *
bureau_cell_fill_words (BureauShownRows *rows, const char *text)
{
  return bureau_view_template_fill (text, plain_cb, rows);
}

/**
 * bureau_cell_fill_markdown:
 *
 * Returns: (transfer full): as bureau_cell_fill_words(), for Markdown: a figure marks nothing up
 */
char *
bureau_cell_fill_markdown (BureauShownRows *rows, const char *text)
{
  return bureau_view_template_fill (text, marked_cb, rows);
}

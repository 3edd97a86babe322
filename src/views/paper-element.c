/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements on paper; what only acts (forms, buttons) has none. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/cell.h"
#include "views/gone.h"
#include "views/joined.h"
#include "views/meaning.h"
#include "views/paper-private.h"
#include "views/param.h"

typedef struct
{
  const BureauPaperCall *call;
  JsonObject *element;
  BureauShownRows *rows; /* NULL for what shows none */
} Part;

static const char *
get (const Part *part, const char *name)
{
  return bureau_json_get_string (part->element, name);
}

static void
begin (const Part *part, BureauPaperBox box)
{
  part->call->writer->begin (part->call->data, box, 0);
}

static void
end (const Part *part, BureauPaperBox box)
{
  part->call->writer->end (part->call->data, box);
}

static void
add (const Part *part, BureauPaperStyle style, const char *text)
{
  part->call->writer->words (part->call->data, style, text);
}

static void
add_value (const Part *part, BureauPaperStyle style, guint row, const char *column,
           const char *format)
{
  g_autofree char *text = column != NULL
                              ? bureau_shown_rows_dup_text (part->rows, row, column, format)
                              : NULL;

  if (text != NULL && *text != '\0')
    add (part, style, text);
}

static guint
count_rows (const Part *part)
{
  return part->rows != NULL ? bureau_shown_rows_get_n (part->rows) : 0;
}

/* Rows -------------------------------------------------------------------------------------------
 */

static void
add_table (const Part *part)
{
  part->call->writer->table (part->call->data, part->rows,
                             bureau_json_get_array (part->element, "columns"));
}

static void
add_detail (const Part *part)
{
  JsonArray *fields = bureau_json_get_array (part->element, "fields");

  begin (part, BUREAU_PAPER_TERMS);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *shape = json_array_get_object_element (fields, i);
      g_auto (BureauCell) cell = { NULL };

      bureau_cell_fill (&cell, part->rows, 0, shape);
      add (part, BUREAU_PAPER_TERM,
           bureau_shown_rows_get_label (part->rows, bureau_json_get_string (shape, "col")));
      add (part, BUREAU_PAPER_VALUE, cell.text);
    }
  end (part, BUREAU_PAPER_TERMS);
}

static void
add_meta (const Part *part, guint row, GHashTable *bars)
{
  const char *meta = get (part, "meta");

  if (meta != NULL && bureau_cell_is_bar (part->element))
    part->call->writer->bar (part->call->data, bureau_cell_share (part->rows, row, meta, bars));
  add_value (part, BUREAU_PAPER_LINE, row, meta, get (part, "format"));
}

static void
add_list (const Part *part)
{
  g_autoptr (GHashTable) bars = bureau_cell_bars_new ();

  begin (part, BUREAU_PAPER_LIST);
  for (guint row = 0; row < count_rows (part); row++)
    {
      begin (part, BUREAU_PAPER_ITEM);
      add_value (part, BUREAU_PAPER_STRONG, row, get (part, "primary"), NULL);
      add_value (part, BUREAU_PAPER_LINE, row, get (part, "secondary"), NULL);
      add_meta (part, row, bars);
      end (part, BUREAU_PAPER_ITEM);
    }
  end (part, BUREAU_PAPER_LIST);
}

/* A calendar and a timeline are the same on paper: days and what is on them. */
static void
add_days (const Part *part)
{
  gboolean is_timeline = g_strcmp0 (get (part, "type"), "timeline") == 0;

  begin (part, BUREAU_PAPER_LIST);
  for (guint row = 0; row < count_rows (part); row++)
    {
      begin (part, BUREAU_PAPER_ITEM);
      add_value (part, BUREAU_PAPER_ASIDE, row, get (part, is_timeline ? "time" : "start"), NULL);
      add_value (part, BUREAU_PAPER_STRONG, row, get (part, is_timeline ? "text" : "label"), NULL);
      end (part, BUREAU_PAPER_ITEM);
    }
  end (part, BUREAU_PAPER_LIST);
}

static void
add_card (const Part *part, guint row)
{
  JsonObject *card = bureau_json_get_object (part->element, "card");
  JsonArray *fields = bureau_json_get_array (card, "fields");

  begin (part, BUREAU_PAPER_ITEM);
  add_value (part, BUREAU_PAPER_STRONG, row, bureau_json_get_string (card, "title"), NULL);
  add_value (part, BUREAU_PAPER_LINE, row, bureau_json_get_string (card, "subtitle"), NULL);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_value (part, BUREAU_PAPER_LINE, row, json_array_get_string_element (fields, i), NULL);
  end (part, BUREAU_PAPER_ITEM);
}

static GPtrArray *
list_groups (const Part *part)
{
  JsonArray *named = bureau_json_get_array (part->element, "groups");
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; named != NULL && i < json_array_get_length (named); i++)
    g_ptr_array_add (groups, g_strdup (json_array_get_string_element (named, i)));
  for (guint row = 0; row < count_rows (part); row++)
    {
      g_autofree char *group = bureau_shown_rows_dup_text (part->rows, row, get (part, "group"),
                                                           NULL);

      if (!g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
        g_ptr_array_add (groups, g_steal_pointer (&group));
    }
  return groups;
}

static void
add_cards (const Part *part, const char *group)
{
  begin (part, BUREAU_PAPER_LIST);
  for (guint row = 0; row < count_rows (part); row++)
    {
      g_autofree char *own = bureau_shown_rows_dup_text (part->rows, row, get (part, "group"),
                                                         NULL);

      if (g_str_equal (own, group))
        add_card (part, row);
    }
  end (part, BUREAU_PAPER_LIST);
}

static void
add_board (const Part *part)
{
  g_autoptr (GPtrArray) groups = list_groups (part);

  part->call->writer->begin (part->call->data, BUREAU_PAPER_ROW, groups->len);
  for (guint i = 0; i < groups->len; i++)
    {
      const char *name = g_ptr_array_index (groups, i);

      begin (part, BUREAU_PAPER_SECTION);
      add (part, BUREAU_PAPER_GROUP, *name != '\0' ? name : "–");
      add_cards (part, name);
      end (part, BUREAU_PAPER_SECTION);
    }
  end (part, BUREAU_PAPER_ROW);
}

/* Figures ----------------------------------------------------------------------------------------
 */

static void
add_metric (const Part *part)
{
  for (guint row = 0; row < count_rows (part); row++)
    {
      g_autofree char *text = bureau_shown_rows_dup_text (part->rows, row, get (part, "value"),
                                                          get (part, "format"));

      add (part, BUREAU_PAPER_FIGURE, *text != '\0' ? text : "–");
    }
}

static void
add_progress (const Part *part)
{
  const char *max_column = get (part, "max_col");

  begin (part, BUREAU_PAPER_LIST);
  for (guint row = 0; row < count_rows (part); row++)
    {
      double max = max_column != NULL
                       ? bureau_shown_rows_get_number (part->rows, row, max_column, NULL)
                       : bureau_json_get_double (part->element, "max", 1);
      double value = bureau_shown_rows_get_number (part->rows, row, get (part, "value"), NULL);

      begin (part, BUREAU_PAPER_ITEM);
      add_value (part, BUREAU_PAPER_ASIDE, row, get (part, "label"), NULL);
      part->call->writer->bar (part->call->data, max > 0 ? CLAMP (value / max, 0, 1) : 0);
      add_value (part, BUREAU_PAPER_ASIDE, row, get (part, "value"), get (part, "format"));
      end (part, BUREAU_PAPER_ITEM);
    }
  end (part, BUREAU_PAPER_LIST);
}

static void
add_chart (const Part *part)
{
  g_autofree char *summary = bureau_cell_fill_summary (part->rows, get (part, "summary"));

  part->call->writer->chart (part->call->data, part->rows, part->element, summary);
}

/* Words ------------------------------------------------------------------------------------------
 */

static void
add_words (const Part *part)
{
  g_autofree char *text = part->rows != NULL
                              ? bureau_cell_fill_markdown (part->rows, get (part, "text"))
                              : g_strdup (get (part, "text"));

  part->call->writer->markdown (part->call->data, text);
}

static void
add_callout (const Part *part)
{
  g_autofree char *text = part->rows != NULL
                              ? bureau_cell_fill_words (part->rows, get (part, "text"))
                              : g_strdup (get (part, "text"));

  if (part->rows == NULL || count_rows (part) > 0)
    add (part, BUREAU_PAPER_QUOTE, text);
}

static void
add_filter (const Part *part)
{
  JsonObject *param = bureau_view_find_in (part->call->document, "params", get (part, "param"));
  JsonNode *value = json_object_get_member (part->call->values, get (part, "param"));
  const char *label = get (part, "label") != NULL ? get (part, "label")
                                                  : bureau_json_get_string (param, "label");
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  text = bureau_view_param_say (param, value);
  line = bureau_joined_pair (label != NULL ? label : get (part, "param"), text);
  add (part, BUREAU_PAPER_NOTE, line);
}

static void
add_group (const Part *part)
{
  JsonArray *ids = bureau_json_get_array (part->element, "elements");

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonObject *inner = bureau_view_find_in (part->call->document, "elements",
                                               json_array_get_string_element (ids, i));

      if (bureau_paper_has_element (part->call, inner))
        bureau_paper_write_element (part->call, inner);
    }
}

static const struct Type
{
  const char *name;
  void (*add) (const Part *part);
  gboolean needs_rows;
} types[] = {
  { "metric", add_metric, TRUE },     { "table", add_table, TRUE },
  { "list", add_list, TRUE },         { "board", add_board, TRUE },
  { "detail", add_detail, TRUE },     { "calendar", add_days, TRUE },
  { "timeline", add_days, TRUE },     { "chart", add_chart, TRUE },
  { "progress", add_progress, TRUE }, { "text", add_words, FALSE },
  { "callout", add_callout, FALSE },  { "filter", add_filter, FALSE },
  { "group", add_group, FALSE },
};

/* A column that does not exist; TRUE where the element cannot do without. */
static gboolean
add_gone (const Part *part)
{
  gboolean is_whole = FALSE;
  g_auto (GStrv) names = part->rows != NULL
                             ? bureau_view_list_gone (part->call->document, part->element,
                                                      bureau_shown_rows_get_gone (part->rows),
                                                      &is_whole)
                             : NULL;
  g_autofree char *words = names != NULL ? bureau_view_say_gone (names) : NULL;

  if (words != NULL)
    add (part, BUREAU_PAPER_NOTE, words);
  return is_whole;
}

/* Why there is nothing to show, in the view's words or ours. */
static gboolean
add_nothing (const Part *part)
{
  JsonObject *empty = bureau_json_get_object (part->element, "empty");
  const char *problem = bureau_shown_rows_get_problem (part->rows);
  const char *title = empty != NULL ? bureau_json_get_string (empty, "title") : NULL;

  if (problem == NULL && count_rows (part) > 0)
    return FALSE;
  add (part, BUREAU_PAPER_NOTE,
       problem != NULL ? problem
       : title != NULL ? title
                       : _ ("Nothing to show"));
  return TRUE;
}

static const struct Type *
find_type (JsonObject *element)
{
  const char *name = bureau_json_get_string (element, "type");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].name, name) == 0)
      return &types[i];
  return NULL;
}

/**
 * bureau_paper_has_element:
 *
 * Returns: whether something of it stands on paper: of a filter only what it is set to
 */
gboolean
bureau_paper_has_element (const BureauPaperCall *call, JsonObject *element)
{
  const char *param = element != NULL ? bureau_json_get_string (element, "param") : NULL;
  JsonNode *value = param != NULL ? json_object_get_member (call->values, param) : NULL;

  if (element == NULL || find_type (element) == NULL)
    return FALSE;
  return param == NULL || (value != NULL && !JSON_NODE_HOLDS_NULL (value));
}

/**
 * bureau_paper_write_element:
 *
 * Writes what stands of an element on paper; of what only acts, nothing.
 */
void
bureau_paper_write_element (const BureauPaperCall *call, JsonObject *element)
{
  const Part part = { call, element,
                      g_hash_table_lookup (call->rows, bureau_json_get_string (element, "id")) };
  const char *title = bureau_json_get_string (element, "title");
  const struct Type *type = find_type (element);

  if (type == NULL)
    return;
  begin (&part, BUREAU_PAPER_SECTION);
  if (title != NULL)
    add (&part, BUREAU_PAPER_HEADING, title);
  if (!add_gone (&part) && (!type->needs_rows || !add_nothing (&part)))
    type->add (&part);
  if (part.rows != NULL && bureau_shown_rows_has_more (part.rows))
    add (&part, BUREAU_PAPER_NOTE, _ ("There are more rows than these."));
  end (&part, BUREAU_PAPER_SECTION);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements of a page; what only acts (forms, buttons) has none. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/cell.h"
#include "views/chart.h"
#include "views/format.h"
#include "views/html-private.h"
#include "views/meaning.h"

#define CHART_WIDTH 720.0
#define CHART_HEIGHT 340.0

typedef struct
{
  BureauHtml *html;
  JsonObject *element;
  BureauShownRows *rows; /* NULL for what shows none */
} Part;

static const char *
get (const Part *part, const char *name)
{
  return bureau_json_get_string (part->element, name);
}

static void
add (const Part *part, const char *markup)
{
  g_string_append (part->html->html, markup);
}

static void
add_value (const Part *part, const char *tag, guint row, const char *column, const char *format)
{
  g_autofree char *text = column != NULL
                              ? bureau_shown_rows_dup_text (part->rows, row, column, format)
                              : NULL;

  if (text != NULL && *text != '\0')
    bureau_html_add_tag (part->html, tag, text);
}

static guint
count_rows (const Part *part)
{
  return part->rows != NULL ? bureau_shown_rows_get_n (part->rows) : 0;
}

/* Tables -----------------------------------------------------------------------------------------
 */

static const char *
cell_tag (const Part *part, const char *column)
{
  return bureau_format_is_figure (bureau_shown_rows_get_type_of (part->rows, column))
             ? "<td class=\"figure\">"
             : "<td>";
}

static void
add_head (const Part *part, JsonArray *cells)
{
  add (part, "<thead><tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      const char *label = bureau_json_get_string (cell, "label");

      bureau_html_add_tag (part->html, "th",
                           label != NULL ? label
                                         : bureau_shown_rows_get_label (
                                               part->rows, bureau_json_get_string (cell, "col")));
    }
  add (part, "</tr></thead>\n");
}

static void
add_row (const Part *part, JsonArray *cells, guint row)
{
  add (part, "<tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      g_auto (BureauCell) cell = { NULL };

      bureau_cell_fill (&cell, part->rows, row, shape);
      add (part, cell_tag (part, bureau_json_get_string (shape, "col")));
      bureau_html_add_text (part->html, cell.text);
      add (part, "</td>");
    }
  add (part, "</tr>\n");
}

static void
add_totals (const Part *part, JsonArray *cells)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < json_array_get_length (cells); i++)
    has_any |= json_object_has_member (json_array_get_object_element (cells, i), "total");
  if (!has_any)
    return;
  add (part, "<tfoot><tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      g_autofree char *total = json_object_has_member (shape, "total")
                                   ? bureau_cell_total (part->rows, shape)
                                   : NULL;

      add (part, "<td class=\"figure\">");
      bureau_html_add_text (part->html, total);
      add (part, "</td>");
    }
  add (part, "</tr></tfoot>\n");
}

static void
add_cells (const Part *part, JsonArray *cells)
{
  add (part, "<table>\n");
  add_head (part, cells);
  add (part, "<tbody>\n");
  for (guint row = 0; row < count_rows (part); row++)
    add_row (part, cells, row);
  add (part, "</tbody>\n");
  add_totals (part, cells);
  add (part, "</table>\n");
}

static void
add_table (const Part *part)
{
  add_cells (part, bureau_json_get_array (part->element, "columns"));
}

static void
add_detail (const Part *part)
{
  JsonArray *fields = bureau_json_get_array (part->element, "fields");

  add (part, "<dl>\n");
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *shape = json_array_get_object_element (fields, i);
      g_auto (BureauCell) cell = { NULL };

      bureau_cell_fill (&cell, part->rows, 0, shape);
      bureau_html_add_tag (
          part->html, "dt",
          bureau_shown_rows_get_label (part->rows, bureau_json_get_string (shape, "col")));
      bureau_html_add_tag (part->html, "dd", cell.text);
    }
  add (part, "</dl>\n");
}

/* Lists ------------------------------------------------------------------------------------------
 */

static void
add_list (const Part *part)
{
  add (part, "<ul>\n");
  for (guint row = 0; row < count_rows (part); row++)
    {
      add (part, "<li>");
      add_value (part, "b", row, get (part, "primary"), NULL);
      add_value (part, "div", row, get (part, "secondary"), NULL);
      add_value (part, "div", row, get (part, "meta"), get (part, "format"));
      add (part, "</li>\n");
    }
  add (part, "</ul>\n");
}

/* A calendar and a timeline are the same on paper: days and what is on them. */
static void
add_days (const Part *part)
{
  gboolean is_timeline = g_strcmp0 (get (part, "type"), "timeline") == 0;

  add (part, "<ul>\n");
  for (guint row = 0; row < count_rows (part); row++)
    {
      add (part, "<li>");
      add_value (part, "span", row, get (part, is_timeline ? "time" : "start"), NULL);
      add_value (part, "b", row, get (part, is_timeline ? "text" : "label"), NULL);
      add (part, "</li>\n");
    }
  add (part, "</ul>\n");
}

static void
add_card (const Part *part, guint row)
{
  JsonObject *card = bureau_json_get_object (part->element, "card");
  JsonArray *fields = bureau_json_get_array (card, "fields");

  add (part, "<li>");
  add_value (part, "b", row, bureau_json_get_string (card, "title"), NULL);
  add_value (part, "div", row, bureau_json_get_string (card, "subtitle"), NULL);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_value (part, "div", row, json_array_get_string_element (fields, i), NULL);
  add (part, "</li>\n");
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
add_board (const Part *part)
{
  g_autoptr (GPtrArray) groups = list_groups (part);

  add (part, "<div class=\"row\">\n");
  for (guint i = 0; i < groups->len; i++)
    {
      const char *name = g_ptr_array_index (groups, i);

      add (part, "<section>");
      bureau_html_add_tag (part->html, "h4", *name != '\0' ? name : "–");
      add (part, "<ul>\n");
      for (guint row = 0; row < count_rows (part); row++)
        {
          g_autofree char *group = bureau_shown_rows_dup_text (part->rows, row, get (part, "group"),
                                                               NULL);

          if (g_str_equal (group, name))
            add_card (part, row);
        }
      add (part, "</ul></section>\n");
    }
  add (part, "</div>\n");
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

      add (part, "<p class=\"metric\">");
      bureau_html_add_text (part->html, *text != '\0' ? text : "–");
      add (part, "</p>\n");
    }
}

static void
add_progress (const Part *part)
{
  const char *max_column = get (part, "max_col");

  add (part, "<ul>\n");
  for (guint row = 0; row < count_rows (part); row++)
    {
      double max = max_column != NULL
                       ? bureau_shown_rows_get_number (part->rows, row, max_column, NULL)
                       : bureau_json_get_double (part->element, "max", 1);
      double value = bureau_shown_rows_get_number (part->rows, row, get (part, "value"), NULL);
      char share[G_ASCII_DTOSTR_BUF_SIZE];

      add (part, "<li>");
      add_value (part, "span", row, get (part, "label"), NULL);
      g_string_append_printf (
          part->html->html, "<progress max=\"1\" value=\"%s\"></progress>",
          g_ascii_formatd (share, sizeof share, "%.4f", max > 0 ? CLAMP (value / max, 0, 1) : 0));
      add_value (part, "span", row, get (part, "value"), get (part, "format"));
      add (part, "</li>\n");
    }
  add (part, "</ul>\n");
}

/* The figures stand beside the picture, for who cannot see it and who wants them exactly. */
static void
add_figures (const Part *part)
{
  JsonArray *columns = bureau_json_get_array (bureau_shown_rows_get_source (part->rows), "columns");
  g_autoptr (JsonArray) cells = json_array_new ();

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *cell = json_object_new ();

      json_object_set_string_member (
          cell, "col", bureau_json_get_string (json_array_get_object_element (columns, i), "name"));
      json_array_add_object_element (cells, cell);
    }
  add (part, "<details>");
  bureau_html_add_tag (part->html, "summary", _ ("Show as table"));
  add_cells (part, cells);
  add (part, "</details>\n");
}

static void
add_chart (const Part *part)
{
  BureauChartWish wish = { .element = part->element,
                           .source = bureau_shown_rows_get_source (part->rows),
                           .rows = bureau_shown_rows_get_all (part->rows),
                           .currency = bureau_shown_rows_get_currency (part->rows),
                           .width = CHART_WIDTH,
                           .height = CHART_HEIGHT };
  g_autoptr (BureauScene) scene = bureau_chart_lay_out (&wish);
  g_autofree char *svg = bureau_scene_to_svg (scene, get (part, "title"), FALSE);
  g_autofree char *summary = bureau_cell_fill_words (part->rows, get (part, "summary"));

  add (part, "<figure>\n");
  add (part, svg);
  bureau_html_add_tag (part->html, "figcaption", summary);
  if (scene->note != NULL)
    bureau_html_add_tag (part->html, "p", scene->note);
  add (part, "</figure>\n");
  add_figures (part);
}

/* Words ------------------------------------------------------------------------------------------
 */

static void
add_words (const Part *part)
{
  g_autofree char *text = part->rows != NULL
                              ? bureau_cell_fill_markdown (part->rows, get (part, "text"))
                              : g_strdup (get (part, "text"));

  bureau_html_add_markdown (part->html, text);
}

static void
add_callout (const Part *part)
{
  g_autofree char *text = part->rows != NULL
                              ? bureau_cell_fill_words (part->rows, get (part, "text"))
                              : g_strdup (get (part, "text"));

  if (part->rows == NULL || count_rows (part) > 0)
    bureau_html_add_tag (part->html, "blockquote", text);
}

static void
add_filter (const Part *part)
{
  JsonObject *param = bureau_view_find_in (part->html->document, "params", get (part, "param"));
  JsonNode *value = json_object_get_member (part->html->values, get (part, "param"));
  const char *label = get (part, "label") != NULL ? get (part, "label")
                                                  : bureau_json_get_string (param, "label");
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return;
  text = bureau_format_value (value, NULL, NULL);
  line = g_strdup_printf ("%s: %s", label != NULL ? label : get (part, "param"),
                          g_strdelimit (text, "_", ' '));
  bureau_html_add_tag (part->html, "p", line);
}

static void
add_group (const Part *part)
{
  JsonArray *ids = bureau_json_get_array (part->element, "elements");

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonObject *inner = bureau_view_find_in (part->html->document, "elements",
                                               json_array_get_string_element (ids, i));

      if (inner != NULL)
        bureau_html_add_element (part->html, inner);
    }
}

static const struct
{
  const char *type;
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

/* Why there is nothing to show, in the view's words or ours. */
static gboolean
add_nothing (const Part *part)
{
  JsonObject *empty = bureau_json_get_object (part->element, "empty");
  const char *problem = bureau_shown_rows_get_problem (part->rows);
  const char *title = empty != NULL ? bureau_json_get_string (empty, "title") : NULL;

  if (problem == NULL && count_rows (part) > 0)
    return FALSE;
  bureau_html_add_tag (part->html, "p",
                       problem != NULL ? problem
                       : title != NULL ? title
                                       : _ ("Nothing to show"));
  return TRUE;
}

void
bureau_html_add_element (BureauHtml *self, JsonObject *element)
{
  Part part = { self, element,
                g_hash_table_lookup (self->rows, bureau_json_get_string (element, "id")) };
  const char *title = bureau_json_get_string (element, "title");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].type, bureau_json_get_string (element, "type")) != 0)
        continue;
      g_string_append (self->html, "<section>\n");
      if (title != NULL)
        bureau_html_add_tag (self, "h3", title);
      if (!types[i].needs_rows || !add_nothing (&part))
        types[i].add (&part);
      if (part.rows != NULL && bureau_shown_rows_has_more (part.rows))
        bureau_html_add_tag (self, "p", _ ("There are more rows than these."));
      g_string_append (self->html, "</section>\n");
    }
}

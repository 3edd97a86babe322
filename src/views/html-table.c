/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and figures of a page. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/cell.h"
#include "views/chart.h"
#include "views/format.h"
#include "views/html-private.h"

#define CHART_WIDTH 720.0
#define CHART_HEIGHT 340.0

static void
add (BureauHtml *self, const char *markup)
{
  g_string_append (self->html, markup);
}

/* A part of a whole. */
void
bureau_html_add_bar (BureauHtml *self, double share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (self->html, "<progress max=\"1\" value=\"%s\"></progress> ",
                          g_ascii_formatd (text, sizeof text, "%.4f", CLAMP (share, 0, 1)));
}

/* Tables -----------------------------------------------------------------------------------------
 */

static gboolean
is_figure (BureauShownRows *rows, const char *column)
{
  return bureau_format_is_figure (bureau_shown_rows_get_type_of (rows, column));
}

static void
add_head (BureauHtml *self, BureauShownRows *rows, JsonArray *cells)
{
  add (self, "<thead><tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      const char *column = bureau_json_get_string (cell, "col");
      const char *label = bureau_json_get_string (cell, "label");

      add (self, is_figure (rows, column) ? "<th class=\"figure\">" : "<th>");
      bureau_html_add_text (self,
                            label != NULL ? label : bureau_shown_rows_get_label (rows, column));
      add (self, "</th>");
    }
  add (self, "</tr></thead>\n");
}

static void
add_row (BureauHtml *self, BureauShownRows *rows, JsonArray *cells, guint row, GHashTable *bars)
{
  add (self, "<tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      const char *column = bureau_json_get_string (shape, "col");
      g_auto (BureauCell) cell = { NULL };

      bureau_cell_fill (&cell, rows, row, shape);
      add (self, is_figure (rows, column) ? "<td class=\"figure\">" : "<td>");
      if (bureau_cell_is_bar (shape))
        bureau_html_add_bar (self, bureau_cell_share (rows, row, column, bars));
      bureau_html_add_text (self, cell.text);
      add (self, "</td>");
    }
  add (self, "</tr>\n");
}

static void
add_totals (BureauHtml *self, BureauShownRows *rows, JsonArray *cells)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < json_array_get_length (cells); i++)
    has_any |= json_object_has_member (json_array_get_object_element (cells, i), "total");
  if (!has_any)
    return;
  add (self, "<tfoot><tr>");
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      g_autofree char *total = json_object_has_member (shape, "total")
                                   ? bureau_cell_total (rows, shape)
                                   : NULL;

      add (self, "<td class=\"figure\">");
      bureau_html_add_text (self, total);
      add (self, "</td>");
    }
  add (self, "</tr></tfoot>\n");
}

void
bureau_html_add_table (BureauHtml *self, BureauShownRows *rows, JsonArray *cells)
{
  g_autoptr (GHashTable) bars = bureau_cell_bars_new ();

  add (self, "<table>\n");
  add_head (self, rows, cells);
  add (self, "<tbody>\n");
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    add_row (self, rows, cells, row, bars);
  add (self, "</tbody>\n");
  add_totals (self, rows, cells);
  add (self, "</table>\n");
}

/* Charts -----------------------------------------------------------------------------------------
 */

/* The figures stand beside the picture, for who cannot see it and who wants them exactly. */
static void
add_figures (BureauHtml *self, BureauShownRows *rows)
{
  JsonArray *columns = bureau_json_get_array (bureau_shown_rows_get_source (rows), "columns");
  g_autoptr (JsonArray) cells = json_array_new ();

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *cell = json_object_new ();

      json_object_set_string_member (
          cell, "col", bureau_json_get_string (json_array_get_object_element (columns, i), "name"));
      json_array_add_object_element (cells, cell);
    }
  add (self, "<details>");
  bureau_html_add_tag (self, "summary", _ ("Show as table"));
  bureau_html_add_table (self, rows, cells);
  add (self, "</details>\n");
}

void
bureau_html_add_chart (BureauHtml *self, BureauShownRows *rows, JsonObject *element,
                       const char *summary)
{
  BureauChartWish wish = { .element = element,
                           .source = bureau_shown_rows_get_source (rows),
                           .rows = bureau_shown_rows_get_all (rows),
                           .currency = bureau_shown_rows_get_currency (rows),
                           .width = CHART_WIDTH,
                           .height = CHART_HEIGHT };
  g_autoptr (BureauScene) scene = bureau_chart_lay_out (&wish);
  g_autofree char *svg = bureau_scene_to_svg (scene, bureau_json_get_string (element, "title"),
                                              FALSE);

  add (self, "<figure>\n");
  add (self, svg);
  bureau_html_add_tag (self, "figcaption", summary);
  if (scene->note != NULL)
    bureau_html_add_tag (self, "p", scene->note);
  add (self, "</figure>\n");
  add_figures (self, rows);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables on paper: as wide as their words, or as the paper lets them be. */
#include "base/json.h"
#include "base/text.h"
#include "views/cell.h"
#include "views/format.h"
#include "widgets/pdf-writer.h"

#define SIZE 8.5
#define GAP 10.0 /* between columns */
#define PAD 2.5  /* above and below a row */
#define NO_BAR -1.0
#define HEAD_GRAY 95
#define LINE_GRAY 222
#define BAR_ROOM 56.0 /* of a bar with the gap to its figure */
#define BAR_DROP 3.0  /* from the top of its text */
#define SAMPLE 100    /* rows whose widths are looked at */

BureauPdfGrid *
bureau_pdf_grid_new (guint n_columns)
{
  BureauPdfGrid *self = g_new0 (BureauPdfGrid, 1);

  self->n_columns = n_columns;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  self->are_figures = g_new0 (gboolean, n_columns);
  self->have_bars = g_new0 (gboolean, n_columns);
  return self;
}

void
bureau_pdf_grid_free (BureauPdfGrid *self)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->shares, g_array_unref);
  g_free (self->are_figures);
  g_free (self->have_bars);
  g_free (self);
}

/**
 * bureau_pdf_grid_add:
 * @text: (transfer full): with what is hidden in it shown as such
 * @share: how long the bar beside it is, 0 to 1; below 0 there is none
 *
 * Adds the next cell, row by row.
 */
void
bureau_pdf_grid_add (BureauPdfGrid *self, char *text, double share)
{
  guint column = self->texts->len % self->n_columns;

  g_ptr_array_add (self->texts, text);
  g_array_append_val (self->shares, share);
  self->have_bars[column] |= share >= 0;
}

static guint
count_rows (const BureauPdfGrid *grid)
{
  return grid->texts->len / grid->n_columns;
}

static const char *
get_text (const BureauPdfGrid *grid, guint row, guint column)
{
  return g_ptr_array_index (grid->texts, row * grid->n_columns + column);
}

/* Widths -----------------------------------------------------------------------------------------
 */

static BureauPdfText
make_text (const BureauPdfGrid *grid, guint row, guint column)
{
  gboolean is_head = row < grid->n_heads;
  gboolean is_foot = row + grid->n_feet >= count_rows (grid);

  return (BureauPdfText){ .text = g_strdup (get_text (grid, row, column)),
                          .size = SIZE,
                          .weight = is_head || is_foot ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL,
                          .alignment = grid->are_figures[column] ? PANGO_ALIGN_RIGHT
                                                                 : PANGO_ALIGN_LEFT,
                          .gray = is_head ? HEAD_GRAY : 0,
                          .width = -1 };
}

static double
measure_column (BureauPdfWriter *self, const BureauPdfGrid *grid, guint column)
{
  double widest = 0;

  for (guint row = 0; row < MIN (count_rows (grid), SAMPLE); row++)
    {
      BureauPdfText text = make_text (grid, row, column);

      double width = bureau_pdf_measure (self->context, &text);

      widest = MAX (widest, width);
      g_free (text.text);
    }
  return widest + 1 + (grid->have_bars[column] ? BAR_ROOM : 0);
}

/* The narrow ones get what they need, the wide ones share what is left. */
static void
share_room (double *widths, guint n, double room)
{
  gboolean has_shrunk = TRUE;
  double fair = room / n;

  while (has_shrunk)
    {
      double left = room;
      guint n_wide = 0;

      for (guint i = 0; i < n; i++)
        {
          left -= widths[i] <= fair ? widths[i] : 0;
          n_wide += widths[i] > fair ? 1 : 0;
        }
      has_shrunk = n_wide > 0 && left / n_wide > fair + 0.5;
      if (has_shrunk)
        fair = left / n_wide;
    }
  for (guint i = 0; i < n; i++)
    widths[i] = MIN (widths[i], fair);
}

static double *
measure (BureauPdfWriter *self, const BureauPdfGrid *grid)
{
  double *widths = g_new0 (double, grid->n_columns);

  for (guint i = 0; i < grid->n_columns; i++)
    widths[i] = measure_column (self, grid, i);
  share_room (widths, grid->n_columns, self->strip->width - GAP * (grid->n_columns - 1));
  return widths;
}

/* Rows -------------------------------------------------------------------------------------------
 */

static double
draw_cell (BureauPdfWriter *self, const BureauPdfGrid *grid, guint row, guint column, double x,
           double width)
{
  BureauPdfText text = make_text (grid, row, column);
  double share = g_array_index (grid->shares, double, row * grid->n_columns + column);
  double room = grid->have_bars[column] ? MIN (BAR_ROOM, width / 2) : 0;

  if (share >= 0)
    bureau_pdf_draw_bar (self->strip, x, self->strip->y + PAD + BAR_DROP, room - GAP, share);
  text.width = width - room;
  return bureau_pdf_strip_add_text (self->strip, &text, x + room, self->strip->y + PAD);
}

static void
draw_line (BureauPdfStrip *strip, double width, guint gray)
{
  BureauSceneRect line = { 0, strip->y - 0.5, width, 0.5 };

  bureau_pdf_strip_add_box (strip, &line, gray);
}

static void
draw_row (BureauPdfWriter *self, const BureauPdfGrid *grid, guint row, const double *widths)
{
  double x = 0, height = 0;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      double cell = draw_cell (self, grid, row, i, x, widths[i]);

      height = MAX (height, cell);
      x += widths[i] + GAP;
    }
  self->strip->y += height + 2 * PAD;
  draw_line (self->strip, x - GAP, row + 1 == grid->n_heads ? HEAD_GRAY : LINE_GRAY);
}

/**
 * bureau_pdf_write_grid:
 *
 * Draws a table; where it goes on to another page, so does its head.
 */
void
bureau_pdf_write_grid (BureauPdfWriter *self, const BureauPdfGrid *grid)
{
  g_autofree double *widths = NULL;
  BureauPdfHead head = { 0 };

  bureau_pdf_need_strip (self);
  widths = measure (self, grid);
  head.y = self->strip->y;
  for (guint row = 0; row < count_rows (grid); row++)
    {
      draw_row (self, grid, row, widths);
      if (row + 1 == grid->n_heads)
        head.height = self->strip->y - head.y;
      else
        bureau_pdf_strip_allow_cut (self->strip);
    }
  head.end = self->strip->y;
  if (grid->n_heads > 0)
    g_array_append_val (self->strip->heads, head);
  self->strip->y += 4;
}

/* From a view ------------------------------------------------------------------------------------
 */

static void
add_text (BureauPdfGrid *grid, const char *text, double share)
{
  bureau_pdf_grid_add (grid, bureau_text_visible (text != NULL ? text : "", NULL), share);
}

static void
add_heads (BureauPdfGrid *grid, BureauShownRows *rows, JsonArray *cells)
{
  for (guint i = 0; i < grid->n_columns; i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      const char *column = bureau_json_get_string (cell, "col");
      const char *label = bureau_json_get_string (cell, "label");

      add_text (grid, label != NULL ? label : bureau_shown_rows_get_label (rows, column), NO_BAR);
      grid->are_figures[i] = bureau_format_is_figure (bureau_shown_rows_get_type_of (rows, column));
    }
  grid->n_heads = 1;
}

static void
add_cells (BureauPdfGrid *grid, BureauShownRows *rows, JsonArray *cells, guint row,
           GHashTable *bars)
{
  for (guint i = 0; i < grid->n_columns; i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      const char *column = bureau_json_get_string (shape, "col");
      g_auto (BureauCell) cell = { NULL };

      bureau_cell_fill (&cell, rows, row, shape);
      add_text (grid, cell.text,
                bureau_cell_is_bar (shape) ? bureau_cell_share (rows, row, column, bars) : NO_BAR);
    }
}

static void
add_totals (BureauPdfGrid *grid, BureauShownRows *rows, JsonArray *cells)
{
  for (guint i = 0; i < grid->n_columns; i++)
    grid->n_feet |= json_object_has_member (json_array_get_object_element (cells, i), "total");
  for (guint i = 0; i < grid->n_columns && grid->n_feet > 0; i++)
    {
      JsonObject *shape = json_array_get_object_element (cells, i);
      g_autofree char *total = json_object_has_member (shape, "total")
                                   ? bureau_cell_total (rows, shape)
                                   : NULL;

      add_text (grid, total, NO_BAR);
    }
}

void
bureau_pdf_write_table (BureauPdfWriter *self, BureauShownRows *rows, JsonArray *cells)
{
  g_autoptr (BureauPdfGrid) grid = bureau_pdf_grid_new (json_array_get_length (cells));
  g_autoptr (GHashTable) bars = bureau_cell_bars_new ();

  add_heads (grid, rows, cells);
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    add_cells (grid, rows, cells, row, bars);
  add_totals (grid, rows, cells);
  bureau_pdf_write_grid (self, grid);
}

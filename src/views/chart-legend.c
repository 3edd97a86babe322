/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend below a chart: as many lines as it needs, a third of the height at most. */
#include "views/chart-private.h"

#define KEY_SIZE 10.0
#define KEY_GAP 6.0
#define ENTRY_GAP 16.0
#define ABOVE 8.0

typedef struct
{
  BureauChart *chart;
  double x, y;
  double line; /* px from one line to the next */
} Pen;

static double
entry_width (const BureauChart *self, const BureauChartEntry *entry)
{
  double text = bureau_chart_text_width (self, entry->label, BUREAU_SCENE_FONT_LEGEND);

  return MIN (KEY_SIZE + KEY_GAP + text, self->free.width);
}

static guint
count_lines (const BureauChart *self, const BureauChartEntry *entries, guint n)
{
  double x = 0;
  guint lines = 1;

  for (guint i = 0; i < n; i++)
    {
      double width = entry_width (self, &entries[i]);

      if (x > 0 && x + width > self->free.width)
        {
          x = 0;
          lines++;
        }
      x += width + ENTRY_GAP;
    }
  return lines;
}

static void
add_entry (Pen *pen, const BureauChartEntry *entry)
{
  BureauChart *self = pen->chart;
  double width = entry_width (self, entry);
  BureauSceneRect box;

  if (pen->x > self->free.x && pen->x + width > self->free.x + self->free.width)
    {
      pen->x = self->free.x;
      pen->y += pen->line;
    }
  box = (BureauSceneRect){ pen->x, pen->y + (pen->line - KEY_SIZE) / 2, KEY_SIZE, KEY_SIZE };
  bureau_scene_add_key (self->scene, BUREAU_SCENE_RECT, entry->series, 0, box);
  bureau_chart_write (self, entry->label, BUREAU_SCENE_FONT_LEGEND, BUREAU_SCENE_START,
                      pen->x + KEY_SIZE + KEY_GAP, pen->y, width - KEY_SIZE - KEY_GAP);
  pen->x += width + ENTRY_GAP;
}

/* Takes its room from below. Where there is none it is left out: each mark says what it is. */
void
bureau_chart_add_legend (BureauChart *self, const BureauChartEntry *entries, guint n)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_LEGEND);
  double height = count_lines (self, entries, n) * line + ABOVE;
  Pen pen = { self, self->free.x, 0, line };

  if (n == 0 || height > self->free.height / 3)
    return;
  self->free.height -= height;
  pen.y = self->free.y + self->free.height + ABOVE;
  for (guint i = 0; i < n; i++)
    add_entry (&pen, &entries[i]);
}

/* One series needs no key. */
void
bureau_chart_add_series_legend (BureauChart *self)
{
  g_autofree BureauChartEntry *entries = g_new0 (BureauChartEntry, self->series->len);

  for (guint i = 0; i < self->series->len; i++)
    {
      const BureauChartSeries *series = g_ptr_array_index (self->series, i);

      entries[i] = (BureauChartEntry){ .series = series->index, .label = series->label };
    }
  if (self->series->len > 1)
    bureau_chart_add_legend (self, entries, self->series->len);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring whose parts are shares of the sum, which stands in its middle. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "views/chart-private.h"
#include "views/format.h"

#define MOST_PARTS 8
#define HOLE 0.62
#define MARGIN 4.0
#define LARGEST 320.0

typedef struct
{
  guint place;
  double value;
} Part;

/* The values that can be a part of something. */
static GArray *
find_parts (BureauChart *self, const BureauChartSeries *series)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  guint n_negative = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      Part part = { i, bureau_chart_value (series, i) };

      n_negative += part.value < 0;
      if (part.value > 0)
        g_array_append_val (parts, part);
    }
  if (n_negative > 0)
    bureau_chart_add_note (
        self, g_strdup_printf (ngettext ("%u negative value is not drawn.",
                                         "%u negative values are not drawn.", n_negative),
                               n_negative));
  return parts;
}

static double
sum_of (GArray *parts)
{
  double sum = 0;

  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, Part, i).value;
  return sum;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *one = a, *other = b;

  return one->value != other->value ? (one->value < other->value) - (one->value > other->value)
                                    : (one->place > other->place) - (one->place < other->place);
}

/* The smallest parts become one. */
static double
gather_rest (GArray *parts, guint *n_rest)
{
  double rest = 0;

  *n_rest = 0;
  if (parts->len <= MOST_PARTS)
    return 0;
  g_array_sort (parts, compare_parts);
  for (guint i = MOST_PARTS - 1; i < parts->len; i++)
    rest += g_array_index (parts, Part, i).value;
  *n_rest = parts->len - (MOST_PARTS - 1);
  g_array_set_size (parts, MOST_PARTS - 1);
  return rest;
}

typedef struct
{
  BureauChart *chart;
  const BureauChartSeries *series;
  BureauSceneRect circle;
  double sum;
  double at; /* of the whole, from 0 to 1 */
} Ring;

static BureauSceneMark *
add_part (Ring *ring, guint series, double value, char *label)
{
  BureauSceneMark *mark = bureau_scene_add_mark (ring->chart->scene, BUREAU_SCENE_ARC, series);

  mark->box = ring->circle;
  mark->inner = ring->circle.width / 2 * HOLE;
  mark->from = ring->at * 2 * G_PI;
  ring->at = MIN (ring->at + value / ring->sum, 1);
  mark->to = ring->at * 2 * G_PI;
  mark->label = label;
  mark->figure = bureau_chart_say_part (ring->chart, ring->series, value, ring->sum);
  return mark;
}

/* The widest text that fits into the hole. */
static void
write_sum (Ring *ring)
{
  BureauChart *self = ring->chart;
  double middle = ring->circle.x + ring->circle.width / 2;
  double most = ring->circle.width * HOLE * 0.9;
  g_autofree char *sum = bureau_chart_say (self, ring->series, ring->sum);
  BureauSceneFont font = bureau_chart_text_width (self, sum, BUREAU_SCENE_FONT_TOTAL) <= most
                             ? BUREAU_SCENE_FONT_TOTAL
                             : BUREAU_SCENE_FONT_VALUE;
  double height = bureau_chart_line_height (self, font);

  if (bureau_chart_text_width (self, sum, font) <= most && height <= most)
    bureau_chart_write (self, sum, font, BUREAU_SCENE_MIDDLE, middle,
                        ring->circle.y + ring->circle.height / 2 - height / 2, most);
}

static void
set_circle (Ring *ring)
{
  BureauChart *self = ring->chart;
  double size = MIN (MIN (self->free.width, self->free.height) - 2 * MARGIN, LARGEST);

  size = MAX (size, 1);
  ring->circle = (BureauSceneRect){ self->free.x + (self->free.width - size) / 2,
                                    self->free.y + (self->free.height - size) / 2, size, size };
  self->scene->plot = ring->circle;
}

/* Each key says its share. */
static void
add_legend (Ring *ring, GArray *parts, double rest, const char *rest_label)
{
  guint n = parts->len + (rest > 0);
  g_autofree BureauChartEntry *entries = g_new0 (BureauChartEntry, n);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_rest = i == parts->len;
      const Part *part = is_rest ? NULL : &g_array_index (parts, Part, i);
      const char *name
          = is_rest
                ? rest_label
                : ((BureauChartPlace *)g_ptr_array_index (ring->chart->places, part->place))->label;
      g_autofree char *share = g_strdup_printf ("%.3g %%",
                                                (is_rest ? rest : part->value) / ring->sum * 100);
      g_autofree char *isolated = bureau_format_isolate (share);
      char *label = g_strconcat (name, " ", isolated, NULL);

      g_ptr_array_add (labels, label);
      entries[i].label = label;
      entries[i].series = is_rest ? BUREAU_SCENE_REST : i;
    }
  bureau_chart_add_legend (ring->chart, entries, n);
}

static void
draw (Ring *ring, GArray *parts, double rest, const char *rest_label)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const BureauChartPlace *place = g_ptr_array_index (ring->chart->places, part->place);
      BureauSceneMark *mark = add_part (ring, i, part->value, g_strdup (place->label));

      mark->row = bureau_chart_row (ring->series, part->place);
      mark->place = i;
    }
  if (rest > 0)
    add_part (ring, BUREAU_SCENE_REST, rest, g_strdup (rest_label))->place = parts->len;
  write_sum (ring);
}

/* Amounts of other currencies cannot be parts of the same whole. */
void
bureau_chart_draw_pie (BureauChart *self)
{
  Ring ring = { .chart = self, .series = g_ptr_array_index (self->series, 0) };
  g_autoptr (GArray) parts = find_parts (self, ring.series);
  g_autofree char *rest_label = NULL;
  guint n_rest;
  double rest;

  ring.sum = sum_of (parts);
  if (parts->len == 0)
    return;
  rest = gather_rest (parts, &n_rest);
  rest_label = g_strdup_printf (ngettext ("%u more", "%u more", n_rest), n_rest);
  if (self->series->len > 1)
    bureau_chart_add_note (self, g_strdup_printf (_ ("Only %s is drawn."), ring.series->label));
  add_legend (&ring, parts, rest, rest_label);
  set_circle (&ring);
  draw (&ring, parts, rest, rest_label);
}

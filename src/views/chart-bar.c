/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "views/chart-private.h"

#define THICKEST 64.0
#define FILLED 0.72 /* of a band */

/* The bar from one value to another, @along px from where the places begin. */
static BureauSceneRect
bar_box (const BureauChart *self, double along, double thickness, double from, double to)
{
  double one = bureau_chart_map (&self->value, from);
  double other = bureau_chart_map (&self->value, to);
  double least = MIN (one, other), length = fabs (one - other);

  if (self->is_lying)
    return (BureauSceneRect){ least, along, length, thickness };
  return (BureauSceneRect){ along, least, thickness, length };
}

typedef struct
{
  BureauChart *chart;
  double thickness; /* of one bar */
  guint abreast;    /* so many stand side by side */
  double above, below;
} Stack;

static void
add_bar (Stack *stack, const BureauChartSeries *series, guint place)
{
  BureauChart *self = stack->chart;
  double value = bureau_chart_value (series, place);
  double *end = value < 0 ? &stack->below : &stack->above;
  double from = self->is_stacked ? *end : 0;
  double middle = bureau_chart_map (
      &self->along, ((BureauChartPlace *)g_ptr_array_index (self->places, place))->at);
  double along = middle - stack->thickness * stack->abreast / 2
                 + (self->is_stacked ? 0 : stack->thickness * series->index);
  BureauSceneMark *mark;

  if (isnan (value))
    return;
  *end += value;
  mark = bureau_scene_add_mark (self->scene, BUREAU_SCENE_RECT, series->index);
  mark->box = bar_box (self, along, stack->thickness, from, from + value);
  bureau_chart_name_mark (self, mark, series, place);
}

void
bureau_chart_draw_bars (BureauChart *self)
{
  Stack stack = { .chart = self, .abreast = self->is_stacked ? 1 : MAX (self->series->len, 1) };
  double band = bureau_chart_band (self) * FILLED;

  stack.thickness = MIN (band / stack.abreast, THICKEST);
  for (guint place = 0; place < self->places->len; place++)
    {
      stack.above = stack.below = 0;
      for (guint i = 0; i < self->series->len; i++)
        add_bar (&stack, g_ptr_array_index (self->series, i), place);
    }
}

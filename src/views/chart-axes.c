/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two axes: what stands along one, and the values of the other. */
#include <math.h>

#include "base/json.h"
#include "views/chart-private.h"

#define TICK_GAP 6.0
#define WORD_GAP 8.0
#define VALUE_TICK 44.0 /* px from one value to the next, at least */
#define TIME_TICK 72.0
#define LYING_BAND 15.0 /* the least height of a lying bar and its name */
#define WORD_LEAST 28.0 /* below it a name is left out rather than shortened */
#define WORD_ROOM 56.0  /* what a name gets where only some have one */
#define HEAD_ROOM 4.0
#define DAY_MS (24 * 60 * 60e3)

double
bureau_chart_map (const BureauChartScale *scale, double value)
{
  /* Halves first: the span of the largest values is beyond a double. */
  double span = scale->high / 2 - scale->low / 2;

  return scale->from + (value / 2 - scale->low / 2) / span * (scale->to - scale->from);
}

static double
get_at (const BureauChart *self, guint place)
{
  return ((BureauChartPlace *)g_ptr_array_index (self->places, place))->at;
}

/* The least distance of two places. */
static double
least_gap (const BureauChart *self)
{
  double least = INFINITY;

  if (self->axis == BUREAU_CHART_WORDS)
    return 1;
  for (guint i = 1; i < self->places->len; i++)
    {
      double gap = get_at (self, i) - get_at (self, i - 1);

      if (gap > 0)
        least = MIN (least, gap);
    }
  if (isfinite (least))
    return least;
  return self->axis == BUREAU_CHART_TIMES ? DAY_MS : 1;
}

/* How many px a place has. */
double
bureau_chart_band (const BureauChart *self)
{
  return fabs (bureau_chart_map (&self->along, self->along.low + least_gap (self))
               - self->along.from);
}

/* Values ----------------------------------------------------------------------------------------
 */

static void
take_in (BureauChartScale *scale, double value)
{
  if (isnan (value))
    return;
  scale->low = isnan (scale->low) ? value : MIN (scale->low, value);
  scale->high = isnan (scale->high) ? value : MAX (scale->high, value);
}

static void
take_in_place (BureauChart *self, guint place)
{
  double above = 0, below = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      double value = bureau_chart_value (g_ptr_array_index (self->series, i), place);

      if (isnan (value))
        continue;
      *(value < 0 ? &below : &above) += value;
      take_in (&self->value, self->is_stacked ? (value < 0 ? below : above) : value);
    }
}

/* What is measured by its length begins at zero; a line may begin where its values do. */
static void
find_values (BureauChart *self)
{
  gboolean is_length = g_str_equal (self->mark, "bar") || g_str_equal (self->mark, "area");

  self->value.low = self->value.high = NAN;
  for (guint i = 0; i < self->places->len; i++)
    take_in_place (self, i);
  if (json_object_has_member (self->wish->element, "target"))
    take_in (&self->value, bureau_json_get_double (self->wish->element, "target", 0));
  if (isnan (self->value.low))
    self->value.low = self->value.high = 0;
  /* Where all values are the same, their distance from zero is all there is to see. */
  if (is_length || self->value.low == self->value.high)
    take_in (&self->value, 0);
}

static const BureauChartSeries *
first_series (const BureauChart *self)
{
  return self->series->len > 0 ? g_ptr_array_index (self->series, 0) : NULL;
}

static void
find_value_ticks (BureauChart *self, double length, double distance, BureauChartTicks *ticks)
{
  const BureauChartSeries *first = first_series (self);
  const char *type = first != NULL ? bureau_chart_get_type (self, first->column) : NULL;

  bureau_chart_find_ticks (self->value.low, self->value.high,
                           (guint)CLAMP (length / distance, 1, 12), bureau_chart_least_step (type),
                           ticks);
  self->value.low = ticks->low;
  self->value.high = ticks->high;
}

static char **
say_value_ticks (const BureauChart *self, const BureauChartTicks *ticks)
{
  const BureauChartSeries *first = first_series (self);

  return bureau_chart_say_ticks (self,
                                 first != NULL ? bureau_chart_get_type (self, first->column) : NULL,
                                 first != NULL ? first->currency : NULL, ticks);
}

/* What the values are, above them: "Fees (EUR)". */
static void
add_title (BureauChart *self)
{
  const BureauChartSeries *first = first_series (self);
  gboolean is_one = json_array_get_length (bureau_json_get_array (self->wish->element, "y")) == 1;
  double height = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TITLE);
  g_autofree char *title = NULL;

  if (first == NULL || !is_one || self->free.height < 4 * height)
    return;
  title = first->currency != NULL && !self->is_by_currency
              ? g_strdup_printf ("%s (%s)", bureau_chart_get_label (self, first->column),
                                 first->currency)
              : g_strdup (bureau_chart_get_label (self, first->column));
  bureau_chart_write (self, title, BUREAU_SCENE_FONT_TITLE, BUREAU_SCENE_START, self->free.x,
                      self->free.y, self->free.width);
  self->free.y += height + TICK_GAP;
  self->free.height -= height + TICK_GAP;
}

static double
widest (const BureauChart *self, char **texts)
{
  double width = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    width = MAX (width, bureau_chart_text_width (self, texts[i], BUREAU_SCENE_FONT_TICK));
  return width;
}

/* A text below the plot that neither leaves the room nor touches the one before. */
static void
write_below (BureauChart *self, const char *text, double at, double *end)
{
  double width = bureau_chart_text_width (self, text, BUREAU_SCENE_FONT_TICK);
  double right = self->free.x + self->free.width;
  double left = CLAMP (at - width / 2, self->free.x, MAX (self->free.x, right - width));

  if (left < *end + WORD_GAP)
    return;
  bureau_chart_write (self, text, BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_START, left,
                      self->scene->plot.y + self->scene->plot.height + TICK_GAP, INFINITY);
  *end = left + width;
}

static gboolean
is_foot (const BureauChart *self, double value)
{
  return value == 0 || (value == self->value.low && self->value.low > 0);
}

static void
add_value_rules (BureauChart *self, const BureauChartTicks *ticks, char **texts)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TICK);
  const BureauSceneRect *plot = &self->scene->plot;
  double end = -INFINITY;

  for (guint i = 0; i < ticks->n; i++)
    {
      double value = ticks->low + i * ticks->step;
      double at = bureau_chart_map (&self->value, value);
      BureauSceneRuleKind kind = is_foot (self, fabs (value) < ticks->step / 1e6 ? 0 : value)
                                     ? BUREAU_SCENE_AXIS
                                     : BUREAU_SCENE_GRID;

      if (self->is_lying)
        {
          bureau_scene_add_rule (self->scene, kind, at, plot->y, at, plot->y + plot->height);
          write_below (self, texts[i], at, &end);
          continue;
        }
      bureau_scene_add_rule (self->scene, kind, plot->x, at, plot->x + plot->width, at);
      bureau_chart_write (self, texts[i], BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_END,
                          plot->x - TICK_GAP, at - line / 2, INFINITY);
    }
}

/* A line to reach. */
void
bureau_chart_add_target (BureauChart *self)
{
  const BureauSceneRect *plot = &self->scene->plot;
  double at;

  if (!json_object_has_member (self->wish->element, "target"))
    return;
  at = bureau_chart_map (&self->value, bureau_json_get_double (self->wish->element, "target", 0));
  if (self->is_lying)
    bureau_scene_add_rule (self->scene, BUREAU_SCENE_TARGET, at, plot->y, at,
                           plot->y + plot->height);
  else
    bureau_scene_add_rule (self->scene, BUREAU_SCENE_TARGET, plot->x, at, plot->x + plot->width,
                           at);
}

/* Along the axis ---------------------------------------------------------------------------------
 */

static void
find_along (BureauChart *self)
{
  gboolean is_bar = g_str_equal (self->mark, "bar");
  guint n = self->places->len;
  double margin = least_gap (self) / 2;

  self->along.low = n > 0 ? get_at (self, 0) : 0;
  self->along.high = n > 0 ? get_at (self, n - 1) : 0;
  if (is_bar || self->axis == BUREAU_CHART_WORDS || self->along.low == self->along.high)
    {
      self->along.low -= margin;
      self->along.high += margin;
    }
}

static double
widest_place (const BureauChart *self)
{
  double width = 0;

  for (guint i = 0; i < self->places->len; i++)
    width = MAX (width, bureau_chart_text_width (
                            self, ((BureauChartPlace *)g_ptr_array_index (self->places, i))->label,
                            BUREAU_SCENE_FONT_TICK));
  return width;
}

/* Long names stand beside lying bars rather than shortened below standing ones. */
static gboolean
should_lie (const BureauChart *self)
{
  guint n = MAX (self->places->len, 1);

  return g_str_equal (self->mark, "bar") && self->axis == BUREAU_CHART_WORDS
         && widest_place (self) + WORD_GAP > self->free.width * 0.9 / n
         && self->free.height / n >= LYING_BAND && self->free.width >= 240;
}

static void
write_words (BureauChart *self)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TICK);
  double band = bureau_chart_band (self);
  double most = self->is_lying ? self->scene->plot.x - self->free.x - TICK_GAP : band - WORD_GAP;
  guint every = most >= WORD_LEAST || self->is_lying
                    ? 1
                    : (guint)ceil ((WORD_ROOM + WORD_GAP) / MAX (band, 1));

  for (guint i = 0; i < self->places->len; i += every)
    {
      const BureauChartPlace *place = g_ptr_array_index (self->places, i);
      double at = bureau_chart_map (&self->along, place->at);

      if (self->is_lying)
        bureau_chart_write (self, place->label, BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_END,
                            self->scene->plot.x - TICK_GAP, at - line / 2, most);
      else
        bureau_chart_write (self, place->label, BUREAU_SCENE_FONT_TICK, BUREAU_SCENE_MIDDLE, at,
                            self->scene->plot.y + self->scene->plot.height + TICK_GAP,
                            every * band - WORD_GAP);
    }
}

static void
write_times (BureauChart *self)
{
  g_autoptr (GArray) times = bureau_chart_find_times (
      self->along.low, self->along.high, (guint)CLAMP (self->scene->plot.width / TIME_TICK, 1, 20),
      g_strcmp0 (self->x_type, "datetime") == 0);
  double end = -INFINITY;

  for (guint i = 0; i < times->len; i++)
    {
      const BureauChartTime *time = &g_array_index (times, BureauChartTime, i);

      write_below (self, time->label, bureau_chart_map (&self->along, time->at), &end);
    }
}

static void
write_numbers (BureauChart *self)
{
  BureauChartTicks ticks;
  g_auto (GStrv) texts = NULL;
  double end = -INFINITY;

  bureau_chart_find_ticks (self->along.low, self->along.high,
                           (guint)CLAMP (self->scene->plot.width / TIME_TICK, 1, 20),
                           bureau_chart_least_step (self->x_type), &ticks);
  texts = bureau_chart_say_ticks (self, self->x_type, self->wish->currency, &ticks);
  for (guint i = 0; i < ticks.n; i++)
    {
      double value = ticks.low + i * ticks.step;

      if (value >= self->along.low && value <= self->along.high)
        write_below (self, texts[i], bureau_chart_map (&self->along, value), &end);
    }
}

/* The plot ---------------------------------------------------------------------------------------
 */

/* Shares what is left of the room between the plot and the texts around it. */
static void
find_plot (BureauChart *self, double beside)
{
  double line = bureau_chart_line_height (self, BUREAU_SCENE_FONT_TICK);
  double left = MIN (beside + TICK_GAP, self->free.width / 2);

  self->scene->plot = (BureauSceneRect){
    .x = self->free.x + left,
    .y = self->free.y + HEAD_ROOM,
    .width = MAX (self->free.width - left - HEAD_ROOM, 1),
    .height = MAX (self->free.height - HEAD_ROOM - line - TICK_GAP, 1),
  };
}

static void
set_scales (BureauChart *self)
{
  const BureauSceneRect *plot = &self->scene->plot;
  BureauChartScale *across = self->is_lying ? &self->value : &self->along;
  BureauChartScale *down = self->is_lying ? &self->along : &self->value;

  across->from = plot->x;
  across->to = plot->x + plot->width;
  /* Values rise; names that stand one below the other begin above. */
  down->from = self->is_lying ? plot->y : plot->y + plot->height;
  down->to = self->is_lying ? plot->y + plot->height : plot->y;
}

/* Sets the plot and both scales, and draws what stands around the marks. */
void
bureau_chart_add_axes (BureauChart *self)
{
  BureauChartTicks ticks;
  g_auto (GStrv) texts = NULL;

  add_title (self);
  self->is_lying = should_lie (self);
  find_values (self);
  find_along (self);
  find_value_ticks (self, self->is_lying ? self->free.width * 0.7 : self->free.height - 20,
                    self->is_lying ? TIME_TICK : VALUE_TICK, &ticks);
  texts = say_value_ticks (self, &ticks);
  find_plot (self, self->is_lying ? MIN (widest_place (self), self->free.width * 0.4)
                                  : widest (self, texts));
  set_scales (self);
  add_value_rules (self, &ticks, texts);
  if (self->axis == BUREAU_CHART_WORDS)
    write_words (self);
  else if (self->axis == BUREAU_CHART_TIMES)
    write_times (self);
  else
    write_numbers (self);
}

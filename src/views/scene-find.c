/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark under the pointer, and the next one by keyboard. */
#include "views/scene.h"

#include <math.h>

/* A mark is found as far away as a finger is thick. */
#define REACH 12.0

static double
outside (double value, double from, double length)
{
  return value < from ? from - value : value > from + length ? value - from - length : 0;
}

static double
box_distance (const BureauSceneRect *box, double x, double y)
{
  return hypot (outside (x, box->x, box->width), outside (y, box->y, box->height));
}

static double
turn (double angle)
{
  angle = fmod (angle, 2 * G_PI);
  return angle < 0 ? angle + 2 * G_PI : angle;
}

static double
arc_distance (const BureauSceneMark *mark, double x, double y)
{
  double right = x - mark->box.x - mark->box.width / 2;
  double up = mark->box.y + mark->box.height / 2 - y;
  double radius = hypot (right, up);
  gboolean is_between = turn (atan2 (right, up) - mark->from) <= mark->to - mark->from;

  return is_between ? outside (radius, mark->inner, mark->box.width / 2 - mark->inner) : INFINITY;
}

static double
distance (const BureauSceneMark *mark, double x, double y)
{
  if (mark->label == NULL)
    return INFINITY;
  return mark->shape == BUREAU_SCENE_ARC ? arc_distance (mark, x, y)
                                         : box_distance (&mark->box, x, y);
}

/**
 * bureau_scene_find:
 *
 * Returns: (transfer none) (nullable): the mark that is pointed at, the uppermost where several are
 */
BureauSceneMark *
bureau_scene_find (BureauScene *self, double x, double y)
{
  BureauSceneMark *nearest = NULL;
  double least = REACH;

  for (guint i = 0; i < self->marks->len; i++)
    {
      BureauSceneMark *mark = g_ptr_array_index (self->marks, i);
      double away = distance (mark, x, y);

      if (away <= least)
        {
          nearest = mark;
          least = away;
        }
    }
  return nearest;
}

/* How far @other is from where the step leads; smaller is better, infinite is not there at all. */
static double
step_distance (const BureauSceneMark *mark, const BureauSceneMark *other, int across, int down)
{
  int places = (int)other->place - (int)mark->place;
  int series = (int)other->series - (int)mark->series;

  if (other->label == NULL || other == mark)
    return INFINITY;
  if (across != 0)
    return places * across > 0 && series == 0 ? ABS (places) : INFINITY;
  return series * down > 0 ? ABS (series) * 1e6 + ABS (places) : INFINITY;
}

static BureauSceneMark *
first_mark (BureauScene *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      BureauSceneMark *mark = g_ptr_array_index (self->marks, i);

      if (mark->label != NULL)
        return mark;
    }
  return NULL;
}

/**
 * bureau_scene_step:
 * @mark: (nullable): where the focus is
 * @across: 1 to the next place, -1 to the one before, of the same series
 * @down: 1 to the next series, -1 to the one before, near the same place
 *
 * Returns: (transfer none) (nullable): where the focus goes; @mark itself at the end, the first one
 *   where there was none, %NULL in a scene without marks
 */
BureauSceneMark *
bureau_scene_step (BureauScene *self, BureauSceneMark *mark, int across, int down)
{
  BureauSceneMark *next = mark;
  double least = INFINITY;

  if (mark == NULL)
    return first_mark (self);
  for (guint i = 0; i < self->marks->len; i++)
    {
      BureauSceneMark *other = g_ptr_array_index (self->marks, i);
      double away = step_distance (mark, other, across, down);

      if (away < least)
        {
          next = other;
          least = away;
        }
    }
  return next;
}

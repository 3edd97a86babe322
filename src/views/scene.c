/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/scene.h"

#include <math.h>

static void
mark_free (BureauSceneMark *mark)
{
  g_free (mark->points);
  g_free (mark->label);
  g_free (mark->figure);
  g_free (mark);
}

static void
text_free (BureauSceneText *text)
{
  g_free (text->text);
  g_free (text);
}

/**
 * bureau_scene_new:
 * @width: in px
 * @height: in px
 *
 * Returns: (transfer full): a scene with nothing in it
 */
BureauScene *
bureau_scene_new (double width, double height)
{
  BureauScene *self = g_new0 (BureauScene, 1);

  self->width = width;
  self->height = height;
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)mark_free);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);
  self->rules = g_array_new (FALSE, FALSE, sizeof (BureauSceneRule));
  self->keys = g_array_new (FALSE, FALSE, sizeof (BureauSceneKey));
  return self;
}

void
bureau_scene_free (BureauScene *self)
{
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self->note);
  g_free (self->description);
  g_free (self);
}

/**
 * bureau_scene_add_mark:
 *
 * Returns: (transfer none): a mark that shows nothing yet
 */
BureauSceneMark *
bureau_scene_add_mark (BureauScene *self, BureauSceneShape shape, guint series)
{
  BureauSceneMark *mark = g_new0 (BureauSceneMark, 1);

  mark->shape = shape;
  mark->series = series;
  mark->row = -1;
  g_ptr_array_add (self->marks, mark);
  return mark;
}

/**
 * bureau_scene_add_rule:
 *
 * Adds a straight line.
 */
void
bureau_scene_add_rule (BureauScene *self, BureauSceneRuleKind kind, double x1, double y1, double x2,
                       double y2)
{
  BureauSceneRule rule = { kind, x1, y1, x2, y2 };

  g_array_append_val (self->rules, rule);
}

/**
 * bureau_scene_add_text:
 * @x: as #BureauSceneText has it
 *
 * Returns: (transfer none): the text, whose size is still to be set
 */
BureauSceneText *
bureau_scene_add_text (BureauScene *self, const char *text, BureauSceneFont font,
                       BureauSceneAlign align, double x, double y)
{
  BureauSceneText *added = g_new0 (BureauSceneText, 1);

  added->text = g_strdup (text);
  added->font = font;
  added->align = align;
  added->x = x;
  added->y = y;
  g_ptr_array_add (self->texts, added);
  return added;
}

/**
 * bureau_scene_add_key:
 *
 * Adds the field of an entry of the legend.
 */
void
bureau_scene_add_key (BureauScene *self, BureauSceneShape shape, guint series, double share,
                      BureauSceneRect box)
{
  BureauSceneKey key = { shape, series, share, box };

  g_array_append_val (self->keys, key);
}

/* Right to left ----------------------------------------------------------------------------------
 */

static void
mirror_mark (BureauSceneMark *mark, double width)
{
  double from = mark->from;

  mark->box.x = width - mark->box.x - mark->box.width;
  mark->from = -mark->to;
  mark->to = -from;
  for (guint i = 0; i < mark->n_points; i++)
    mark->points[i].x = width - mark->points[i].x;
}

/**
 * bureau_scene_mirror:
 *
 * Turns left and right round, for languages that are read so.
 */
void
bureau_scene_mirror (BureauScene *self)
{
  static const BureauSceneAlign other[] = { BUREAU_SCENE_END, BUREAU_SCENE_MIDDLE,
                                            BUREAU_SCENE_START };

  self->plot.x = self->width - self->plot.x - self->plot.width;
  for (guint i = 0; i < self->marks->len; i++)
    mirror_mark (g_ptr_array_index (self->marks, i), self->width);
  for (guint i = 0; i < self->texts->len; i++)
    {
      BureauSceneText *text = g_ptr_array_index (self->texts, i);

      text->x = self->width - text->x;
      text->align = other[text->align];
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      BureauSceneRule *rule = &g_array_index (self->rules, BureauSceneRule, i);
      double x1 = rule->x1;

      rule->x1 = self->width - rule->x2;
      rule->x2 = self->width - x1;
    }
  for (guint i = 0; i < self->keys->len; i++)
    {
      BureauSceneKey *key = &g_array_index (self->keys, BureauSceneKey, i);

      key->box.x = self->width - key->box.x - key->box.width;
    }
}

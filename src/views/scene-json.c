/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/json.h"
#include "views/scene.h"

static const char *const shapes[] = { "rect", "cell", "line", "area", "polygon", "arc", "point" };
static const char *const fonts[] = { "tick", "title", "legend", "value", "total" };
static const char *const aligns[] = { "start", "middle", "end" };
static const char *const rules[] = { "grid", "axis", "target" };

/* A hundredth of a px is as exact as anybody can see. */
static void
add_number (JsonArray *array, double number)
{
  double rounded = round (number * 100) / 100;

  json_array_add_double_element (array, rounded == 0 ? 0 : rounded);
}

static JsonArray *
numbers (const double *list, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    add_number (array, list[i]);
  return array;
}

static JsonArray *
box_to_json (const BureauSceneRect *box)
{
  return numbers ((const double[]){ box->x, box->y, box->width, box->height }, 4);
}

static void
add_form (JsonObject *object, const BureauSceneMark *mark)
{
  if (mark->n_points > 0)
    json_object_set_array_member (object, "points", numbers (&mark->points->x, mark->n_points * 2));
  if (mark->shape == BUREAU_SCENE_ARC)
    json_object_set_array_member (
        object, "arc", numbers ((const double[]){ mark->inner, mark->from, mark->to }, 3));
  if (mark->shape == BUREAU_SCENE_CELL)
    json_object_set_array_member (object, "share", numbers (&mark->share, 1));
}

static JsonObject *
mark_to_json (const BureauSceneMark *mark)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "shape", shapes[mark->shape]);
  json_object_set_int_member (object, "series", mark->series);
  json_object_set_array_member (object, "box", box_to_json (&mark->box));
  add_form (object, mark);
  if (mark->is_quiet)
    json_object_set_boolean_member (object, "quiet", TRUE);
  if (mark->label == NULL)
    return object;
  json_object_set_string_member (object, "label", mark->label);
  bureau_json_set_string (object, "figure", mark->figure);
  json_object_set_int_member (object, "row", mark->row);
  json_object_set_int_member (object, "place", mark->place);
  return object;
}

static JsonObject *
text_to_json (const BureauSceneText *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "text", text->text);
  json_object_set_string_member (object, "font", fonts[text->font]);
  json_object_set_string_member (object, "align", aligns[text->align]);
  json_object_set_array_member (
      object, "at", numbers ((const double[]){ text->x, text->y, text->width, text->height }, 4));
  return object;
}

static void
add_lists (BureauScene *self, JsonObject *object)
{
  JsonArray *lines = json_array_new ();
  JsonArray *keys = json_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    {
      BureauSceneRule *rule = &g_array_index (self->rules, BureauSceneRule, i);
      JsonArray *line = numbers ((const double[]){ rule->x1, rule->y1, rule->x2, rule->y2 }, 4);

      json_array_add_string_element (line, rules[rule->kind]);
      json_array_add_array_element (lines, line);
    }
  for (guint i = 0; i < self->keys->len; i++)
    {
      BureauSceneKey *key = &g_array_index (self->keys, BureauSceneKey, i);
      JsonArray *box = box_to_json (&key->box);

      json_array_add_string_element (box, shapes[key->shape]);
      json_array_add_int_element (box, key->series);
      add_number (box, key->share);
      json_array_add_array_element (keys, box);
    }
  json_object_set_array_member (object, "rules", lines);
  json_object_set_array_member (object, "keys", keys);
}

/**
 * bureau_scene_to_json:
 *
 * Returns: (transfer full): everything in the scene, lengths to a hundredth of a px
 */
JsonObject *
bureau_scene_to_json (BureauScene *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *marks = json_array_new ();
  JsonArray *texts = json_array_new ();

  json_object_set_array_member (object, "size",
                                numbers ((const double[]){ self->width, self->height }, 2));
  json_object_set_array_member (object, "plot", box_to_json (&self->plot));
  bureau_json_set_string (object, "description", self->description);
  bureau_json_set_string (object, "note", self->note);
  for (guint i = 0; i < self->marks->len; i++)
    json_array_add_object_element (marks, mark_to_json (g_ptr_array_index (self->marks, i)));
  for (guint i = 0; i < self->texts->len; i++)
    json_array_add_object_element (texts, text_to_json (g_ptr_array_index (self->texts, i)));
  json_object_set_array_member (object, "marks", marks);
  json_object_set_array_member (object, "texts", texts);
  add_lists (self, object);
  return object;
}

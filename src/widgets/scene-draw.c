/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/scene-draw.h"

#include <gdk/gdk.h>

#define AREA_ALPHA 0.3
#define LINE_WIDTH 2

static void
set_color (cairo_t *cr, const char *name, double alpha)
{
  GdkRGBA color = { 0, 0, 0, 1 };

  gdk_rgba_parse (&color, name);
  cairo_set_source_rgba (cr, (double)color.red, (double)color.green, (double)color.blue, alpha);
}

static void
set_fill (cairo_t *cr, BureauSceneShape shape, guint series, double share)
{
  g_autofree char *shared = shape == BUREAU_SCENE_CELL ? bureau_scene_share_color (share, FALSE)
                                                       : NULL;

  set_color (cr, shared != NULL ? shared : bureau_scene_color (series, FALSE),
             shape == BUREAU_SCENE_AREA ? AREA_ALPHA : 1);
}

static void
add_box (cairo_t *cr, const BureauSceneRect *box)
{
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
}

static void
add_points (cairo_t *cr, const BureauSceneMark *mark)
{
  for (guint i = 0; i < mark->n_points; i++)
    cairo_line_to (cr, mark->points[i].x, mark->points[i].y);
}

/* A scene's angles begin above, cairo's at the right. */
static void
add_arc (cairo_t *cr, const BureauSceneMark *mark)
{
  double radius = mark->box.width / 2;
  double x = mark->box.x + radius, y = mark->box.y + radius;

  cairo_arc (cr, x, y, radius, mark->from - G_PI_2, mark->to - G_PI_2);
  cairo_arc_negative (cr, x, y, mark->inner, mark->to - G_PI_2, mark->from - G_PI_2);
  cairo_close_path (cr);
}

static void
add_path (cairo_t *cr, const BureauSceneMark *mark)
{
  cairo_new_path (cr);
  switch (mark->shape)
    {
    case BUREAU_SCENE_LINE:
    case BUREAU_SCENE_AREA:
    case BUREAU_SCENE_POLYGON:
      add_points (cr, mark);
      break;
    case BUREAU_SCENE_ARC:
      add_arc (cr, mark);
      break;
    case BUREAU_SCENE_POINT:
      cairo_arc (cr, mark->box.x + mark->box.width / 2, mark->box.y + mark->box.height / 2,
                 mark->box.width / 2, 0, 2 * G_PI);
      break;
    case BUREAU_SCENE_RECT:
    case BUREAU_SCENE_CELL:
    default:
      add_box (cr, &mark->box);
    }
}

static void
draw_mark (cairo_t *cr, const BureauSceneMark *mark)
{
  if (mark->is_quiet)
    return;
  add_path (cr, mark);
  set_fill (cr, mark->shape, mark->series, mark->share);
  if (mark->shape != BUREAU_SCENE_LINE)
    {
      cairo_fill (cr);
      return;
    }
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static void
draw_rules (cairo_t *cr, BureauScene *scene, gboolean are_targets)
{
  static const double dashes[] = { 6, 4 };

  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, are_targets ? G_N_ELEMENTS (dashes) : 0, 0);
  for (guint i = 0; i < scene->rules->len; i++)
    {
      const BureauSceneRule *rule = &g_array_index (scene->rules, BureauSceneRule, i);

      if ((rule->kind == BUREAU_SCENE_TARGET) != are_targets)
        continue;
      set_color (cr,
                 rule->kind == BUREAU_SCENE_GRID ? bureau_scene_grid_color (FALSE)
                                                 : bureau_scene_ink (FALSE),
                 1);
      cairo_move_to (cr, rule->x1, rule->y1);
      cairo_line_to (cr, rule->x2, rule->y2);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_keys (cairo_t *cr, BureauScene *scene)
{
  for (guint i = 0; i < scene->keys->len; i++)
    {
      const BureauSceneKey *key = &g_array_index (scene->keys, BureauSceneKey, i);

      set_fill (cr, key->shape, key->series, key->share);
      add_box (cr, &key->box);
      cairo_fill (cr);
    }
}

/* Words ------------------------------------------------------------------------------------------
 */

static PangoLayout *
make_layout (PangoContext *context, const char *text, BureauSceneFont font)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) face = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (face, bureau_scene_font_size (font) * PANGO_SCALE);
  pango_layout_set_font_description (layout, face);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/**
 * bureau_scene_draw_measure:
 * @context: (type PangoContext)
 *
 * Measures a line of text as it will be drawn; a #BureauSceneMeasure.
 */
void
bureau_scene_draw_measure (const char *text, BureauSceneFont font, double *width, double *height,
                           gpointer context)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text, font);
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = (double)w / PANGO_SCALE;
  *height = (double)h / PANGO_SCALE;
}

static void
draw_words (cairo_t *cr, PangoContext *context, const BureauSceneText *text)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text->text, text->font);
  static const double shifts[] = { 0, 0.5, 1 };
  const char *ink = text->on_share != 0 ? bureau_scene_ink_on (text->on_share, FALSE)
                    : text->font == BUREAU_SCENE_FONT_TICK ? bureau_scene_faint_ink (FALSE)
                                                           : bureau_scene_ink (FALSE);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  set_color (cr, ink, 1);
  cairo_move_to (cr, text->x - shifts[text->align] * width / PANGO_SCALE, text->y);
  pango_cairo_show_layout (cr, layout);
}

/**
 * bureau_scene_draw:
 * @context: what texts are set with
 *
 * Draws a scene as on white paper, from the origin of @cr.
 */
void
bureau_scene_draw (BureauScene *scene, cairo_t *cr, PangoContext *context)
{
  draw_rules (cr, scene, FALSE);
  for (guint i = 0; i < scene->marks->len; i++)
    draw_mark (cr, g_ptr_array_index (scene->marks, i));
  draw_rules (cr, scene, TRUE);
  draw_keys (cr, scene);
  for (guint i = 0; i < scene->texts->len; i++)
    draw_words (cr, context, g_ptr_array_index (scene->texts, i));
}

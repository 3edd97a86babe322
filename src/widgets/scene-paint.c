/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scene with GtkSnapshot: boxes are colours, a series is one path. */
#include "widgets/scene-paint.h"

#include <adwaita.h>
#include <math.h>

#define AREA_ALPHA 0.3
#define FAR_ALPHA 0.3 /* of what is not selected */

static GdkRGBA
parse (const char *color)
{
  GdkRGBA rgba = { 0, 0, 0, 1 };

  gdk_rgba_parse (&rgba, color);
  return rgba;
}

static graphene_rect_t
to_rect (const BureauSceneRect *box)
{
  return GRAPHENE_RECT_INIT ((float)box->x, (float)box->y, (float)box->width, (float)box->height);
}

static GdkRGBA
color_of (const BureauScenePaint *self, const BureauSceneMark *mark)
{
  g_autofree char *shared = mark->shape == BUREAU_SCENE_CELL
                                ? bureau_scene_share_color (mark->share, self->is_dark)
                                : NULL;
  GdkRGBA color = parse (shared != NULL ? shared
                                        : bureau_scene_color (mark->series, self->is_dark));

  if (self->picked >= 0 && mark->row != self->picked)
    color.alpha *= FAR_ALPHA;
  if (mark->shape == BUREAU_SCENE_AREA)
    color.alpha *= AREA_ALPHA;
  return color;
}

/* Paths ------------------------------------------------------------------------------------------
 */

static GskPath *
make_path (const BureauSceneMark *mark, gboolean is_closed)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  for (guint i = 0; i < mark->n_points; i++)
    if (i == 0)
      gsk_path_builder_move_to (builder, (float)mark->points[i].x, (float)mark->points[i].y);
    else
      gsk_path_builder_line_to (builder, (float)mark->points[i].x, (float)mark->points[i].y);
  if (is_closed)
    gsk_path_builder_close (builder);
  return gsk_path_builder_to_path (builder);
}

static graphene_point_t
arc_point (const BureauSceneMark *mark, double radius, double angle)
{
  return GRAPHENE_POINT_INIT ((float)(mark->box.x + mark->box.width / 2 + sin (angle) * radius),
                              (float)(mark->box.y + mark->box.height / 2 - cos (angle) * radius));
}

/* By way of the middle: a whole circle has no direction. */
static void
add_arc_side (GskPathBuilder *builder, const BureauSceneMark *mark, double radius, double from,
              double to)
{
  const double ends[] = { (from + to) / 2, to };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      graphene_point_t end = arc_point (mark, radius, ends[i]);

      gsk_path_builder_svg_arc_to (builder, (float)radius, (float)radius, 0, FALSE, to > from,
                                   end.x, end.y);
    }
}

static GskPath *
make_arc (const BureauSceneMark *mark)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  double outer = mark->box.width / 2;
  graphene_point_t start = arc_point (mark, outer, mark->from);
  graphene_point_t turn = arc_point (mark, mark->inner, mark->to);

  gsk_path_builder_move_to (builder, start.x, start.y);
  add_arc_side (builder, mark, outer, mark->from, mark->to);
  gsk_path_builder_line_to (builder, turn.x, turn.y);
  add_arc_side (builder, mark, mark->inner, mark->to, mark->from);
  gsk_path_builder_close (builder);
  return gsk_path_builder_to_path (builder);
}

static GskPath *
make_circle (const BureauSceneMark *mark)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  float radius = (float)(mark->box.width / 2);

  gsk_path_builder_add_circle (
      builder, &GRAPHENE_POINT_INIT ((float)mark->box.x + radius, (float)mark->box.y + radius),
      radius);
  return gsk_path_builder_to_path (builder);
}

static void
stroke (GtkSnapshot *snapshot, GskPath *path, float width, const GdkRGBA *color)
{
  g_autoptr (GskStroke) line = gsk_stroke_new (width);

  gsk_stroke_set_line_join (line, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, line, color);
}

/* Marks ------------------------------------------------------------------------------------------
 */

static void
paint_box (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneMark *mark)
{
  GdkRGBA color = color_of (self, mark);
  graphene_rect_t rect = to_rect (&mark->box);

  gtk_snapshot_append_color (snapshot, &color, &rect);
}

static void
paint_line (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneMark *mark)
{
  g_autoptr (GskPath) path = make_path (mark, FALSE);
  GdkRGBA color = color_of (self, mark);

  stroke (snapshot, path, self->is_high_contrast ? 3 : 2, &color);
}

static void
paint_polygon (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneMark *mark)
{
  g_autoptr (GskPath) path = make_path (mark, TRUE);
  GdkRGBA color = color_of (self, mark);

  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);
}

static void
paint_arc (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneMark *mark)
{
  g_autoptr (GskPath) path = make_arc (mark);
  GdkRGBA color = color_of (self, mark);
  GdkRGBA ground = parse (bureau_scene_ground (self->is_dark));

  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);
  stroke (snapshot, path, 1.5f, &ground);
}

static void
paint_point (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneMark *mark)
{
  g_autoptr (GskPath) path = NULL;
  GdkRGBA color = color_of (self, mark);

  if (mark->is_quiet && mark != self->pointed)
    return;
  path = make_circle (mark);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);
}

static void (*const painters[]) (const BureauScenePaint *self, GtkSnapshot *snapshot,
                                 const BureauSceneMark *mark)
    = {
        [BUREAU_SCENE_RECT] = paint_box,        [BUREAU_SCENE_CELL] = paint_box,
        [BUREAU_SCENE_LINE] = paint_line,       [BUREAU_SCENE_AREA] = paint_polygon,
        [BUREAU_SCENE_POLYGON] = paint_polygon, [BUREAU_SCENE_ARC] = paint_arc,
        [BUREAU_SCENE_POINT] = paint_point,
      };

/* What is pointed at has an outline in the colour of the words; the focus a thicker one. */
static void
paint_outline (const BureauScenePaint *self, GtkSnapshot *snapshot)
{
  const BureauSceneMark *mark = self->pointed;
  GdkRGBA ink = parse (bureau_scene_ink (self->is_dark));
  float width = self->is_focused ? 2.5f : 1.5f;
  g_autoptr (GskPath) path = NULL;

  if (mark->shape == BUREAU_SCENE_ARC)
    path = make_arc (mark);
  else if (mark->shape == BUREAU_SCENE_POINT)
    path = make_circle (mark);
  else if (mark->n_points > 0)
    path = make_path (mark, mark->shape != BUREAU_SCENE_LINE);
  if (path != NULL)
    stroke (snapshot, path, width, &ink);
  else
    {
      GskRoundedRect outline = GSK_ROUNDED_RECT_INIT (
          (float)mark->box.x - width, (float)mark->box.y - width,
          (float)mark->box.width + 2 * width, (float)mark->box.height + 2 * width);

      gtk_snapshot_append_border (snapshot, &outline, (float[]){ width, width, width, width },
                                  (GdkRGBA[]){ ink, ink, ink, ink });
    }
}

/* Rules and keys ---------------------------------------------------------------------------------
 */

static void
paint_rule (const BureauScenePaint *self, GtkSnapshot *snapshot, const BureauSceneRule *rule)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) line = gsk_stroke_new (1);
  g_autoptr (GskPath) path = NULL;
  gboolean is_grid = rule->kind == BUREAU_SCENE_GRID && !self->is_high_contrast;
  GdkRGBA color = parse (is_grid ? bureau_scene_grid_color (self->is_dark)
                                 : bureau_scene_ink (self->is_dark));

  gsk_path_builder_move_to (builder, (float)rule->x1, (float)rule->y1);
  gsk_path_builder_line_to (builder, (float)rule->x2, (float)rule->y2);
  path = gsk_path_builder_to_path (builder);
  if (rule->kind == BUREAU_SCENE_TARGET)
    gsk_stroke_set_dash (line, (float[]){ 6, 4 }, 2);
  if (rule->kind == BUREAU_SCENE_GRID)
    color.alpha *= self->is_high_contrast ? 0.5f : 1.0f;
  gtk_snapshot_append_stroke (snapshot, path, line, &color);
}

static void
paint_rules (const BureauScenePaint *self, GtkSnapshot *snapshot, gboolean are_targets)
{
  for (guint i = 0; i < self->scene->rules->len; i++)
    {
      const BureauSceneRule *rule = &g_array_index (self->scene->rules, BureauSceneRule, i);

      if ((rule->kind == BUREAU_SCENE_TARGET) == are_targets)
        paint_rule (self, snapshot, rule);
    }
}

static void
paint_keys (const BureauScenePaint *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->scene->keys->len; i++)
    {
      const BureauSceneKey *key = &g_array_index (self->scene->keys, BureauSceneKey, i);
      g_autofree char *shared = key->shape == BUREAU_SCENE_CELL
                                    ? bureau_scene_share_color (key->share, self->is_dark)
                                    : NULL;
      GdkRGBA color = parse (shared != NULL ? shared
                                            : bureau_scene_color (key->series, self->is_dark));
      graphene_rect_t rect = to_rect (&key->box);

      gtk_snapshot_append_color (snapshot, &color, &rect);
    }
}

/* Words ------------------------------------------------------------------------------------------
 */

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, BureauSceneFont font)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *description = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));

  pango_font_description_set_absolute_size (
      description, adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, bureau_scene_font_size (font), NULL)
                       * PANGO_SCALE);
  if (font == BUREAU_SCENE_FONT_TOTAL)
    pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  return layout;
}

/**
 * bureau_scene_measure:
 * @widget: (type GtkWidget): in whose font the text is written
 *
 * A #BureauSceneMeasure that knows the fonts of the screen.
 */
void
bureau_scene_measure (const char *text, BureauSceneFont font, double *width, double *height,
                      gpointer widget)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text, font);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  *width = w;
  *height = h;
}

static const char *
ink_of (const BureauScenePaint *self, const BureauSceneText *text)
{
  if (text->on_share != 0)
    return bureau_scene_ink_on (text->on_share, self->is_dark);
  return text->font == BUREAU_SCENE_FONT_TICK && !self->is_high_contrast
             ? bureau_scene_faint_ink (self->is_dark)
             : bureau_scene_ink (self->is_dark);
}

static void
paint_text (const BureauScenePaint *self, GtkSnapshot *snapshot, GtkWidget *widget,
            const BureauSceneText *text)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text->text, text->font);
  GdkRGBA color = parse (ink_of (self, text));
  int width;
  double x;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = text->x - width * (int)text->align / 2.0;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)text->y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/**
 * bureau_scene_paint:
 * @widget: in whose font the words are written
 */
void
bureau_scene_paint (const BureauScenePaint *self, GtkSnapshot *snapshot, GtkWidget *widget)
{
  paint_rules (self, snapshot, FALSE);
  for (guint i = 0; i < self->scene->marks->len; i++)
    {
      const BureauSceneMark *mark = g_ptr_array_index (self->scene->marks, i);

      painters[mark->shape](self, snapshot, mark);
    }
  paint_rules (self, snapshot, TRUE);
  if (self->pointed != NULL)
    paint_outline (self, snapshot);
  paint_keys (self, snapshot);
  for (guint i = 0; i < self->scene->texts->len; i++)
    paint_text (self, snapshot, widget, g_ptr_array_index (self->scene->texts, i));
}

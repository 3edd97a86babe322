/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scene as SVG: no script, no style sheet, no address; every text is escaped. */
#include <math.h>

#include "base/text.h"
#include "views/joined.h"
#include "views/scene.h"

typedef struct
{
  GString *svg;
  gboolean is_dark;
} Writer;

static void
add_number (Writer *writer, const char *name, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double rounded = round (number * 100) / 100;

  g_ascii_formatd (text, sizeof text, "%.8g", rounded == 0 ? 0 : rounded);
  if (name != NULL)
    g_string_append_printf (writer->svg, " %s=\"%s\"", name, text);
  else
    g_string_append_printf (writer->svg, "%s ", text);
}

static void
add_text (Writer *writer, const char *text)
{
  g_autofree char *visible = bureau_text_visible (text, NULL);
  g_autofree char *escaped = g_markup_escape_text (visible, -1);

  g_string_append (writer->svg, escaped);
}

/* What the pointer shows, and a screen reader says. */
static void
add_title (Writer *writer, const BureauSceneMark *mark)
{
  g_autofree char *text = NULL;

  if (mark->label == NULL)
    return;
  text = bureau_joined_pair (mark->label, mark->figure);
  g_string_append (writer->svg, "<title>");
  add_text (writer, text);
  g_string_append (writer->svg, "</title>");
}

static void
end_tag (Writer *writer, const char *tag, const BureauSceneMark *mark)
{
  g_string_append_c (writer->svg, '>');
  add_title (writer, mark);
  g_string_append_printf (writer->svg, "</%s>\n", tag);
}

static const char *
color_of (Writer *writer, const BureauSceneMark *mark)
{
  return bureau_scene_color (mark->series, writer->is_dark);
}

static void
add_box (Writer *writer, const BureauSceneRect *box)
{
  add_number (writer, "x", box->x);
  add_number (writer, "y", box->y);
  add_number (writer, "width", box->width);
  add_number (writer, "height", box->height);
}

static void
add_rect (Writer *writer, const BureauSceneMark *mark)
{
  g_string_append_printf (writer->svg, "<rect fill=\"%s\" rx=\"2\"", color_of (writer, mark));
  add_box (writer, &mark->box);
  end_tag (writer, "rect", mark);
}

static void
add_cell (Writer *writer, const BureauSceneMark *mark)
{
  g_autofree char *color = bureau_scene_share_color (mark->share, writer->is_dark);

  g_string_append_printf (writer->svg, "<rect fill=\"%s\"", color);
  add_box (writer, &mark->box);
  end_tag (writer, "rect", mark);
}

static void
add_points (Writer *writer, const BureauSceneMark *mark)
{
  g_string_append (writer->svg, " points=\"");
  for (guint i = 0; i < mark->n_points; i++)
    {
      add_number (writer, NULL, mark->points[i].x);
      add_number (writer, NULL, mark->points[i].y);
    }
  g_string_append_c (writer->svg, '"');
}

static void
add_line (Writer *writer, const BureauSceneMark *mark)
{
  g_string_append_printf (writer->svg,
                          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                          "stroke-linejoin=\"round\"",
                          color_of (writer, mark));
  add_points (writer, mark);
  end_tag (writer, "polyline", mark);
}

static void
add_polygon (Writer *writer, const BureauSceneMark *mark)
{
  g_string_append_printf (writer->svg, "<polygon fill=\"%s\"%s", color_of (writer, mark),
                          mark->shape == BUREAU_SCENE_AREA ? " fill-opacity=\"0.3\"" : "");
  add_points (writer, mark);
  end_tag (writer, "polygon", mark);
}

static void
add_arc_end (Writer *writer, const BureauSceneMark *mark, double radius, double angle)
{
  add_number (writer, NULL, mark->box.x + mark->box.width / 2 + sin (angle) * radius);
  add_number (writer, NULL, mark->box.y + mark->box.height / 2 - cos (angle) * radius);
}

/* From @from to @to along a circle, by way of the middle: a whole circle has no direction. */
static void
add_arc_side (Writer *writer, const BureauSceneMark *mark, double radius, double from, double to)
{
  double ends[] = { (from + to) / 2, to };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_string_append (writer->svg, "A ");
      add_number (writer, NULL, radius);
      add_number (writer, NULL, radius);
      g_string_append (writer->svg, to > from ? "0 0 1 " : "0 0 0 ");
      add_arc_end (writer, mark, radius, ends[i]);
    }
}

static void
add_arc (Writer *writer, const BureauSceneMark *mark)
{
  double outer = mark->box.width / 2;

  g_string_append_printf (writer->svg,
                          "<path fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\" d=\"M ",
                          color_of (writer, mark), bureau_scene_ground (writer->is_dark));
  add_arc_end (writer, mark, outer, mark->from);
  add_arc_side (writer, mark, outer, mark->from, mark->to);
  g_string_append (writer->svg, "L ");
  add_arc_end (writer, mark, mark->inner, mark->to);
  add_arc_side (writer, mark, mark->inner, mark->to, mark->from);
  g_string_append (writer->svg, "Z\"");
  end_tag (writer, "path", mark);
}

static void
add_point (Writer *writer, const BureauSceneMark *mark)
{
  double radius = mark->box.width / 2;

  g_string_append_printf (writer->svg, "<circle fill=\"%s\"%s", color_of (writer, mark),
                          mark->is_quiet ? " fill-opacity=\"0\"" : "");
  add_number (writer, "cx", mark->box.x + radius);
  add_number (writer, "cy", mark->box.y + radius);
  add_number (writer, "r", radius);
  end_tag (writer, "circle", mark);
}

static void (*const writers[]) (Writer *writer, const BureauSceneMark *mark) = {
  [BUREAU_SCENE_RECT] = add_rect,       [BUREAU_SCENE_CELL] = add_cell,
  [BUREAU_SCENE_LINE] = add_line,       [BUREAU_SCENE_AREA] = add_polygon,
  [BUREAU_SCENE_POLYGON] = add_polygon, [BUREAU_SCENE_ARC] = add_arc,
  [BUREAU_SCENE_POINT] = add_point,
};

static void
add_rule (Writer *writer, const BureauSceneRule *rule)
{
  gboolean is_grid = rule->kind == BUREAU_SCENE_GRID;

  g_string_append_printf (writer->svg, "<line stroke=\"%s\"%s",
                          is_grid ? bureau_scene_grid_color (writer->is_dark)
                                  : bureau_scene_ink (writer->is_dark),
                          rule->kind == BUREAU_SCENE_TARGET ? " stroke-dasharray=\"6 4\"" : "");
  add_number (writer, "x1", rule->x1);
  add_number (writer, "y1", rule->y1);
  add_number (writer, "x2", rule->x2);
  add_number (writer, "y2", rule->y2);
  g_string_append (writer->svg, "/>\n");
}

static void
add_rules (Writer *writer, BureauScene *self, gboolean are_targets)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      BureauSceneRule *rule = &g_array_index (self->rules, BureauSceneRule, i);

      if ((rule->kind == BUREAU_SCENE_TARGET) == are_targets)
        add_rule (writer, rule);
    }
}

static void
add_keys (Writer *writer, BureauScene *self)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      BureauSceneKey *key = &g_array_index (self->keys, BureauSceneKey, i);
      g_autofree char *color = key->shape == BUREAU_SCENE_CELL
                                   ? bureau_scene_share_color (key->share, writer->is_dark)
                                   : g_strdup (bureau_scene_color (key->series, writer->is_dark));

      g_string_append_printf (writer->svg, "<rect fill=\"%s\"", color);
      add_box (writer, &key->box);
      g_string_append (writer->svg, "/>\n");
    }
}

static void
add_words (Writer *writer, const BureauSceneText *text)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  gboolean is_faint = text->font == BUREAU_SCENE_FONT_TICK;
  const char *ink = is_faint ? bureau_scene_faint_ink (writer->is_dark)
                             : bureau_scene_ink (writer->is_dark);

  if (text->on_share != 0)
    ink = bureau_scene_ink_on (text->on_share, writer->is_dark);
  g_string_append_printf (writer->svg, "<text fill=\"%s\" text-anchor=\"%s\"", ink,
                          anchors[text->align]);
  add_number (writer, "font-size", bureau_scene_font_size (text->font));
  add_number (writer, "x", text->x);
  /* A letter stands on its line about a fifth above the lower edge. */
  add_number (writer, "y", text->y + text->height * 0.78);
  g_string_append_c (writer->svg, '>');
  add_text (writer, text->text);
  g_string_append (writer->svg, "</text>\n");
}

/**
 * bureau_scene_to_svg:
 * @title: what the picture is called
 *
 * Returns: (transfer full): an SVG element that can stand in a page as well as alone; nothing in it
 *   loads, runs or leads anywhere
 */
char *
bureau_scene_to_svg (BureauScene *self, const char *title, gboolean is_dark)
{
  Writer writer = { g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                                  "font-family=\"sans-serif\""),
                    is_dark };

  add_number (&writer, "width", self->width);
  add_number (&writer, "height", self->height);
  g_string_append_printf (writer.svg, " viewBox=\"0 0 %d %d\">\n<title>", (int)ceil (self->width),
                          (int)ceil (self->height));
  add_text (&writer, title);
  g_string_append (writer.svg, "</title>\n<desc>");
  add_text (&writer, self->description != NULL ? self->description : "");
  g_string_append (writer.svg, "</desc>\n");
  add_rules (&writer, self, FALSE);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const BureauSceneMark *mark = g_ptr_array_index (self->marks, i);

      writers[mark->shape](&writer, mark);
    }
  add_rules (&writer, self, TRUE);
  add_keys (&writer, self);
  for (guint i = 0; i < self->texts->len; i++)
    add_words (&writer, g_ptr_array_index (self->texts, i));
  g_string_append (writer.svg, "</svg>\n");
  return g_string_free_and_steal (writer.svg);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of tests/views/charts, laid out as tests/views/scenes has them. With BUREAU_GOLDEN=write
 * the scenes are written anew, to be looked at before they are kept. */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "views/chart.h"

static char *
path_of (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "views", folder, name, NULL);
}

static JsonObject *
load (const char *folder, const char *name)
{
  g_autofree char *path = path_of (folder, name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  object = bureau_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  return object;
}

static BureauScene *
lay_out (JsonObject *chart)
{
  JsonArray *size = bureau_json_get_array (chart, "size");
  BureauChartWish wish = { .element = bureau_json_get_object (chart, "element"),
                           .source = chart,
                           .rows = bureau_json_get_array (chart, "rows"),
                           .currency = "EUR",
                           .width = json_array_get_double_element (size, 0),
                           .height = json_array_get_double_element (size, 1),
                           .is_rtl = bureau_json_get_boolean (chart, "rtl") };

  return bureau_chart_lay_out (&wish);
}

/* Pretty, so that a changed scene is a readable diff. */
static char *
print (BureauScene *scene)
{
  g_autoptr (JsonObject) object = bureau_scene_to_json (scene);
  g_autofree char *text = bureau_json_print_object (object);
  g_auto (GStrv) lines = g_strsplit (text, "},{", -1);
  g_autofree char *joined = g_strjoinv ("},\n{", lines);

  return g_strconcat (joined, "\n", NULL);
}

static void
test_golden (gconstpointer data)
{
  g_autoptr (JsonObject) chart = load ("charts", data);
  g_autoptr (BureauScene) scene = lay_out (chart);
  g_autofree char *path = path_of ("scenes", data);
  g_autofree char *got = print (scene);
  g_autofree char *expected = NULL;

  if (g_strcmp0 (g_getenv ("BUREAU_GOLDEN"), "write") == 0)
    g_assert_true (g_file_set_contents (path, got, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (got, ==, expected);
}

/* Properties ------------------------------------------------------------------------------------
 */

static void
check_inside (double value, double from, double length)
{
  g_assert_true (isfinite (value));
  g_assert_cmpfloat (value, >=, from - 0.01);
  g_assert_cmpfloat (value, <=, from + length + 0.01);
}

static void
check_box (const BureauSceneRect *box, const BureauSceneRect *around, double margin)
{
  check_inside (box->x, around->x - margin, around->width + 2 * margin);
  check_inside (box->x + box->width, around->x - margin, around->width + 2 * margin);
  check_inside (box->y, around->y - margin, around->height + 2 * margin);
  check_inside (box->y + box->height, around->y - margin, around->height + 2 * margin);
}

static void
check_mark (const BureauSceneMark *mark, const BureauSceneRect *plot)
{
  check_box (&mark->box, plot, mark->shape == BUREAU_SCENE_POINT ? mark->box.width / 2 : 0);
  g_assert_cmpfloat (mark->box.width, >=, 0);
  g_assert_cmpfloat (mark->box.height, >=, 0);
  for (guint i = 0; i < mark->n_points; i++)
    {
      check_inside (mark->points[i].x, plot->x, plot->width);
      check_inside (mark->points[i].y, plot->y, plot->height);
    }
  if (mark->label == NULL)
    return;
  g_assert_cmpstr (mark->label, !=, "");
  g_assert_nonnull (mark->figure);
  g_assert_cmpstr (mark->figure, !=, "");
}

/* Texts of one font that stand on one line do not touch each other. */
static void
check_apart (BureauScene *scene, const BureauSceneText *text)
{
  static const double before[] = { 0, 0.5, 1 };
  double left = text->x - text->width * before[text->align];

  check_inside (left, -1, scene->width + 2);
  check_inside (left + text->width, -1, scene->width + 2);
  for (guint i = 0; i < scene->texts->len; i++)
    {
      const BureauSceneText *other = g_ptr_array_index (scene->texts, i);
      double other_left = other->x - other->width * before[other->align];

      if (other != text && other->font == text->font && fabs (other->y - text->y) < 1)
        g_assert_true (other_left + other->width <= left + 0.5
                       || left + text->width <= other_left + 0.5);
    }
}

static void
test_properties (gconstpointer data)
{
  g_autoptr (JsonObject) chart = load ("charts", data);
  g_autoptr (BureauScene) scene = lay_out (chart);
  BureauSceneRect room = { 0, 0, scene->width, scene->height };

  if (scene->marks->len == 0)
    g_assert_cmpstr (scene->description, ==, "Nothing to draw.");
  check_box (&scene->plot, &room, 0);
  for (guint i = 0; i < scene->marks->len; i++)
    check_mark (g_ptr_array_index (scene->marks, i), &scene->plot);
  for (guint i = 0; i < scene->texts->len; i++)
    check_apart (scene, g_ptr_array_index (scene->texts, i));
  g_assert_cmpuint (scene->marks->len, <=, 4000);
}

/* Every mark is reached by keyboard, and by the pointer at its middle. */
static void
test_reach (gconstpointer data)
{
  g_autoptr (JsonObject) chart = load ("charts", data);
  g_autoptr (BureauScene) scene = lay_out (chart);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr (GQueue) queue = g_queue_new ();
  guint n_named = 0;
  BureauSceneMark *mark = bureau_scene_step (scene, NULL, 1, 0);

  for (guint i = 0; i < scene->marks->len; i++)
    n_named += ((BureauSceneMark *)g_ptr_array_index (scene->marks, i))->label != NULL;
  if (n_named > 800)
    return;
  if (mark != NULL)
    g_queue_push_tail (queue, mark);
  while ((mark = g_queue_pop_head (queue)) != NULL)
    if (g_hash_table_add (reached, mark))
      for (int step = -1; step <= 1; step += 2)
        {
          g_queue_push_tail (queue, bureau_scene_step (scene, mark, step, 0));
          g_queue_push_tail (queue, bureau_scene_step (scene, mark, 0, step));
        }
  g_assert_cmpuint (g_hash_table_size (reached), ==, n_named);
}

/* Scenes by hand ---------------------------------------------------------------------------------
 */

static JsonObject *
make_chart (const char *rows)
{
  g_autofree char *text = g_strconcat (
      "{\"element\":{\"mark\":\"bar\",\"x\":\"x\",\"y\":[\"y\"]},\"size\":[400,300],"
      "\"columns\":[{\"name\":\"x\",\"type\":\"text\"},{\"name\":\"y\",\"type\":\"int\"}],"
      "\"rows\":",
      rows, "}", NULL);

  return bureau_json_parse_object (text, -1, NULL);
}

/* The length of a bar is its value: none is drawn longer than it is. */
static void
test_lengths (void)
{
  g_autoptr (JsonObject) chart = make_chart ("[[\"a\",10],[\"b\",20],[\"c\",-5]]");
  g_autoptr (BureauScene) scene = lay_out (chart);
  BureauSceneMark *a = g_ptr_array_index (scene->marks, 0);
  BureauSceneMark *b = g_ptr_array_index (scene->marks, 1);
  BureauSceneMark *c = g_ptr_array_index (scene->marks, 2);

  g_assert_cmpfloat_with_epsilon (b->box.height, 2 * a->box.height, 0.01);
  g_assert_cmpfloat_with_epsilon (2 * c->box.height, a->box.height, 0.01);
  g_assert_cmpfloat_with_epsilon (c->box.y, a->box.y + a->box.height, 0.01);
}

static void
test_find (void)
{
  g_autoptr (JsonObject) chart = make_chart ("[[\"a\",10],[\"b\",20]]");
  g_autoptr (BureauScene) scene = lay_out (chart);
  BureauSceneMark *b = g_ptr_array_index (scene->marks, 1);

  g_assert_true (bureau_scene_find (scene, b->box.x + 3, b->box.y + 3) == b);
  g_assert_null (bureau_scene_find (scene, 1, 1));
}

/* The parts of a ring make a whole. */
static void
test_ring (void)
{
  g_autoptr (JsonObject) chart = load ("charts", "pie-many.json");
  g_autoptr (BureauScene) scene = lay_out (chart);
  double at = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      BureauSceneMark *mark = g_ptr_array_index (scene->marks, i);

      g_assert_cmpfloat_with_epsilon (mark->from, at, 1e-9);
      at = mark->to;
    }
  g_assert_cmpfloat_with_epsilon (at, 2 * G_PI, 1e-9);
}

/* A reduced line keeps what sticks out. */
static void
test_reduce (void)
{
  guint n = 100000;
  g_autofree double *at = g_new (double, n);
  g_autofree double *values = g_new (double, n);
  g_autoptr (GArray) kept = NULL;
  gboolean has_peak = FALSE, has_pit = FALSE;

  for (guint i = 0; i < n; i++)
    {
      at[i] = i;
      values[i] = i % 7;
    }
  values[54321] = 1000;
  values[777] = -1000;
  kept = bureau_chart_reduce (at, values, n, 500);
  g_assert_cmpuint (kept->len, <=, 4 * 501);
  for (guint i = 0; i < kept->len; i++)
    {
      has_peak |= g_array_index (kept, guint, i) == 54321;
      has_pit |= g_array_index (kept, guint, i) == 777;
      g_assert_true (i == 0 || g_array_index (kept, guint, i) > g_array_index (kept, guint, i - 1));
    }
  g_assert_true (has_peak && has_pit);
}

/* SVG --------------------------------------------------------------------------------------------
 */

static void
ignore_start (GMarkupParseContext *context, const char *element, const char **names,
              const char **values, gpointer data, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_null (strstr (values[i], "url("));
      g_assert_false (g_str_has_prefix (names[i], "on"));
      g_assert_false (g_str_has_suffix (names[i], "href"));
    }
  g_assert_cmpstr (element, !=, "script");
}

static void
check_svg (const char *svg)
{
  GMarkupParser parser = { .start_element = ignore_start };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (svg, "nan"));
  g_assert_null (strstr (svg, "inf"));
}

static void
write_svg (const char *name, const char *svg)
{
  const char *folder = g_getenv ("BUREAU_SVG");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.svg", folder, name) : NULL;

  if (path != NULL)
    g_assert_true (g_file_set_contents (path, svg, -1, NULL));
}

static void
test_svg (gconstpointer data)
{
  g_autoptr (JsonObject) chart = load ("charts", data);
  g_autoptr (BureauScene) scene = lay_out (chart);
  g_autofree char *light = bureau_scene_to_svg (scene, data, FALSE);
  g_autofree char *dark = bureau_scene_to_svg (scene, data, TRUE);

  check_svg (light);
  check_svg (dark);
  write_svg (data, light);
}

static void
test_svg_hostile (void)
{
  g_autoptr (JsonObject) chart = make_chart (
      "[[\"<script>alert(1)</script>\",1],[\"\\\"><a href='file:///'>\",2],[\"]]>&\",3]]");
  g_autoptr (BureauScene) scene = lay_out (chart);
  g_autofree char *svg = bureau_scene_to_svg (scene, "</title><script>", FALSE);

  check_svg (svg);
  g_assert_null (strstr (svg, "<script"));
  g_assert_null (strstr (svg, "<a "));
}

/* Colours ----------------------------------------------------------------------------------------
 */

static double
part_of (const char *color, int at)
{
  char digits[3] = { color[at], color[at + 1], '\0' };
  double part = (double)g_ascii_strtoull (digits, NULL, 16) / 255;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
brightness (const char *color)
{
  return 0.2126 * part_of (color, 1) + 0.7152 * part_of (color, 3) + 0.0722 * part_of (color, 5);
}

static double
contrast (const char *a, const char *b)
{
  double one = brightness (a), other = brightness (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* WCAG 2.2: 3 to 1 for what is drawn, 4.5 to 1 for words. */
static void
test_colors (void)
{
  for (int is_dark = 0; is_dark <= 1; is_dark++)
    {
      const char *ground = bureau_scene_ground (is_dark);

      for (guint i = 0; i <= BUREAU_SCENE_COLORS; i++)
        g_assert_cmpfloat (contrast (bureau_scene_color (i, is_dark), ground), >=, 3);
      g_assert_cmpfloat (contrast (bureau_scene_ink (is_dark), ground), >=, 4.5);
      g_assert_cmpfloat (contrast (bureau_scene_faint_ink (is_dark), ground), >=, 4.5);
      for (double share = -1; share <= 1; share += 0.05)
        {
          g_autofree char *cell = bureau_scene_share_color (share, is_dark);

          g_assert_cmpfloat (contrast (bureau_scene_ink_on (share, is_dark), cell), >=, 4.5);
        }
    }
}

static void
add (const char *group, const char *name, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/views/chart/%s/%s", group, name);

  g_test_add_data_func_full (path, g_strdup (name), test, g_free);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  folder = path_of ("charts", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      add ("golden", name, test_golden);
      add ("properties", name, test_properties);
      add ("reach", name, test_reach);
      add ("svg", name, test_svg);
    }
  g_test_add_func ("/views/chart/lengths", test_lengths);
  g_test_add_func ("/views/chart/find", test_find);
  g_test_add_func ("/views/chart/ring", test_ring);
  g_test_add_func ("/views/chart/reduce", test_reduce);
  g_test_add_func ("/views/chart/svg-hostile", test_svg_hostile);
  g_test_add_func ("/views/chart/colors", test_colors);
  return g_test_run ();
}

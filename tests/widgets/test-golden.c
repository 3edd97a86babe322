/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of tests/views/golden/views.json over the sample business: what is wrong with each, the
 * rows of its sources, the scenes of its charts and its widgets, as tests/views/golden/NAME.txt has
 * them. With BUREAU_GOLDEN=write these are written anew, to be looked at before they are kept.
 *
 * With BUREAU_PICTURES=FOLDER each view is also painted into FOLDER/NAME.png, BUREAU_WIDTH px wide
 * and from right to left with BUREAU_RTL. */
#include <adwaita.h>
#include <locale.h>

#include "agents/sample.h"
#include "base/json.h"
#include "bureau-desk-resources.h"
#include "memory/workspace-fixture.h"
#include "views/chart.h"
#include "views/format.h"
#include "views/view.h"
#include "widget-dump.h"
#include "widgets/element.h"
#include "widgets/view-body.h"
#include "workflows/template-install.h"

#define NOON_MS G_GINT64_CONSTANT (1795348800000) /* 2026-11-22T12:00:00Z */
#define LEAST_VIEWS 40
#define CHART_WIDTH 600
#define CHART_HEIGHT 300
#define LONGEST_TEXT 120
#define WINDOW_WIDTH 1100
#define WINDOW_HEIGHT 900

/* The window's own, of libadwaita. */
static const GdkRGBA light_ground = { 0.98f, 0.98f, 0.984f, 1 };
static const GdkRGBA dark_ground = { 0.133f, 0.133f, 0.149f, 1 };

static Workspace business;

/* Every clock of the program begins at that noon. */
gint64
g_get_real_time (void)
{
  static gint64 start;

  if (start == 0)
    start = g_get_monotonic_time ();
  return NOON_MS * 1000 + g_get_monotonic_time () - start;
}

typedef struct
{
  JsonObject *shape; /* of the file */
  JsonObject *document;
  BureauShownView *view;
  GtkWidget *window;
  BureauViewBody *body;
  GPtrArray *rows; /* BureauShownRows of the sources, then of the elements */
  guint n_awaited; /* of them, that read differently soon */
  GString *text;
} Case;

/* Documents --------------------------------------------------------------------------------------
 */

static char *
path_of (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "views", "golden", file, NULL);
}

static JsonObject *
load_views (void)
{
  g_autofree char *path = path_of ("views", ".json");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return json_object_of (text);
}

/* A row for each element that is in no group. */
static JsonArray *
make_layout (JsonArray *elements)
{
  JsonArray *layout = json_array_new ();
  g_autoptr (GHashTable) grouped = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = json_array_get_length (elements); i > 0; i--)
    {
      JsonObject *element = json_array_get_object_element (elements, i - 1);
      JsonArray *ids = bureau_json_get_array (element, "elements");

      for (guint j = 0; ids != NULL && j < json_array_get_length (ids); j++)
        g_hash_table_add (grouped, (char *)json_array_get_string_element (ids, j));
    }
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      const char *id = bureau_json_get_string (element, "id");
      g_autoptr (JsonObject) block = json_object_new ();
      JsonArray *row = json_array_new ();

      json_array_add_string_element (row, id);
      json_object_set_array_member (block, "row", row);
      if (!g_hash_table_contains (grouped, id))
        json_array_add_object_element (layout, g_steal_pointer (&block));
    }
  return layout;
}

/* Sources are written once, and named by the views that read them. */
static JsonArray *
find_sources (JsonObject *sources, JsonArray *names)
{
  JsonArray *found = json_array_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);
      JsonObject *source = bureau_json_get_object (sources, name);

      g_assert_nonnull (source);
      bureau_json_set_string (source, "id", name);
      json_array_add_object_element (found, json_object_ref (source));
    }
  return found;
}

static JsonObject *
make_document (JsonObject *shape, JsonObject *sources)
{
  JsonObject *document = json_object_new ();
  JsonArray *elements = bureau_json_get_array (shape, "elements");
  JsonArray *names = bureau_json_get_array (shape, "data");
  static const char *const kept[] = { "params", "elements", "actions", "layout" };

  bureau_json_set_string (document, "spec", "view/1");
  bureau_json_set_string (document, "id", bureau_json_get_string (shape, "name"));
  bureau_json_set_string (document, "title", bureau_json_get_string (shape, "name"));
  if (elements != NULL)
    json_object_set_array_member (document, "layout", make_layout (elements));
  if (names != NULL)
    json_object_set_array_member (document, "data", find_sources (sources, names));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (json_object_has_member (shape, kept[i]))
      json_object_set_member (document, kept[i],
                              json_node_copy (json_object_get_member (shape, kept[i])));
  return document;
}

/* Waiting ----------------------------------------------------------------------------------------
 */

static gboolean
is_settled (BureauShownRows *rows)
{
  BureauShownState state = bureau_shown_rows_get_state (rows);

  return state != BUREAU_SHOWN_LOADING
         && (state != BUREAU_SHOWN_STALE || bureau_shown_rows_get_problem (rows) != NULL);
}

static void
painted_cb (guint *n_frames)
{
  (*n_frames)++;
}

static void
wait_frames (Case *self, guint count)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  guint n_frames = 0;
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb),
                                             &n_frames);

  while (n_frames < count)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

/* Until all is read and the widgets say the same twice. */
static char *
wait_for_widgets (Case *self)
{
  g_autofree char *before = NULL;

  while (self->n_awaited > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < self->rows->len; i++)
    while (!is_settled (g_ptr_array_index (self->rows, i)))
      g_main_context_iteration (NULL, TRUE);
  while (TRUE)
    {
      g_autofree char *now = NULL;

      wait_frames (self, 2);
      now = widget_dump (GTK_WIDGET (self->body));
      if (g_strcmp0 (now, before) == 0)
        return g_steal_pointer (&now);
      g_free (before);
      before = g_steal_pointer (&now);
    }
}

static void
take_rows (Case *self, BureauShownRows *rows)
{
  if (rows != NULL)
    g_ptr_array_add (self->rows, rows);
}

static void
ask_for_rows (Case *self)
{
  JsonArray *sources = bureau_json_get_array (self->document, "data");
  JsonArray *elements = bureau_json_get_array (self->document, "elements");

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      JsonObject *source = json_array_get_object_element (sources, i);
      BureauShownWish wish = { .source = bureau_json_get_string (source, "id") };

      take_rows (self, bureau_shown_view_get_rows (self->view, &wish));
    }
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      GtkWidget *widget = bureau_view_body_find (self->body,
                                                 bureau_json_get_string (element, "id"));
      BureauShownWish wish = { .source = bureau_json_get_string (element, "data"),
                               .is_before = TRUE };

      if (widget != NULL)
        take_rows (self, bureau_element_get_rows (BUREAU_ELEMENT (widget)));
      if (json_object_has_member (element, "compare"))
        take_rows (self, bureau_shown_view_get_rows (self->view, &wish));
    }
}

/* Saying -----------------------------------------------------------------------------------------
 */

static void
say_problems (Case *self, JsonArray *problems)
{
  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);
      g_autofree char *line = bureau_json_print_object (problem);

      g_string_append_printf (self->text, "problem %s\n", line);
    }
}

static void
say_cell (Case *self, BureauShownRows *rows, guint row, const char *column)
{
  JsonNode *value = bureau_shown_rows_get_value (rows, row, column);
  g_autofree char *raw = value != NULL ? bureau_json_print (value) : g_strdup ("nothing");
  g_autofree char *said = bureau_shown_rows_dup_text (rows, row, column, NULL);
  g_autofree char *cut = g_utf8_substring (said, 0, MIN (LONGEST_TEXT, g_utf8_strlen (said, -1)));
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", cut);

  /* Ids differ from run to run. */
  if (g_strcmp0 (bureau_shown_rows_get_type_of (rows, column), "ref") == 0)
    g_string_append (self->text, value != NULL && !JSON_NODE_HOLDS_NULL (value) ? " | a record"
                                                                                : " | no record");
  else if (g_str_equal (raw, quoted))
    g_string_append_printf (self->text, " | %s", cut);
  else
    g_string_append_printf (self->text, " | %s → %s", raw, cut);
}

static void
say_rows (Case *self, BureauShownRows *rows)
{
  static const char *const states[] = { "loading", "waiting", "ready", "stale", "error" };
  JsonObject *source = bureau_shown_rows_get_source (rows);
  JsonArray *columns = bureau_json_get_array (source, "columns");
  const char *problem = bureau_shown_rows_get_problem (rows);

  g_string_append_printf (self->text, "\n# %s: %s%s%s\n", bureau_json_get_string (source, "id"),
                          states[bureau_shown_rows_get_state (rows)], problem != NULL ? ", " : "",
                          problem != NULL ? problem : "");
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    {
      for (guint i = 0; i < json_array_get_length (columns); i++)
        say_cell (self, rows, row,
                  bureau_json_get_string (json_array_get_object_element (columns, i), "name"));
      g_string_append_c (self->text, '\n');
    }
}

static void
say_sources (Case *self)
{
  JsonArray *sources = bureau_json_get_array (self->document, "data");

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    say_rows (self, g_ptr_array_index (self->rows, i));
}

/* Laid out by a table of widths, not by this computer's font. */
static void
say_scene (Case *self, JsonObject *element)
{
  const char *id = bureau_json_get_string (element, "id");
  BureauShownRows *rows = bureau_element_get_rows (
      BUREAU_ELEMENT (bureau_view_body_find (self->body, id)));
  BureauChartWish wish = { .element = element,
                           .source = bureau_shown_rows_get_source (rows),
                           .rows = bureau_shown_rows_get_all (rows),
                           .currency = bureau_shown_rows_get_currency (rows),
                           .width = CHART_WIDTH,
                           .height = CHART_HEIGHT };
  g_autoptr (BureauScene) scene = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (wish.rows == NULL)
    return;
  scene = bureau_chart_lay_out (&wish);
  object = bureau_scene_to_json (scene);
  text = bureau_json_print_object (object);
  lines = g_strsplit (text, "},{", -1);
  joined = g_strjoinv ("},\n{", lines);
  g_string_append_printf (self->text, "\n# %s as a scene\n%s\n", id, joined);
}

static void
say_scenes (Case *self)
{
  JsonArray *elements = bureau_json_get_array (self->document, "elements");

  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);

      if (g_strcmp0 (bureau_json_get_string (element, "type"), "chart") == 0)
        say_scene (self, element);
    }
}

static void
say_widgets (Case *self, const char *when)
{
  g_autofree char *widgets = wait_for_widgets (self);

  say_sources (self);
  say_scenes (self);
  g_string_append_printf (self->text, "\n# widgets%s\n%s", when, widgets);
}

/* Showing ----------------------------------------------------------------------------------------
 */

/* What failed before looks settled until it was read again. */
static void
changed_cb (BureauShownRows *rows, gboolean are_new, Case *self)
{
  if (!is_settled (rows))
    return;
  g_signal_handlers_disconnect_by_func (rows, changed_cb, self);
  self->n_awaited--;
}

static void
await_readers (Case *self, const char *param)
{
  g_autofree char *name = g_strconcat (":", param, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      BureauShownRows *rows = g_ptr_array_index (self->rows, i);
      const char *sql = bureau_json_get_string (bureau_shown_rows_get_source (rows), "sql");

      if (strstr (sql, name) == NULL
          || g_signal_handler_find (rows, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, changed_cb, NULL) != 0)
        continue;
      g_signal_connect (rows, "changed", G_CALLBACK (changed_cb), self);
      self->n_awaited++;
    }
}

static void
set_params (Case *self, JsonObject *values)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &name, &value))
    {
      await_readers (self, name);
      bureau_shown_view_set_param (self->view, name, value);
    }
}

static int
get_width (void)
{
  const char *width = g_getenv ("BUREAU_WIDTH");

  return width != NULL ? atoi (width) : WINDOW_WIDTH;
}

static void
open_window (Case *self)
{
  self->view = bureau_shown_view_new (business.memory, self->document,
                                      bureau_json_get_object (self->shape, "values"));
  self->body = bureau_view_body_new (self->view);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), get_width (), WINDOW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window),
                        g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->body, NULL));
  ask_for_rows (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* As the window has it; without it the widgets are bare. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/app/bureau/Bureau/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* All of the view, however much of it the window has room for, on the ground of the window. */
static void
paint (Case *self)
{
  const char *folder = g_getenv ("BUREAU_PICTURES");
  g_autoptr (GdkPaintable) body = gtk_widget_paintable_new (GTK_WIDGET (self->body));
  double width = gdk_paintable_get_intrinsic_width (body);
  double height = gdk_paintable_get_intrinsic_height (body);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autofree char *file = g_strconcat (bureau_json_get_string (self->shape, "name"), ".png", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (path == NULL)
    return;
  gtk_snapshot_append_color (snapshot, is_dark ? &dark_ground : &light_ground,
                             &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_paintable_snapshot (body, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
show (Case *self)
{
  JsonObject *then = bureau_json_get_object (self->shape, "then");

  open_window (self);
  say_widgets (self, "");
  if (then != NULL)
    {
      set_params (self, then);
      say_widgets (self, " then");
    }
  paint (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->view);
}

static JsonArray *
await_problems (DexFuture *future)
{
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return json_array_ref (g_value_get_boxed (value));
}

static void
compare (Case *self)
{
  g_autofree char *path = path_of (bureau_json_get_string (self->shape, "name"), ".txt");
  g_autofree char *expected = NULL;

  g_string_replace (self->text, "\u202e", "\\u202e", 0);
  if (g_strcmp0 (g_getenv ("BUREAU_GOLDEN"), "write") == 0)
    g_assert_true (g_file_set_contents (path, self->text->str, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (self->text->str, ==, expected);
}

/* What is broken is told, and shown only where a window could come to show it: a view that was
 * right when it was kept. */
static void
show_checked (Case *self)
{
  g_autoptr (JsonArray) problems = await_problems (
      bureau_view_verify (business.memory, self->document));
  const char *broken = bureau_json_get_string (self->shape, "broken");

  g_assert_cmpint (json_array_get_length (problems) == 0, ==, broken == NULL);
  say_problems (self, problems);
  if (json_array_get_length (problems) == 0 || g_strcmp0 (broken, "shown") == 0)
    show (self);
}

static void
test_view (gconstpointer data)
{
  Case self
      = { .shape = (JsonObject *)data, .rows = g_ptr_array_new (), .text = g_string_new (NULL) };
  const char *text = bureau_json_get_string (self.shape, "text");
  g_autoptr (GError) error = NULL;

  self.document = text != NULL ? bureau_view_parse (text, -1, &error)
                               : json_object_ref (bureau_json_get_object (self.shape, "document"));
  if (self.document != NULL)
    show_checked (&self);
  else
    g_string_append_printf (self.text, "cannot be read: %s\n", error->message);
  compare (&self);
  g_clear_pointer (&self.document, json_object_unref);
  g_clear_pointer (&self.rows, g_ptr_array_unref);
  g_string_free (self.text, TRUE);
}

/* ------------------------------------------------------------------------------------------------
 */

static void
add_views (JsonObject *file)
{
  JsonObject *sources = bureau_json_get_object (file, "sources");
  JsonArray *views = bureau_json_get_array (file, "views");

  g_assert_cmpuint (json_array_get_length (views), >=, LEAST_VIEWS);
  for (guint i = 0; i < json_array_get_length (views); i++)
    {
      JsonObject *shape = json_array_get_object_element (views, i);
      g_autofree char *path = g_strconcat ("/widgets/golden/",
                                           bureau_json_get_string (shape, "name"), NULL);

      if (!json_object_has_member (shape, "text"))
        json_object_set_object_member (shape, "document", make_document (shape, sources));
      g_test_add_data_func (path, shape, test_view);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonObject) file = NULL;
  int status;

  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  adw_init ();
  bureau_desk_register_resource ();
  add_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (g_getenv ("BUREAU_RTL") != NULL)
    {
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
      bureau_format_set_is_rtl (TRUE);
    }
  workspace_set_up (&business, NULL);
  await_ok (
      bureau_template_install (business.memory, &operator_cause, BUREAU_SAMPLE_TEMPLATE, TRUE));
  await_ok (bureau_sample_fill (business.memory, "operator:window", NULL));
  file = load_views ();
  add_views (file);
  status = g_test_run ();
  workspace_tear_down (&business, NULL);
  return status;
}

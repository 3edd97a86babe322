/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the window at every place and either checks it, draws it, or waits for a line at each so
 * that another program can look:
 *
 *     places check|draw|wait WORKSPACE [--state loading] [--size 360x640] [--folder DIR] …
 *
 * See explorer.c for what a place is. */
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "bureau-desk-resources.h"
#include "look.h"

static struct
{
  char *state;
  char *size;
  char *folder;
  int scale;
  int rows;
  int depth;
  gboolean is_rtl;
} options = { .scale = 100, .rows = 1, .depth = 3 };

static const GOptionEntry entries[] = {
  { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
    "full, loading, error, opening, welcome, problem", NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, "WIDTHxHEIGHT", NULL },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "where pictures go", NULL },
  { "scale", 0, 0, G_OPTION_ARG_INT, &options.scale, "of texts, in percent", NULL },
  { "rows", 0, 0, G_OPTION_ARG_INT, &options.rows, "how many of each list are opened", NULL },
  { "depth", 0, 0, G_OPTION_ARG_INT, &options.depth, "0: the pages and dialogs alone", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &options.is_rtl, "from right to left", NULL },
  { NULL },
};

static int width = 1280, height = 800;
static char *current_place;

/* What GTK complains about is a finding too, at the place where it does. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    for (gsize i = 0; i < n_fields; i++)
      if (g_str_equal (fields[i].key, "MESSAGE"))
        look_say (current_place != NULL ? current_place : "start", "warning", "%s",
                  (const char *)fields[i].value);
  return g_log_writer_default (level, fields, n_fields, data);
}

/* Acts -------------------------------------------------------------------------------------------
 */

static void
check_cb (Stage *stage, const char *place, GtkWidget *shown, gpointer data)
{
  GtkWidget *window = GTK_WIDGET (stage_get_window (stage));

  g_set_str (&current_place, place);
  if (look_at_size (window, place, width))
    look_at_bounds (window, place, shown);
  look_at_texts (place, shown);
  look_at_focus (window, place, shown);
  fflush (stdout);
}

/* A menu has a surface of its own, and is a picture of its own. */
static void
draw_cb (Stage *stage, const char *place, GtkWidget *shown, gpointer data)
{
  GtkNative *native = gtk_widget_get_native (shown);
  float shown_width = (float)gtk_widget_get_width (GTK_WIDGET (native));
  float shown_height = (float)gtk_widget_get_height (GTK_WIDGET (native));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (native));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = g_strdup_printf ("%s/%s.png", options.folder, place);

  gdk_paintable_snapshot (paintable, snapshot, shown_width, shown_height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node,
                                         &GRAPHENE_RECT_INIT (0, 0, shown_width, shown_height));
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

static gboolean
went_on_cb (GIOChannel *in, GIOCondition condition, gpointer data)
{
  g_autofree char *line = NULL;

  g_io_channel_read_line (in, &line, NULL, NULL, NULL);
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window goes on answering until a line comes. */
static void
wait_cb (Stage *stage, const char *place, GtkWidget *shown, gpointer data)
{
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (0);
  gboolean goes_on = FALSE;

  printf ("%s\n", place);
  fflush (stdout);
  g_io_add_watch (in, G_IO_IN | G_IO_HUP, went_on_cb, &goes_on);
  while (!goes_on)
    g_main_context_iteration (NULL, TRUE);
}

/* Start ------------------------------------------------------------------------------------------
 */

static StageState
read_state (void)
{
  static const char *const names[]
      = { "full", "loading", "error", "opening", "welcome", "problem" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (options.state, names[i]) == 0)
      return (StageState)i;
  return STAGE_FULL;
}

/* As the application does before anything is said. */
static void
set_language (void)
{
  const char *folder = g_getenv ("BUREAU_LOCALE_DIR");

  setlocale (LC_ALL, "");
  if (folder != NULL)
    bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
set_up (void)
{
  set_language ();
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init (); /* which sets the direction of the locale */
  gtk_widget_set_default_direction (options.is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  bureau_desk_register_resource ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * options.scale / 100, NULL);
  if (options.size != NULL)
    sscanf (options.size, "%dx%d", &width, &height);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("check|draw|wait WORKSPACE");
  g_autoptr (Stage) stage = NULL;
  ExplorerReach reach;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 3)
    return 2;
  set_up ();
  reach = (ExplorerReach){ (guint)options.depth, (guint)options.rows };
  stage = stage_new (argv[2], read_state (), width, height);
  if (g_str_equal (argv[1], "check"))
    explorer_visit_all (stage, reach, check_cb, NULL);
  else if (g_str_equal (argv[1], "draw"))
    explorer_visit_all (stage, reach, draw_cb, NULL);
  else
    explorer_visit_all (stage, reach, wait_cb, NULL);
  g_clear_pointer (&current_place, g_free);
  return 0;
}

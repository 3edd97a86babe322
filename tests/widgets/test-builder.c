/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interfaces that were made elsewhere, as views: one that fits, on real rows, and all that are
 * installed, which are shown or refused. */
#include "base/error.h"
#include "base/json.h"
#include "memory/record.h"
#include "memory/workspace-fixture.h"
#include "views/builder.h"
#include "views/view.h"
#include "widgets/view-body.h"

#include "bureau-desk-resources.h"

#include <gtksourceview/gtksource.h>
#include <locale.h>

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"who\",\"type\":\"text\",\"label\":\"Name\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT name, fee FROM clients "
      "WHERE :who IS NULL OR instr(name, :who) > 0\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"fee\",\"type\":\"money\"}]},"
      "{\"id\":\"sum\",\"rows\":\"one\",\"sql\":\"SELECT count(*) AS n, 0.5 AS share FROM "
      "clients\","
      " \"columns\":[{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"share\",\"type\":\"ratio\"}]}],"
      "\"actions\":[{\"id\":\"again\",\"label\":\"Look again\",\"do\":\"refresh\"}]}";

typedef struct
{
  Workspace workspace;
  guint n_shown;
  guint n_refused;
} Fixture;

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget)
      && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
show (Fixture *self, JsonObject *view)
{
  g_autoptr (BureauShownView) shown = bureau_shown_view_new (self->workspace.memory, view, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bureau_view_body_new (shown)));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
assert_fine (Fixture *self, JsonObject *view)
{
  g_autoptr (DexFuture) checked = bureau_view_verify (self->workspace.memory, view);
  const GValue *problems;

  while (dex_future_is_pending (checked))
    g_main_context_iteration (NULL, TRUE);
  problems = dex_future_get_value (checked, NULL);
  g_assert_nonnull (problems);
  g_assert_cmpuint (json_array_get_length (g_value_get_boxed (problems)), ==, 0);
}

/* What the Blueprint compiler writes is a view, once its ids name what the view reads. */
static void
test_generated (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) ann = json_object_of ("{\"name\":\"Ann\",\"fee\":7}");
  g_autoptr (JsonObject) view = json_object_of (document);
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_BUILD_DIR"), "tests", "widgets",
                                            "overview.ui", NULL);
  g_autofree char *xml = NULL;
  GtkWidget *window;
  gsize length;

  await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", ann));
  g_file_get_contents (path, &xml, &length, &error);
  g_assert_no_error (error);
  if (!bureau_builder_add (view, xml, length, &error))
    g_error ("%s", error->message);
  assert_fine (self, view);
  window = show (self, view);
  while (!says (window, "Ann") || !says (window, "Our clients") || !says (window, "1"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Installed ones
 * ------------------------------------------------------------------------------------
 */

static void
try_one (Fixture *self, const char *name, const char *xml, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) view = bureau_builder_to_view (xml, length, &error);

  g_assert_true ((view != NULL) != (error != NULL));
  if (view == NULL)
    {
      g_assert_true (error->domain == BUREAU_ERROR);
      if (self->n_refused++ < 10)
        g_test_message ("%s: %s", name, error->message);
      return;
    }
  self->n_shown++;
  g_test_message ("%s: shown", name);
  gtk_window_destroy (GTK_WINDOW (show (self, view)));
}

static void
try_resources (Fixture *self, const char *folder)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_suffix (path, "/"))
        try_resources (self, path);
      if (!g_str_has_suffix (path, ".ui"))
        continue;
      bytes = g_resources_lookup_data (path, 0, NULL);
      try_one (self, path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}

static void
try_folder (Fixture *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *xml = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        try_folder (self, path);
      else if ((g_str_has_suffix (path, ".ui") || g_str_has_suffix (path, ".glade"))
               && g_file_get_contents (path, &xml, &length, NULL))
        try_one (self, path, xml, length);
    }
}

/* Those of the libraries, our own, and those of a folder where one is named. */
static void
test_installed (Fixture *self, gconstpointer data)
{
  const char *folder = g_getenv ("BUREAU_UI_FILES");

  try_resources (self, "/");
  if (folder != NULL)
    try_folder (self, folder);
  g_test_message ("%u interfaces: %u shown, %u refused", self->n_shown + self->n_refused,
                  self->n_shown, self->n_refused);
  g_assert_cmpuint (self->n_shown + self->n_refused, >=, 100);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  workspace_tear_down (&self->workspace, NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  bureau_desk_register_resource ();
  g_test_add ("/widgets/builder/generated", Fixture, NULL, set_up, test_generated, tear_down);
  g_test_add ("/widgets/builder/installed", Fixture, NULL, set_up, test_installed, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/snapshots-preferences.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/time.h"
#include "desk/chooser.h"
#include "desk/go-back.h"
#include "desk/request-row.h"
#include "desk/toast.h"
#include "desk/words.h"

/* What is listed at most; the folder has all of them. */
#define MOST 20

struct _BureauSnapshotsPreferences
{
  AdwPreferencesPage parent_instance;

  BureauMemory *memory;
  char *folder;
  gboolean is_listing;

  BureauRequestRow *make;
  GtkListBox *copies;
};

G_DEFINE_FINAL_TYPE (BureauSnapshotsPreferences, bureau_snapshots_preferences,
                     ADW_TYPE_PREFERENCES_PAGE)

/* Making one -------------------------------------------------------------------------------------
 */

static void
make_at (BureauSnapshotsPreferences *self, const char *path)
{
  g_autoptr (JsonObject) args = json_object_new ();

  json_object_set_string_member (args, "path", path);
  bureau_request_row_ask (self->make, self->memory, "snapshot", args);
}

static void
make_cb (BureauSnapshotsPreferences *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%d %H-%M-%S.bureau");
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  make_at (self, path);
}

/* Going back -------------------------------------------------------------------------------------
 */

static void
back_cb (GtkWidget *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (row, BUREAU_TYPE_SNAPSHOTS_PREFERENCES);
  BureauSnapshotsPreferences *self = BUREAU_SNAPSHOTS_PREFERENCES (page);

  bureau_go_back_to (page, self->memory, self->folder, g_object_get_data (G_OBJECT (row), "path"));
}

static DexFuture *
back_chosen_cb (DexFuture *future, gpointer data)
{
  BureauSnapshotsPreferences *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);

  if (self->memory == NULL)
    return NULL;
  if (path != NULL)
    bureau_go_back_to (GTK_WIDGET (self), self->memory, self->folder, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  return NULL;
}

static void
back_elsewhere_cb (BureauSnapshotsPreferences *self)
{
  dex_future_disown (
      dex_future_finally (bureau_chooser_choose (GTK_WIDGET (self), BUREAU_CHOOSER_WORKSPACE),
                          back_chosen_cb, g_object_ref (self), g_object_unref));
}

/* Making one elsewhere ---------------------------------------------------------------------------
 */

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  BureauSnapshotsPreferences *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);

  if (self->memory == NULL)
    return NULL;
  if (path != NULL)
    make_at (self, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  return NULL;
}

static void
elsewhere_cb (BureauSnapshotsPreferences *self)
{
  dex_future_disown (
      dex_future_finally (bureau_chooser_choose (GTK_WIDGET (self), BUREAU_CHOOSER_SAVE_COPY),
                          chosen_cb, g_object_ref (self), g_object_unref));
}

/* Listing them -----------------------------------------------------------------------------------
 */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (g_file_info_get_name (*(GFileInfo *const *)b),
                 g_file_info_get_name (*(GFileInfo *const *)a));
}

static GtkWidget *
make_back_button (BureauSnapshotsPreferences *self, GFileInfo *info, const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Go Back…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
  g_object_set_data_full (G_OBJECT (button), "path",
                          g_build_filename (self->folder, g_file_info_get_name (info), NULL),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (back_cb), button, G_CONNECT_DEFAULT);
  return button;
}

/* When it was made, on the clock of this computer, and its size. */
static char *
say_detail (GFileInfo *info)
{
  g_autofree char *size = g_format_size ((guint64)g_file_info_get_size (info));
  g_autofree char *stored = bureau_time_format (
      (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000);
  g_autofree char *at = bureau_words_time (stored);

  return g_strdup_printf ("%s · %s", g_strchug (at), size);
}

static void
add_row (BureauSnapshotsPreferences *self, GFileInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = say_detail (info);
  g_autofree char *name = g_strdup (g_file_info_get_display_name (info));

  if (g_str_has_suffix (name, ".bureau"))
    name[strlen (name) - strlen (".bureau")] = '\0';
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", name, "subtitle", detail, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_back_button (self, info, name));
  gtk_list_box_append (self->copies, row);
}

/* The kind of a file is not asked for: to know it, it would be opened. */
#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME                        \
                                 "," G_FILE_ATTRIBUTE_STANDARD_SIZE                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED

static gboolean
list_on_worker (GPtrArray *found, const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFileInfo *info;

  while (children != NULL && (info = g_file_enumerator_next_file (children, NULL, NULL)) != NULL)
    if (g_str_has_suffix (g_file_info_get_name (info), ".bureau"))
      g_ptr_array_add (found, info);
    else
      g_clear_object (&info);
  g_ptr_array_sort (found, compare_names);
  return TRUE;
}

static void
list_thread (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  list_on_worker (found, folder);
  g_task_return_pointer (task, found, (GDestroyNotify)g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BureauSnapshotsPreferences *self = BUREAU_SNAPSHOTS_PREFERENCES (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_listing = FALSE;
  if (self->memory == NULL || found == NULL)
    return;
  /* Removing all would remove the placeholder too. */
  while (gtk_list_box_get_row_at_index (self->copies, 0) != NULL)
    gtk_list_box_remove (self->copies,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->copies, 0)));
  for (guint i = 0; i < MIN (found->len, MOST); i++)
    add_row (self, g_ptr_array_index (found, i));
}

static void
refresh (BureauSnapshotsPreferences *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_listing)
    return;
  self->is_listing = TRUE;
  task = g_task_new (self, NULL, listed_cb, NULL);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_thread);
}

static void
show_folder_cb (BureauSnapshotsPreferences *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->folder);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            NULL, NULL);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

/* "/home/anna/florist.bureau" has its copies in "/home/anna/florist-snapshots". */
static char *
make_folder_name (const char *workspace)
{
  g_autofree char *bare = g_strdup (workspace);

  if (g_str_has_suffix (bare, ".bureau"))
    bare[strlen (bare) - strlen (".bureau")] = '\0';
  return g_strconcat (bare, "-snapshots", NULL);
}

static void
bureau_snapshots_preferences_set_property (GObject *object, guint id, const GValue *value,
                                           GParamSpec *pspec)
{
  BureauSnapshotsPreferences *self = BUREAU_SNAPSHOTS_PREFERENCES (object);

  self->memory = g_value_dup_object (value);
  if (self->memory == NULL)
    return;
  self->folder = make_folder_name (bureau_memory_get_path (self->memory));
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
bureau_snapshots_preferences_dispose (GObject *object)
{
  BureauSnapshotsPreferences *self = BUREAU_SNAPSHOTS_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SNAPSHOTS_PREFERENCES);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (bureau_snapshots_preferences_parent_class)->dispose (object);
}

static void
bureau_snapshots_preferences_class_init (BureauSnapshotsPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_snapshots_preferences_set_property;
  object_class->dispose = bureau_snapshots_preferences_dispose;
  g_object_class_install_property (
      object_class, 1,
      g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_type_ensure (BUREAU_TYPE_REQUEST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/snapshots-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauSnapshotsPreferences, make);
  gtk_widget_class_bind_template_child (widget_class, BureauSnapshotsPreferences, copies);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_folder_cb);
}

static void
bureau_snapshots_preferences_init (BureauSnapshotsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

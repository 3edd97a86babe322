/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/origin-list.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/own-collections.h"
#include "memory/record-title.h"
#include "views/format.h"

/* How a record began, and by which run. */
#define BEGAN                                                                                      \
  "SELECT r.id AS run, r.workflow, m.id AS message, m.subject"                                     \
  " FROM bureau_journal_item i JOIN bureau_journal j ON j.entry = i.entry"                         \
  " LEFT JOIN bureau_run r ON j.reason = 'run:' || r.id"                                           \
  " LEFT JOIN bureau_message m ON m.id = r.message"                                                \
  " WHERE i.record = ? AND i.op = 'insert' ORDER BY i.entry LIMIT 1"

struct _BureauOriginList
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  guint generation; /* of what was asked for last */
};

G_DEFINE_FINAL_TYPE (BureauOriginList, bureau_origin_list, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  BureauOriginList *list;
  BureauMemory *memory;
  DexFuture *reading;
  guint generation;
} Showing;

static void
showing_free (gpointer data)
{
  Showing *self = data;

  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  dex_clear (&self->reading);
  g_free (self);
}

/* Rows -------------------------------------------------------------------------------------------
 */

static void
open_cb (GtkWidget *widget)
{
  gint64 *id = g_object_get_data (G_OBJECT (widget), "id");
  GtkWidget *dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG);

  gtk_widget_activate_action (widget, "win.open", "x", *id);
  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
let_open (GtkWidget *widget, const char *signal, gint64 id)
{
  g_object_set_data_full (G_OBJECT (widget), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (widget, signal, G_CALLBACK (open_cb), widget, G_CONNECT_DEFAULT);
}

static void
add_button (AdwActionRow *row, JsonObject *began, const char *member, const char *icon,
            const char *label)
{
  gint64 id = bureau_json_get_id (began, member);
  GtkWidget *button;

  if (id == 0)
    return;
  button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", label, "valign",
                         GTK_ALIGN_CENTER, "css-classes", (const char *const[]){ "flat", NULL },
                         NULL);
  let_open (button, "clicked", id);
  adw_action_row_add_suffix (row, button);
}

/* From the message, by the run, or by hand. */
static char *
say_began (JsonObject *began)
{
  const char *subject = bureau_json_get_string (began, "subject");
  const char *workflow = bureau_json_get_string (began, "workflow");
  g_autofree char *title = workflow != NULL ? bureau_text_title (workflow) : NULL;
  g_autofree char *visible = subject != NULL ? bureau_text_visible (subject, NULL) : NULL;

  if (visible != NULL && title != NULL)
    return g_strdup_printf ("%s · %s", visible, title);
  return g_strdup (visible != NULL ? visible : title != NULL ? title : "");
}

static void
add_record (BureauOriginList *self, gint64 id, const char *title, JsonObject *began)
{
  g_autofree char *subtitle = began != NULL ? say_began (began) : g_strdup ("");
  g_autofree char *visible = bureau_text_visible (title, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE,
                                 NULL);

  g_object_set (row, "title", visible, "subtitle", subtitle, NULL);
  if (began != NULL)
    {
      add_button (ADW_ACTION_ROW (row), began, "message", "mail-unread-symbolic",
                  _ ("Open the Message"));
      add_button (ADW_ACTION_ROW (row), began, "run", "system-run-symbolic", _ ("Open the Run"));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  let_open (row, "activated", id);
  gtk_list_box_append (self->list, row);
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
is_wanted (Showing *self)
{
  return self->list->generation == self->generation
         && gtk_widget_get_root (GTK_WIDGET (self->list)) != NULL;
}

/* What people know a message, a draft or a run by. */
static char *
read_own_title (Showing *self, const char *collection, gint64 id)
{
  gboolean is_run = g_str_equal (collection, "runs");
  g_autofree char *sql = g_strdup_printf ("SELECT %s AS title FROM %s WHERE id = ?",
                                          is_run ? "workflow" : "subject", collection);
  g_autoptr (JsonArray) rows = dex_await_boxed (bureau_memory_rows (self->memory, sql, "i", id),
                                                NULL);
  const char *title = rows != NULL && json_array_get_length (rows) > 0
                          ? bureau_json_get_string (json_array_get_object_element (rows, 0),
                                                    "title")
                          : NULL;

  if (title == NULL || *title == '\0')
    return g_strdup (_ ("Without a name"));
  return is_run ? bureau_text_title (title) : g_strdup (title);
}

static char *
read_title (Showing *self, const char *collection, gint64 id)
{
  return bureau_own_collection_get_title (collection) != NULL
             ? read_own_title (self, collection, id)
             : dex_await_string (bureau_record_title_read (self->memory, collection, id), NULL);
}

static void
read_record (Showing *self, JsonObject *record)
{
  const char *collection = bureau_json_get_string (record, "collection");
  gint64 id = bureau_json_get_id (record, "id");
  g_autofree char *title = read_title (self, collection, id);
  g_autoptr (JsonArray) rows = dex_await_boxed (bureau_memory_rows (self->memory, BEGAN, "i", id),
                                                NULL);
  JsonObject *began = rows != NULL && json_array_get_length (rows) > 0
                          ? json_array_get_object_element (rows, 0)
                          : NULL;

  if (is_wanted (self))
    add_record (self->list, id, title != NULL ? title : collection, began);
}

static void
describe (BureauOriginList *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
}

/* How many there are, and whether that is all. */
static void
say_n (BureauOriginList *self, JsonObject *origin)
{
  guint listed = json_array_get_length (bureau_json_get_array (origin, "records"));
  gint64 n = bureau_json_get_int (origin, "n", -1);
  g_autofree char *number = bureau_format_int (n >= 0 ? n : listed);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n >= 0)
    g_string_append_printf (text, ngettext ("%s record", "%s records", (gulong)n), number);
  else
    g_string_append_printf (text, _ ("The first %s records"), number);
  if (bureau_json_get_boolean (origin, "is_partial"))
    g_string_append_printf (text, "\n%s", _ ("What else it was made of cannot be told."));
  describe (self, text->str);
}

static DexFuture *
show_fiber (gpointer data)
{
  Showing *self = data;
  g_autoptr (JsonObject) origin = dex_await_boxed (g_steal_pointer (&self->reading), NULL);
  JsonArray *records = origin != NULL ? bureau_json_get_array (origin, "records") : NULL;

  if (!is_wanted (self))
    return NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->list->list),
                          records != NULL && json_array_get_length (records) > 0);
  if (records == NULL)
    describe (self->list,
              _ ("Which records it was made of cannot be told from the question below."));
  else
    say_n (self->list, origin);
  for (guint i = 0; records != NULL && i < json_array_get_length (records) && is_wanted (self); i++)
    read_record (self, json_array_get_object_element (records, i));
  return NULL;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_origin_list_class_init (BureauOriginListClass *klass)
{
}

static void
bureau_origin_list_init (BureauOriginList *self)
{
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "visible",
                             FALSE, "css-classes", (const char *const[]){ "boxed-list", NULL },
                             NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Made Of"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
}

/**
 * bureau_origin_list_show:
 * @rows: of figures
 * @row: of them
 *
 * Shows what the row was made of.
 */
void
bureau_origin_list_show (BureauOriginList *self, BureauMemory *memory, BureauShownView *view,
                         BureauShownRows *rows, guint row)
{
  Showing *showing = g_new0 (Showing, 1);

  gtk_list_box_remove_all (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  showing->list = g_object_ref (self);
  showing->memory = g_object_ref (memory);
  showing->generation = ++self->generation;
  showing->reading = bureau_origin_read (memory, bureau_shown_view_get_document (view),
                                         bureau_shown_view_get_values (view), rows, row);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, show_fiber, showing, showing_free));
}

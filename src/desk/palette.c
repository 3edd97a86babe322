/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/palette.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "desk/arrow-keys.h"
#include "desk/palette-item.h"
#include "memory/search.h"

#define MAX_FOUND 20

struct _BureauPalette
{
  AdwDialog parent_instance;

  GtkWidget *window; /* not owned: the dialog is inside it */
  BureauMemory *memory;
  GListStore *lines;
  guint asked; /* counts the questions, so that an answer to an older one is dropped */

  GtkSearchEntry *entry;
  GtkSingleSelection *selection;
  AdwViewStack *states;

  gboolean is_coming; /* until the first key that comes once it is there */
};

G_DEFINE_FINAL_TYPE (BureauPalette, bureau_palette, ADW_TYPE_DIALOG)

/* Finding ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauPalette *palette;
  guint asked;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->palette);
  g_free (question);
}

#define SELECT_DOCUMENTS                                                                           \
  "SELECT id, kind, title FROM bureau_document WHERE kind IN ('workflow', 'agent') ORDER BY id"

static void
add_document (JsonArray *found, JsonObject *row, const char *words)
{
  const char *title = bureau_json_get_string (row, "title");
  gboolean is_agent = g_strcmp0 (bureau_json_get_string (row, "kind"), "agent") == 0;

  if (!g_str_match_string (words, title, TRUE))
    return;
  json_object_set_string_member (row, "snippet", is_agent ? _ ("Agent") : _ ("Workflow"));
  json_array_add_object_element (found, json_object_ref (row));
}

/* Workflows and agents by their names; they are few, and not in the index. */
static gboolean
add_documents (BureauDatabase *database, JsonArray *found, const char *words, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, SELECT_DOCUMENTS, "");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add_document (found, json_array_get_object_element (rows, i), words);
  return rows != NULL;
}

static gboolean
add_rest (BureauDatabase *database, JsonArray *found, const char *words, GError **error)
{
  const BureauSearchOptions options = { .limit = MAX_FOUND };
  g_autoptr (JsonArray) rest = bureau_search_words (database, words, &options, error);

  for (guint i = 0; rest != NULL && i < json_array_get_length (rest); i++)
    json_array_add_element (found, json_node_copy (json_array_get_element (rest, i)));
  return rest != NULL;
}

static gboolean
search (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonArray) found = json_array_new ();

  if (!add_documents (database, found, data, error) || !add_rest (database, found, data, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&found));
  return TRUE;
}

static void
show_state (BureauPalette *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->lines)) > 0;

  adw_view_stack_set_visible_child_name (self->states, any ? "lines" : "none");
}

/* Second, so that the best of what there is comes first; one word is a name and no wish. */
static void
add_ask (BureauPalette *self)
{
  g_autofree char *words = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (BureauPaletteItem) line = NULL;

  if (strchr (words, ' ') == NULL)
    return;
  line = bureau_palette_item_new_ask (words);
  g_list_store_insert (self->lines, MIN (1, g_list_model_get_n_items (G_LIST_MODEL (self->lines))),
                       line);
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  BureauPalette *self = question->palette;
  g_autoptr (JsonArray) found = dex_await_boxed (dex_ref (future), NULL);

  if (found == NULL || question->asked != self->asked || self->states == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      g_autoptr (BureauPaletteItem) line = bureau_palette_item_new_found (
          json_array_get_object_element (found, i));

      g_list_store_append (self->lines, line);
    }
  add_ask (self);
  show_state (self);
  return NULL;
}

static void
ask_memory (BureauPalette *self, const char *text)
{
  Question *question = g_new0 (Question, 1);

  question->palette = g_object_ref (self);
  question->asked = self->asked;
  dex_future_disown (
      dex_future_finally (bureau_memory_read (self->memory, search, g_strdup (text), g_free),
                          found_cb, question, question_free));
}

static void
add_commands (BureauPalette *self, const char *text)
{
  guint n;
  const BureauCommand *commands = bureau_command_list (&n);

  for (guint i = 0; i < n; i++)
    if (!g_str_equal (commands[i].id, "palette")
        && (*text == '\0' || bureau_command_matches (&commands[i], text))
        && bureau_command_is_possible (&commands[i], self->window))
      {
        g_autoptr (BureauPaletteItem) line = bureau_palette_item_new_command (&commands[i]);

        g_list_store_append (self->lines, line);
      }
}

static void
changed_cb (BureauPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  self->asked++;
  g_list_store_remove_all (self->lines);
  add_commands (self, text);
  if (*text != '\0' && self->memory != NULL)
    ask_memory (self, text);
  show_state (self);
}

static GtkWidget *
get_text (BureauPalette *self)
{
  return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
}

/* Going ------------------------------------------------------------------------------------------
 */

static void
go (BureauPalette *self, BureauPaletteItem *line)
{
  const BureauCommand *command = bureau_palette_item_get_command (line);
  GtkWidget *window = self->window;
  const char *words = bureau_palette_item_get_words (line);
  gint64 id = bureau_palette_item_get_id (line);

  adw_dialog_close (ADW_DIALOG (self));
  if (command != NULL)
    bureau_command_run (command, window);
  else if (words != NULL)
    gtk_widget_activate_action (window, "win.ask", "s", words);
  else
    gtk_widget_activate_action (window, "win.open", "x", id);
}

static void
activate_cb (BureauPalette *self)
{
  g_autoptr (BureauPaletteItem) line = NULL;

  g_set_object (&line, gtk_single_selection_get_selected_item (self->selection));
  if (line != NULL)
    go (self, line);
}

/* GTK makes no letter of a key that comes before the field was drawn. */
static gboolean
write_early (BureauPalette *self, guint keyval, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  int at = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  char text[6 + 1] = { 0 };

  if (gtk_widget_get_mapped (get_text (self))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return)
    activate_cb (self);
  if (!g_unichar_isprint (letter))
    return keyval == GDK_KEY_Return;
  g_unichar_to_utf8 (letter, text);
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), text, -1, &at);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), at);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (BureauPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  self->is_coming = !gtk_widget_get_mapped (get_text (self));
  return bureau_arrow_keys_move (self->selection, keyval) || write_early (self, keyval, state);
}

/* A dialog that comes up takes the focus anew and chooses what stands in the field: the next letter
 * would overwrite those that were there before it. */
static void
selected_cb (BureauPalette *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->entry);

  if (self->is_coming && gtk_editable_get_selection_bounds (entry, NULL, NULL))
    gtk_editable_set_position (entry, -1);
}

static void
stop_cb (BureauPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_palette_dispose (GObject *object)
{
  BureauPalette *self = BUREAU_PALETTE (object);

  self->asked++;
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_PALETTE);
  g_clear_object (&self->memory);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (bureau_palette_parent_class)->dispose (object);
}

static void
bureau_palette_class_init (BureauPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, BureauPalette, selection);
  gtk_widget_class_bind_template_child (widget_class, BureauPalette, states);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
bureau_palette_init (BureauPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_list_store_new (BUREAU_TYPE_PALETTE_ITEM);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->lines));
  self->is_coming = TRUE;
  g_signal_connect_object (get_text (self), "notify::selection-bound", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * bureau_palette_present:
 * @window: whose actions are offered
 * @memory: (nullable): what is searched; %NULL while no workspace is open
 *
 * Shows the palette on @window. The next key that is pressed is its own already: by itself a dialog
 * takes the keyboard once it was drawn.
 */
void
bureau_palette_present (GtkWidget *window, BureauMemory *memory)
{
  BureauPalette *self = g_object_new (BUREAU_TYPE_PALETTE, NULL);

  self->window = window;
  g_set_object (&self->memory, memory);
  changed_cb (self);
  adw_dialog_present (ADW_DIALOG (self), window);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  /* Keys are dropped on their way to what has no surface yet. */
  gtk_widget_realize (get_text (self));
}

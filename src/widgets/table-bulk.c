/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-bulk.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/format.h"
#include "views/intent.h"
#include "widgets/rows-model.h"
#include "widgets/table-chosen.h"

struct _BureauTableBulk
{
  GObject parent_instance;

  BureauElement *table; /* holds this */
  BureauTableChosen *chosen;
  GHashTable *bound; /* GtkColumnViewCell, of those on the screen */
  GtkWidget *bar;
  GtkLabel *count;
  GtkWidget *all;
  gboolean is_pushing;
};

G_DEFINE_FINAL_TYPE (BureauTableBulk, bureau_table_bulk, G_TYPE_OBJECT)

static BureauShownRows *
get_rows (BureauTableBulk *self)
{
  return bureau_element_get_rows (self->table);
}

/* Showing ----------------------------------------------------------------------------------------
 */

static guint
get_row (GtkColumnViewCell *cell)
{
  return bureau_rows_item_get_row (gtk_column_view_cell_get_item (cell));
}

/* The first text of a row: by it a check is told from the others. */
static char *
say_row (BureauTableBulk *self, guint row)
{
  JsonArray *columns = bureau_json_get_array (bureau_element_get_shape (self->table), "columns");

  return bureau_shown_rows_dup_text (
      get_rows (self), row,
      bureau_json_get_string (json_array_get_object_element (columns, 0), "col"), NULL);
}

static void
show_check (BureauTableBulk *self, GtkColumnViewCell *cell)
{
  GtkWidget *check = gtk_column_view_cell_get_child (cell);
  g_autofree char *row = say_row (self, get_row (cell));
  /* Translators: a box that chooses a row, as in “Choose Anna” */
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), row);

  self->is_pushing = TRUE;
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (check),
      bureau_table_chosen_has (self->chosen, get_rows (self), get_row (cell)));
  self->is_pushing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_checks (BureauTableBulk *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    show_check (self, cell);
}

static void
show_bar (BureauTableBulk *self)
{
  guint n = bureau_table_chosen_get_n (self->chosen);
  guint n_rows = bureau_shown_rows_get_n (get_rows (self));
  g_autofree char *text = n < BUREAU_BULK_MOST
                              ? g_strdup_printf (ngettext ("%u row chosen", "%u rows chosen", n), n)
                              : g_strdup_printf (_ ("%u rows chosen, and no more at once"), n);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (self->bar, n > 0);
  gtk_widget_set_visible (self->all, n < n_rows && n_rows <= BUREAU_BULK_MOST
                                         && bureau_shown_rows_get_window (get_rows (self)) == NULL);
}

/* Choosing ---------------------------------------------------------------------------------------
 */

static void
toggled_cb (GtkColumnViewCell *cell, GtkCheckButton *check)
{
  BureauTableBulk *self = g_object_get_data (G_OBJECT (check), "bulk");

  if (self->is_pushing)
    return;
  if (gtk_check_button_get_active (check))
    bureau_table_chosen_add (self->chosen, get_rows (self), get_row (cell));
  else
    bureau_table_chosen_remove (self->chosen, get_rows (self), get_row (cell));
  show_check (self, cell);
  show_bar (self);
}

static void
choose_all_cb (BureauTableBulk *self)
{
  bureau_table_chosen_add_all (self->chosen, get_rows (self));
  show_checks (self);
  show_bar (self);
}

static void
choose_none_cb (BureauTableBulk *self)
{
  bureau_table_chosen_remove_all (self->chosen);
  show_checks (self);
  show_bar (self);
}

/* Acting -----------------------------------------------------------------------------------------
 */

static char *
say_chosen (BureauTableBulk *self, JsonObject *row)
{
  JsonArray *columns = bureau_json_get_array (bureau_element_get_shape (self->table), "columns");
  const char *column = bureau_json_get_string (json_array_get_object_element (columns, 0), "col");
  JsonNode *value = json_object_get_member (row, column);

  return bureau_format_value (value, bureau_shown_rows_get_type_of (get_rows (self), column), NULL);
}

static void
add_row (BureauTableBulk *self, JsonObject *action, JsonObject *row, JsonArray *intents,
         JsonArray *lines)
{
  const BureauIntentPlace place = {
    .row = row,
    .values = bureau_shown_view_get_values (bureau_element_get_view (self->table)),
  };
  JsonObject *intent = bureau_intent_for_action (action, &place);
  g_autofree char *line = say_chosen (self, row);

  if (intent == NULL)
    return;
  json_array_add_object_element (intents, intent);
  json_array_add_string_element (lines, line);
}

static void
act_cb (BureauTableBulk *self, GtkButton *button)
{
  JsonObject *action = bureau_shown_view_get_action (bureau_element_get_view (self->table),
                                                     g_object_get_data (G_OBJECT (button), "id"));
  g_autoptr (JsonObject) several = json_object_new ();
  JsonArray *intents = json_array_new ();
  JsonArray *lines = json_array_new ();
  g_autoptr (GPtrArray) rows = bureau_table_chosen_list (self->chosen, get_rows (self));

  for (guint i = 0; i < rows->len; i++)
    add_row (self, action, g_ptr_array_index (rows, i), intents, lines);
  json_object_set_string_member (several, "do", "several");
  bureau_json_set_string (several, "label", bureau_json_get_string (action, "label"));
  bureau_json_set_string (several, "element", bureau_element_get_text (self->table, "id"));
  json_object_set_array_member (several, "intents", intents);
  json_object_set_array_member (several, "lines", lines);
  bureau_element_ask (self->table, several);
}

/* Only what changes or starts something is done with several at once. */
static gboolean
is_bulk (JsonObject *action)
{
  static const char *const acts[] = { "workflow", "set", "add", NULL };
  const char *act = action != NULL ? bureau_json_get_string (action, "do") : NULL;

  return act != NULL && g_strv_contains (acts, act);
}

static void
add_button (BureauTableBulk *self, const char *id)
{
  JsonObject *action = bureau_shown_view_get_action (bureau_element_get_view (self->table), id);
  GtkWidget *button;

  if (!is_bulk (action))
    return;
  button = gtk_button_new_with_label (bureau_json_get_string (action, "label"));
  g_object_set_data (G_OBJECT (button), "id", (gpointer)bureau_json_get_string (action, "id"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (act_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->bar), button);
}

static GtkWidget *
add_plain (BureauTableBulk *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->bar), button);
  return button;
}

static void
make_bar (BureauTableBulk *self)
{
  JsonArray *actions = bureau_json_get_array (bureau_element_get_shape (self->table),
                                              "bulk_actions");

  self->bar = g_object_ref_sink (g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6,
                                               "line-spacing", 6, "visible", FALSE, "css-classes",
                                               (const char *const[]){ "bulk", NULL }, NULL));
  self->count = GTK_LABEL (
      g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *const[]){ "heading", NULL }, NULL));
  adw_wrap_box_append (ADW_WRAP_BOX (self->bar), GTK_WIDGET (self->count));
  for (guint i = 0; i < json_array_get_length (actions); i++)
    add_button (self, json_array_get_string_element (actions, i));
  self->all = add_plain (self, _ ("Choose _All"), G_CALLBACK (choose_all_cb));
  add_plain (self, _ ("Choose _None"), G_CALLBACK (choose_none_cb));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_table_bulk_dispose (GObject *object)
{
  g_clear_object (&BUREAU_TABLE_BULK (object)->bar);
  G_OBJECT_CLASS (bureau_table_bulk_parent_class)->dispose (object);
}

static void
bureau_table_bulk_finalize (GObject *object)
{
  BureauTableBulk *self = BUREAU_TABLE_BULK (object);

  g_clear_pointer (&self->chosen, bureau_table_chosen_free);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_table_bulk_parent_class)->finalize (object);
}

static void
bureau_table_bulk_class_init (BureauTableBulkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_table_bulk_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_table_bulk_finalize;
}

static void
bureau_table_bulk_init (BureauTableBulk *self)
{
  self->chosen = bureau_table_chosen_new ();
  self->bound = g_hash_table_new (NULL, NULL);
}

static void
set_up_cb (BureauTableBulk *self, GtkColumnViewCell *cell)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "halign", GTK_ALIGN_START, NULL);

  g_object_set_data (G_OBJECT (check), "bulk", self);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), cell, G_CONNECT_SWAPPED);
  gtk_column_view_cell_set_child (cell, check);
}

static void
bind_cb (BureauTableBulk *self, GtkColumnViewCell *cell)
{
  g_hash_table_add (self->bound, cell);
  show_check (self, cell);
}

static void
unbind_cb (BureauTableBulk *self, GtkColumnViewCell *cell)
{
  g_hash_table_remove (self->bound, cell);
}

/**
 * bureau_table_bulk_new:
 * @table: with “bulk_actions”
 *
 * Returns: (transfer full): nothing chosen yet
 */
BureauTableBulk *
bureau_table_bulk_new (BureauElement *table)
{
  BureauTableBulk *self = g_object_new (BUREAU_TYPE_TABLE_BULK, NULL);

  self->table = table;
  make_bar (self);
  return self;
}

/**
 * bureau_table_bulk_make_factory:
 *
 * Returns: (transfer full): what makes the boxes that choose rows
 */
GtkListItemFactory *
bureau_table_bulk_make_factory (BureauTableBulk *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/**
 * bureau_table_bulk_get_bar:
 *
 * Returns: (transfer none): what is offered while rows are chosen
 */
GtkWidget *
bureau_table_bulk_get_bar (BureauTableBulk *self)
{
  return self->bar;
}

/**
 * bureau_table_bulk_show:
 *
 * The rows read differently.
 */
void
bureau_table_bulk_show (BureauTableBulk *self)
{
  bureau_table_chosen_remove_gone (self->chosen, get_rows (self));
  show_checks (self);
  show_bar (self);
}

/**
 * bureau_table_bulk_fill:
 *
 * Rows that were awaited are there: their boxes are named after them.
 */
void
bureau_table_bulk_fill (BureauTableBulk *self)
{
  show_checks (self);
}

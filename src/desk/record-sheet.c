/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-sheet.h"

#include "base/json.h"
#include "base/text.h"
#include "desk/evidence-button.h"
#include "desk/own-collections.h"
#include "desk/record-shape.h"
#include "memory/record-currency.h"
#include "views/format.h"

struct _BureauRecordSheet
{
  GObject parent_instance;

  GtkListBox *fields; /* not owned: the page has both */
  GtkListBox *others;
  GPtrArray *editors;
  char *shape;                           /* what the rows were made for */
  GHashTable *long_fields, *long_others; /* by name, as they were first seen */
};

G_DEFINE_FINAL_TYPE (BureauRecordSheet, bureau_record_sheet, G_TYPE_OBJECT)

enum
{
  EDITED,
  FOLLOWED,
  PICKS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static JsonObject *
get_values (JsonObject *thread, const char *part)
{
  return bureau_json_get_object (bureau_json_get_object (thread, "record"), part);
}

/* Making rows ------------------------------------------------------------------------------------
 */

static void
edited_cb (BureauRecordSheet *self, JsonObject *changes, BureauFieldEditor *editor)
{
  g_signal_emit (self, signals[EDITED], 0, editor, changes);
}

static void
followed_cb (BureauRecordSheet *self, gint64 id)
{
  g_signal_emit (self, signals[FOLLOWED], 0, id);
}

static void
picks_cb (BureauRecordSheet *self, const char *collection, BureauFieldEditor *editor)
{
  g_signal_emit (self, signals[PICKS], 0, editor, collection);
}

static JsonObject *
find_evidence (JsonObject *thread, const char *field)
{
  JsonArray *evidence = bureau_json_get_array (thread, "evidence");

  for (guint i = 0; evidence != NULL && i < json_array_get_length (evidence); i++)
    {
      JsonObject *row = json_array_get_object_element (evidence, i);

      if (g_strcmp0 (bureau_json_get_string (row, "field"), field) == 0)
        return row;
    }
  return NULL;
}

static void
add_editor (BureauRecordSheet *self, GtkListBox *list, JsonObject *field, JsonObject *thread)
{
  BureauFieldEditor *editor = bureau_field_editor_new (field, FALSE);
  AdwPreferencesRow *row = bureau_field_editor_get_row (editor);
  JsonObject *evidence = find_evidence (thread, bureau_field_editor_get_name (editor));

  g_signal_connect_object (editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "picks", G_CALLBACK (picks_cb), self, G_CONNECT_SWAPPED);
  if (evidence != NULL)
    bureau_field_editor_add_suffix (
        editor, bureau_evidence_button_new (evidence, adw_preferences_row_get_title (row)));
  gtk_list_box_append (list, GTK_WIDGET (row));
  g_ptr_array_add (self->editors, editor);
}

static void
add_editors (BureauRecordSheet *self, GtkListBox *list, JsonArray *fields, JsonObject *thread)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_editor (self, list, json_array_get_object_element (fields, i), thread);
}

/* Read only --------------------------------------------------------------------------------------
 */

static void
add_value (GtkListBox *list, JsonObject *field, JsonObject *values)
{
  g_autofree char *text = bureau_format_value (
      json_object_get_member (values, bureau_json_get_string (field, "name")),
      bureau_json_get_string (field, "type"), NULL);
  GtkWidget *row;

  if (*text == '\0')
    return;
  /* Given together with the texts it would come too late: they would be read as markup first. */
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_object_set (row, "title", bureau_json_get_string (field, "title"), "subtitle", text,
                "subtitle-selectable", TRUE, "activatable", FALSE, "css-classes",
                (const char *[]){ "property", NULL }, NULL);
  gtk_list_box_append (list, row);
}

/* "created_at" stands beside the fields. */
static JsonObject *
merge_values (JsonObject *thread)
{
  JsonObject *record = bureau_json_get_object (thread, "record");
  JsonObject *values = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (get_values (thread, "fields"));

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (
        values, l->data,
        json_node_copy (json_object_get_member (get_values (thread, "fields"), l->data)));
  bureau_json_set_string (values, "created_at", bureau_json_get_string (record, "created_at"));
  return values;
}

static void
fill_read_only (BureauRecordSheet *self, JsonObject *thread)
{
  g_autoptr (JsonObject) document = bureau_own_collection_describe (
      bureau_json_get_string (thread, "collection"));
  g_autoptr (JsonObject) values = merge_values (thread);
  JsonArray *fields = bureau_json_get_array (document, "fields");

  gtk_list_box_remove_all (self->fields);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    add_value (self->fields, json_array_get_object_element (fields, i), values);
}

/* Filling ----------------------------------------------------------------------------------------
 */

static void
fill_editors (BureauRecordSheet *self, JsonArray *fields, JsonObject *values, JsonObject *thread,
              guint first)
{
  JsonObject *references = bureau_json_get_object (thread, "references");
  const char *currency = bureau_json_get_string (thread, "currency");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = bureau_json_get_string (field, "name");
      BureauFieldEditor *editor = g_ptr_array_index (self->editors, first + i);
      JsonObject *reference = references != NULL ? bureau_json_get_object (references, name) : NULL;

      bureau_field_editor_set_value (editor, json_object_get_member (values, name),
                                     bureau_record_find_currency (field, values, currency));
      if (g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0)
        bureau_field_editor_set_title_of_record (
            editor, reference != NULL ? bureau_json_get_string (reference, "title") : NULL);
    }
}

/* Rows are made once: a person may be in the midst of one. */
static void
make_rows (BureauRecordSheet *self, JsonArray *fields, JsonArray *others, JsonObject *thread)
{
  g_autofree char *one = bureau_json_print_array (fields);
  g_autofree char *two = bureau_json_print_array (others);
  g_autofree char *three = bureau_json_print_array (bureau_json_get_array (thread, "evidence"));
  g_autofree char *shape = g_strconcat (one, two, three, NULL);

  if (!g_set_str (&self->shape, shape))
    return;
  gtk_list_box_remove_all (self->fields);
  gtk_list_box_remove_all (self->others);
  g_ptr_array_set_size (self->editors, 0);
  add_editors (self, self->fields, fields, thread);
  add_editors (self, self->others, others, thread);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_record_sheet_finalize (GObject *object)
{
  BureauRecordSheet *self = BUREAU_RECORD_SHEET (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->long_fields, g_hash_table_unref);
  g_clear_pointer (&self->long_others, g_hash_table_unref);
  g_free (self->shape);
  G_OBJECT_CLASS (bureau_record_sheet_parent_class)->finalize (object);
}

static void
bureau_record_sheet_class_init (BureauRecordSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_record_sheet_finalize;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, BUREAU_TYPE_FIELD_EDITOR,
                                  JSON_TYPE_OBJECT);
  signals[FOLLOWED] = g_signal_new ("followed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PICKS] = g_signal_new ("picks", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, BUREAU_TYPE_FIELD_EDITOR,
                                 G_TYPE_STRING);
}

static void
bureau_record_sheet_init (BureauRecordSheet *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->long_fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->long_others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * bureau_record_sheet_new:
 * @fields: the list for the fields of the collection
 * @others: the list for what else the record was given
 *
 * Returns: (transfer full): a sheet that shows nothing yet; both lists outlive it
 */
BureauRecordSheet *
bureau_record_sheet_new (GtkListBox *fields, GtkListBox *others)
{
  BureauRecordSheet *self = g_object_new (BUREAU_TYPE_RECORD_SHEET, NULL);

  self->fields = fields;
  self->others = others;
  return self;
}

/**
 * bureau_record_sheet_fill:
 * @thread: as bureau_record_thread() gives it
 *
 * Shows what the record says now.
 */
void
bureau_record_sheet_fill (BureauRecordSheet *self, JsonObject *thread)
{
  JsonObject *document = bureau_json_get_object (thread, "document");
  g_autoptr (JsonArray) fields = NULL, meta = NULL, others = NULL;

  if (document == NULL)
    {
      fill_read_only (self, thread);
      return;
    }
  fields = bureau_record_shape_give_room (bureau_json_get_array (document, "fields"),
                                          get_values (thread, "fields"), self->long_fields);
  meta = bureau_record_shape_describe (get_values (thread, "meta"));
  others = bureau_record_shape_give_room (meta, get_values (thread, "meta"), self->long_others);
  make_rows (self, fields, others, thread);
  fill_editors (self, fields, get_values (thread, "fields"), thread, 0);
  fill_editors (self, others, get_values (thread, "meta"), thread, json_array_get_length (fields));
}

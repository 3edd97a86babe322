/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/form-element.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "widgets/field-editor.h"

struct _BureauFormElement
{
  BureauElement parent_instance;

  GPtrArray *editors; /* BureauFieldEditor, as the fields stand */
  gint64 record;      /* that is filled in */
};

G_DEFINE_FINAL_TYPE (BureauFormElement, bureau_form_element, BUREAU_TYPE_ELEMENT)

static JsonArray *
get_fields (BureauFormElement *self)
{
  return bureau_json_get_array (bureau_element_get_shape (BUREAU_ELEMENT (self)), "fields");
}

/* A field of a form as one of a collection, which the editors know. */
static JsonObject *
make_field (JsonObject *shape)
{
  const char *kind = bureau_json_get_string (shape, "kind");
  JsonArray *options = bureau_json_get_array (shape, "options");
  JsonObject *field = json_object_new ();

  bureau_json_set_string (field, "name", bureau_json_get_string (shape, "id"));
  bureau_json_set_string (field, "title", bureau_json_get_string (shape, "label"));
  json_object_set_string_member (field, "type", g_str_equal (kind, "record") ? "ref" : kind);
  bureau_json_set_string (field, "collection", bureau_json_get_string (shape, "entity"));
  if (options != NULL)
    json_object_set_array_member (field, "choices", json_array_ref (options));
  return field;
}

/* Records ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauFieldEditor *editor;
  gint64 id;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *self = data;

  g_clear_object (&self->editor);
  g_free (self);
}

/* Another may have been chosen meanwhile. */
static DexFuture *
named_cb (DexFuture *future, gpointer data)
{
  Naming *self = data;
  g_autofree char *title = dex_await_string (dex_ref (future), NULL);

  if (bureau_field_editor_get_record (self->editor) == self->id)
    bureau_field_editor_set_title_of_record (self->editor, title);
  return NULL;
}

static void
show_title (BureauFormElement *self, guint i)
{
  JsonObject *shape = json_array_get_object_element (get_fields (self), i);
  const char *entity = bureau_json_get_string (shape, "entity");
  BureauFieldEditor *editor = g_ptr_array_index (self->editors, i);
  gint64 id = bureau_field_editor_get_record (editor);
  Naming *naming;

  if (id == 0)
    bureau_field_editor_set_title_of_record (editor, NULL);
  if (id == 0 || entity == NULL)
    return;
  naming = g_new0 (Naming, 1);
  naming->editor = g_object_ref (editor);
  naming->id = id;
  dex_future_disown (dex_future_finally (
      bureau_shown_view_read_title (bureau_element_get_view (BUREAU_ELEMENT (self)), entity, id),
      named_cb, naming, naming_free));
}

static void
show_value (BureauFormElement *self, guint i, JsonNode *value)
{
  JsonObject *shape = json_array_get_object_element (get_fields (self), i);

  bureau_field_editor_set_value (g_ptr_array_index (self->editors, i), value, NULL);
  if (g_strcmp0 (bureau_json_get_string (shape, "kind"), "record") == 0)
    show_title (self, i);
}

static void
picks_cb (BureauFieldEditor *editor, const char *collection, BureauFormElement *self)
{
  bureau_element_choose_record (
      BUREAU_ELEMENT (self), adw_preferences_row_get_title (bureau_field_editor_get_row (editor)),
      collection, bureau_field_editor_get_name (editor));
}

static void
bureau_form_element_chosen (BureauElement *element, const char *field, gint64 id)
{
  BureauFormElement *self = BUREAU_FORM_ELEMENT (element);

  for (guint i = 0; i < self->editors->len; i++)
    {
      BureauFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_strcmp0 (bureau_field_editor_get_name (editor), field) == 0)
        {
          bureau_field_editor_choose_record (editor, id);
          show_title (self, i);
        }
    }
}

/* Filling in -------------------------------------------------------------------------------------
 */

static void
begin (BureauFormElement *self, BureauShownRows *rows)
{
  JsonArray *fields = get_fields (self);

  for (guint i = 0; i < self->editors->len; i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *column = bureau_json_get_string (field, "col");
      JsonNode *value = rows != NULL && column != NULL
                            ? bureau_shown_rows_get_value (rows, 0, column)
                            : json_object_get_member (field, "default");

      show_value (self, i, value);
    }
}

static gboolean
is_missing (JsonObject *field, JsonObject *values)
{
  JsonNode *value = json_object_get_member (values, bureau_json_get_string (field, "id"));

  return bureau_json_get_boolean (field, "required")
         && (value == NULL || JSON_NODE_HOLDS_NULL (value));
}

/* What cannot be understood, and what is missing, is said in its row. */
static gboolean
read_all (BureauFormElement *self, JsonObject *values)
{
  JsonArray *fields = get_fields (self);
  gboolean is_good = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      BureauFieldEditor *editor = g_ptr_array_index (self->editors, i);
      gboolean is_read = bureau_field_editor_read (editor, values);

      if (is_read && is_missing (json_array_get_object_element (fields, i), values))
        {
          bureau_field_editor_set_problem (editor, _ ("This has to be filled in"));
          is_read = FALSE;
        }
      is_good = is_good && is_read;
    }
  return is_good;
}

static void make (BureauFormElement *self);

/* The field that a problem names, by what people call it or by what it fills; else the first. */
static guint
find_named (BureauFormElement *self, const char *problem)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  JsonObject *action = bureau_shown_view_get_action (bureau_element_get_view (element),
                                                     bureau_element_get_text (element, "submit"));
  JsonArray *arguments = bureau_json_get_array (action, "args");
  JsonArray *fields = get_fields (self);

  for (guint i = 0; i < self->editors->len; i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (strstr (problem, bureau_json_get_string (field, "label")) != NULL)
        return i;
      for (guint j = 0; arguments != NULL && j < json_array_get_length (arguments); j++)
        {
          JsonObject *argument = json_array_get_object_element (arguments, j);

          if (g_strcmp0 (bureau_json_get_string (argument, "field"),
                         bureau_json_get_string (field, "id"))
                  == 0
              && strstr (problem, bureau_json_get_string (argument, "arg")) != NULL)
            return i;
        }
    }
  return 0;
}

/* What is done begins anew; what is refused stays as it was typed, and says why. */
static void
bureau_form_element_answered (BureauElement *element, const char *problem)
{
  BureauFormElement *self = BUREAU_FORM_ELEMENT (element);
  BureauFieldEditor *editor;

  if (problem == NULL)
    {
      make (self);
      begin (self, bureau_element_get_rows (element));
      return;
    }
  editor = g_ptr_array_index (self->editors, find_named (self, problem));
  bureau_field_editor_set_problem (editor, problem);
  bureau_field_editor_grab_focus (editor);
}

static void
submit_cb (BureauFormElement *self)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  BureauShownRows *rows = bureau_element_get_rows (element);
  g_autoptr (JsonObject) values = json_object_new ();

  if (!read_all (self, values))
    return;
  bureau_element_act_with (
      element, bureau_element_get_text (element, "submit"),
      rows != NULL && bureau_shown_rows_get_n (rows) > 0 ? 0 : BUREAU_ELEMENT_NO_ROW, values, NULL);
}

static GtkWidget *
make_button (BureauFormElement *self)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  JsonObject *action = bureau_shown_view_get_action (bureau_element_get_view (element),
                                                     bureau_element_get_text (element, "submit"));
  GtkWidget *button = gtk_button_new_with_label (bureau_json_get_string (action, "label"));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (submit_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_list (BureauFormElement *self)
{
  GtkWidget *list = gtk_list_box_new ();
  JsonArray *fields = get_fields (self);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (BUREAU_ELEMENT (self)), -1);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      g_autoptr (JsonObject) field = make_field (json_array_get_object_element (fields, i));
      BureauFieldEditor *editor = bureau_field_editor_new (field, TRUE);

      g_ptr_array_add (self->editors, editor);
      g_signal_connect_object (editor, "picks", G_CALLBACK (picks_cb), self, G_CONNECT_DEFAULT);
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (bureau_field_editor_get_row (editor)));
    }
  return list;
}

static void
make (BureauFormElement *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_ptr_array_set_size (self->editors, 0);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), make_button (self));
  bureau_element_set_content (BUREAU_ELEMENT (self), box);
}

static gint64
find_record (BureauElement *element, BureauShownRows *rows)
{
  const char *key = bureau_shown_view_get_key (bureau_element_get_view (element),
                                               bureau_element_get_text (element, "data"));

  JsonNode *value = key != NULL ? bureau_shown_rows_get_value (rows, 0, key) : NULL;
  g_autoptr (JsonObject) holder = json_object_new ();

  if (value != NULL)
    json_object_set_member (holder, "id", json_node_copy (value));
  return bureau_json_get_id (holder, "id");
}

/* What was typed for one record is not meant for another. */
static void
bureau_form_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauFormElement *self = BUREAU_FORM_ELEMENT (element);
  gint64 record = find_record (element, rows);

  if (self->record != record)
    make (self);
  self->record = record;
  begin (self, rows);
}

static void
bureau_form_element_set_up (BureauElement *element)
{
  BureauFormElement *self = BUREAU_FORM_ELEMENT (element);

  make (self);
  if (bureau_element_get_rows (element) == NULL)
    begin (self, NULL);
}

static void
bureau_form_element_dispose (GObject *object)
{
  g_ptr_array_set_size (BUREAU_FORM_ELEMENT (object)->editors, 0);
  G_OBJECT_CLASS (bureau_form_element_parent_class)->dispose (object);
}

static void
bureau_form_element_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_FORM_ELEMENT (object)->editors, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_form_element_parent_class)->finalize (object);
}

static void
bureau_form_element_class_init (BureauFormElementClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_form_element_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_form_element_finalize;
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_form_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_form_element_show;
  BUREAU_ELEMENT_CLASS (klass)->chosen = bureau_form_element_chosen;
  BUREAU_ELEMENT_CLASS (klass)->answered = bureau_form_element_answered;
}

static void
bureau_form_element_init (BureauFormElement *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

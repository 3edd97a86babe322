/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asks for by an element. */
#include "base/json.h"
#include "views/intent.h"
#include "widgets/element-private.h"

/**
 * bureau_element_ask:
 * @intent: (transfer none): what a person asked for
 */
void
bureau_element_ask (BureauElement *self, JsonObject *intent)
{
  g_signal_emit_by_name (self, "asked", intent);
}

/* What is added is added once, however often the button was pressed until that is done. Of the
 * rest, the same asked twice is the same. */
static gboolean
begin (BureauElement *self, JsonObject *intent)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  return g_strcmp0 (bureau_json_get_string (intent, "do"), "add") != 0
         || g_hash_table_add (private->doing, bureau_json_print_object (intent));
}

/**
 * bureau_element_answer:
 * @intent: (transfer none): what it asked for
 * @problem: (nullable): why that cannot be done; %NULL where it is done
 */
void
bureau_element_answer (BureauElement *self, JsonObject *intent, const char *problem)
{
  g_autofree char *printed = bureau_json_print_object (intent);

  g_hash_table_remove (bureau_element_get_private (self)->doing, printed);
  BUREAU_ELEMENT_GET_CLASS (self)->answered (self, problem);
}

/**
 * bureau_element_choose_record:
 * @title: what it is chosen for
 * @field: (nullable): which one of the element asks
 *
 * Asks for a record of a collection.
 */
void
bureau_element_choose_record (BureauElement *self, const char *title, const char *collection,
                              const char *field)
{
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", "choose_record");
  bureau_json_set_string (intent, "element", bureau_element_get_text (self, "id"));
  bureau_json_set_string (intent, "title", title);
  bureau_json_set_string (intent, "collection", collection);
  bureau_json_set_string (intent, "field", field);
  bureau_element_ask (self, intent);
}

/**
 * bureau_element_chosen:
 * @field: (nullable): which one of the element asked
 *
 * Gives it the record that it asked for.
 */
void
bureau_element_chosen (BureauElement *self, const char *field, gint64 id)
{
  BUREAU_ELEMENT_GET_CLASS (self)->chosen (self, field, id);
}

static JsonObject *
dup_row (BureauElement *self, guint row)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  return private->rows != NULL && row != BUREAU_ELEMENT_NO_ROW
             ? bureau_shown_rows_dup_row (private->rows, row)
             : json_object_new ();
}

/* Of any number of rows, one that was just come to is not read yet. */
static gboolean
is_read (BureauElement *self, guint row)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  return private->rows == NULL || row == BUREAU_ELEMENT_NO_ROW
         || bureau_shown_rows_is_read (private->rows, row);
}

/**
 * bureau_element_act_with:
 * @action: the id of an action of the view
 * @row: the row that it is about, or %BUREAU_ELEMENT_NO_ROW
 * @fields: (nullable): what a form holds
 * @target: (nullable): where a card was moved to, or the day that was clicked
 *
 * Asks for what an action does; a row that is not read yet asks for nothing, and what is
 * being added is not added once more.
 */
void
bureau_element_act_with (BureauElement *self, const char *action, guint row, JsonObject *fields,
                         JsonNode *target)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  JsonObject *document = bureau_shown_view_get_action (private->view, action);
  g_autoptr (JsonObject) values = dup_row (self, row);
  const BureauIntentPlace place = {
    .row = values,
    .values = bureau_shown_view_get_values (private->view),
    .fields = fields,
    .target = target,
  };
  g_autoptr (JsonObject) intent = document != NULL ? bureau_intent_for_action (document, &place)
                                                   : NULL;

  if (intent == NULL || !is_read (self, row))
    return;
  bureau_json_set_string (intent, "element", bureau_element_get_text (self, "id"));
  if (begin (self, intent))
    bureau_element_ask (self, intent);
}

/**
 * bureau_element_act:
 * @action: the id of an action of the view
 * @row: the row that it is about, or %BUREAU_ELEMENT_NO_ROW
 */
void
bureau_element_act (BureauElement *self, const char *action, guint row)
{
  bureau_element_act_with (self, action, row, NULL, NULL);
}

/**
 * bureau_element_open:
 * @open: (nullable): what a click opens
 *
 * Returns: whether anything is opened
 */
gboolean
bureau_element_open (BureauElement *self, JsonObject *open, guint row)
{
  g_autoptr (JsonObject) values = dup_row (self, row);
  g_autoptr (JsonObject) intent = open != NULL ? bureau_intent_for_open (open, values) : NULL;

  if (intent != NULL)
    bureau_element_ask (self, intent);
  return intent != NULL;
}

static void
ask_about_it (BureauElement *self, const char *act)
{
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", act);
  json_object_set_string_member (intent, "element", bureau_element_get_text (self, "id"));
  bureau_element_ask (self, intent);
}

static void
where_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_about_it (BUREAU_ELEMENT (widget), "where");
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_about_it (BUREAU_ELEMENT (widget), "change");
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauElement *self = BUREAU_ELEMENT (widget);
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", "export_csv");
  json_object_set_string_member (intent, "data", bureau_element_get_text (self, "data"));
  bureau_element_ask (self, intent);
}

/* The acts of its menu. */
void
bureau_element_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "element.where", NULL, where_cb);
  gtk_widget_class_install_action (widget_class, "element.change", NULL, change_cb);
  gtk_widget_class_install_action (widget_class, "element.export", NULL, export_cb);
}

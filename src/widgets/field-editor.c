/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/field-editor-private.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "widgets/field-value.h"

G_DEFINE_FINAL_TYPE (BureauFieldEditor, bureau_field_editor, G_TYPE_OBJECT)

enum
{
  EDITED,
  FOLLOWED,
  PICKS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
take (BureauFieldEditor *self, const char *text, JsonObject *changes)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = bureau_field_read (self->field, text, self->currency, changes, &error);

  bureau_field_editor_set_problem (self, ok ? NULL : error->message);
  return ok;
}

/* What is not in the table is a line of text. */
static const BureauFieldKind *
find_kind (const char *type)
{
  const BureauFieldKind *kinds[] = {
    &bureau_field_choice,    &bureau_field_day,    &bureau_field_lines,
    &bureau_field_reference, &bureau_field_switch,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->type, type) == 0)
      return kinds[i];
  return &bureau_field_line;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_field_editor_finalize (GObject *object)
{
  BureauFieldEditor *self = BUREAU_FIELD_EDITOR (object);

  g_clear_object (&self->row);
  g_clear_pointer (&self->field, json_object_unref);
  g_free (self->title);
  g_free (self->stored);
  g_free (self->picked);
  g_free (self->currency);
  G_OBJECT_CLASS (bureau_field_editor_parent_class)->finalize (object);
}

static void
bureau_field_editor_class_init (BureauFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_field_editor_finalize;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  signals[FOLLOWED] = g_signal_new ("followed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PICKS] = g_signal_new ("picks", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bureau_field_editor_init (BureauFieldEditor *self)
{
}

static char *
make_title (JsonObject *field)
{
  const char *title = bureau_json_get_string (field, "title");

  return title != NULL ? g_strdup (title)
                       : bureau_text_title (bureau_json_get_string (field, "name"));
}

/**
 * bureau_field_editor_new:
 * @field: as a collection's document has it
 * @is_form: whether it is one of several that are read together
 *
 * Returns: (transfer full): an editor without a value
 */
BureauFieldEditor *
bureau_field_editor_new (JsonObject *field, gboolean is_form)
{
  BureauFieldEditor *self = g_object_new (BUREAU_TYPE_FIELD_EDITOR, NULL);

  self->field = json_object_ref (field);
  self->is_form = is_form;
  self->kind = find_kind (bureau_json_get_string (field, "type"));
  self->title = make_title (field);
  self->row = g_object_ref_sink (self->kind->make (self));
  g_object_set (self->row, "use-markup", FALSE, NULL);
  g_object_set (self->row, "title", self->title, NULL);
  return self;
}

/**
 * bureau_field_editor_get_name:
 *
 * Returns: (transfer none): the name of its field
 */
const char *
bureau_field_editor_get_name (BureauFieldEditor *self)
{
  return bureau_json_get_string (self->field, "name");
}

/**
 * bureau_field_editor_get_row:
 *
 * Returns: (transfer none): the row to be shown in a list
 */
AdwPreferencesRow *
bureau_field_editor_get_row (BureauFieldEditor *self)
{
  return self->row;
}

/**
 * bureau_field_editor_grab_focus:
 *
 * Lets a person write in it.
 */
void
bureau_field_editor_grab_focus (BureauFieldEditor *self)
{
  gtk_widget_grab_focus (self->lines != NULL ? self->lines : GTK_WIDGET (self->row));
}

/**
 * bureau_field_editor_add_suffix:
 * @suffix: something to be pressed at the end of the row
 */
void
bureau_field_editor_add_suffix (BureauFieldEditor *self, GtkWidget *suffix)
{
  if (self->lines != NULL)
    {
      gtk_widget_set_halign (suffix, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->row))), suffix);
    }
  else if (ADW_IS_ENTRY_ROW (self->row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), suffix);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), suffix);
}

/**
 * bureau_field_editor_set_value:
 * @value: (nullable): what stands in memory now
 * @currency: (nullable): the code of its currency, for money
 *
 * Shows a value, but not over words that a person is in the midst of.
 */
void
bureau_field_editor_set_value (BureauFieldEditor *self, JsonNode *value, const char *currency)
{
  g_set_str (&self->currency, currency);
  self->is_filling = TRUE;
  self->kind->fill (self, value);
  self->is_filling = FALSE;
}

/**
 * bureau_field_editor_set_title_of_record:
 * @title: (nullable): what the record is called that the field points to
 */
void
bureau_field_editor_set_title_of_record (BureauFieldEditor *self, const char *title)
{
  g_autofree char *shown = bureau_text_visible (title != NULL ? title : _ ("None"), NULL);

  if (ADW_IS_ACTION_ROW (self->row))
    g_object_set (self->row, "subtitle", shown, NULL);
}

/**
 * bureau_field_editor_read:
 * @changes: what was written is set in it
 *
 * For forms: reads a field in which something was written; an empty one is left out.
 *
 * Returns: %FALSE where it cannot be understood, which the row says
 */
gboolean
bureau_field_editor_read (BureauFieldEditor *self, JsonObject *changes)
{
  g_autofree char *text = self->kind->get_text (self);

  return *text == '\0' || take (self, text, changes);
}

/**
 * bureau_field_editor_set_problem:
 * @problem: (nullable): why the value cannot be stored, in a sentence
 *
 * Says it in the row, also to who hears the screen.
 */
void
bureau_field_editor_set_problem (BureauFieldEditor *self, const char *problem)
{
  g_autofree char *title = problem != NULL ? g_strdup_printf ("%s · %s", self->title, problem)
                                           : g_strdup (self->title);

  g_object_set (self->row, "title", title, NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->lines != NULL ? self->lines : GTK_WIDGET (self->row)),
      GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem == NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self->row), problem,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static JsonObject *
read_text (BureauFieldEditor *self, const char *text)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  return bureau_field_read (self->field, text, self->currency, changes, NULL)
             ? g_steal_pointer (&changes)
             : NULL;
}

/**
 * bureau_field_editor_is_same:
 * @one: (nullable): a text
 * @other: (nullable): another
 *
 * Returns: whether both mean one value, however each is written
 */
gboolean
bureau_field_editor_is_same (BureauFieldEditor *self, const char *one, const char *other)
{
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;

  if (g_strcmp0 (one, other) == 0)
    return TRUE;
  if (one == NULL || other == NULL)
    return FALSE;
  first = read_text (self, one);
  second = read_text (self, other);
  return first != NULL && second != NULL && json_object_equal (first, second);
}

/**
 * bureau_field_editor_is_edited:
 * @shown: what stands in the row
 *
 * Returns: whether a person is in the midst of it
 */
gboolean
bureau_field_editor_is_edited (BureauFieldEditor *self, const char *shown)
{
  return self->stored != NULL && !bureau_field_editor_is_same (self, shown, self->stored);
}

/**
 * bureau_field_editor_settle:
 *
 * A person is done with the field: tells what was written where that is another value.
 */
void
bureau_field_editor_settle (BureauFieldEditor *self)
{
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autofree char *text = self->kind->get_text (self);

  if (self->is_filling || self->is_form || bureau_field_editor_is_same (self, text, self->stored))
    return;
  if (take (self, text, changes))
    g_signal_emit (self, signals[EDITED], 0, changes);
}

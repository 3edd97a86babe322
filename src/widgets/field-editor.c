/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/field-editor.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "widgets/field-value.h"
#include "views/format.h"

typedef struct _Kind Kind;

struct _BureauFieldEditor
{
  GObject parent_instance;

  JsonObject *field;
  const Kind *kind;
  gboolean is_form;
  AdwPreferencesRow *row;
  GtkWidget *let_go; /* of the record that it points to, or NULL */
  GtkWidget *lines;  /* where several lines are written, or NULL */
  char *title;
  char *stored; /* the value as text, as it stands in memory */
  char *currency;
  gboolean is_filling; /* what changes is not a person's doing */
};

G_DEFINE_FINAL_TYPE (BureauFieldEditor, bureau_field_editor, G_TYPE_OBJECT)

enum
{
  EDITED,
  FOLLOWED,
  PICKS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How a type is shown; what is not in the table is a line of text. */
struct _Kind
{
  const char *type;
  AdwPreferencesRow *(*make) (BureauFieldEditor *self);
  void (*fill) (BureauFieldEditor *self, JsonNode *value);
  char *(*get_text) (BureauFieldEditor *self);
};

static gboolean
take (BureauFieldEditor *self, const char *text, JsonObject *changes)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = bureau_field_read (self->field, text, self->currency, changes, &error);

  bureau_field_editor_set_problem (self, ok ? NULL : error->message);
  return ok;
}

/* A person is done with the field. */
static void
settle (BureauFieldEditor *self)
{
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autofree char *text = self->kind->get_text (self);

  if (self->is_filling || self->is_form || g_strcmp0 (text, self->stored) == 0)
    return;
  if (take (self, text, changes))
    g_signal_emit (self, signals[EDITED], 0, changes);
}

/* A line of text ---------------------------------------------------------------------------------
 */

static const struct
{
  const char *type;
  GtkInputPurpose purpose;
} purposes[] = {
  { "email", GTK_INPUT_PURPOSE_EMAIL },   { "phone", GTK_INPUT_PURPOSE_PHONE },
  { "url", GTK_INPUT_PURPOSE_URL },       { "int", GTK_INPUT_PURPOSE_DIGITS },
  { "number", GTK_INPUT_PURPOSE_NUMBER },
};

static GtkInputPurpose
find_purpose (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (g_strcmp0 (purposes[i].type, type) == 0)
      return purposes[i].purpose;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static char *
get_line (BureauFieldEditor *self)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
}

/* The row would take our own words for a person's and offer to apply them. */
static void
set_line (BureauFieldEditor *self, const char *text)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), !self->is_form);
}

static gboolean
key_pressed_cb (BureauFieldEditor *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || self->is_form
      || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), self->stored) == 0)
    return GDK_EVENT_PROPAGATE;
  set_line (self, self->stored);
  bureau_field_editor_set_problem (self, NULL);
  return GDK_EVENT_STOP;
}

static AdwPreferencesRow *
make_line (BureauFieldEditor *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), !self->is_form);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row),
                                   find_purpose (bureau_json_get_string (self->field, "type")));
  g_signal_connect_object (row, "apply", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  return ADW_PREFERENCES_ROW (row);
}

/* From so many bytes on a line may be cut off; the whole is a tooltip. */
#define CUT_FROM 32

/* Words that a person is in the midst of are left alone. */
static void
fill_line (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_field_write (self->field, value, self->currency);
  g_autofree char *whole = bureau_text_visible (text, NULL);
  g_autofree char *shown = get_line (self);
  gboolean is_edited = self->stored != NULL && !g_str_equal (shown, self->stored);

  gtk_editable_set_editable (GTK_EDITABLE (self->row),
                             bureau_field_is_writable (self->field, value));
  g_set_str (&self->stored, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->row), strlen (text) > CUT_FROM ? whole : NULL);
  if (!is_edited && !g_str_equal (shown, text))
    set_line (self, text);
}

/* Several lines ----------------------------------------------------------------------------------
 */

#define LINES_LEAST 96
#define LINES_MOST 280

/* There is no key that ends several lines: whoever goes on elsewhere is done. */
static void
add_leaving (BureauFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->lines, focus);
}

static AdwPreferencesRow *
make_lines (BureauFieldEditor *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE,
                                 NULL);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "css-classes",
                                   (const char *[]){ "caption", "dimmed", NULL }, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "margin-top", 9, "margin-bottom", 9, "margin-start", 12,
                                 "margin-end", 12, NULL);

  self->lines = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab",
                              FALSE, "css-classes", (const char *[]){ "inline", NULL }, NULL);
  g_object_bind_property (row, "title", title, "label", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title, GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->lines, "hscrollbar-policy",
                                GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                                "min-content-height", LINES_LEAST, "max-content-height", LINES_MOST,
                                NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  add_leaving (self);
  return ADW_PREFERENCES_ROW (row);
}

static char *
get_lines (BureauFieldEditor *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->lines)), "text", &text, NULL);
  return text;
}

static void
fill_lines (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_field_write (self->field, value, NULL);
  g_autofree char *shown = get_lines (self);
  gboolean is_edited = self->stored != NULL && !g_str_equal (shown, self->stored);

  g_set_str (&self->stored, text);
  if (!is_edited)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->lines)), text, -1);
}

/* A day ------------------------------------------------------------------------------------------
 */

static void
day_selected_cb (BureauFieldEditor *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  if (self->is_filling)
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  set_line (self, text);
  settle (self);
}

/* The calendar begins at the day that the row has. */
static void
calendar_shown_cb (BureauFieldEditor *self, GtkPopover *popover)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->row)), "-", 3);
  g_autoptr (GDateTime) day = NULL;

  if (g_strv_length (parts) == 3)
    day = g_date_time_new_local (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]), 0, 0, 0);
  if (day == NULL)
    return;
  self->is_filling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (popover)), day);
  self->is_filling = FALSE;
}

static AdwPreferencesRow *
make_day (BureauFieldEditor *self)
{
  AdwPreferencesRow *row = make_line (self);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Day"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (calendar_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

/* Yes or no --------------------------------------------------------------------------------------
 */

static AdwPreferencesRow *
make_switch (BureauFieldEditor *self)
{
  GtkWidget *row = adw_switch_row_new ();

  g_signal_connect_object (row, "notify::active", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  return ADW_PREFERENCES_ROW (row);
}

static void
fill_switch (BureauFieldEditor *self, JsonNode *value)
{
  gboolean is_on = value != NULL && !JSON_NODE_HOLDS_NULL (value) && json_node_get_int (value) != 0;

  g_set_str (&self->stored, is_on ? "1" : "0");
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->row), is_on);
}

static char *
get_switch (BureauFieldEditor *self)
{
  gboolean is_on = adw_switch_row_get_active (ADW_SWITCH_ROW (self->row));

  return g_strdup (is_on ? "1" : self->is_form ? "" : "0");
}

/* One of several ---------------------------------------------------------------------------------
 */

static AdwPreferencesRow *
make_choice (BureauFieldEditor *self)
{
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);
  JsonArray *choices = bureau_json_get_array (self->field, "choices");
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (values, _ ("No Value"));
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    gtk_string_list_append (values, json_array_get_string_element (choices, i));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (values));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  return ADW_PREFERENCES_ROW (row);
}

static void
fill_choice (BureauFieldEditor *self, JsonNode *value)
{
  GtkStringList *values = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->row)));
  g_autofree char *text = bureau_field_write (self->field, value, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (values));
  guint i = 0;

  g_set_str (&self->stored, text);
  if (*text != '\0')
    for (i = 1; i < n && !g_str_equal (gtk_string_list_get_string (values, i), text);)
      i++;
  if (i == n)
    gtk_string_list_append (values, text);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), i);
}

static char *
get_choice (BureauFieldEditor *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  GtkStringList *values = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->row)));

  return g_strdup (selected == 0 ? "" : gtk_string_list_get_string (values, selected));
}

/* Another record ---------------------------------------------------------------------------------
 */

static void
followed_cb (BureauFieldEditor *self)
{
  gint64 id = self->stored != NULL ? g_ascii_strtoll (self->stored, NULL, 10) : 0;

  if (id != 0)
    g_signal_emit (self, signals[FOLLOWED], 0, id);
}

static void
pick_cb (BureauFieldEditor *self)
{
  g_signal_emit (self, signals[PICKS], 0, bureau_json_get_string (self->field, "collection"));
}

static GtkWidget *
add_button (BureauFieldEditor *self, GtkWidget *row, const char *icon, const char *label,
            void (*pressed_cb) (BureauFieldEditor *self))
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "valign", GTK_ALIGN_CENTER,
                                    "tooltip-text", label, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
let_go_cb (BureauFieldEditor *self)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  /* The button goes with the record; the keyboard goes on behind it. */
  gtk_widget_child_focus (GTK_WIDGET (self->row), GTK_DIR_TAB_FORWARD);
  if (!self->is_form)
    {
      json_object_set_null_member (changes, bureau_field_editor_get_name (self));
      g_signal_emit (self, signals[EDITED], 0, changes);
      return;
    }
  bureau_field_editor_set_value (self, NULL, NULL);
  bureau_field_editor_set_title_of_record (self, NULL);
}

/* A form has nothing to follow yet: all of the row chooses. */
static void
add_choosing (BureauFieldEditor *self, GtkWidget *row)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_object (row, "activated", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
}

static void
add_following (BureauFieldEditor *self, GtkWidget *row)
{
  if (bureau_json_get_string (self->field, "collection") != NULL)
    add_button (self, row, "document-edit-symbolic", _ ("Choose Another Record"), pick_cb);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_object (row, "activated", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
}

static AdwPreferencesRow *
make_reference (BureauFieldEditor *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE,
                                 "css-classes", (const char *[]){ "property", NULL }, NULL);

  self->let_go = add_button (self, row, "edit-clear-symbolic", _ ("Choose None"), let_go_cb);
  gtk_widget_set_visible (self->let_go, FALSE);
  (self->is_form ? add_choosing : add_following) (self, row);
  return ADW_PREFERENCES_ROW (row);
}

static void
fill_reference (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_format_value (value, NULL, NULL);

  g_set_str (&self->stored, text);
  gtk_widget_set_visible (self->let_go, *text != '\0');
  if (!self->is_form)
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), *text != '\0');
}

static char *
get_reference (BureauFieldEditor *self)
{
  return g_strdup (self->stored != NULL ? self->stored : "");
}

static const Kind kinds[] = {
  { "bool", make_switch, fill_switch, get_switch },
  { "choice", make_choice, fill_choice, get_choice },
  { "date", make_day, fill_line, get_line },
  { "long_text", make_lines, fill_lines, get_lines },
  { "ref", make_reference, fill_reference, get_reference },
  { NULL, make_line, fill_line, get_line },
};

static const Kind *
find_kind (const char *type)
{
  const Kind *kind = kinds;

  while (kind->type != NULL && g_strcmp0 (kind->type, type) != 0)
    kind++;
  return kind;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/preferences-dialog.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "memory/setting.h"

struct _BureauPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  BureauMemory *memory;
  JsonObject *settings;
  gboolean is_pushing; /* the rows change because of us, not of the person */
};

G_DEFINE_FINAL_TYPE (BureauPreferencesDialog, bureau_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

typedef enum
{
  ROW_TEXT,
  ROW_NUMBER,
  ROW_SWITCH,
} RowKind;

/* The rows of the template by name, and what each is in the workspace: a setting, or a member of
 * one. */
typedef struct
{
  const char *row;
  RowKind kind;
  const char *key;
  const char *member;
} Row;

static const Row rows[] = {
  { "firm", ROW_TEXT, "firm", NULL },
  { "identity_name", ROW_TEXT, "identity", "name" },
  { "identity_address", ROW_TEXT, "identity", "address" },
  { "booking_link", ROW_TEXT, "booking_link", NULL },
  { "undo_seconds", ROW_NUMBER, "undo_seconds", NULL },
  { "terminal_approval", ROW_SWITCH, "terminal_approval", NULL },
};

static const Row *
find_row (GtkWidget *widget)
{
  const char *name = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].row, name) == 0)
      return &rows[i];
  g_assert_not_reached ();
}

/* From memory to the rows ------------------------------------------------------------------------
 */

static JsonNode *
get_value (BureauPreferencesDialog *self, const Row *row)
{
  JsonObject *object = self->settings;

  if (row->member == NULL)
    return json_object_get_member (object, row->key);
  object = bureau_json_get_object (object, row->key);
  return object != NULL ? json_object_get_member (object, row->member) : NULL;
}

static void
push_row (BureauPreferencesDialog *self, const Row *row)
{
  GtkWidget *widget = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), BUREAU_TYPE_PREFERENCES_DIALOG, row->row));
  JsonNode *value = get_value (self, row);

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return;
  if (row->kind == ROW_TEXT)
    gtk_editable_set_text (GTK_EDITABLE (widget), json_node_get_string (value));
  else if (row->kind == ROW_NUMBER)
    adw_spin_row_set_value (ADW_SPIN_ROW (widget), (double)json_node_get_int (value));
  else
    adw_switch_row_set_active (ADW_SWITCH_ROW (widget), json_node_get_boolean (value));
}

static void
push (BureauPreferencesDialog *self)
{
  self->is_pushing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    push_row (self, &rows[i]);
  self->is_pushing = FALSE;
}

static gboolean
read_settings (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonObject *settings = bureau_setting_get_all (database, error);

  if (settings == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, settings);
  return TRUE;
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  BureauPreferencesDialog *self = data;
  g_autoptr (JsonObject) settings = dex_await_boxed (dex_ref (future), NULL);

  if (settings == NULL || self->memory == NULL)
    return NULL;
  g_clear_pointer (&self->settings, json_object_unref);
  self->settings = g_steal_pointer (&settings);
  push (self);
  return NULL;
}

static void
load (BureauPreferencesDialog *self)
{
  dex_future_disown (
      dex_future_finally (bureau_memory_read (self->memory, read_settings, NULL, NULL), read_cb,
                          g_object_ref (self), g_object_unref));
}

/* From the rows to memory ------------------------------------------------------------------------
 */

static JsonNode *
read_row (GtkWidget *widget, const Row *row)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  if (row->kind == ROW_TEXT)
    json_node_set_string (value, gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (row->kind == ROW_NUMBER)
    json_node_set_int (value, (gint64)adw_spin_row_get_value (ADW_SPIN_ROW (widget)));
  else
    json_node_set_boolean (value, adw_switch_row_get_active (ADW_SWITCH_ROW (widget)));
  return value;
}

/* A member is set in a copy of its whole object; the other members stay. */
static JsonNode *
make_value (BureauPreferencesDialog *self, GtkWidget *widget, const Row *row)
{
  JsonNode *value = read_row (widget, row);
  JsonObject *object;

  if (row->member == NULL)
    return value;
  object = json_object_new ();
  if (bureau_json_get_object (self->settings, row->key) != NULL)
    {
      JsonObject *before = bureau_json_get_object (self->settings, row->key);
      g_autoptr (GList) names = json_object_get_members (before);

      for (GList *l = names; l != NULL; l = l->next)
        json_object_set_member (object, l->data, json_object_dup_member (before, l->data));
    }
  json_object_set_member (object, row->member, value);
  return bureau_json_node_for_object (object);
}

/* What could not be stored says why, and the rows show what is. */
static DexFuture *
stored_cb (DexFuture *future, gpointer data)
{
  BureauPreferencesDialog *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (dex_ref (future), &error) && self->memory != NULL)
    adw_preferences_dialog_add_toast (
        ADW_PREFERENCES_DIALOG (self),
        g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", error->message, NULL));
  if (self->memory != NULL)
    load (self);
  return NULL;
}

static void
applied_cb (BureauPreferencesDialog *self, GtkWidget *widget)
{
  const Row *row = find_row (widget);
  g_autoptr (JsonNode) value = NULL;

  if (self->is_pushing || self->settings == NULL)
    return;
  value = make_value (self, widget, row);
  dex_future_disown (dex_future_finally (
      bureau_setting_set (self->memory, &bureau_decision_cause, row->key, value), stored_cb,
      g_object_ref (self), g_object_unref));
}

static void
changed_cb (BureauPreferencesDialog *self, GParamSpec *pspec, GtkWidget *widget)
{
  applied_cb (self, widget);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_preferences_dialog_dispose (GObject *object)
{
  BureauPreferencesDialog *self = BUREAU_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->settings, json_object_unref);
  G_OBJECT_CLASS (bureau_preferences_dialog_parent_class)->dispose (object);
}

static void
bureau_preferences_dialog_class_init (BureauPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/preferences-dialog.ui");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_class_bind_template_child_full (widget_class, rows[i].row, FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
bureau_preferences_dialog_init (BureauPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_preferences_dialog_new:
 * @memory: the open workspace
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauPreferencesDialog *
bureau_preferences_dialog_new (BureauMemory *memory)
{
  BureauPreferencesDialog *self = g_object_new (BUREAU_TYPE_PREFERENCES_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  load (self);
  return self;
}

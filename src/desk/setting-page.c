/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/setting-page.h"

#include "base/json.h"
#include "desk/decision.h"
#include "desk/toast.h"
#include "memory/setting.h"

typedef struct
{
  BureauMemory *memory;
  JsonObject *settings;
  gboolean is_pushing; /* the rows change because of us, not of the person */
} BureauSettingPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BureauSettingPage, bureau_setting_page,
                                     ADW_TYPE_PREFERENCES_PAGE)

static const BureauSettingRow *
find_row (GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, BUREAU_TYPE_SETTING_PAGE);
  BureauSettingPageClass *klass = BUREAU_SETTING_PAGE_GET_CLASS (page);
  const char *name = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  for (guint i = 0; i < klass->n_rows; i++)
    if (g_strcmp0 (klass->rows[i].row, name) == 0)
      return &klass->rows[i];
  g_assert_not_reached ();
}

/* From memory to the rows ------------------------------------------------------------------------
 */

static JsonNode *
get_value (BureauSettingPage *self, const BureauSettingRow *row)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);
  JsonObject *object = private->settings;

  if (row->member == NULL)
    return json_object_get_member (object, row->key);
  object = bureau_json_get_object (object, row->key);
  return object != NULL ? json_object_get_member (object, row->member) : NULL;
}

static void
push_row (BureauSettingPage *self, const BureauSettingRow *row)
{
  GtkWidget *widget = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), row->row));
  JsonNode *value = get_value (self, row);

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return;
  if (row->kind == BUREAU_SETTING_TEXT)
    gtk_editable_set_text (GTK_EDITABLE (widget), json_node_get_string (value));
  else if (row->kind == BUREAU_SETTING_NUMBER)
    adw_spin_row_set_value (ADW_SPIN_ROW (widget), (double)json_node_get_int (value));
  else
    adw_switch_row_set_active (ADW_SWITCH_ROW (widget), json_node_get_boolean (value));
}

static void
push (BureauSettingPage *self)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);
  BureauSettingPageClass *klass = BUREAU_SETTING_PAGE_GET_CLASS (self);

  private->is_pushing = TRUE;
  for (guint i = 0; i < klass->n_rows; i++)
    push_row (self, &klass->rows[i]);
  private->is_pushing = FALSE;
  if (klass->loaded != NULL)
    klass->loaded (self, private->settings);
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
  BureauSettingPage *self = data;
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);
  g_autoptr (JsonObject) settings = dex_await_boxed (dex_ref (future), NULL);

  if (settings == NULL || private->memory == NULL)
    return NULL;
  g_clear_pointer (&private->settings, json_object_unref);
  private->settings = g_steal_pointer (&settings);
  push (self);
  return NULL;
}

static void
load (BureauSettingPage *self)
{
  dex_future_disown (dex_future_finally (
      bureau_memory_read (bureau_setting_page_get_memory (self), read_settings, NULL, NULL),
      read_cb, g_object_ref (self), g_object_unref));
}

/* From the rows to memory ------------------------------------------------------------------------
 */

static JsonNode *
read_row (GtkWidget *widget, const BureauSettingRow *row)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  if (row->kind == BUREAU_SETTING_TEXT)
    json_node_set_string (value, gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (row->kind == BUREAU_SETTING_NUMBER)
    json_node_set_int (value, (gint64)adw_spin_row_get_value (ADW_SPIN_ROW (widget)));
  else
    json_node_set_boolean (value, adw_switch_row_get_active (ADW_SWITCH_ROW (widget)));
  return value;
}

/* A member is set in a copy of its whole object; the other members stay. */
static JsonNode *
make_value (BureauSettingPage *self, GtkWidget *widget, const BureauSettingRow *row)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);
  JsonNode *value = read_row (widget, row);
  JsonObject *object;

  if (row->member == NULL)
    return value;
  object = json_object_new ();
  if (bureau_json_get_object (private->settings, row->key) != NULL)
    {
      JsonObject *before = bureau_json_get_object (private->settings, row->key);
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
  BureauSettingPage *self = data;
  g_autoptr (GError) error = NULL;

  if (bureau_setting_page_get_memory (self) == NULL)
    return NULL;
  if (!dex_await (dex_ref (future), &error))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  load (self);
  return NULL;
}

static void
applied_cb (BureauSettingPage *self, GtkWidget *widget)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);
  const BureauSettingRow *row = find_row (widget);
  g_autoptr (JsonNode) value = NULL;

  if (private->is_pushing || private->settings == NULL)
    return;
  value = make_value (self, widget, row);
  bureau_setting_page_store (self, row->key, value);
}

static void
changed_cb (BureauSettingPage *self, GParamSpec *pspec, GtkWidget *widget)
{
  applied_cb (self, widget);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_setting_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauSettingPage *self = BUREAU_SETTING_PAGE (object);
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);

  private->memory = g_value_dup_object (value);
  if (private->memory != NULL)
    load (self);
}

static void
bureau_setting_page_dispose (GObject *object)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (
      BUREAU_SETTING_PAGE (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&private->memory);
  g_clear_pointer (&private->settings, json_object_unref);
  G_OBJECT_CLASS (bureau_setting_page_parent_class)->dispose (object);
}

static void
bureau_setting_page_class_init (BureauSettingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bureau_setting_page_set_property;
  object_class->dispose = bureau_setting_page_dispose;
  g_object_class_install_property (
      object_class, 1,
      g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
bureau_setting_page_init (BureauSettingPage *self)
{
}

/**
 * bureau_setting_page_class_set_up:
 * @template: the name of its template, without ".ui"; its rows call applied_cb or changed_cb
 * @rows: (array length=n_rows): which row is which setting
 *
 * For class_init of a subclass. Its init calls gtk_widget_init_template().
 */
void
bureau_setting_page_class_set_up (BureauSettingPageClass *klass, const char *template,
                                  const BureauSettingRow *rows, guint n_rows)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autofree char *path = g_strdup_printf ("/app/bureau/Bureau/ui/%s.ui", template);

  klass->rows = rows;
  klass->n_rows = n_rows;
  gtk_widget_class_set_template_from_resource (widget_class, path);
  for (guint i = 0; i < n_rows; i++)
    gtk_widget_class_bind_template_child_full (widget_class, rows[i].row, FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

/**
 * bureau_setting_page_get_memory:
 *
 * Returns: (transfer none) (nullable): whose settings they are; %NULL once the page is closed
 */
BureauMemory *
bureau_setting_page_get_memory (BureauSettingPage *self)
{
  BureauSettingPagePrivate *private = bureau_setting_page_get_instance_private (self);

  return private->memory;
}

/**
 * bureau_setting_page_store:
 * @key: a setting
 * @value: what it is to be
 *
 * Stores it; where that is refused, says why and shows what is.
 */
void
bureau_setting_page_store (BureauSettingPage *self, const char *key, JsonNode *value)
{
  dex_future_disown (dex_future_finally (bureau_setting_set (bureau_setting_page_get_memory (self),
                                                             &bureau_decision_cause, key, value),
                                         stored_cb, g_object_ref (self), g_object_unref));
}

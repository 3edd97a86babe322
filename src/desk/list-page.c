/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/list-page.h"

#include "desk/live-list.h"
#include "desk/window.h"

typedef struct
{
  BureauMemory *memory;
  BureauLiveList *list;
} BureauListPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BureauListPage, bureau_list_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gpointer
get_child (BureauListPage *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name);
}

static guint
count (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);
  GListModel *list = G_LIST_MODEL (private->list);
  guint n = 0;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *state = NULL;

      g_object_get (item, "state", &state, NULL);
      n += (guint)BUREAU_LIST_PAGE_GET_CLASS (self)->is_counted (state);
    }
  return n;
}

static void
refreshed_cb (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (private->list)) > 0;

  adw_view_stack_set_visible_child_name (get_child (self, "states"), any ? "rows" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static gboolean
is_never_counted (const char *state)
{
  return FALSE;
}

static void
set_memory (BureauListPage *self, BureauMemory *memory)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);
  BureauListPageClass *klass = BUREAU_LIST_PAGE_GET_CLASS (self);

  if (memory == NULL)
    return;
  private->memory = g_object_ref (memory);
  private->list = bureau_live_list_new (memory, klass->item_type, klass->sql);
  g_signal_connect_object (private->list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (get_child (self, "selection"), G_LIST_MODEL (private->list));
  if (bureau_live_list_get_is_loaded (private->list))
    refreshed_cb (self);
}

static void
bureau_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_memory (BUREAU_LIST_PAGE (object), g_value_get_object (value));
}

static void
bureau_list_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauListPage *self = BUREAU_LIST_PAGE (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, count (self));
  else
    g_value_set_object (value, bureau_list_page_get_memory (self));
}

static void
bureau_list_page_dispose (GObject *object)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (
      BUREAU_LIST_PAGE (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&private->list);
  g_clear_object (&private->memory);
  G_OBJECT_CLASS (bureau_list_page_parent_class)->dispose (object);
}

static void
bureau_list_page_class_init (BureauListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->is_counted = is_never_counted;
  object_class->set_property = bureau_list_page_set_property;
  object_class->get_property = bureau_list_page_get_property;
  object_class->dispose = bureau_list_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_list_page_init (BureauListPage *self)
{
}

/**
 * bureau_list_page_class_set_up:
 * @template: the name of its template, without ".ui"
 * @item_type: a kind of #BureauRowItem with a text property `state`
 * @sql: the statement of its rows
 *
 * For class_init of a subclass: what it shows. Its init calls gtk_widget_init_template().
 */
void
bureau_list_page_class_set_up (BureauListPageClass *klass, const char *template, GType item_type,
                               const char *sql)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autofree char *path = g_strdup_printf ("/app/bureau/Bureau/ui/%s.ui", template);

  g_type_ensure (item_type);
  klass->item_type = item_type;
  klass->sql = sql;
  gtk_widget_class_set_template_from_resource (widget_class, path);
  gtk_widget_class_bind_template_child_full (widget_class, "states", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "selection", FALSE, 0);
}

/**
 * bureau_list_page_get_memory:
 *
 * Returns: (transfer none) (nullable): whose rows it shows
 */
BureauMemory *
bureau_list_page_get_memory (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  return private->memory;
}

static DexFuture *
done_cb (DexFuture *future, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (data));
  g_autoptr (GError) error = NULL;

  if (!dex_await (dex_ref (future), &error) && BUREAU_IS_WINDOW (root))
    bureau_window_add_toast (
        BUREAU_WINDOW (root),
        g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", error->message, NULL));
  return NULL;
}

/**
 * bureau_list_page_follow:
 * @act: (transfer full): something that a person asked for
 *
 * Says in the window why it could not be done.
 */
void
bureau_list_page_follow (BureauListPage *self, DexFuture *act)
{
  dex_future_disown (dex_future_finally (act, done_cb, g_object_ref (self), g_object_unref));
}

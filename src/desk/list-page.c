/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/list-page.h"

#include "desk/banners.h"
#include "desk/errand.h"
#include "desk/problem-page.h"
#include "desk/toast.h"

typedef struct
{
  BureauMemory *memory;
  BureauLiveList *list;
  GListModel *seen;     /* what of it is seen; the template's */
  gboolean is_narrowed; /* some rows are left out because a person wants it so */
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

/* What is shown ----------------------------------------------------------------------------------
 */

static void
show_rows (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);
  gboolean any = g_list_model_get_n_items (private->seen) > 0;
  gboolean is_narrow = BUREAU_LIST_PAGE_GET_CLASS (self)->is_narrow (self);
  AdwViewStack *states = get_child (self, "states");

  adw_view_stack_set_visible_child_name (states, any ? "rows" : is_narrow ? "none" : "empty");
}

/**
 * bureau_list_page_update:
 *
 * Shows what there is now: rows, or why there are none.
 */
void
bureau_list_page_update (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  if (private->seen != NULL && bureau_live_list_get_is_loaded (private->list))
    show_rows (self);
}

static void
count_cb (BureauListPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
follow_list (BureauListPage *self, BureauLiveList *list)
{
  g_signal_connect_object (list, "refreshed", G_CALLBACK (bureau_list_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::count", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  bureau_problem_page_follow (get_child (self, "states"), list);
}

static GListModel *
bureau_list_page_real_attach (BureauListPage *self, BureauLiveList *list)
{
  GtkNoSelection *selection = get_child (self, "selection");

  gtk_no_selection_set_model (selection, G_LIST_MODEL (list));
  return G_LIST_MODEL (selection);
}

static gboolean
bureau_list_page_real_is_narrow (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  return private->is_narrowed;
}

static void
set_memory (BureauListPage *self, BureauMemory *memory)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  if (memory == NULL || private->memory != NULL)
    return;
  private->memory = g_object_ref (memory);
  private->list = bureau_live_list_new (memory, BUREAU_LIST_PAGE_GET_CLASS (self)->source);
  bureau_live_list_set_is_asleep (private->list, !gtk_widget_get_mapped (GTK_WIDGET (self)));
  follow_list (self, private->list);
  private->seen = BUREAU_LIST_PAGE_GET_CLASS (self)->attach (self, private->list);
  bureau_list_page_update (self);
  count_cb (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
set_is_asleep (GtkWidget *widget, gboolean is_asleep)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (
      BUREAU_LIST_PAGE (widget));

  if (private->list != NULL)
    bureau_live_list_set_is_asleep (private->list, is_asleep);
}

static void
bureau_list_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_list_page_parent_class)->map (widget);
  set_is_asleep (widget, FALSE);
}

static void
bureau_list_page_unmap (GtkWidget *widget)
{
  set_is_asleep (widget, TRUE);
  GTK_WIDGET_CLASS (bureau_list_page_parent_class)->unmap (widget);
}

static void
bureau_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_memory (BUREAU_LIST_PAGE (object), g_value_get_object (value));
}

static void
bureau_list_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (
      BUREAU_LIST_PAGE (object));

  if (id == PROP_COUNT)
    g_value_set_uint (value,
                      private->list != NULL ? bureau_live_list_get_count (private->list) : 0);
  else
    g_value_set_object (value, private->memory);
}

static void
bureau_list_page_dispose (GObject *object)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (
      BUREAU_LIST_PAGE (object));

  private->seen = NULL;
  /* First, as the bin lets go of a child once more that its template has let go of. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&private->list);
  g_clear_object (&private->memory);
  G_OBJECT_CLASS (bureau_list_page_parent_class)->dispose (object);
}

static void
bureau_list_page_class_init (BureauListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bureau_list_page_set_property;
  object_class->get_property = bureau_list_page_get_property;
  object_class->dispose = bureau_list_page_dispose;
  klass->attach = bureau_list_page_real_attach;
  klass->is_narrow = bureau_list_page_real_is_narrow;
  GTK_WIDGET_CLASS (klass)->map = bureau_list_page_map;
  GTK_WIDGET_CLASS (klass)->unmap = bureau_list_page_unmap;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_list_page_init (BureauListPage *self)
{
}

/* For templates: two texts as one line. */
static char *
join_cb (GtkListItem *item, const char *first, const char *second)
{
  gboolean both = first != NULL && *first != '\0' && second != NULL && *second != '\0';

  return g_strconcat (first != NULL ? first : "", both ? " · " : "", second != NULL ? second : "",
                      NULL);
}

/**
 * bureau_list_page_class_set_up:
 * @template: the name of its template, without ".ui"
 * @source: where its rows come from; static
 *
 * For class_init of a subclass: what it shows. Its init calls gtk_widget_init_template(). The
 * template may call `join_cb` for a line of two texts.
 */
void
bureau_list_page_class_set_up (BureauListPageClass *klass, const char *template,
                               const BureauListSource *source)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autofree char *path = g_strdup_printf ("/app/bureau/Bureau/ui/%s.ui", template);

  g_type_ensure (source->get_item_type ());
  klass->source = source;
  g_type_ensure (BUREAU_TYPE_BANNERS);
  gtk_widget_class_set_template_from_resource (widget_class, path);
  gtk_widget_class_bind_template_child_full (widget_class, "states", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "selection", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
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

/**
 * bureau_list_page_get_list:
 *
 * Returns: (transfer none) (nullable): its rows
 */
BureauLiveList *
bureau_list_page_get_list (BureauListPage *self)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  return private->list;
}

/**
 * bureau_list_page_set_where:
 * @where: (nullable): the condition of the rows to be shown; static. %NULL shows all
 *
 * Narrows the page to some of its rows.
 */
void
bureau_list_page_set_where (BureauListPage *self, const char *where)
{
  BureauListPagePrivate *private = bureau_list_page_get_instance_private (self);

  private->is_narrowed = where != NULL;
  if (private->list == NULL)
    return;
  adw_view_stack_set_visible_child_name (get_child (self, "states"), "loading");
  bureau_live_list_set_where (
      private->list, where != NULL ? where : BUREAU_LIST_PAGE_GET_CLASS (self)->source->where);
  bureau_list_page_update (self);
}

/**
 * bureau_list_page_ask:
 * @kind: of the request
 * @args: with what
 *
 * Asks something of the engine and says in the window why it could not be done. Where no engine
 * runs, it waits for one.
 */
void
bureau_list_page_ask (BureauListPage *self, const char *kind, JsonObject *args)
{
  bureau_toast_follow (GTK_WIDGET (self),
                       bureau_errand_run (bureau_list_page_get_memory (self), kind, args));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/outbox-page.h"

#include <glib/gi18n.h>

#include "desk/decision.h"
#include "desk/delivery-item.h"
#include "desk/live-list.h"
#include "desk/window.h"
#include "memory/delivery.h"
#include "memory/draft.h"

struct _BureauOutboxPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauLiveList *list;

  AdwViewStack *states;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (BureauOutboxPage, bureau_outbox_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_under_way (BureauDeliveryItem *item)
{
  g_autofree char *state = NULL;

  g_object_get (item, "state", &state, NULL);
  return !g_str_equal (state, "sent");
}

static guint
count_under_way (BureauOutboxPage *self)
{
  guint n = 0;

  for (guint i = 0; self->list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->list));
       i++)
    {
      g_autoptr (BureauDeliveryItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      n += is_under_way (item);
    }
  return n;
}

static void
refreshed_cb (BureauOutboxPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  adw_view_stack_set_visible_child_name (self->states, any ? "rows" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/* Acts -------------------------------------------------------------------------------------------
 */

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

static void
follow (BureauOutboxPage *self, DexFuture *act)
{
  dex_future_disown (dex_future_finally (act, done_cb, g_object_ref (self), g_object_unref));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauOutboxPage *self = BUREAU_OUTBOX_PAGE (widget);

  follow (self,
          bureau_draft_undo (self->memory, &bureau_decision_cause,
                             g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10)));
}

/* "outbox.again", "outbox.sent" and "outbox.discard" are the words of bureau_delivery_resolve(). */
static void
resolve_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauOutboxPage *self = BUREAU_OUTBOX_PAGE (widget);

  follow (self, bureau_delivery_resolve (
                    self->memory, &bureau_decision_cause,
                    g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10),
                    strchr (name, '.') + 1));
}

/* The menu of one row: its target is the row's delivery, or its draft. */
static GMenuModel *
menu_cb (GtkListItem *item, const char *act, const char *draft)
{
  BureauRowItem *row = gtk_list_item_get_item (item);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *id = NULL;

  if (row == NULL || act == NULL)
    return G_MENU_MODEL (g_steal_pointer (&menu));
  id = g_strdup_printf ("%" G_GINT64_FORMAT, bureau_row_item_get_id (row));
  if (g_str_equal (act, "undo"))
    {
      g_autofree char *undo = g_strdup_printf ("outbox.undo::%s", draft);

      g_menu_append (menu, _ ("_Back to Review"), undo);
    }
  else if (g_str_equal (act, "resolve"))
    {
      g_autofree char *again = g_strdup_printf ("outbox.again::%s", id);
      g_autofree char *sent = g_strdup_printf ("outbox.sent::%s", id);
      g_autofree char *discard = g_strdup_printf ("outbox.discard::%s", id);

      g_menu_append (menu, _ ("_Send Again"), again);
      g_menu_append (menu, _ ("It _Was Sent"), sent);
      g_menu_append (menu, _ ("_Give It Up"), discard);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static char *
line_cb (GtkListItem *item, const char *says, const char *at)
{
  return g_strdup_printf ("%s · %s", says != NULL ? says : "", at != NULL ? at : "");
}

static gboolean
has_act_cb (GtkListItem *item, const char *act)
{
  return act != NULL && *act != '\0';
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_outbox_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauOutboxPage *self = BUREAU_OUTBOX_PAGE (object);

  if (g_value_get_object (value) == NULL)
    return;
  self->memory = g_value_dup_object (value);
  self->list = bureau_live_list_new (self->memory, BUREAU_TYPE_DELIVERY_ITEM,
                                     bureau_delivery_item_sql);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  if (bureau_live_list_get_is_loaded (self->list))
    refreshed_cb (self);
}

static void
bureau_outbox_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauOutboxPage *self = BUREAU_OUTBOX_PAGE (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, count_under_way (self));
  else
    g_value_set_object (value, self->memory);
}

static void
bureau_outbox_page_dispose (GObject *object)
{
  BureauOutboxPage *self = BUREAU_OUTBOX_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_outbox_page_parent_class)->dispose (object);
}

static void
bureau_outbox_page_class_init (BureauOutboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_DELIVERY_ITEM);
  object_class->set_property = bureau_outbox_page_set_property;
  object_class->get_property = bureau_outbox_page_get_property;
  object_class->dispose = bureau_outbox_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauOutboxPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauOutboxPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_act_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_install_action (widget_class, "outbox.undo", "s", undo_cb);
  gtk_widget_class_install_action (widget_class, "outbox.again", "s", resolve_cb);
  gtk_widget_class_install_action (widget_class, "outbox.sent", "s", resolve_cb);
  gtk_widget_class_install_action (widget_class, "outbox.discard", "s", resolve_cb);
}

static void
bureau_outbox_page_init (BureauOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

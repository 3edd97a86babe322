/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/outbox-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/decision.h"
#include "desk/delivery-item.h"
#include "desk/delivery-page.h"
#include "desk/delivery-state.h"
#include "desk/list-row.h"
#include "desk/toast.h"
#include "memory/delivery.h"
#include "memory/draft.h"

struct _BureauOutboxPage
{
  BureauListPage parent_instance;

  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (BureauOutboxPage, bureau_outbox_page, BUREAU_TYPE_LIST_PAGE)

/* Acts -------------------------------------------------------------------------------------------
 */

static gint64
read_id (GVariant *parameter)
{
  return g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauListPage *self = BUREAU_LIST_PAGE (widget);

  bureau_toast_follow (widget, bureau_draft_undo (bureau_list_page_get_memory (self),
                                                  &bureau_decision_cause, read_id (parameter)));
}

/* "outbox.again", "outbox.sent" and "outbox.discard" are the words of bureau_delivery_resolve(). */
static void
resolve_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauListPage *self = BUREAU_LIST_PAGE (widget);

  bureau_toast_follow (widget, bureau_delivery_resolve (bureau_list_page_get_memory (self),
                                                        &bureau_decision_cause, read_id (parameter),
                                                        strchr (name, '.') + 1));
}

static GMenuModel *
menu_cb (GtkListItem *item, const char *act, const char *draft)
{
  BureauRowItem *row = gtk_list_item_get_item (item);
  guint n_choices;
  const BureauDeliveryChoice *choices = bureau_delivery_choice_list (&n_choices);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *id = row != NULL
                            ? g_strdup_printf ("%" G_GINT64_FORMAT, bureau_row_item_get_id (row))
                            : NULL;

  for (guint i = 0; id != NULL && i < n_choices; i++)
    if (g_strcmp0 (choices[i].act, act) == 0)
      {
        g_autofree char *name = g_strdup_printf ("%s::%s", choices[i].action,
                                                 choices[i].is_about_draft ? draft : id);

        g_menu_append (menu, _ (choices[i].label), name);
      }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
filter_cb (BureauListPage *self, GParamSpec *pspec, AdwToggleGroup *filters)
{
  bureau_list_page_set_where (
      self, bureau_delivery_find_filter (adw_toggle_group_get_active_name (filters)));
}

static char *
line_cb (GtkListItem *item, const char *says, const char *at, const char *results)
{
  gboolean any = results != NULL && *results != '\0';

  return g_strdup_printf ("%s · %s%s%s", says != NULL ? says : "", at != NULL ? at : "",
                          any ? "\n" : "", any ? results : "");
}

static void
activated_cb (BureauOutboxPage *self, guint position, GtkListView *list)
{
  g_autoptr (BureauRowItem) item = g_list_model_get_item (
      G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  bureau_outbox_page_open (self, bureau_row_item_get_id (item));
}

static gboolean
has_act_cb (GtkListItem *item, const char *act)
{
  return act != NULL && *act != '\0';
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_outbox_page_class_init (BureauOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "outbox-page",
                                 &bureau_delivery_source);
  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  gtk_widget_class_bind_template_child (widget_class, BureauOutboxPage, navigation);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
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

/**
 * bureau_outbox_page_open:
 * @delivery: its id
 *
 * Turns to the page of a delivery.
 */
void
bureau_outbox_page_open (BureauOutboxPage *self, gint64 delivery)
{
  BureauMemory *memory = bureau_list_page_get_memory (BUREAU_LIST_PAGE (self));

  if (memory != NULL)
    adw_navigation_view_push (self->navigation, bureau_delivery_page_new (memory, delivery));
}

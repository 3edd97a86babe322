/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/outbox-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/decision.h"
#include "desk/delivery-item.h"
#include "desk/toast.h"
#include "memory/delivery.h"
#include "memory/draft.h"

struct _BureauOutboxPage
{
  BureauListPage parent_instance;
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
bureau_outbox_page_class_init (BureauOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "outbox-page",
                                 &bureau_delivery_source);
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

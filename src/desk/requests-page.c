/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/requests-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/list-row.h"
#include "desk/request-item.h"
#include "desk/toast.h"
#include "memory/request.h"

struct _BureauRequestsPage
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauRequestsPage, bureau_requests_page, BUREAU_TYPE_LIST_PAGE)

/* What came from a watched folder names one file, and a person asks for files. */
static JsonObject *
make_args (GObject *item)
{
  g_autofree char *text = NULL;
  JsonObject *args;
  const char *file;

  g_object_get (item, "args", &text, NULL);
  args = bureau_json_parse_object (text, -1, NULL);
  file = args != NULL ? bureau_json_get_string (args, "file") : NULL;
  if (file != NULL)
    {
      JsonArray *files = json_array_new ();

      json_array_add_string_element (files, file);
      json_object_set_array_member (args, "files", files);
      json_object_remove_member (args, "file");
    }
  return args;
}

static BureauListPage *
page_of (GtkWidget *button)
{
  return BUREAU_LIST_PAGE (gtk_widget_get_ancestor (button, BUREAU_TYPE_REQUESTS_PAGE));
}

static void
ask_again_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  GObject *item = gtk_list_item_get_item (list_item);
  g_autoptr (JsonObject) args = make_args (item);
  g_autofree char *kind = NULL;

  g_object_get (item, "kind", &kind, NULL);
  if (args != NULL)
    bureau_list_page_ask (page_of (button), kind, args);
}

static void
withdraw_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  BureauListPage *page = page_of (button);
  BureauRowItem *item = gtk_list_item_get_item (list_item);

  bureau_toast_follow (
      GTK_WIDGET (page),
      bureau_request_withdraw (bureau_list_page_get_memory (page), &bureau_decision_cause,
                               bureau_row_item_get_id (item), _ ("You withdrew it.")));
}

/* What was refused would be refused again; what the engine does by itself it tries again. */
static gboolean
can_ask_again_cb (GtkListItem *item, const char *state, const char *kind)
{
  return g_strcmp0 (state, "failed") == 0 && bureau_request_is_kind (kind);
}

static gboolean
can_withdraw_cb (GtkListItem *item, const char *state)
{
  return g_strcmp0 (state, "asked") == 0;
}

static void
cancel_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  BureauListPage *page = page_of (button);

  bureau_toast_follow (GTK_WIDGET (page),
                       bureau_request_item_end (gtk_list_item_get_item (list_item),
                                                bureau_list_page_get_memory (page)));
}

/* What tells how far it is can be cut short. */
static gboolean
can_cancel_cb (GtkListItem *item, const char *progress)
{
  return progress != NULL && *progress != '\0';
}

static gboolean
is_doing_cb (GtkListItem *item, const char *state)
{
  return g_strcmp0 (state, "doing") == 0;
}

static void
bureau_requests_page_class_init (BureauRequestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "requests-page",
                                 &bureau_request_source);
  gtk_widget_class_bind_template_callback (widget_class, ask_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_ask_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_doing_cb);
}

static void
bureau_requests_page_init (BureauRequestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

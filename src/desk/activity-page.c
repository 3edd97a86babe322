/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/activity-page.h"

#include "base/json.h"
#include "desk/decision.h"
#include "desk/run-item.h"
#include "memory/request.h"

struct _BureauActivityPage
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauActivityPage, bureau_activity_page, BUREAU_TYPE_LIST_PAGE)

static gboolean
needs_a_person (const char *state)
{
  return g_str_equal (state, "parked");
}

/* Trying again is asked of the engine; where none runs it waits for one. */
static void
retry (BureauListPage *self, gint64 run)
{
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_json_set_id (args, "run", run);
  bureau_list_page_follow (self, bureau_request_ask (bureau_list_page_get_memory (self),
                                                     &bureau_decision_cause, "retry", args));
}

static void
retry_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  GtkWidget *page = gtk_widget_get_ancestor (button, BUREAU_TYPE_ACTIVITY_PAGE);
  BureauRowItem *item = gtk_list_item_get_item (list_item);

  if (page != NULL && item != NULL)
    retry (BUREAU_LIST_PAGE (page), bureau_row_item_get_id (item));
}

static gboolean
can_retry_cb (GtkListItem *item, const char *retry)
{
  return retry != NULL && *retry != '\0';
}

static void
bureau_activity_page_class_init (BureauActivityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "activity-page",
                                 BUREAU_TYPE_RUN_ITEM, bureau_run_item_sql);
  BUREAU_LIST_PAGE_CLASS (klass)->is_counted = needs_a_person;
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_retry_cb);
}

static void
bureau_activity_page_init (BureauActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/questions-page.h"

#include "base/json.h"
#include "desk/question-item.h"
#include "desk/question-row.h"

struct _BureauQuestionsPage
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauQuestionsPage, bureau_questions_page, BUREAU_TYPE_LIST_PAGE)

static void
answered_cb (GtkListItem *list_item, const char *answer, GtkWidget *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (row, BUREAU_TYPE_QUESTIONS_PAGE);
  BureauRowItem *item = gtk_list_item_get_item (list_item);
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_json_set_id (args, "question", bureau_row_item_get_id (item));
  json_object_set_string_member (args, "answer", answer);
  bureau_list_page_ask (BUREAU_LIST_PAGE (page), "answer", args);
  /* The choices go with the answer, and the row a moment later: the keyboard waits beside them. */
  gtk_widget_grab_focus (gtk_widget_get_next_sibling (row));
}

static void
run_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  g_autofree char *run = NULL;

  g_object_get (gtk_list_item_get_item (list_item), "run", &run, NULL);
  gtk_widget_activate_action (button, "win.open", "x", g_ascii_strtoll (run, NULL, 10));
}

static void
bureau_questions_page_class_init (BureauQuestionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_QUESTION_ROW);
  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "questions-page",
                                 &bureau_question_source);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_clicked_cb);
}

static void
bureau_questions_page_init (BureauQuestionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

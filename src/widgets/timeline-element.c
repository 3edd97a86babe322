/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/timeline-element.h"

#include "base/json.h"
#include "widgets/rows-show.h"
#include "widgets/tone.h"

#define TALL 420

struct _BureauTimelineElement
{
  BureauElement parent_instance;

  GtkWidget *list;
  BureauRowsModel *model;
};

G_DEFINE_FINAL_TYPE (BureauTimelineElement, bureau_timeline_element, BUREAU_TYPE_ELEMENT)

typedef struct
{
  GtkWidget *time;
  GtkWidget *text;
  GtkWidget *badge;
} Parts;

static GtkWidget *
make_lines (Parts *parts)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  parts->time = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                              "css-classes",
                              (const char *const[]){ "caption", "dimmed", "numeric", NULL }, NULL);
  parts->text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                              PANGO_WRAP_WORD_CHAR, NULL);
  parts->badge = bureau_badge_new ();
  gtk_widget_set_hexpand (parts->time, TRUE);
  gtk_box_append (GTK_BOX (head), parts->time);
  gtk_box_append (GTK_BOX (head), parts->badge);
  gtk_box_append (GTK_BOX (lines), head);
  gtk_box_append (GTK_BOX (lines), parts->text);
  gtk_widget_set_hexpand (lines, TRUE);
  return lines;
}

/* A rail with a dot beside each event. */
static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (rail, "rail");
  gtk_box_append (GTK_BOX (box), rail);
  gtk_box_append (GTK_BOX (box), make_lines (parts));
  g_object_set_data_full (G_OBJECT (box), "parts", parts, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (BureauElement *element, GtkListItem *item)
{
  BureauShownRows *rows = bureau_element_get_rows (element);
  Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");
  guint row = bureau_rows_item_get_row (gtk_list_item_get_item (item));
  g_autofree char *time = bureau_shown_rows_dup_text (
      rows, row, bureau_element_get_text (element, "time"), NULL);
  g_autofree char *text = bureau_shown_rows_dup_text (
      rows, row, bureau_element_get_text (element, "text"), NULL);
  g_auto (BureauCell) badge = { 0 };

  bureau_cell_fill_badge (&badge, rows, row,
                          json_object_get_member (bureau_element_get_shape (element), "badge"));
  gtk_label_set_label (GTK_LABEL (parts->time), time);
  gtk_label_set_label (GTK_LABEL (parts->text), text);
  bureau_badge_show (parts->badge, &badge);
  gtk_list_item_set_accessible_label (item, text);
  gtk_list_item_set_accessible_description (item, time);
}

static void
activate_cb (BureauElement *element, guint position)
{
  bureau_element_open (element, bureau_json_get_object (bureau_element_get_shape (element), "open"),
                       position);
}

static void
bureau_timeline_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauTimelineElement *self = BUREAU_TIMELINE_ELEMENT (element);

  bureau_rows_show (self->list, self->model, rows);
}

static void
bureau_timeline_element_set_up (BureauElement *element)
{
  BureauTimelineElement *self = BUREAU_TIMELINE_ELEMENT (element);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  self->model = bureau_rows_model_new (NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  list = gtk_list_view_new (g_object_new (GTK_TYPE_NO_SELECTION, "model", self->model, NULL),
                            factory);
  self->list = list;
  gtk_widget_add_css_class (list, "rows");
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (element), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  bureau_element_set_content (
      element,
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", list, "hscrollbar-policy", GTK_POLICY_NEVER,
                    "propagate-natural-height", TRUE, "max-content-height", TALL, "css-classes",
                    (const char *const[]){ "undershoot-top", "undershoot-bottom", NULL }, NULL));
}

static void
bureau_timeline_element_dispose (GObject *object)
{
  G_OBJECT_CLASS (bureau_timeline_element_parent_class)->dispose (object);
  g_clear_object (&BUREAU_TIMELINE_ELEMENT (object)->model);
}

static void
bureau_timeline_element_class_init (BureauTimelineElementClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_timeline_element_dispose;
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_timeline_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_timeline_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
}

static void
bureau_timeline_element_init (BureauTimelineElement *self)
{
}

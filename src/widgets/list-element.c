/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/list-element.h"

#include <math.h>

#include "base/json.h"
#include "widgets/act-buttons.h"
#include "widgets/bar-cell.h"
#include "widgets/rows-show.h"
#include "widgets/tone.h"

#define TALL 420
#define BAR_WIDE 84
#define FIGURE_SLACK 6 /* figures of one width each are a little wider */
#define SAMPLE 200     /* rows whose figures are looked at */

struct _BureauListElement
{
  BureauElement parent_instance;

  GtkWidget *list;
  BureauRowsModel *model;
  GtkSingleSelection *selection;
  GHashTable *bound; /* GtkListItem, of those on the screen */
  GHashTable *bars;  /* of bureau_cell_bars_new() */
  int figure_width;  /* in px, of the widest beside a bar */
};

G_DEFINE_FINAL_TYPE (BureauListElement, bureau_list_element, BUREAU_TYPE_ELEMENT)

/* Rows -------------------------------------------------------------------------------------------
 */

typedef struct
{
  GtkWidget *primary;
  GtkWidget *secondary;
  GtkWidget *badge;
  GtkWidget *meta;
} Parts;

static GtkWidget *
make_label (const char *const *css_classes)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                       "css-classes", css_classes, NULL);
}

static guint
row_cb (gpointer data)
{
  return bureau_rows_item_get_row (gtk_list_item_get_item (data));
}

static GtkWidget *
make_lines (Parts *parts)
{
  static const char *const plain[] = { NULL };
  static const char *const dimmed[] = { "dimmed", NULL };
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  parts->primary = make_label (plain);
  parts->secondary = make_label (dimmed);
  gtk_box_append (GTK_BOX (lines), parts->primary);
  gtk_box_append (GTK_BOX (lines), parts->secondary);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  return lines;
}

static GtkWidget *
make_meta (JsonObject *shape)
{
  static const char *const caption[] = { "caption", "dimmed", "numeric", NULL };
  GtkWidget *bar;

  if (!bureau_cell_is_bar (shape))
    return make_label (caption);
  bar = bureau_bar_cell_new ();
  gtk_widget_set_hexpand_set (bar, TRUE);
  return bar;
}

static void
set_up_cb (BureauListElement *self, GtkListItem *item)
{
  JsonObject *shape = bureau_element_get_shape (BUREAU_ELEMENT (self));
  JsonArray *actions = bureau_json_get_array (shape, "row_actions");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  Parts *parts = g_new0 (Parts, 1);

  gtk_box_append (GTK_BOX (box), make_lines (parts));
  parts->badge = bureau_badge_new ();
  parts->meta = make_meta (shape);
  gtk_box_append (GTK_BOX (box), parts->badge);
  gtk_box_append (GTK_BOX (box), parts->meta);
  if (actions != NULL)
    gtk_box_append (GTK_BOX (box),
                    bureau_act_buttons_new (BUREAU_ELEMENT (self), actions, row_cb, item));
  g_object_set_data_full (G_OBJECT (box), "parts", parts, g_free);
  gtk_list_item_set_child (item, box);
}

static void
fill_label (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
fill_meta (BureauListElement *self, GtkWidget *meta, guint row, const char *text)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  const char *column = bureau_element_get_text (element, "meta");

  if (!bureau_cell_is_bar (bureau_element_get_shape (element)))
    return fill_label (meta, text);
  bureau_bar_cell_set_widths (meta, BAR_WIDE, self->figure_width);
  bureau_bar_cell_show (meta,
                        column != NULL ? bureau_cell_share (bureau_element_get_rows (element), row,
                                                            column, self->bars)
                                       : 0,
                        text);
  gtk_widget_set_visible (meta, *text != '\0');
}

static char *
dup_meta (BureauElement *element, BureauShownRows *rows, guint row)
{
  return bureau_shown_rows_dup_text (rows, row, bureau_element_get_text (element, "meta"),
                                     bureau_element_get_text (element, "format"));
}

static void
show (BureauListElement *self, GtkListItem *item)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  BureauShownRows *rows = bureau_element_get_rows (element);
  Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");
  guint row = row_cb (item);
  g_autofree char *primary = bureau_shown_rows_dup_text (
      rows, row, bureau_element_get_text (element, "primary"), NULL);
  g_autofree char *secondary = bureau_shown_rows_dup_text (
      rows, row, bureau_element_get_text (element, "secondary"), NULL);
  g_autofree char *meta = dup_meta (element, rows, row);
  g_auto (BureauCell) badge = { 0 };

  bureau_cell_fill_badge (&badge, rows, row,
                          json_object_get_member (bureau_element_get_shape (element), "badge"));
  fill_label (parts->primary, primary);
  fill_label (parts->secondary, secondary);
  fill_meta (self, parts->meta, row, meta);
  bureau_badge_show (parts->badge, &badge);
  gtk_list_item_set_accessible_label (item, primary);
  gtk_list_item_set_accessible_description (item, secondary);
}

static void
bind_cb (BureauListElement *self, GtkListItem *item)
{
  g_hash_table_add (self->bound, item);
  show (self, item);
}

static void
unbind_cb (BureauListElement *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

/* Where another figure is the longest, all bars are others. */
static void
show_all (BureauListElement *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show (self, item);
}

/* Selecting and opening --------------------------------------------------------------------------
 */

static void
activate_cb (BureauListElement *self, guint position)
{
  BureauElement *element = BUREAU_ELEMENT (self);

  if (bureau_element_can_pick (element))
    bureau_element_pick (element, position);
  else
    bureau_element_open (
        element, bureau_json_get_object (bureau_element_get_shape (element), "open"), position);
}

/* All figures get the room of the widest, so that the bars begin at one line. */
static int
measure_figures (BureauElement *element, BureauShownRows *rows)
{
  g_autofree char *longest = g_strdup ("");
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  for (guint i = 0; i < MIN (bureau_shown_rows_get_n (rows), SAMPLE); i++)
    {
      g_autofree char *text = dup_meta (element, rows, i);

      if (g_utf8_strlen (text, -1) > g_utf8_strlen (longest, -1))
        g_set_str (&longest, text);
    }
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (element), longest);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + FIGURE_SLACK;
}

static void
bureau_list_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauListElement *self = BUREAU_LIST_ELEMENT (element);

  g_hash_table_remove_all (self->bars);
  if (bureau_cell_is_bar (bureau_element_get_shape (element)))
    self->figure_width = measure_figures (element, rows);
  bureau_rows_show (self->list, self->model, rows);
  show_all (self);
  gtk_single_selection_set_selected (self->selection, bureau_element_find_pick (element));
}

/* Ends behind a row, not in its middle. */
static gboolean
end_behind_row_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (widget);
  GtkListView *list = GTK_LIST_VIEW (gtk_scrolled_window_get_child (scrolled));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
  double row = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scrolled))
               / MAX (n, 1);

  if (row >= 1 && row <= TALL)
    gtk_scrolled_window_set_max_content_height (scrolled, (int)(floor (TALL / row) * row));
  return G_SOURCE_REMOVE;
}

/* How tall rows are is known once they are laid out; what is asked for then comes too late. */
static void
upper_changed_cb (GtkWidget *scrolled)
{
  gtk_widget_add_tick_callback (scrolled, end_behind_row_cb, NULL, NULL);
}

static GtkListItemFactory *
make_factory (BureauListElement *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static void
bureau_list_element_set_up (BureauElement *element)
{
  BureauListElement *self = BUREAU_LIST_ELEMENT (element);
  GtkWidget *list, *scrolled;

  self->model = bureau_rows_model_new (NULL);
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect",
                                  TRUE, "model", self->model, NULL);
  list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)),
                            make_factory (self));
  self->list = list;
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (element), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  scrolled = g_object_new (
      GTK_TYPE_SCROLLED_WINDOW, "child", list, "hscrollbar-policy", GTK_POLICY_NEVER,
      "propagate-natural-height", TRUE, "max-content-height", TALL, "css-classes",
      (const char *const[]){ "undershoot-top", "undershoot-bottom", NULL }, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                           "notify::upper", G_CALLBACK (upper_changed_cb), scrolled,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "rows");
  bureau_element_set_content (element, scrolled);
}

static void
bureau_list_element_dispose (GObject *object)
{
  BureauListElement *self = BUREAU_LIST_ELEMENT (object);

  G_OBJECT_CLASS (bureau_list_element_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
}

static void
bureau_list_element_finalize (GObject *object)
{
  BureauListElement *self = BUREAU_LIST_ELEMENT (object);

  g_clear_pointer (&self->bound, g_hash_table_unref);
  g_clear_pointer (&self->bars, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_list_element_parent_class)->finalize (object);
}

static void
bureau_list_element_class_init (BureauListElementClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_list_element_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_list_element_finalize;
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_list_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_list_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
}

static void
bureau_list_element_init (BureauListElement *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->bars = bureau_cell_bars_new ();
}

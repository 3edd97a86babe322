/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/board-card.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/joined.h"
#include "widgets/act-buttons.h"
#include "widgets/tone.h"

struct _BureauBoardCard
{
  GtkBox parent_instance;

  BureauElement *board; /* holds the card */
  guint row;
};

G_DEFINE_FINAL_TYPE (BureauBoardCard, bureau_board_card, GTK_TYPE_BOX)

static JsonObject *
get_card (BureauBoardCard *self)
{
  return bureau_json_get_object (bureau_element_get_shape (self->board), "card");
}

static void
clicked_cb (BureauBoardCard *self)
{
  JsonObject *open = bureau_json_get_object (bureau_element_get_shape (self->board), "open");

  if (bureau_element_can_pick (self->board))
    bureau_element_pick (self->board, self->row);
  else
    bureau_element_open (self->board, open, self->row);
}

/* Parts ------------------------------------------------------------------------------------------
 */

static GtkWidget *
make_title (BureauBoardCard *self, BureauShownRows *rows)
{
  g_autofree char *text = bureau_shown_rows_dup_text (
      rows, self->row, bureau_json_get_string (get_card (self), "title"), NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", *text != '\0' ? text : "–", "xalign",
                                   0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", label, "hexpand", TRUE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "card-title");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_head (BureauBoardCard *self, BureauShownRows *rows, GMenuModel *moves)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (head), make_title (self, rows));
  if (moves != NULL)
    {
      GtkWidget *menu = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-symbolic",
                                      "menu-model", moves, "tooltip-text", _ ("Move To"), NULL);

      gtk_widget_add_css_class (menu, "flat");
      gtk_widget_add_css_class (menu, "small");
      gtk_box_append (GTK_BOX (head), menu);
    }
  gtk_box_append (GTK_BOX (self), head);
}

static void
add_line (BureauBoardCard *self, const char *text)
{
  if (*text != '\0')
    gtk_box_append (GTK_BOX (self), g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0,
                                                  "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                                  (const char *const[]){ "caption", NULL }, NULL));
}

static void
add_fields (BureauBoardCard *self, BureauShownRows *rows)
{
  JsonArray *fields = bureau_json_get_array (get_card (self), "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);
      g_autofree char *value = bureau_shown_rows_dup_text (rows, self->row, name, NULL);
      g_autofree char *line = bureau_joined_pair (bureau_shown_rows_get_label (rows, name), value);

      add_line (self, *value != '\0' ? line : "");
    }
}

static void
add_badges (BureauBoardCard *self, BureauShownRows *rows)
{
  JsonArray *badges = bureau_json_get_array (get_card (self), "badges");
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  for (guint i = 0; badges != NULL && i < json_array_get_length (badges); i++)
    {
      GtkWidget *badge = bureau_badge_new ();
      g_auto (BureauCell) cell = { 0 };

      bureau_cell_fill_badge (&cell, rows, self->row, json_array_get_element (badges, i));
      bureau_badge_show (badge, &cell);
      adw_wrap_box_append (ADW_WRAP_BOX (box), badge);
    }
  gtk_widget_set_visible (box, badges != NULL);
  gtk_box_append (GTK_BOX (self), box);
}

static guint
row_cb (gpointer data)
{
  return BUREAU_BOARD_CARD (data)->row;
}

static void
add_acts (BureauBoardCard *self)
{
  JsonArray *actions = bureau_json_get_array (bureau_element_get_shape (self->board),
                                              "card_actions");

  if (actions != NULL)
    gtk_box_append (GTK_BOX (self), bureau_act_buttons_new (self->board, actions, row_cb, self));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BureauBoardCard *self)
{
  return gdk_content_provider_new_typed (BUREAU_TYPE_BOARD_CARD, self);
}

static void
let_drag (BureauBoardCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_board_card_class_init (BureauBoardCardClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
bureau_board_card_init (BureauBoardCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-card");
}

/**
 * bureau_board_card_new:
 * @board: the element that it is in
 * @row: of its rows
 * @moves: (nullable): a menu of where it can go; %NULL where it stays
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
bureau_board_card_new (BureauElement *board, guint row, GMenuModel *moves)
{
  BureauBoardCard *self = g_object_new (BUREAU_TYPE_BOARD_CARD, NULL);
  BureauShownRows *rows = bureau_element_get_rows (board);
  g_autofree char *subtitle = NULL;

  self->board = board;
  self->row = row;
  subtitle = bureau_shown_rows_dup_text (
      rows, row, bureau_json_get_string (get_card (self), "subtitle"), NULL);
  add_head (self, rows, moves);
  add_line (self, subtitle);
  add_fields (self, rows);
  add_badges (self, rows);
  add_acts (self);
  if (moves != NULL)
    let_drag (self);
  if (bureau_element_is_picked (board, row))
    gtk_widget_add_css_class (GTK_WIDGET (self), "picked");
  return GTK_WIDGET (self);
}

guint
bureau_board_card_get_row (BureauBoardCard *self)
{
  return self->row;
}

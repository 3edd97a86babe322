/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/board-element.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "views/format.h"
#include "widgets/board-card.h"

#define COLUMN_WIDTH 230
#define MOST_CARDS 500

struct _BureauBoardElement
{
  BureauElement parent_instance;

  GtkBox *columns;
};

G_DEFINE_FINAL_TYPE (BureauBoardElement, bureau_board_element, BUREAU_TYPE_ELEMENT)

/* Groups -----------------------------------------------------------------------------------------
 */

static gboolean
has_group (GPtrArray *groups, const char *group)
{
  return g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL);
}

static char *
dup_group (BureauElement *element, BureauShownRows *rows, guint row)
{
  return bureau_shown_rows_dup_text (rows, row, bureau_element_get_text (element, "group"), NULL);
}

/* Those that the view names, in its order, and then what else there is. */
static GPtrArray *
list_groups (BureauElement *element, BureauShownRows *rows)
{
  JsonArray *named = bureau_json_get_array (bureau_element_get_shape (element), "groups");
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; named != NULL && i < json_array_get_length (named); i++)
    g_ptr_array_add (groups, g_strdup (json_array_get_string_element (named, i)));
  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      g_autofree char *group = dup_group (element, rows, i);

      if (!has_group (groups, group))
        g_ptr_array_add (groups, g_steal_pointer (&group));
    }
  return groups;
}

static char *
say_group (const char *group)
{
  return *group != '\0' ? bureau_text_title (group) : g_strdup (_ ("None"));
}

/* Moving -----------------------------------------------------------------------------------------
 */

static gboolean
can_move (BureauElement *element)
{
  return bureau_element_get_text (element, "move_action") != NULL;
}

static void
move (BureauElement *element, guint row, const char *group)
{
  g_autoptr (JsonNode) target = *group != '\0' ? json_node_init_string (json_node_alloc (), group)
                                               : json_node_new (JSON_NODE_NULL);

  bureau_element_act_with (element, bureau_element_get_text (element, "move_action"), row, NULL,
                           target);
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *group;
  guint row;

  g_variant_get (parameter, "(u&s)", &row, &group);
  move (BUREAU_ELEMENT (widget), row, group);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BureauElement *element)
{
  GtkWidget *column = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  BureauBoardCard *card = g_value_get_object (value);

  /* A card of another board is not one of this. */
  if (gtk_widget_get_ancestor (GTK_WIDGET (card), BUREAU_TYPE_BOARD_ELEMENT)
      != GTK_WIDGET (element))
    return FALSE;
  move (element, bureau_board_card_get_row (card), g_object_get_data (G_OBJECT (column), "group"));
  return TRUE;
}

static void
accept_drops (BureauElement *element, GtkWidget *column)
{
  GtkDropTarget *target = gtk_drop_target_new (BUREAU_TYPE_BOARD_CARD, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), element, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (column, GTK_EVENT_CONTROLLER (target));
}

/* Where a card can go by its menu. */
static GMenuModel *
make_menu (GPtrArray *groups, const char *own, guint row)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = g_ptr_array_index (groups, i);
      g_autofree char *title = say_group (group);
      g_auto (GStrv) parts = g_strsplit (title, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (g_str_equal (group, own))
        continue;
      g_menu_item_set_action_and_target (item, "board.move", "(us)", row, group);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Columns ----------------------------------------------------------------------------------------
 */

static GtkWidget *
make_head (const char *title, guint n)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (JsonNode) number = bureau_json_node_for_int (n);
  g_autofree char *count = bureau_format_value (number, "int", NULL);

  gtk_box_append (GTK_BOX (head), g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0,
                                                "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                                (const char *const[]){ "heading", NULL }, NULL));
  gtk_box_append (GTK_BOX (head),
                  g_object_new (GTK_TYPE_LABEL, "label", count, "css-classes",
                                (const char *const[]){ "dimmed", "numeric", NULL }, NULL));
  return head;
}

static guint
add_cards (BureauElement *element, GtkBox *cards, BureauShownRows *rows, GPtrArray *groups,
           const char *group)
{
  guint n = 0;

  for (guint i = 0; i < MIN (bureau_shown_rows_get_n (rows), MOST_CARDS); i++)
    {
      g_autofree char *own = dup_group (element, rows, i);
      g_autoptr (GMenuModel) menu = NULL;

      if (!g_str_equal (own, group))
        continue;
      menu = can_move (element) ? make_menu (groups, group, i) : NULL;
      gtk_box_append (cards, bureau_board_card_new (element, i, menu));
      n++;
    }
  return n;
}

static GtkWidget *
make_column (BureauElement *element, BureauShownRows *rows, GPtrArray *groups, const char *group)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *cards = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                   6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  g_autofree char *title = say_group (group);
  guint n = add_cards (element, GTK_BOX (cards), rows, groups, group);

  gtk_widget_set_size_request (column, COLUMN_WIDTH, -1);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_vexpand (cards, TRUE);
  gtk_widget_add_css_class (column, "board-column");
  g_object_set_data_full (G_OBJECT (column), "group", g_strdup (group), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cards), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (column), make_head (title, n));
  gtk_box_append (GTK_BOX (column), cards);
  if (can_move (element))
    accept_drops (element, column);
  return column;
}

static void
bureau_board_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauBoardElement *self = BUREAU_BOARD_ELEMENT (element);
  g_autoptr (GPtrArray) groups = list_groups (element, rows);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_box_remove (self->columns, child);
  for (guint i = 0; i < groups->len; i++)
    gtk_box_append (self->columns,
                    make_column (element, rows, groups, g_ptr_array_index (groups, i)));
}

static void
bureau_board_element_set_up (BureauElement *element)
{
  BureauBoardElement *self = BUREAU_BOARD_ELEMENT (element);

  self->columns = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  gtk_box_set_homogeneous (self->columns, TRUE);
  bureau_element_set_content (
      element,
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->columns, "vscrollbar-policy",
                    GTK_POLICY_NEVER, "css-classes",
                    (const char *const[]){ "undershoot-start", "undershoot-end", NULL }, NULL));
}

static void
bureau_board_element_class_init (BureauBoardElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_board_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_board_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 480;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "board.move", "(us)", move_cb);
}

static void
bureau_board_element_init (BureauBoardElement *self)
{
}

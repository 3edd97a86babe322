/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/view-body.h"

#include "base/json.h"
#include "base/text.h"
#include "widgets/elements.h"
#include "widgets/filter-element.h"
#include "widgets/flow.h"
#include "widgets/view-chips.h"

/* With less, a side pane stands below. */
#define SIDE_WIDTH 300
#define MAIN_WIDTH 420

struct _BureauViewBody
{
  AdwBin parent_instance;

  BureauShownView *view;
  GHashTable *elements; /* id → BureauElement */
  GtkWidget *page;      /* what stands beside each other */
  GtkWidget *side;      /* the panes beside, or NULL */
};

G_DEFINE_FINAL_TYPE (BureauViewBody, bureau_view_body, ADW_TYPE_BIN)

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is settled here ---------------------------------------------------------------------------
 */

static void
asked_cb (BureauViewBody *self, JsonObject *intent)
{
  const char *act = bureau_json_get_string (intent, "do");

  if (g_str_equal (act, "set_param"))
    bureau_shown_view_set_param (self->view, bureau_json_get_string (intent, "param"),
                                 json_object_get_member (intent, "value"));
  else if (g_str_equal (act, "refresh"))
    bureau_shown_view_refresh (self->view);
  else
    g_signal_emit (self, signals[ASKED], 0, intent);
}

/* Layout -----------------------------------------------------------------------------------------
 */

static void append (BureauViewBody *self, BureauFlow *flow, const char *id, int weight);

static GtkWidget *
make_group (BureauViewBody *self, JsonObject *shape, int *least)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 9, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *flow = bureau_flow_new ();
  JsonArray *ids = bureau_json_get_array (shape, "elements");
  g_autofree char *title = bureau_text_visible (bureau_json_get_string (shape, "title"), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0,
                                               "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                               (const char *const[]){ "title-4", NULL }, NULL));
  for (guint i = 0; i < json_array_get_length (ids); i++)
    append (self, BUREAU_FLOW (flow), json_array_get_string_element (ids, i), 1);
  gtk_box_append (GTK_BOX (box), flow);
  *least = MAIN_WIDTH;
  return box;
}

static void
append (BureauViewBody *self, BureauFlow *flow, const char *id, int weight)
{
  JsonObject *shape = bureau_shown_view_get_element (self->view, id);
  GtkWidget *child;
  int least;

  if (shape == NULL)
    return;
  if (g_strcmp0 (bureau_json_get_string (shape, "type"), "group") == 0)
    child = make_group (self, shape, &least);
  else
    {
      BureauElement *element = bureau_elements_make (self->view, shape);

      child = GTK_WIDGET (element);
      least = bureau_elements_get_least_width (element);
      if (BUREAU_IS_FILTER_ELEMENT (element))
        weight = 0; /* a control is as wide as it has to be */
      g_hash_table_insert (self->elements, (char *)bureau_json_get_string (shape, "id"), element);
      g_signal_connect_object (element, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
    }
  bureau_flow_append (flow, child, least, weight);
}

static GtkWidget *
make_row (BureauViewBody *self, JsonObject *row)
{
  GtkWidget *flow = bureau_flow_new ();
  JsonArray *ids = bureau_json_get_array (row, "row");
  JsonArray *weights = bureau_json_get_array (row, "weights");

  for (guint i = 0; i < json_array_get_length (ids); i++)
    append (self, BUREAU_FLOW (flow), json_array_get_string_element (ids, i),
            weights != NULL && i < json_array_get_length (weights)
                ? (int)json_array_get_int_element (weights, i)
                : 1);
  return flow;
}

static GtkWidget *
make_rows (BureauViewBody *self, JsonArray *rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    gtk_box_append (GTK_BOX (box), make_row (self, json_array_get_object_element (rows, i)));
  return box;
}

static GtkWidget *
make_tabs (BureauViewBody *self, JsonArray *tabs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwViewStack *stack = ADW_VIEW_STACK (adw_view_stack_new ());

  adw_view_stack_set_vhomogeneous (stack, FALSE);
  for (guint i = 0; i < json_array_get_length (tabs); i++)
    {
      JsonObject *tab = json_array_get_object_element (tabs, i);
      g_autofree char *title = bureau_text_visible (bureau_json_get_string (tab, "title"), NULL);

      adw_view_stack_add_titled (stack, make_rows (self, bureau_json_get_array (tab, "rows")), NULL,
                                 title);
    }
  gtk_box_append (GTK_BOX (box), g_object_new (ADW_TYPE_INLINE_VIEW_SWITCHER, "stack", stack,
                                               "halign", GTK_ALIGN_CENTER, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (stack));
  return box;
}

static void
add_side (BureauViewBody *self, JsonArray *ids)
{
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      GtkWidget *flow = bureau_flow_new ();

      append (self, BUREAU_FLOW (flow), json_array_get_string_element (ids, i), 1);
      gtk_box_append (GTK_BOX (self->side), flow);
    }
}

/* The panes beside stand beside all the rest. */
static void
add_blocks (BureauViewBody *self, JsonArray *blocks)
{
  GtkWidget *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  bureau_flow_append (BUREAU_FLOW (self->page), main, MAIN_WIDTH, 3);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      JsonArray *tabs = bureau_json_get_array (block, "tabs");
      JsonArray *side = bureau_json_get_array (block, "side");

      if (side != NULL && self->side == NULL)
        self->side = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
      if (side != NULL)
        add_side (self, side);
      else
        gtk_box_append (GTK_BOX (main),
                        tabs != NULL ? make_tabs (self, tabs) : make_row (self, block));
    }
  if (self->side != NULL)
    bureau_flow_append (BUREAU_FLOW (self->page), self->side, SIDE_WIDTH, 1);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_view_body_finalize (GObject *object)
{
  BureauViewBody *self = BUREAU_VIEW_BODY (object);

  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_object (&self->view);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (bureau_view_body_parent_class)->finalize (object);
}

static void
set_is_asleep (GtkWidget *widget, gboolean is_asleep)
{
  BureauViewBody *self = BUREAU_VIEW_BODY (widget);

  if (self->view != NULL)
    bureau_shown_view_set_is_asleep (self->view, is_asleep);
}

static void
bureau_view_body_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_view_body_parent_class)->map (widget);
  set_is_asleep (widget, FALSE);
}

static void
bureau_view_body_unmap (GtkWidget *widget)
{
  set_is_asleep (widget, TRUE);
  GTK_WIDGET_CLASS (bureau_view_body_parent_class)->unmap (widget);
}

static void
bureau_view_body_class_init (BureauViewBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_view_body_finalize;
  widget_class->map = bureau_view_body_map;
  widget_class->unmap = bureau_view_body_unmap;
  signals[ASKED] = g_signal_new ("asked", BUREAU_TYPE_VIEW_BODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
bureau_view_body_init (BureauViewBody *self)
{
  self->elements = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * bureau_view_body_new:
 * @view: what is shown
 *
 * Returns: (transfer floating): its widgets
 */
BureauViewBody *
bureau_view_body_new (BureauShownView *view)
{
  BureauViewBody *self = g_object_new (BUREAU_TYPE_VIEW_BODY, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->view = g_object_ref (view);
  gtk_box_append (GTK_BOX (box), bureau_view_chips_new (view));
  self->page = bureau_flow_new ();
  add_blocks (self, bureau_json_get_array (bureau_shown_view_get_document (view), "layout"));
  gtk_box_append (GTK_BOX (box), self->page);
  adw_bin_set_child (ADW_BIN (self), box);
  return self;
}

BureauShownView *
bureau_view_body_get_view (BureauViewBody *self)
{
  return self->view;
}

/**
 * bureau_view_body_find:
 * @element: the id of an element
 *
 * Returns: (transfer none) (nullable): its widget
 */
GtkWidget *
bureau_view_body_find (BureauViewBody *self, const char *element)
{
  return g_hash_table_lookup (self->elements, element);
}

/**
 * bureau_view_body_get_side:
 *
 * Returns: (transfer none) (nullable): the title of the first pane beside the rest, empty where it
 * has none; %NULL where nothing stands beside
 */
const char *
bureau_view_body_get_side (BureauViewBody *self)
{
  JsonArray *layout = bureau_json_get_array (bureau_shown_view_get_document (self->view), "layout");

  for (guint i = 0; self->side != NULL && i < json_array_get_length (layout); i++)
    {
      JsonArray *side = bureau_json_get_array (json_array_get_object_element (layout, i), "side");
      JsonObject *shape = side != NULL ? bureau_shown_view_get_element (
                                             self->view, json_array_get_string_element (side, 0))
                                       : NULL;
      const char *title = bureau_json_get_string (shape, "title");

      if (side != NULL)
        return title != NULL ? title : "";
    }
  return NULL;
}

/**
 * bureau_view_body_put_side:
 * @place: (nullable): what holds the panes beside from now on, such as a sheet; %NULL has them
 * beside the rest again
 */
void
bureau_view_body_put_side (BureauViewBody *self, AdwBin *place)
{
  GtkWidget *parent = self->side != NULL ? gtk_widget_get_parent (self->side) : NULL;

  if (parent == NULL || parent == (place != NULL ? GTK_WIDGET (place) : self->page))
    return;
  if (ADW_IS_BIN (parent))
    adw_bin_set_child (ADW_BIN (parent), NULL);
  else
    bureau_flow_remove (BUREAU_FLOW (parent), self->side);
  if (place != NULL)
    adw_bin_set_child (place, self->side);
  else
    bureau_flow_append (BUREAU_FLOW (self->page), self->side, SIDE_WIDTH, 1);
}

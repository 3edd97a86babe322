/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/view-body.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "widgets/elements.h"
#include "widgets/filter-element.h"
#include "widgets/flow.h"

/* With less, a side pane stands below. */
#define SIDE_WIDTH 300
#define MAIN_WIDTH 420

struct _BureauViewBody
{
  AdwBin parent_instance;

  BureauShownView *view;
  GHashTable *elements; /* id → BureauElement */
  AdwWrapBox *chips;
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

/* Chips ------------------------------------------------------------------------------------------
 */

static gboolean
has_filter (BureauViewBody *self, const char *param)
{
  JsonArray *elements = bureau_json_get_array (bureau_shown_view_get_document (self->view),
                                               "elements");

  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);

      if (g_strcmp0 (bureau_json_get_string (element, "type"), "filter") == 0
          && g_strcmp0 (bureau_json_get_string (element, "param"), param) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
reset_cb (GtkButton *button, BureauViewBody *self)
{
  bureau_shown_view_reset_param (self->view, g_object_get_data (G_OBJECT (button), "param"));
}

static void
add_chip (BureauViewBody *self, JsonObject *param)
{
  const char *id = bureau_json_get_string (param, "id");
  const char *label = bureau_json_get_string (param, "label");
  g_autofree char *name = bureau_text_visible (label != NULL ? label : id, NULL);
  /* Translators: what a selection is about, as in “Client is chosen” */
  g_autofree char *text = g_strdup_printf (_ ("%s is chosen"), name);
  g_autofree char *hint = g_strdup_printf (_ ("Show All: %s"), name);
  GtkWidget *button = g_object_new (ADW_TYPE_BUTTON_CONTENT, "label", text, "icon-name",
                                    "window-close-symbolic", NULL);

  button = g_object_new (GTK_TYPE_BUTTON, "child", button, "tooltip-text", hint, NULL);
  gtk_widget_add_css_class (button, "chosen");
  g_object_set_data_full (G_OBJECT (button), "param", g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_DEFAULT);
  adw_wrap_box_append (self->chips, button);
}

static void
show_chips (BureauViewBody *self)
{
  JsonArray *params = bureau_json_get_array (bureau_shown_view_get_document (self->view), "params");

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, child);
  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);
      const char *id = bureau_json_get_string (param, "id");

      if (!has_filter (self, id) && !bureau_shown_view_is_start (self->view, id))
        add_chip (self, param);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
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

static GtkWidget *
make_side (BureauViewBody *self, JsonArray *ids)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      GtkWidget *flow = bureau_flow_new ();

      append (self, BUREAU_FLOW (flow), json_array_get_string_element (ids, i), 1);
      gtk_box_append (GTK_BOX (box), flow);
    }
  return box;
}

/* The panes beside stand beside all the rest. */
static GtkWidget *
make_blocks (BureauViewBody *self, JsonArray *blocks)
{
  GtkWidget *page = bureau_flow_new ();
  GtkWidget *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  bureau_flow_append (BUREAU_FLOW (page), main, MAIN_WIDTH, 3);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      JsonArray *tabs = bureau_json_get_array (block, "tabs");
      JsonArray *side = bureau_json_get_array (block, "side");

      if (side != NULL)
        bureau_flow_append (BUREAU_FLOW (page), make_side (self, side), SIDE_WIDTH, 1);
      else
        gtk_box_append (GTK_BOX (main),
                        tabs != NULL ? make_tabs (self, tabs) : make_row (self, block));
    }
  return page;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_view_body_finalize (GObject *object)
{
  BureauViewBody *self = BUREAU_VIEW_BODY (object);

  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_object (&self->view);
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
  self->chips = ADW_WRAP_BOX (
      g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_box_append (
      GTK_BOX (box),
      make_blocks (self, bureau_json_get_array (bureau_shown_view_get_document (view), "layout")));
  adw_bin_set_child (ADW_BIN (self), box);
  show_chips (self);
  g_signal_connect_object (view, "param-changed", G_CALLBACK (show_chips), self, G_CONNECT_SWAPPED);
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

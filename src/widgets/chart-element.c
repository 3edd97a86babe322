/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/chart-element.h"

#include "base/json.h"
#include "views/cell.h"
#include "views/chart.h"
#include "widgets/scene-paint.h"
#include "widgets/scene-view.h"
#include "widgets/table-element.h"

#define HEIGHT 260

struct _BureauChartElement
{
  BureauElement parent_instance;

  AdwViewStack *stack;
  BureauSceneView *scene;
  GtkLabel *summary;
  gboolean is_table;
};

G_DEFINE_FINAL_TYPE (BureauChartElement, bureau_chart_element, BUREAU_TYPE_ELEMENT)

enum
{
  PROP_IS_TABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Drawing ----------------------------------------------------------------------------------------
 */

static BureauScene *
lay_out_cb (GtkWidget *widget, double width, double height, gpointer data)
{
  BureauElement *element = data;
  BureauShownRows *rows = bureau_element_get_rows (element);
  g_autoptr (JsonArray) none = json_array_new ();
  JsonArray *all = bureau_shown_rows_get_all (rows);
  const BureauChartWish wish = {
    .element = bureau_element_get_shape (element),
    .source = bureau_shown_rows_get_source (rows),
    .rows = all != NULL ? all : none,
    .currency = bureau_shown_rows_get_currency (rows),
    .width = width,
    .height = height,
    .is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .measure = bureau_scene_measure,
    .measure_data = widget,
  };

  return bureau_chart_lay_out (&wish);
}

static int
find_picked (BureauElement *element, guint n_rows)
{
  for (guint i = 0; bureau_element_has_pick (element) && i < n_rows; i++)
    if (bureau_element_is_picked (element, i))
      return (int)i;
  return -1;
}

/* What is left out of the picture is said below it. */
static void
show_note (BureauChartElement *self)
{
  BureauScene *scene = bureau_scene_view_get_scene (self->scene);

  if (scene != NULL
      && !bureau_shown_rows_has_more (bureau_element_get_rows (BUREAU_ELEMENT (self))))
    bureau_element_set_note (BUREAU_ELEMENT (self), scene->note);
}

static void
bureau_chart_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauChartElement *self = BUREAU_CHART_ELEMENT (element);
  g_autofree char *summary = bureau_cell_fill_summary (
      rows, bureau_element_get_text (element, "summary"));

  gtk_label_set_label (self->summary, summary);
  bureau_scene_view_update (self->scene, summary,
                            find_picked (element, bureau_shown_rows_get_n (rows)));
  show_note (self);
}

static void
activated_cb (BureauElement *element, int row)
{
  if (bureau_element_can_pick (element))
    bureau_element_pick (element, (guint)row);
  else
    bureau_element_open (
        element, bureau_json_get_object (bureau_element_get_shape (element), "open"), (guint)row);
}

/* As a table -------------------------------------------------------------------------------------
 */

static void
add_column (JsonArray *columns, const char *name)
{
  JsonObject *column = json_object_new ();

  json_object_set_string_member (column, "col", name);
  json_array_add_object_element (columns, column);
}

static JsonObject *
make_table_shape (BureauElement *element)
{
  JsonObject *shape = json_object_new ();
  JsonArray *columns = json_array_new ();
  JsonArray *drawn = bureau_json_get_array (bureau_element_get_shape (element), "y");
  JsonObject *select = bureau_json_get_object (bureau_element_get_shape (element), "select");

  add_column (columns, bureau_element_get_text (element, "x"));
  if (bureau_element_get_text (element, "series") != NULL)
    add_column (columns, bureau_element_get_text (element, "series"));
  for (guint i = 0; i < json_array_get_length (drawn); i++)
    add_column (columns, json_array_get_string_element (drawn, i));
  if (bureau_element_get_text (element, "value") != NULL)
    add_column (columns, bureau_element_get_text (element, "value"));
  bureau_json_set_string (shape, "id", bureau_element_get_text (element, "id"));
  json_object_set_string_member (shape, "type", "table");
  bureau_json_set_string (shape, "title", bureau_element_get_text (element, "title"));
  bureau_json_set_string (shape, "data", bureau_element_get_text (element, "data"));
  bureau_json_set_string (shape, "sort", bureau_element_get_text (element, "sort"));
  json_object_set_array_member (shape, "columns", columns);
  if (select != NULL)
    json_object_set_object_member (shape, "select", json_object_ref (select));
  return shape;
}

static void
add_table (BureauChartElement *self)
{
  g_autoptr (JsonObject) shape = make_table_shape (BUREAU_ELEMENT (self));
  BureauElement *table = g_object_new (BUREAU_TYPE_TABLE_ELEMENT, NULL);

  bureau_element_start (table, bureau_element_get_view (BUREAU_ELEMENT (self)), shape);
  bureau_element_make_part (table);
  adw_view_stack_add_named (self->stack, GTK_WIDGET (table), "table");
}

static void
set_is_table (BureauChartElement *self, gboolean is_table)
{
  if (self->is_table == is_table || self->stack == NULL)
    return;
  self->is_table = is_table;
  if (is_table && adw_view_stack_get_child_by_name (self->stack, "table") == NULL)
    add_table (self);
  adw_view_stack_set_visible_child_name (self->stack, is_table ? "table" : "chart");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_TABLE]);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static GtkWidget *
make_chart (BureauChartElement *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scene = BUREAU_SCENE_VIEW (bureau_scene_view_new (lay_out_cb, self, HEIGHT));
  self->summary = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                PANGO_WRAP_WORD_CHAR, "css-classes",
                                (const char *const[]){ "caption", "dimmed", NULL }, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scene), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scene), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (BUREAU_ELEMENT (self)), -1);
  g_signal_connect_object (self->scene, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scene));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  return box;
}

static void
bureau_chart_element_set_up (BureauElement *element)
{
  BureauChartElement *self = BUREAU_CHART_ELEMENT (element);

  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  adw_view_stack_set_vhomogeneous (self->stack, FALSE);
  adw_view_stack_add_named (self->stack, make_chart (self), "chart");
  bureau_element_set_content (element, GTK_WIDGET (self->stack));
}

static void
bureau_chart_element_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, BUREAU_CHART_ELEMENT (object)->is_table);
}

static void
bureau_chart_element_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  set_is_table (BUREAU_CHART_ELEMENT (object), g_value_get_boolean (value));
}

static void
bureau_chart_element_class_init (BureauChartElementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bureau_chart_element_get_property;
  object_class->set_property = bureau_chart_element_set_property;
  properties[PROP_IS_TABLE] = g_param_spec_boolean ("is-table", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_chart_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_chart_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 300;
  gtk_widget_class_install_property_action (GTK_WIDGET_CLASS (klass), "element.as-table",
                                            "is-table");
}

static void
bureau_chart_element_init (BureauChartElement *self)
{
}

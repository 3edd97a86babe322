/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/trend.h"

#include <glib/gi18n.h>

#define WIDTH 132
#define HEIGHT 32
#define LINE 2
#define DOT 3

struct _BureauTrend
{
  GtkWidget parent_instance;

  GArray *values; /* double */
};

G_DEFINE_FINAL_TYPE (BureauTrend, bureau_trend, GTK_TYPE_WIDGET)

static double
get_value (BureauTrend *self, guint i)
{
  return g_array_index (self->values, double, i);
}

static void
find_range (BureauTrend *self, double *least, double *most)
{
  *least = *most = get_value (self, 0);
  for (guint i = 1; i < self->values->len; i++)
    {
      *least = MIN (*least, get_value (self, i));
      *most = MAX (*most, get_value (self, i));
    }
}

/* Where a figure stands; the ends keep the line and its dot inside. */
static graphene_point_t
get_point (BureauTrend *self, guint i, double least, double most)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * DOT;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * DOT;
  double share = most > least ? (get_value (self, i) - least) / (most - least) : 0.5;

  return GRAPHENE_POINT_INIT ((float)(DOT + width * i / (self->values->len - 1)),
                              (float)(DOT + height * (1 - share)));
}

static GskPath *
make_line (BureauTrend *self, graphene_point_t *last)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  double least, most;

  find_range (self, &least, &most);
  for (guint i = 0; i < self->values->len; i++)
    {
      *last = get_point (self, i, least, most);
      if (i == 0)
        gsk_path_builder_move_to (builder, last->x, last->y);
      else
        gsk_path_builder_line_to (builder, last->x, last->y);
    }
  return gsk_path_builder_to_path (builder);
}

static GskPath *
make_dot (const graphene_point_t *at)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  gsk_path_builder_add_circle (builder, at, DOT);
  return gsk_path_builder_to_path (builder);
}

static void
bureau_trend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (GskStroke) stroke = gsk_stroke_new (LINE);
  g_autoptr (GskPath) line = NULL;
  g_autoptr (GskPath) dot = NULL;
  graphene_point_t last;
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  line = make_line (BUREAU_TREND (widget), &last);
  dot = make_dot (&last);
  gtk_snapshot_append_stroke (snapshot, line, stroke, &color);
  gtk_snapshot_append_fill (snapshot, dot, GSK_FILL_RULE_WINDING, &color);
}

static void
bureau_trend_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
bureau_trend_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_TREND (object)->values, g_array_unref);
  G_OBJECT_CLASS (bureau_trend_parent_class)->finalize (object);
}

static void
bureau_trend_class_init (BureauTrendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_trend_finalize;
  widget_class->snapshot = bureau_trend_snapshot;
  widget_class->measure = bureau_trend_measure;
  gtk_widget_class_set_css_name (widget_class, "trend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bureau_trend_init (BureauTrend *self)
{
}

/**
 * bureau_trend_new:
 * @values: (element-type double): two or more
 * @words: what it shows, for who does not see it
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
bureau_trend_new (GArray *values, const char *words)
{
  BureauTrend *self = g_object_new (BUREAU_TYPE_TREND, NULL);

  g_return_val_if_fail (values->len > 1, NULL);
  self->values = g_array_ref (values);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Trend"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/swatch.h"

#include "views/scene.h"

#define WIDTH 4
#define RADIUS 2

struct _BureauSwatch
{
  GtkWidget parent_instance;

  guint series;
};

G_DEFINE_FINAL_TYPE (BureauSwatch, bureau_swatch, GTK_TYPE_WIDGET)

static void
bureau_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = WIDTH;
}

static void
bureau_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GskRoundedRect box;
  GdkRGBA color;

  gdk_rgba_parse (&color, bureau_scene_color (BUREAU_SWATCH (widget)->series, is_dark));
  gsk_rounded_rect_init_from_rect (&box,
                                   &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                        (float)gtk_widget_get_height (widget)),
                                   RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &color, &box.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
bureau_swatch_class_init (BureauSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = bureau_swatch_measure;
  widget_class->snapshot = bureau_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bureau_swatch_init (BureauSwatch *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * bureau_swatch_new:
 * @series: as of a mark of a chart
 *
 * Returns: (transfer floating): the strip, as high as it is given
 */
GtkWidget *
bureau_swatch_new (guint series)
{
  BureauSwatch *self = g_object_new (BUREAU_TYPE_SWATCH, NULL);

  self->series = series;
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/act-bar.h"

#include <adwaita.h>

struct _BureauActBar
{
  GtkBox parent_instance;

  GtkWidget *toasts; /* of the window, while the bar is seen; NULL else */
};

G_DEFINE_FINAL_TYPE (BureauActBar, bureau_act_bar, GTK_TYPE_BOX)

static void
leave (BureauActBar *self)
{
  if (self->toasts == NULL)
    return;
  gtk_widget_remove_css_class (self->toasts, "above-row");
  gtk_widget_remove_css_class (self->toasts, "above-rows");
  g_clear_object (&self->toasts);
}

static void
enter (BureauActBar *self)
{
  gboolean is_tall = gtk_orientable_get_orientation (GTK_ORIENTABLE (self))
                     == GTK_ORIENTATION_VERTICAL;

  leave (self);
  g_set_object (&self->toasts, gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY));
  if (self->toasts != NULL)
    gtk_widget_add_css_class (self->toasts, is_tall ? "above-rows" : "above-row");
}

static void
bureau_act_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_act_bar_parent_class)->map (widget);
  enter (BUREAU_ACT_BAR (widget));
}

static void
bureau_act_bar_unmap (GtkWidget *widget)
{
  leave (BUREAU_ACT_BAR (widget));
  GTK_WIDGET_CLASS (bureau_act_bar_parent_class)->unmap (widget);
}

static void
bureau_act_bar_notify (GObject *object, GParamSpec *property)
{
  if (g_str_equal (property->name, "orientation") && gtk_widget_get_mapped (GTK_WIDGET (object)))
    enter (BUREAU_ACT_BAR (object));
}

static void
bureau_act_bar_dispose (GObject *object)
{
  leave (BUREAU_ACT_BAR (object));
  G_OBJECT_CLASS (bureau_act_bar_parent_class)->dispose (object);
}

static void
bureau_act_bar_class_init (BureauActBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = bureau_act_bar_map;
  widget_class->unmap = bureau_act_bar_unmap;
  G_OBJECT_CLASS (klass)->notify = bureau_act_bar_notify;
  G_OBJECT_CLASS (klass)->dispose = bureau_act_bar_dispose;
}

static void
bureau_act_bar_init (BureauActBar *self)
{
}

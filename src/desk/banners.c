/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/banners.h"

#include "desk/obstacles.h"
#include "desk/window.h"

struct _BureauBanners
{
  AdwBin parent_instance;

  BureauObstacles *obstacles;
  GtkBox *box;
  AdwBanner *banners[BUREAU_N_OBSTACLES]; /* each from when there was something to say */
};

G_DEFINE_FINAL_TYPE (BureauBanners, bureau_banners, ADW_TYPE_BIN)

static AdwBanner *
add_banner (BureauBanners *self, guint i)
{
  const char *action;
  const char *button = bureau_obstacles_get_button (i, &action);
  GtkWidget *before = NULL;

  self->banners[i] = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banners[i], FALSE);
  adw_banner_set_button_label (self->banners[i], button);
  if (action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->banners[i]), action);
  for (guint j = 0; j < i; j++)
    if (self->banners[j] != NULL)
      before = GTK_WIDGET (self->banners[j]);
  gtk_box_insert_child_after (self->box, GTK_WIDGET (self->banners[i]), before);
  return self->banners[i];
}

static void
update (BureauBanners *self)
{
  for (guint i = 0; i < BUREAU_N_OBSTACLES; i++)
    {
      const char *text = bureau_obstacles_get_text (self->obstacles, i);

      if (text != NULL && self->banners[i] == NULL)
        add_banner (self, i);
      /* One that leaves keeps its words until it is gone. */
      if (text != NULL)
        g_object_set (self->banners[i], "title", text, NULL);
      if (self->banners[i] != NULL)
        adw_banner_set_revealed (self->banners[i], text != NULL);
    }
}

/* The pane of a list is narrow, and speaks only where it is all there is to be seen. */
static void
give_way (BureauBanners *self)
{
  GtkWidget *split = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  AdwNavigationPage *pane = split != NULL ? adw_navigation_split_view_get_sidebar (
                                                ADW_NAVIGATION_SPLIT_VIEW (split))
                                          : NULL;

  if (pane != NULL && gtk_widget_is_ancestor (GTK_WIDGET (self), GTK_WIDGET (pane)))
    g_object_bind_property (split, "collapsed", self, "visible", G_BINDING_SYNC_CREATE);
}

static void
bureau_banners_root (GtkWidget *widget)
{
  BureauBanners *self = BUREAU_BANNERS (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (bureau_banners_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (self->obstacles != NULL || !BUREAU_IS_WINDOW (root)
      || bureau_window_get_obstacles (BUREAU_WINDOW (root)) == NULL)
    return;
  self->obstacles = g_object_ref (bureau_window_get_obstacles (BUREAU_WINDOW (root)));
  g_signal_connect_object (self->obstacles, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  give_way (self);
  update (self);
}

static void
bureau_banners_dispose (GObject *object)
{
  g_clear_object (&BUREAU_BANNERS (object)->obstacles);
  G_OBJECT_CLASS (bureau_banners_parent_class)->dispose (object);
}

static void
bureau_banners_class_init (BureauBannersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_banners_dispose;
  GTK_WIDGET_CLASS (klass)->root = bureau_banners_root;
}

static void
bureau_banners_init (BureauBanners *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

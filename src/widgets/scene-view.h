/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "views/scene.h"

G_BEGIN_DECLS

/**
 * BureauSceneLayOut:
 *
 * Returns: (transfer full): the scene on that much room
 */
typedef BureauScene *(*BureauSceneLayOut) (GtkWidget *widget, double width, double height,
                                           gpointer data);

/**
 * BureauSceneView:
 *
 * A chart on the screen. What a mark says is a tooltip; the arrow keys go from mark to mark, and
 * each is announced. Its description for a screen reader has the figures.
 *
 * Signal `activated (int row)`: a person pressed a mark that is that row of the source.
 */
#define BUREAU_TYPE_SCENE_VIEW (bureau_scene_view_get_type ())
G_DECLARE_FINAL_TYPE (BureauSceneView, bureau_scene_view, BUREAU, SCENE_VIEW, GtkWidget)

GtkWidget *bureau_scene_view_new (BureauSceneLayOut lay_out, gpointer data,
                                  int height) G_GNUC_WARN_UNUSED_RESULT;
void bureau_scene_view_update (BureauSceneView *self, const char *summary, int picked);
BureauScene *bureau_scene_view_get_scene (BureauSceneView *self);

G_END_DECLS

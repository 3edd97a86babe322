/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "views/scene.h"

G_BEGIN_DECLS

/**
 * BureauScenePaint:
 * @pointed: (nullable): the mark that is pointed at or has the focus
 * @is_focused: whether it is the focus
 * @picked: the row that is selected: the others step back; -1 for none
 *
 * How a scene is painted.
 */
typedef struct
{
  BureauScene *scene;
  gboolean is_dark;
  gboolean is_high_contrast;
  const BureauSceneMark *pointed;
  gboolean is_focused;
  int picked;
} BureauScenePaint;

void bureau_scene_paint (const BureauScenePaint *self, GtkSnapshot *snapshot, GtkWidget *widget);
void bureau_scene_measure (const char *text, BureauSceneFont font, double *width, double *height,
                           gpointer widget);

G_END_DECLS

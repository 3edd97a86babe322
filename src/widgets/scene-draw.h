/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "views/scene.h"

G_BEGIN_DECLS

/* A scene with cairo, for paper; on any thread. */
void bureau_scene_draw (BureauScene *scene, cairo_t *cr, PangoContext *context);
void bureau_scene_draw_measure (const char *text, BureauSceneFont font, double *width,
                                double *height, gpointer context);

G_END_DECLS

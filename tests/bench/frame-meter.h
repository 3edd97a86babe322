/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What each frame of a window costs, while one follows the other as fast as the frame clock lets
 * them. */
typedef struct _FrameMeter FrameMeter;

/* Moves something, before a frame is laid out. */
typedef void (*FrameMeterMove) (gpointer data);

FrameMeter *frame_meter_new (GtkWidget *window);
void frame_meter_free (FrameMeter *self);
void frame_meter_measure_empty (guint n);
void frame_meter_start (FrameMeter *self, FrameMeterMove move, gpointer data);
guint frame_meter_count (FrameMeter *self);
void frame_meter_run (FrameMeter *self, guint n, FrameMeterMove move, gpointer data);
void frame_meter_report (FrameMeter *self, const char *name);

G_END_DECLS

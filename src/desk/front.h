/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/progress.h"

G_BEGIN_DECLS

/**
 * BureauFront:
 *
 * What a window shows in place of its pages until its workspace is open: that it is being opened,
 * or why it cannot be; how far something is that has to be done before; or how to begin. Each is
 * made when it is first shown.
 *
 * Signal `begin (const char *kind, JsonObject *answers)`: what a person chose, as that of
 * #BureauWelcome.
 */
#define BUREAU_TYPE_FRONT (bureau_front_get_type ())
G_DECLARE_FINAL_TYPE (BureauFront, bureau_front, BUREAU, FRONT, GObject)

BureauFront *bureau_front_new (AdwViewStack *states) G_GNUC_WARN_UNUSED_RESULT;
void bureau_front_set_name (BureauFront *self, const char *name);
void bureau_front_seen (BureauFront *self);
void bureau_front_show_opening (BureauFront *self);
void bureau_front_show_problem (BureauFront *self, const char *problem);
void bureau_front_show_progress (BureauFront *self, BureauProgress *progress);
void bureau_front_show_welcome (BureauFront *self);
void bureau_front_leave (BureauFront *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Buttons for actions of a view, each with the label that the view gives it. */

/**
 * BureauActFunc:
 *
 * Returns: the row that is acted on now
 */
typedef guint (*BureauActFunc) (gpointer data);

GtkWidget *bureau_act_buttons_new (BureauElement *element, JsonArray *actions, BureauActFunc row,
                                   gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

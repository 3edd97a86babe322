/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/delivery-attempt.h"

G_BEGIN_DECLS

/* The deliveries that wait for their mail account. */
GHashTable *bureau_stuck_new (void) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_stuck_add (GHashTable *stuck, gint64 id, BureauDeliveryRest rest);
gint64 bureau_stuck_get_left (GHashTable *stuck, gint64 id);

G_END_DECLS

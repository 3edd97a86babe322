/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/story-page.h"

G_BEGIN_DECLS

/* An approved draft on its way: who got it, what was tried, and what can be done. It stands in the
 * outbox, whose actions it uses. */
#define BUREAU_TYPE_DELIVERY_PAGE (bureau_delivery_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauDeliveryPage, bureau_delivery_page, BUREAU, DELIVERY_PAGE,
                      BureauStoryPage)

AdwNavigationPage *bureau_delivery_page_new (BureauMemory *memory,
                                             gint64 delivery) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What was approved: on its way, sent, or in need of a person. */
#define BUREAU_TYPE_OUTBOX_PAGE (bureau_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauOutboxPage, bureau_outbox_page, BUREAU, OUTBOX_PAGE, BureauListPage)

void bureau_outbox_page_open (BureauOutboxPage *self, gint64 delivery);

G_END_DECLS

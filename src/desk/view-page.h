/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/story-page.h"

G_BEGIN_DECLS

/* A view on real rows. What its parameters were set to is there again when it is opened the next
 * time. A new version of its document is shown as soon as it is in force. */
#define BUREAU_TYPE_VIEW_PAGE (bureau_view_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewPage, bureau_view_page, BUREAU, VIEW_PAGE, BureauStoryPage)

AdwNavigationPage *bureau_view_page_new (BureauMemory *memory, const char *name,
                                         JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_view_page_get_name (BureauViewPage *self);
JsonObject *bureau_view_page_dup_place (BureauViewPage *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_view_page_tell_changed (BureauViewPage *self);

G_END_DECLS

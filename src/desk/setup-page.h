/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/setup.h"

G_BEGIN_DECLS

/**
 * BureauSetupPage:
 *
 * A step of the set-up as a page of a navigation view. Signal `next`: the answers are good enough
 * to go on.
 */
#define BUREAU_TYPE_SETUP_PAGE (bureau_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauSetupPage, bureau_setup_page, BUREAU, SETUP_PAGE, AdwNavigationPage)

BureauSetupPage *bureau_setup_page_new (const BureauSetupStep *step, JsonObject *answers,
                                        gboolean is_last);
const BureauSetupStep *bureau_setup_page_get_step (BureauSetupPage *self);

G_END_DECLS

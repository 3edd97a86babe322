/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/origin.h"

G_BEGIN_DECLS

/**
 * BureauOriginList:
 *
 * The records that a row of figures was made of, each with the message and the run that it is from.
 */
#define BUREAU_TYPE_ORIGIN_LIST (bureau_origin_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauOriginList, bureau_origin_list, BUREAU, ORIGIN_LIST,
                      AdwPreferencesGroup)

void bureau_origin_list_show (BureauOriginList *self, BureauMemory *memory, BureauShownView *view,
                              BureauShownRows *rows, guint row);

G_END_DECLS

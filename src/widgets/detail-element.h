/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* The fields of one record. */
#define BUREAU_TYPE_DETAIL_ELEMENT (bureau_detail_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauDetailElement, bureau_detail_element, BUREAU, DETAIL_ELEMENT,
                      BureauElement)

G_END_DECLS

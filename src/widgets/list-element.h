/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Rows of two lines. */
#define BUREAU_TYPE_LIST_ELEMENT (bureau_list_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauListElement, bureau_list_element, BUREAU, LIST_ELEMENT, BureauElement)

G_END_DECLS

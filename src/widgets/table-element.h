/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Rows and columns, sorted where the rows are from. */
#define BUREAU_TYPE_TABLE_ELEMENT (bureau_table_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableElement, bureau_table_element, BUREAU, TABLE_ELEMENT,
                      BureauElement)

G_END_DECLS

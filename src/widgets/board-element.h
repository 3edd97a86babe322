/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Rows as cards, in columns by one value; a card is moved by hand or by its menu. */
#define BUREAU_TYPE_BOARD_ELEMENT (bureau_board_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauBoardElement, bureau_board_element, BUREAU, BOARD_ELEMENT,
                      BureauElement)

G_END_DECLS

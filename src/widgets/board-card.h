/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* A row of a board: its title opens or selects it, its menu moves it. */
#define BUREAU_TYPE_BOARD_CARD (bureau_board_card_get_type ())
G_DECLARE_FINAL_TYPE (BureauBoardCard, bureau_board_card, BUREAU, BOARD_CARD, GtkBox)

GtkWidget *bureau_board_card_new (BureauElement *board, guint row,
                                  GMenuModel *moves) G_GNUC_WARN_UNUSED_RESULT;
guint bureau_board_card_get_row (BureauBoardCard *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* A row of buttons. */
#define BUREAU_TYPE_ACTIONS_ELEMENT (bureau_actions_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauActionsElement, bureau_actions_element, BUREAU, ACTIONS_ELEMENT,
                      BureauElement)

G_END_DECLS

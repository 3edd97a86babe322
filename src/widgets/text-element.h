/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Words of the view, with figures in them. */
#define BUREAU_TYPE_TEXT_ELEMENT (bureau_text_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauTextElement, bureau_text_element, BUREAU, TEXT_ELEMENT, BureauElement)

G_END_DECLS

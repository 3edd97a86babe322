/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* The place of an element that cannot be shown: it is said, not left out. */
#define BUREAU_TYPE_STRANGE_ELEMENT (bureau_strange_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauStrangeElement, bureau_strange_element, BUREAU, STRANGE_ELEMENT,
                      BureauElement)

G_END_DECLS

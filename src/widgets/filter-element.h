/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* A control that sets a parameter; its kind is the parameter's. */
#define BUREAU_TYPE_FILTER_ELEMENT (bureau_filter_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauFilterElement, bureau_filter_element, BUREAU, FILTER_ELEMENT,
                      BureauElement)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* A sentence that stands out. */
#define BUREAU_TYPE_CALLOUT_ELEMENT (bureau_callout_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalloutElement, bureau_callout_element, BUREAU, CALLOUT_ELEMENT,
                      BureauElement)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Events in the order of time. */
#define BUREAU_TYPE_TIMELINE_ELEMENT (bureau_timeline_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauTimelineElement, bureau_timeline_element, BUREAU, TIMELINE_ELEMENT,
                      BureauElement)

G_END_DECLS

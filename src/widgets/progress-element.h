/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Values against the most they can be. */
#define BUREAU_TYPE_PROGRESS_ELEMENT (bureau_progress_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauProgressElement, bureau_progress_element, BUREAU, PROGRESS_ELEMENT,
                      BureauElement)

G_END_DECLS

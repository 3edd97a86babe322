/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Fields that an action gets. */
#define BUREAU_TYPE_FORM_ELEMENT (bureau_form_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauFormElement, bureau_form_element, BUREAU, FORM_ELEMENT, BureauElement)

G_END_DECLS

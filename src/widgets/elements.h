/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* The types of element, one table of them. */
BureauElement *bureau_elements_make (BureauShownView *view,
                                     JsonObject *shape) G_GNUC_WARN_UNUSED_RESULT;
int bureau_elements_get_least_width (BureauElement *element);

G_END_DECLS

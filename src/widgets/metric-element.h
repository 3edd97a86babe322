/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* One figure, large; of money one for each currency. */
#define BUREAU_TYPE_METRIC_ELEMENT (bureau_metric_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauMetricElement, bureau_metric_element, BUREAU, METRIC_ELEMENT,
                      BureauElement)

G_END_DECLS

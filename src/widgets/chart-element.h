/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* Rows drawn; or, where a person wants it so, their figures as a table. */
#define BUREAU_TYPE_CHART_ELEMENT (bureau_chart_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauChartElement, bureau_chart_element, BUREAU, CHART_ELEMENT,
                      BureauElement)

G_END_DECLS

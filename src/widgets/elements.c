/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/elements.h"

#include "base/json.h"
#include "widgets/actions-element.h"
#include "widgets/board-element.h"
#include "widgets/calendar-element.h"
#include "widgets/callout-element.h"
#include "widgets/chart-element.h"
#include "widgets/detail-element.h"
#include "widgets/filter-element.h"
#include "widgets/form-element.h"
#include "widgets/list-element.h"
#include "widgets/metric-element.h"
#include "widgets/progress-element.h"
#include "widgets/strange-element.h"
#include "widgets/table-element.h"
#include "widgets/text-element.h"
#include "widgets/timeline-element.h"

static const struct
{
  const char *type;
  GType (*get_type) (void);
} types[] = {
  { "metric", bureau_metric_element_get_type },     { "table", bureau_table_element_get_type },
  { "list", bureau_list_element_get_type },         { "detail", bureau_detail_element_get_type },
  { "progress", bureau_progress_element_get_type }, { "text", bureau_text_element_get_type },
  { "calendar", bureau_calendar_element_get_type }, { "callout", bureau_callout_element_get_type },
  { "filter", bureau_filter_element_get_type },     { "actions", bureau_actions_element_get_type },
  { "chart", bureau_chart_element_get_type },       { "board", bureau_board_element_get_type },
  { "timeline", bureau_timeline_element_get_type }, { "form", bureau_form_element_get_type },
};

static GType
find_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, name))
      return types[i].get_type ();
  return BUREAU_TYPE_STRANGE_ELEMENT;
}

/**
 * bureau_elements_make:
 * @view: the view that it is in
 * @shape: its entry of “elements”, not a group
 *
 * Returns: (transfer floating): the element; one that says so where its type cannot be shown
 */
BureauElement *
bureau_elements_make (BureauShownView *view, JsonObject *shape)
{
  BureauElement *element = g_object_new (find_type (bureau_json_get_string (shape, "type")), NULL);

  bureau_element_start (element, view, shape);
  return element;
}

int
bureau_elements_get_least_width (BureauElement *element)
{
  return BUREAU_ELEMENT_GET_CLASS (element)->least_width;
}

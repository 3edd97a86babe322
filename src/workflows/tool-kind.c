/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/tool-kind.h"

const char *const bureau_tool_names[] = { "search", "read", "note_fact", "propose_view", NULL };

/* In the order of the names. */
static const BureauToolClass classes[] = {
  BUREAU_TOOL_READS,
  BUREAU_TOOL_READS,
  BUREAU_TOOL_WRITES,
  BUREAU_TOOL_ACTS,
};

G_STATIC_ASSERT (G_N_ELEMENTS (classes) == G_N_ELEMENTS (bureau_tool_names) - 1);

/**
 * bureau_tool_get_class:
 * @name: one of bureau_tool_names[]
 *
 * Returns: what calling it can do; the most that there is for any other name
 */
BureauToolClass
bureau_tool_get_class (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (bureau_tool_names[i], name))
      return classes[i];
  return BUREAU_TOOL_ACTS;
}

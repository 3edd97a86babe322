/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauToolClass:
 * @BUREAU_TOOL_READS: R0: reads the workspace or computes
 * @BUREAU_TOOL_WRITES: R1: writes what stays in the workspace and can be taken back
 * @BUREAU_TOOL_FETCHES: R2: asks somebody outside, who learns its arguments
 * @BUREAU_TOOL_ACTS: R3: acts outside, deletes, or changes the system itself
 *
 * What calling a tool can do (reliability.md §3.2).
 */
typedef enum
{
  BUREAU_TOOL_READS,
  BUREAU_TOOL_WRITES,
  BUREAU_TOOL_FETCHES,
  BUREAU_TOOL_ACTS,
} BureauToolClass;

/* The tools that there are, as an agent's document lists them; ends with NULL. */
extern const char *const bureau_tool_names[];

BureauToolClass bureau_tool_get_class (const char *name);

G_END_DECLS

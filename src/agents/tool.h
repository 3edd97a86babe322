/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "workflows/tool-kind.h"

G_BEGIN_DECLS

/**
 * BureauToolVerdict:
 * @BUREAU_TOOL_REFUSED: nothing is done
 * @BUREAU_TOOL_PROPOSED: it waits for a person's yes
 * @BUREAU_TOOL_DONE: it is done
 *
 * What becomes of a call.
 */
typedef enum
{
  BUREAU_TOOL_REFUSED,
  BUREAU_TOOL_PROPOSED,
  BUREAU_TOOL_DONE,
} BureauToolVerdict;

/**
 * BureauToolCircumstances:
 * @is_tainted: words from outside had a part in the run
 * @is_pinned: where it goes was set by a builder
 * @is_plain: its arguments are ids and words of a list, which cannot carry anything out
 *
 * What a call's verdict depends on besides the tool's class.
 */
typedef struct
{
  gboolean is_tainted;
  gboolean is_pinned;
  gboolean is_plain;
} BureauToolCircumstances;

BureauToolVerdict bureau_tool_judge (BureauToolClass class,
                                     const BureauToolCircumstances *circumstances);

/**
 * BureauToolFunc:
 * @input: as the tool's schema describes it
 * @acts: (element-type BureauToolAct): what calls before it change, in the step's transaction; gets
 *   what this one does
 *
 * Does a call, or prepares its proposal. Changes nothing itself. Runs in a fiber and may await.
 *
 * Returns: (transfer full): the result; %NULL with @error set, in words that its caller can use
 */
typedef JsonObject *(*BureauToolFunc) (BureauStepContext *context, JsonObject *input,
                                       GPtrArray *acts, GError **error);

/* One file each; the table in tool.c calls them. */
JsonObject *bureau_tool_search (BureauStepContext *context, JsonObject *input, GPtrArray *acts,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_tool_read (BureauStepContext *context, JsonObject *input, GPtrArray *acts,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_tool_fact (BureauStepContext *context, JsonObject *input, GPtrArray *acts,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_tool_view (BureauStepContext *context, JsonObject *input, GPtrArray *acts,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

JsonArray *bureau_tool_list (BureauStepContext *context) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_tool_call (BureauStepContext *context, const char *name, JsonObject *input,
                              GPtrArray *acts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For tools: whether the operator said that no provider may see it. */
gboolean bureau_tool_may_show (BureauDatabase *database, gint64 id, gboolean *may, GError **error);

G_END_DECLS

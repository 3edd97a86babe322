/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauToolGroup:
 *
 * The tools that an agent was given, a switch for each that there is. What else stands in its
 * document stays as it is.
 *
 * Signal `edited` (#JsonObject): a person turned one on or off; the document with it.
 */
#define BUREAU_TYPE_TOOL_GROUP (bureau_tool_group_get_type ())
G_DECLARE_FINAL_TYPE (BureauToolGroup, bureau_tool_group, BUREAU, TOOL_GROUP, AdwPreferencesGroup)

void bureau_tool_group_show (BureauToolGroup *self, JsonObject *document_or_null);

G_END_DECLS

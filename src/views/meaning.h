/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/* What the members of a view mean: ids that must stand in the document, columns that a source must
 * have, statements that must run. The tables name them; each notes what is wrong with its value. */

/* meaning-name.c: ids of the document. */
void bureau_view_mean_id (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_source (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_param (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_needs (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_elements (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_entity (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_view (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-column.c: columns of the element's source. */
void bureau_view_mean_column (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_columns (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_number_column (BureauCheck *check, const BureauMember *member,
                                     JsonNode *value);
void bureau_view_mean_time_column (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_sort (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_badge (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_cell_format (BureauCheck *check, JsonObject *object);
void bureau_view_mean_template (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-source.c: what a source reads. */
void bureau_view_mean_own_column (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_source_sql (BureauCheck *check, JsonObject *object);

/* meaning-action.c */
void bureau_view_mean_action (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_actions (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_view_mean_action_whole (BureauCheck *check, JsonObject *object);

/* meaning-view.c: the whole. */
void bureau_view_mean_param_whole (BureauCheck *check, JsonObject *object);
void bureau_view_mean_chart (BureauCheck *check, JsonObject *object);
void bureau_view_mean_layout (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* Shared by them; meaning-name.c. */
JsonObject *bureau_view_find_in (JsonObject *document, const char *list, const char *id);
const char **bureau_view_list_ids (JsonObject *document,
                                   const char *list) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_get_column (JsonObject *source, const char *name);
const char *bureau_view_get_key (JsonObject *source);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/shape.h"
#include "workflows/context.h"

G_BEGIN_DECLS

/* What the members of documents mean: names that must exist, references that must lead somewhere,
 * rights an agent must have. The tables name them; each notes what is wrong with its value. */

/* meaning-step.c */
void bureau_mean_step_id (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_agent (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_reference (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_handed_reference (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_given (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_written_collection (BureauCheck *check, const BureauMember *member,
                                     JsonNode *value);
void bureau_mean_extracted_fields (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_searched_collections (BureauCheck *check, const BureauMember *member,
                                       JsonNode *value);
void bureau_mean_updated_record (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_date (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_workflow (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_started_record (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_tool (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-recipient.c */
void bureau_mean_recipient (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-sql.c */
void bureau_mean_condition (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_sql (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_message_trigger (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_record_condition (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_parameters (BureauCheck *check, JsonObject *object);

/* meaning-names.c */
void bureau_mean_read_collection (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_granted_collections (BureauCheck *check, const BureauMember *member,
                                      JsonNode *value);
void bureau_mean_hand_trigger (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-letter.c */
void bureau_mean_letter (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_letters (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* meaning-collection.c */
void bureau_mean_collection_name (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_field_name (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_currency (BureauCheck *check, const BureauMember *member, JsonNode *value);
void bureau_mean_field (BureauCheck *check, JsonObject *object);
void bureau_mean_template (BureauCheck *check, JsonObject *object);

/* Shared by them; meaning-names.c. */
gboolean bureau_check_collection (BureauCheck *check, const char *name, gboolean with_own);
gboolean bureau_check_field (BureauCheck *check, const char *collection, const char *field);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workflows/shape.h"

G_BEGIN_DECLS

/* One function per type: whether a node is such a value. Each notes what is wrong. */
typedef gboolean (*BureauValueCheck) (BureauCheck *check, const BureauMember *member,
                                      JsonNode *value);

/* value-text.c */
gboolean bureau_value_is_name (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_slug (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_text (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_word (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_reference (BureauCheck *check, const BureauMember *member,
                                    JsonNode *value);
gboolean bureau_value_is_expression (BureauCheck *check, const BureauMember *member,
                                     JsonNode *value);
gboolean bureau_value_is_expression_or_true (BureauCheck *check, const BureauMember *member,
                                             JsonNode *value);
gboolean bureau_value_is_name_or_true (BureauCheck *check, const BureauMember *member,
                                       JsonNode *value);
gboolean bureau_value_is_integer (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_boolean (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* value-list.c */
gboolean bureau_value_is_names (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_texts (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_references (BureauCheck *check, const BureauMember *member,
                                     JsonNode *value);
gboolean bureau_value_is_labels (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* value-object.c */
gboolean bureau_value_is_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_assignments (BureauCheck *check, const BureauMember *member,
                                      JsonNode *value);
gboolean bureau_value_is_letters (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_object (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_objects (BureauCheck *check, const BureauMember *member, JsonNode *value);
gboolean bureau_value_is_any_object (BureauCheck *check, const BureauMember *member,
                                     JsonNode *value);

/* value.c */
const char *bureau_value_get_text (JsonNode *value);
void bureau_value_add_problem (BureauCheck *check, const char *code, JsonNode *value,
                               const char *must);
gboolean bureau_value_check_count (BureauCheck *check, const BureauMember *member, guint count);

G_END_DECLS

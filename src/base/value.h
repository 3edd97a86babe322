/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/shape.h"

G_BEGIN_DECLS

/* value-text.c */
extern const BureauValueType bureau_value_name;    /* lower case, digits, underscores */
extern const BureauValueType bureau_value_slug;    /* the same with hyphens */
extern const BureauValueType bureau_value_text;    /* least…most characters */
extern const BureauValueType bureau_value_word;    /* one of `words` */
extern const BureauValueType bureau_value_integer; /* least…most */
extern const BureauValueType bureau_value_boolean; /* true or false */

/* value-list.c */
extern const BureauValueType bureau_value_names; /* least…most different names */
extern const BureauValueType bureau_value_texts; /* least…most different texts */
extern const BureauValueType bureau_value_words; /* least…most different ones of `words` */

/* value-object.c */
extern const BureauValueType bureau_value_object;     /* an object of `shape` */
extern const BureauValueType bureau_value_objects;    /* least…most of them, or of any objects */
extern const BureauValueType bureau_value_any_object; /* one whose members are not ours to check */

#define BUREAU_NAME_PATTERN "^[a-z][a-z0-9_]{0,62}$"

/* Whether a key of a map is a good one; notes it where not. */
typedef gboolean (*BureauKeyCheck) (BureauCheck *check, const char *key);

/* For the types of a room: parts that its checks are made of. */
const char *bureau_value_get_text (JsonNode *value);
void bureau_value_add_problem (BureauCheck *check, const char *code, JsonNode *value,
                               const char *must);
gboolean bureau_value_check_count (BureauCheck *check, const BureauMember *member, guint count);
gboolean bureau_value_check_length (BureauCheck *check, const char *text, gint64 least,
                                    gint64 most);
gboolean bureau_value_check_list (BureauCheck *check, const BureauMember *member,
                                  const BureauMember *item, JsonNode *value);
gboolean bureau_value_check_map (BureauCheck *check, const BureauMember *member,
                                 BureauKeyCheck check_key, const BureauMember *entry,
                                 JsonNode *value);

/* And what its schema is made of. */
JsonObject *bureau_value_to_schema (const BureauMember *member) G_GNUC_WARN_UNUSED_RESULT;
void bureau_value_describe_string (JsonObject *schema, gint64 least, gint64 most);
void bureau_value_describe_pattern (JsonObject *schema, const char *pattern);
void bureau_value_describe_set (const BureauMember *member, JsonObject *schema,
                                const BureauMember *item);
void bureau_value_describe_map (const BureauMember *member, JsonObject *schema,
                                const char *key_pattern, const BureauMember *entry);

G_END_DECLS

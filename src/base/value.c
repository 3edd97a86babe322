/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

#include "base/json.h"

/**
 * bureau_value_get_text:
 *
 * Returns: (nullable) (transfer none): the text that @value is, or %NULL where it is none
 */
const char *
bureau_value_get_text (JsonNode *value)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (value);
}

/**
 * bureau_value_add_problem:
 * @code: a stable word for programs
 * @must: what @value must be: "a text", "a list of objects"
 *
 * Notes that @value is not what it must be.
 */
void
bureau_value_add_problem (BureauCheck *check, const char *code, JsonNode *value, const char *must)
{
  g_autofree char *got = bureau_json_print (value);

  bureau_problems_add (check->problems, code, got, "This must be %s.", must);
}

/**
 * bureau_value_check_count:
 * @count: how many entries stand there
 *
 * Returns: whether @member allows so many; notes it where not
 */
gboolean
bureau_value_check_count (BureauCheck *check, const BureauMember *member, guint count)
{
  if (count >= member->least && count <= member->most)
    return TRUE;
  bureau_problems_add (check->problems, "count_wrong", NULL,
                       "This must have %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       " entries, not %u.",
                       member->least, member->most, count);
  return FALSE;
}

/**
 * bureau_value_to_schema:
 *
 * Returns: (transfer full): the JSON Schema of a value of this member
 */
JsonObject *
bureau_value_to_schema (const BureauMember *member)
{
  JsonObject *schema = json_object_new ();

  member->type->describe (member, schema);
  if (member->about != NULL)
    json_object_set_string_member (schema, "description", member->about);
  return schema;
}

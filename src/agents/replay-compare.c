/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one answer has that another has not. */
#include "agents/replay-subjects.h"
#include "base/json.h"
#include "base/text.h"

/* What is no answer to what was asked, but said about it. */
static const char *const asides[] = { "id", "to", "why", "reason", "confidence", NULL };

static gboolean
is_same (JsonNode *before, JsonNode *after)
{
  g_autofree char *one = before != NULL ? bureau_json_canonical (before) : NULL;
  g_autofree char *other = after != NULL ? bureau_json_canonical (after) : NULL;

  return g_strcmp0 (one, other) == 0;
}

static void
add_field (JsonArray *fields, const char *name, JsonNode *before, JsonNode *after)
{
  JsonObject *field = json_object_new ();

  json_object_set_string_member (field, "field", name);
  if (before != NULL)
    json_object_set_member (field, "before", json_node_copy (before));
  if (after != NULL)
    json_object_set_member (field, "after", json_node_copy (after));
  json_object_set_boolean_member (field, "same", is_same (before, after));
  json_array_add_object_element (fields, field);
}

static JsonArray *
compare_fields (JsonObject *before, JsonObject *after)
{
  JsonArray *fields = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (asides, name))
      add_field (fields, name, value, json_object_get_member (after, name));
  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (asides, name) && !json_object_has_member (before, name))
      add_field (fields, name, NULL, value);

  return fields;
}

static JsonObject *
letter (const char *subject, const char *body)
{
  JsonObject *letter = json_object_new ();

  json_object_set_string_member (letter, "subject", subject != NULL ? subject : "");
  json_object_set_string_member (letter, "body", body != NULL ? body : "");

  return letter;
}

/* How far each of the two is from what a person sent. */
static void
compare_with_final (JsonObject *draft, JsonObject *subject, const char *after)
{
  const char *final = bureau_json_get_string (subject, "final_body");
  const char *before = bureau_json_get_string (subject, "draft_body");

  if (final == NULL)
    return;
  json_object_set_object_member (draft, "final",
                                 letter (bureau_json_get_string (subject, "final_subject"), final));
  json_object_set_double_member (draft, "edited_before",
                                 bureau_text_share_changed (before != NULL ? before : "", final));
  json_object_set_double_member (draft, "edited_after", bureau_text_share_changed (after, final));
}

static JsonObject *
compare_letters (JsonObject *subject, JsonObject *after)
{
  const char *before = bureau_json_get_string (subject, "draft_body");
  const char *body = bureau_json_get_string (after, "body");
  JsonObject *draft = json_object_new ();

  json_object_set_object_member (
      draft, "before", letter (bureau_json_get_string (subject, "draft_subject"), before));
  json_object_set_object_member (draft, "after",
                                 letter (bureau_json_get_string (after, "subject"), body));
  json_object_set_double_member (draft, "changed",
                                 bureau_text_share_changed (before != NULL ? before : "", body));
  json_object_set_int_member (draft, "unsupported_before",
                              bureau_json_get_int (subject, "unsupported", 0));
  compare_with_final (draft, subject, body);

  return draft;
}

/**
 * bureau_replay_compare:
 * @subject: one of bureau_replay_subjects()
 * @after: (nullable): what the step gives this time; %NULL where it failed
 *
 * Returns: (transfer full): `{"message","subject","sender","run","workflow","step","do","agent",
 *   "provider_before","model_before","ms_before","cost_before","fields"?:[{"field","before"?,
 *   "after"?,"same"}],"draft"?:{"before":{"subject","body"},"after","final"?,"changed",
 *   "edited_before"?,"edited_after"?,"unsupported_before"}}`; shares are from 0 to 1
 */
JsonObject *
bureau_replay_compare (JsonObject *subject, JsonObject *after)
{
  static const struct
  {
    const char *from;
    const char *to;
  } members[] = {
    { "message", "message" },
    { "message_subject", "subject" },
    { "sender", "sender" },
    { "run", "run" },
    { "workflow", "workflow" },
    { "step", "step" },
    { "do", "do" },
    { "agent", "agent" },
    { "provider", "provider_before" },
    { "ms", "ms_before" },
    { "model", "model_before" },
    { "cost", "cost_before" },
  };
  const char *output = bureau_json_get_string (subject, "output");
  g_autoptr (JsonObject) before = bureau_json_parse_object (output != NULL ? output : "{}", -1,
                                                            NULL);
  JsonObject *item = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_member (item, members[i].to, json_object_dup_member (subject, members[i].from));
  if (after == NULL || before == NULL)
    return item;
  if (g_str_equal (bureau_json_get_string (subject, "do"), "draft"))
    json_object_set_object_member (item, "draft", compare_letters (subject, after));
  else
    json_object_set_array_member (item, "fields", compare_fields (before, after));

  return item;
}

static void
add (JsonObject *sum, const char *name, gint64 number)
{
  json_object_set_int_member (sum, name, bureau_json_get_int (sum, name, 0) + number);
}

static void
add_draft (JsonObject *sum, JsonObject *draft)
{
  add (sum, "drafts", 1);
  add (sum, "unsupported_before", bureau_json_get_int (draft, "unsupported_before", 0));
  add (sum, "unsupported_after", bureau_json_get_int (draft, "unsupported_after", 0));
  if (!json_object_has_member (draft, "final"))
    return;
  add (sum, "sent", 1);
  for (guint i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "edited_before" : "edited_after";

      json_object_set_double_member (sum, name,
                                     bureau_json_get_double (sum, name, 0)
                                         + bureau_json_get_double (draft, name, 0));
    }
}

/**
 * bureau_replay_add_up:
 * @sum: what it is added to; begins empty
 * @item: one comparison, with what it took
 *
 * Adds to `{"steps","failed","fields","fields_changed","drafts","sent","edited_before",
 * "edited_after","unsupported_before","unsupported_after","ms_before","ms_after","cost_before",
 * "cost_after"}`; what was edited is the sum of the shares of the drafts that were sent.
 */
void
bureau_replay_add_up (JsonObject *sum, JsonObject *item)
{
  static const char *const numbers[] = { "ms_before", "ms_after", "cost_before", "cost_after" };
  JsonArray *fields = bureau_json_get_array (item, "fields");
  JsonObject *draft = bureau_json_get_object (item, "draft");

  add (sum, "steps", 1);
  add (sum, "failed", json_object_has_member (item, "error"));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    add (sum, numbers[i], MAX (bureau_json_get_int (item, numbers[i], 0), 0));
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      add (sum, "fields", 1);
      add (sum, "fields_changed",
           !bureau_json_get_boolean (json_array_get_object_element (fields, i), "same"));
    }
  if (draft != NULL)
    add_draft (sum, draft);
}

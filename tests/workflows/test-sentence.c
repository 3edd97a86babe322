/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "workflows/sentence.h"
#include "workflows/template.h"

static BureauWorkflow *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_json_parse_object (text, -1, &error);
  BureauWorkflow *workflow;

  g_assert_no_error (error);
  workflow = bureau_workflow_parse (document, &error);
  g_assert_no_error (error);
  return workflow;
}

static const struct
{
  const char *on;
  const char *words;
} triggers[] = {
  { "{\"message\":true}", "When a message arrives" },
  { "{\"message\":\"label = 'inquiry'\"}", "When a message is labelled ‘inquiry’" },
  { "{\"message\":\"automatic IS NULL\"}", "When a message arrives that a person wrote" },
  { "{\"message\":\"subject <> '' AND label is null\"}",
    "When a message arrives and subject is not ‘’ and label is empty" },
  { "{\"message\":\"length(text) > 5\"}", "When a message arrives and “length(text) > 5” is true" },
  { "{\"record\":\"inquiries\"}", "When a record is added to inquiries" },
  { "{\"record\":\"inquiries\",\"when\":\"sent\"}",
    "When a draft about a record of inquiries was sent" },
  { "{\"record\":\"inquiries\",\"where\":\"state = 'read'\",\"when\":\"sent\"}",
    "When a draft about a record of inquiries was sent and state is ‘read’" },
  { "{\"record\":\"inquiries\",\"when\":\"changed\"}",
    "Whenever a record of inquiries is changed" },
  { "{\"record\":\"inquiries\",\"where\":\"state = 'read'\"}",
    "As soon as, in inquiries, state is ‘read’" },
  { "{\"record\":\"inquiries\",\"where\":\"fee >= 100 and fee < 200\",\"when\":\"added\"}",
    "When a record is added to inquiries and fee is at least 100 and fee is under 200" },
  { "{\"record\":\"inquiries\",\"where\":\"fee <= -1\",\"when\":\"changed\"}",
    "Whenever a record of inquiries is changed and fee is at most -1" },
  { "{\"record\":\"inquiries\",\"where\":\"contact = 'O''Brien'\"}",
    "As soon as, in inquiries, contact is ‘O'Brien’" },
  { "{\"hand\":true}", "When you start it" },
  { "{\"hand\":\"message\"}", "When you start it for a message" },
  { "{\"hand\":\"clients\"}", "When you start it for a record of clients" },
};

static void
test_triggers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"workflow\":\"w\",\"on\":%s,\"steps\":[{\"id\":\"a\",\"do\":\"wait\",\"days\":1}]}",
          triggers[i].on);
      g_autoptr (BureauWorkflow) workflow = parse (text);
      g_autofree char *words = bureau_trigger_to_words (&workflow->trigger);

      g_assert_cmpstr (words, ==, triggers[i].words);
    }
}

static const struct
{
  const char *step;
  const char *words;
} steps[] = {
  { "\"do\":\"extract\",\"agent\":\"intake\",\"from\":\"message\",\"into\":\"inquiries\"",
    "Intake reads the message into inquiries" },
  { "\"do\":\"classify\",\"agent\":\"intake\",\"from\":\"message.text\",\"labels\":[\"yes\",{"
    "\"name\":\"no\"}]",
    "Intake labels the message as one of yes, no" },
  { "\"do\":\"search\",\"in\":[\"clients\",\"drafts\"],\"about\":\"record\"",
    "Bureau looks in clients, drafts for what is like the record" },
  { "\"do\":\"query\",\"sql\":\"SELECT 1\"", "Bureau works out ‘last’ from the workspace" },
  { "\"do\":\"query\",\"sql\":\"SELECT 1\",\"update\":\"record\"",
    "Bureau works out ‘last’ from the workspace and keeps it in the record" },
  { "\"do\":\"draft\",\"agent\":\"writer\",\"given\":[\"record\",\"found\"],\"to\":\"message."
    "sender\"",
    "Writer drafts a mail to the sender, knowing the record, what was found; it waits for your "
    "approval" },
  { "\"do\":\"draft\",\"agent\":\"writer\",\"given\":[\"record\"],\"to\":\"record.email\"",
    "Writer drafts a mail to email of the record, knowing the record; it waits for your approval" },
  { "\"do\":\"decide\",\"agent\":\"writer\",\"question\":\"Is it\\nours?\",\"choices\":[\"yes\","
    "\"no\"]",
    "Writer decides “Is it ours?” (yes, no)" },
  { "\"do\":\"update\",\"record\":\"record\",\"set\":{\"state\":\"'read'\",\"n\":\"n + 1\"}",
    "Bureau changes the record: it sets state to ‘read’, n to the value of “n + 1”" },
  { "\"do\":\"ask\",\"question\":\"May I?\"", "Bureau asks you “May I?”" },
  { "\"do\":\"wait\",\"minutes\":1", "Bureau waits 1 minute" },
  { "\"do\":\"wait\",\"hours\":2", "Bureau waits 2 hours" },
  { "\"do\":\"wait\",\"days\":3", "Bureau waits 3 days" },
  { "\"do\":\"wait\",\"until\":\"record.deadline\"", "Bureau waits until deadline of the record" },
  { "\"do\":\"start\",\"workflow\":\"other\",\"record\":\"record\"",
    "the workflow ‘other’ starts for the record" },
  { "\"if\":\"fee > 100\",\"do\":\"ask\",\"question\":\"May I?\"",
    "if fee is over 100: Bureau asks you “May I?”" },
};

static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"workflow\":\"w\",\"on\":{\"record\":\"inquiries\"},\"steps\":[{\"id\":\"found\","
          "\"do\":"
          "\"search\",\"in\":[\"clients\"],\"about\":\"record\"},{\"id\":\"last\",%s}]}",
          steps[i].step);
      g_autoptr (BureauWorkflow) workflow = parse (text);
      g_autofree char *words = bureau_step_to_words (workflow, &workflow->steps[1]);

      g_assert_cmpstr (words, ==, steps[i].words);
    }
}

static JsonObject *
get_document (JsonObject *template, const char *list, guint index)
{
  return json_array_get_object_element (bureau_json_get_array (template, list), index);
}

static void
test_template (void)
{
  g_autoptr (JsonObject) template = bureau_template_load ("lead-intake", NULL);
  g_autoptr (BureauWorkflow) reading = bureau_workflow_parse (
      get_document (template, "workflows", 1), NULL);
  g_autoptr (BureauAgent) intake = bureau_agent_parse (get_document (template, "agents", 0), NULL);
  g_autofree char *sentence = bureau_workflow_to_sentence (reading);
  g_autofree char *agent = bureau_agent_to_sentence (intake);
  g_auto (GStrv) lines = bureau_workflow_to_lines (reading);

  g_assert_cmpstr (sentence, ==,
                   "When a message is labelled ‘inquiry’: Intake reads the message into inquiries; "
                   "then Bureau changes the record: it sets state to ‘read’.");
  g_assert_cmpstr (agent, ==,
                   "Intake reads clients, projects, writes inquiries, and works by rules on this "
                   "computer, without a model.");
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "When a message is labelled ‘inquiry’:");
  g_assert_cmpstr (lines[1], ==, "Intake reads the message into inquiries.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workflows/sentence/triggers", test_triggers);
  g_test_add_func ("/workflows/sentence/steps", test_steps);
  g_test_add_func ("/workflows/sentence/template", test_template);
  return g_test_run ();
}

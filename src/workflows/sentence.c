/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/sentence.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "base/text.h"
#include "workflows/expression.h"
#include "workflows/reference.h"

#define MAX_QUOTE_BYTES 200

/* References */

static const struct
{
  const char *part;
  const char *words;
} message_parts[] = {
  { "", N_ ("the message") },
  { "sender", N_ ("the sender") },
  { "text", N_ ("the text of the message") },
  { "subject", N_ ("the subject of the message") },
  { "label", N_ ("the label of the message") },
  { "sent_at", N_ ("the time the message was sent") },
  { "received_at", N_ ("the time the message arrived") },
};

/* What a step gives, as later steps speak of it. */
static const char *const results[BUREAU_N_STEP_KINDS] = {
  [BUREAU_STEP_EXTRACT] = N_ ("the record"),      [BUREAU_STEP_CLASSIFY] = N_ ("the label"),
  [BUREAU_STEP_SEARCH] = N_ ("what was found"),   [BUREAU_STEP_QUERY] = N_ ("the figures"),
  [BUREAU_STEP_DRAFT] = N_ ("the draft"),         [BUREAU_STEP_DECIDE] = N_ ("the decision"),
  [BUREAU_STEP_UPDATE] = N_ ("the record"),       [BUREAU_STEP_ASK] = N_ ("your answer"),
  [BUREAU_STEP_WAIT] = N_ ("the wait"),           [BUREAU_STEP_START] = N_ ("the started workflow"),
  [BUREAU_STEP_CALL] = N_ ("what the tool gave"),
};

static char *
member_to_words (const char *member, const char *whole)
{
  if (*member == '\0')
    return g_strdup (whole);
  /* Translators: a field of something, such as "email of the record" */
  return g_strdup_printf (_ ("%s of %s"), member, whole);
}

static char *
message_to_words (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (message_parts); i++)
    if (g_str_equal (message_parts[i].part, part))
      return g_strdup (_ (message_parts[i].words));
  return member_to_words (part, _ ("the message"));
}

static char *
reference_to_words (BureauWorkflow *workflow, const char *text)
{
  BureauReference reference;
  const BureauStep *step;

  if (text == NULL || !bureau_reference_parse (text, &reference))
    return g_strdup (text != NULL ? text : "");
  switch (reference.kind)
    {
    case BUREAU_REFERENCE_MESSAGE:
      return message_to_words (reference.member);
    case BUREAU_REFERENCE_RECORD:
      return member_to_words (reference.member, _ ("the record"));
    case BUREAU_REFERENCE_SETTING:
      return g_strdup_printf (_ ("the setting ‘%s’"), reference.member);
    case BUREAU_REFERENCE_STEP:
    default:
      step = bureau_workflow_find_step (workflow, reference.step);
      return member_to_words (reference.member, step != NULL ? _ (results[step->kind]) : text);
    }
}

/* Lists */

static char *
join (GStrvBuilder *builder)
{
  g_auto (GStrv) words = g_strv_builder_end (builder);

  /* Translators: between the entries of a list */
  return g_strjoinv (_ (", "), words);
}

static char *
references_to_words (BureauWorkflow *workflow, JsonArray *list)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    g_strv_builder_take (words,
                         reference_to_words (workflow, json_array_get_string_element (list, i)));
  return join (words);
}

/* Texts, and the names of labels. */
static char *
texts_to_words (JsonArray *list)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      g_strv_builder_add (words, JSON_NODE_HOLDS_OBJECT (node)
                                     ? bureau_json_get_string (json_node_get_object (node), "name")
                                     : json_node_get_string (node));
    }
  return join (words);
}

static char *
get_quote (const BureauStep *step, const char *member)
{
  const char *text = bureau_json_get_string (step->arguments, member);
  g_autofree char *line = bureau_text_one_line (text != NULL ? text : "");

  return bureau_text_shorten (line, MAX_QUOTE_BYTES);
}

static char *
get_words (BureauWorkflow *workflow, const BureauStep *step, const char *member)
{
  return reference_to_words (workflow, bureau_json_get_string (step->arguments, member));
}

static char *
get_agent (const BureauStep *step)
{
  return step->agent != NULL ? bureau_text_title (step->agent) : g_strdup (_ ("Bureau"));
}

/* Steps: one clause each, without a full stop. */

static char *
extract_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *agent = get_agent (step);
  g_autofree char *from = get_words (workflow, step, "from");

  /* Translators: "Intake reads the message into inquiries" */
  return g_strdup_printf (_ ("%s reads %s into %s"), agent, from,
                          bureau_json_get_string (step->arguments, "into"));
}

static char *
classify_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *agent = get_agent (step);
  g_autofree char *labels = texts_to_words (bureau_json_get_array (step->arguments, "labels"));

  /* Translators: "Intake labels the message as one of inquiry, invoice, other" */
  return g_strdup_printf (_ ("%s labels the message as one of %s"), agent, labels);
}

static char *
search_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *about = get_words (workflow, step, "about");
  g_autofree char *in = texts_to_words (bureau_json_get_array (step->arguments, "in"));

  /* Translators: "Bureau looks in clients, projects for what is like the record" */
  return g_strdup_printf (_ ("Bureau looks in %s for what is like %s"), in, about);
}

static char *
query_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *record = NULL;

  if (!json_object_has_member (step->arguments, "update"))
    return g_strdup_printf (_ ("Bureau works out ‘%s’ from the workspace"), step->id);
  record = get_words (workflow, step, "update");
  return g_strdup_printf (_ ("Bureau works out ‘%s’ from the workspace and keeps it in %s"),
                          step->id, record);
}

static char *
draft_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *agent = get_agent (step);
  g_autofree char *to = get_words (workflow, step, "to");
  g_autofree char *given = references_to_words (workflow,
                                                bureau_json_get_array (step->arguments, "given"));

  /* Translators: "Writer drafts a mail to the sender, knowing the record, the figures" */
  return g_strdup_printf (_ ("%s drafts a mail to %s, knowing %s; it waits for your approval"),
                          agent, to, given);
}

static char *
decide_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *agent = get_agent (step);
  g_autofree char *question = get_quote (step, "question");
  g_autofree char *choices = texts_to_words (bureau_json_get_array (step->arguments, "choices"));

  return g_strdup_printf (_ ("%s decides “%s” (%s)"), agent, question, choices);
}

static char *
assignment_to_words (const char *field, const char *expression)
{
  g_autofree char *literal = bureau_expression_read_literal (expression);

  if (literal != NULL)
    /* Translators: "state to ‘read’" */
    return g_strdup_printf (_ ("%s to ‘%s’"), field, literal);
  /* Translators: "total to the value of “price * 2”" */
  return g_strdup_printf (_ ("%s to the value of “%s”"), field, expression);
}

static char *
update_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *record = get_words (workflow, step, "record");
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *list = NULL;
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, bureau_json_get_object (step->arguments, "set"));
  while (json_object_iter_next_ordered (&iter, &field, &value))
    g_strv_builder_take (words, assignment_to_words (field, json_node_get_string (value)));
  list = join (words);
  /* Translators: "Bureau changes the record: it sets state to ‘read’" */
  return g_strdup_printf (_ ("Bureau changes %s: it sets %s"), record, list);
}

static char *
ask_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *question = get_quote (step, "question");

  return g_strdup_printf (_ ("Bureau asks you “%s”"), question);
}

static char *
wait_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  gint64 minutes = bureau_json_get_int (step->arguments, "minutes", 0);
  gint64 hours = bureau_json_get_int (step->arguments, "hours", 0);
  gint64 days = bureau_json_get_int (step->arguments, "days", 0);
  g_autofree char *until = NULL;

  if (minutes > 0)
    return g_strdup_printf (ngettext ("Bureau waits %d minute", "Bureau waits %d minutes", minutes),
                            (int)minutes);
  if (hours > 0)
    return g_strdup_printf (ngettext ("Bureau waits %d hour", "Bureau waits %d hours", hours),
                            (int)hours);
  if (days > 0)
    return g_strdup_printf (ngettext ("Bureau waits %d day", "Bureau waits %d days", days),
                            (int)days);
  until = get_words (workflow, step, "until");
  return g_strdup_printf (_ ("Bureau waits until %s"), until);
}

static char *
start_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *record = get_words (workflow, step, "record");

  return g_strdup_printf (_ ("the workflow ‘%s’ starts for %s"),
                          bureau_json_get_string (step->arguments, "workflow"), record);
}

static char *
call_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *tool = get_quote (step, "tool");

  return g_strdup_printf (_ ("Bureau calls the tool ‘%s’"), tool);
}

static char *(*const step_words[BUREAU_N_STEP_KINDS]) (BureauWorkflow *, const BureauStep *) = {
  [BUREAU_STEP_EXTRACT] = extract_to_words, [BUREAU_STEP_CLASSIFY] = classify_to_words,
  [BUREAU_STEP_SEARCH] = search_to_words,   [BUREAU_STEP_QUERY] = query_to_words,
  [BUREAU_STEP_DRAFT] = draft_to_words,     [BUREAU_STEP_DECIDE] = decide_to_words,
  [BUREAU_STEP_UPDATE] = update_to_words,   [BUREAU_STEP_ASK] = ask_to_words,
  [BUREAU_STEP_WAIT] = wait_to_words,       [BUREAU_STEP_START] = start_to_words,
  [BUREAU_STEP_CALL] = call_to_words,
};

/* Triggers */

/* The label is what a message's condition is mostly about, and is said as one. */
static char *
find_label (const char *where)
{
  g_autoptr (GPtrArray) comparisons = bureau_expression_split (where);
  BureauComparison *only = comparisons != NULL && comparisons->len == 1
                               ? g_ptr_array_index (comparisons, 0)
                               : NULL;

  if (only == NULL || !g_str_equal (only->field, "label") || !g_str_equal (only->operator, "="))
    return NULL;
  return g_strdup (only->literal);
}

static char *
message_trigger_to_words (const BureauTrigger *trigger)
{
  g_autofree char *label = NULL;
  g_autofree char *condition = NULL;

  if (trigger->where == NULL)
    return g_strdup (_ ("When a message arrives"));
  if (g_ascii_strcasecmp (trigger->where, "automatic is null") == 0)
    return g_strdup (_ ("When a message arrives that a person wrote"));
  label = find_label (trigger->where);
  if (label != NULL)
    return g_strdup_printf (_ ("When a message is labelled ‘%s’"), label);
  condition = bureau_condition_to_words (trigger->where);
  return g_strdup_printf (_ ("When a message arrives and %s"), condition);
}

static char *
record_trigger_to_words (const BureauTrigger *trigger)
{
  g_autofree char *condition = trigger->where != NULL ? bureau_condition_to_words (trigger->where)
                                                      : NULL;

  if (trigger->moment == BUREAU_TRIGGER_BECOMES)
    /* Translators: "As soon as, in inquiries, state is ‘read’" */
    return g_strdup_printf (_ ("As soon as, in %s, %s"), trigger->collection, condition);
  if (trigger->moment == BUREAU_TRIGGER_ADDED)
    return condition == NULL
               ? g_strdup_printf (_ ("When a record is added to %s"), trigger->collection)
               : g_strdup_printf (_ ("When a record is added to %s and %s"), trigger->collection,
                                  condition);
  return condition == NULL
             ? g_strdup_printf (_ ("Whenever a record of %s is changed"), trigger->collection)
             : g_strdup_printf (_ ("Whenever a record of %s is changed and %s"),
                                trigger->collection, condition);
}

static char *
hand_trigger_to_words (const BureauTrigger *trigger)
{
  if (trigger->collection == NULL)
    return g_strdup (_ ("When you start it"));
  if (g_str_equal (trigger->collection, "messages"))
    return g_strdup (_ ("When you start it for a message"));
  return g_strdup_printf (_ ("When you start it for a record of %s"), trigger->collection);
}

/**
 * bureau_trigger_to_words:
 *
 * Returns: (transfer full): "When a message is labelled ‘inquiry’", without a full stop
 */
char *
bureau_trigger_to_words (const BureauTrigger *trigger)
{
  static char *(*const words[]) (const BureauTrigger *) = {
    [BUREAU_TRIGGER_MESSAGE] = message_trigger_to_words,
    [BUREAU_TRIGGER_RECORD] = record_trigger_to_words,
    [BUREAU_TRIGGER_HAND] = hand_trigger_to_words,
  };

  return words[trigger->kind](trigger);
}

/**
 * bureau_step_to_words:
 * @workflow: the workflow it belongs to
 *
 * Returns: (transfer full): "Intake reads the message into inquiries", without a full stop
 */
char *
bureau_step_to_words (BureauWorkflow *workflow, const BureauStep *step)
{
  g_autofree char *clause = step_words[step->kind](workflow, step);
  g_autofree char *condition = NULL;

  if (step->condition == NULL)
    return g_steal_pointer (&clause);
  condition = bureau_condition_to_words (step->condition);
  /* Translators: a step that is done only under a condition: "if state is ‘new’: …" */
  return g_strdup_printf (_ ("if %s: %s"), condition, clause);
}

/* What is joined in a sentence stands alone as a line: it begins large and ends with a full stop.
 */
static char *
to_line (const char *clause)
{
  g_autofree char *first = g_utf8_substring (clause, 0, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, g_utf8_offset_to_pointer (clause, 1), ".", NULL);
}

/**
 * bureau_workflow_to_lines:
 *
 * Returns: (transfer full): what starts the workflow, then a line for each step
 */
char **
bureau_workflow_to_lines (BureauWorkflow *workflow)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *trigger = bureau_trigger_to_words (&workflow->trigger);

  g_strv_builder_take (lines, g_strconcat (trigger, ":", NULL));
  for (guint i = 0; i < workflow->n_steps; i++)
    {
      g_autofree char *clause = bureau_step_to_words (workflow, &workflow->steps[i]);

      g_strv_builder_take (lines, to_line (clause));
    }
  return g_strv_builder_end (lines);
}

/**
 * bureau_workflow_to_sentence:
 *
 * Returns: (transfer full): the whole workflow as one sentence
 */
char *
bureau_workflow_to_sentence (BureauWorkflow *workflow)
{
  g_autoptr (GStrvBuilder) clauses = g_strv_builder_new ();
  g_autofree char *trigger = bureau_trigger_to_words (&workflow->trigger);
  g_auto (GStrv) list = NULL;
  g_autofree char *steps = NULL;

  for (guint i = 0; i < workflow->n_steps; i++)
    g_strv_builder_take (clauses, bureau_step_to_words (workflow, &workflow->steps[i]));
  list = g_strv_builder_end (clauses);
  /* Translators: between the steps of a workflow */
  steps = g_strjoinv (_ ("; then "), list);
  return g_strdup_printf ("%s: %s.", trigger, steps);
}

static char *
names_to_words (const char *const *names)
{
  g_autofree char *list = g_strjoinv (_ (", "), (char **)names);

  return *list != '\0' ? g_steal_pointer (&list) : g_strdup (_ ("nothing"));
}

/**
 * bureau_agent_to_sentence:
 *
 * Returns: (transfer full): what the agent may do and who answers for it
 */
char *
bureau_agent_to_sentence (BureauAgent *agent)
{
  g_autofree char *reads = names_to_words (agent->reads);
  g_autofree char *writes = names_to_words (agent->writes);
  g_autofree char *title = bureau_text_title (agent->title);

  if (g_str_equal (agent->provider, "builtin"))
    return g_strdup_printf (
        _ ("%s reads %s, writes %s, and works by rules on this computer, without a model."), title,
        reads, writes);
  return g_strdup_printf (_ ("%s reads %s, writes %s, and is answered by ‘%s’."), title, reads,
                          writes, agent->provider);
}

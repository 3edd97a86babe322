/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One clause for each kind of step, without a full stop. */
#include "workflows/sentence-private.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "base/text.h"
#include "workflows/expression.h"

#define MAX_QUOTE_BYTES 200

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
    g_strv_builder_take (
        words, bureau_reference_to_words (workflow, json_array_get_string_element (list, i)));
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
  return bureau_reference_to_words (workflow, bureau_json_get_string (step->arguments, member));
}

static char *
get_agent (const BureauStep *step)
{
  return step->agent != NULL ? bureau_text_title (step->agent) : g_strdup (_ ("Bureau"));
}

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

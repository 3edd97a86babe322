/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/sentence.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "workflows/expression.h"

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
  if (trigger->moment == BUREAU_TRIGGER_SENT)
    return condition == NULL
               ? g_strdup_printf (_ ("When a draft about a record of %s was sent"),
                                  trigger->collection)
               : g_strdup_printf (_ ("When a draft about a record of %s was sent and %s"),
                                  trigger->collection, condition);
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

/* What is joined in a sentence stands alone as a line: it begins large and ends
 * with a full stop. */
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
  g_autofree char *stand_ins = g_strjoinv (", ", (char **)agent->fallback);

  if (g_str_equal (agent->provider, "builtin"))
    return g_strdup_printf (
        _ ("%s reads %s, writes %s, and works by rules on this computer, without a model."), title,
        reads, writes);
  if (*agent->fallback != NULL)
    return g_strdup_printf (
        /* Translators: the fourth is who answers, the fifth who does so while that one does not */
        _ ("%s reads %s, writes %s, and is answered by ‘%s’, else by %s."), title, reads, writes,
        agent->provider, stand_ins);
  return g_strdup_printf (_ ("%s reads %s, writes %s, and is answered by ‘%s’."), title, reads,
                          writes, agent->provider);
}

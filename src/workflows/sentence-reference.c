/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/sentence-private.h"

#include <glib/gi18n-lib.h>

#include "workflows/reference.h"

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

char *
bureau_reference_to_words (BureauWorkflow *workflow, const char *text)
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

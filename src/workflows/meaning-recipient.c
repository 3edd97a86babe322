/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom a draft may go. Words from outside have no authority: an address that stands in a text is
 * never a recipient (design.md §4). */
#include "workflows/meaning.h"

#include <string.h>

#include "base/json.h"
#include "workflows/target.h"

static const char *const expected[] = { "message.sender", NULL };

/* The thing that a reference is about, without its member: "read" of "read.email". */
static char *
dup_head (const char *reference)
{
  return g_strndup (reference, strcspn (reference, "."));
}

static gboolean
does (JsonObject *step, const char *what)
{
  return g_strcmp0 (bureau_json_get_string (step, "do"), what) == 0;
}

/* The record that a step's result is: the one it makes, or the one it changes. */
static char *
dup_record (JsonObject *step)
{
  const char *record = bureau_json_get_string (step, does (step, "update") ? "record" : "id");

  return record != NULL ? dup_head (record) : NULL;
}

/* While a step waits for a time or an answer, a person can enter the field. */
static gboolean
is_pause (JsonObject *step)
{
  return does (step, "ask") || does (step, "wait");
}

static gboolean
writes (JsonObject *step, const char *record, const char *field)
{
  JsonObject *set = does (step, "update") ? bureau_json_get_object (step, "set") : NULL;
  g_autofree char *written = dup_record (step);

  return g_strcmp0 (written, record) == 0
         && (does (step, "extract") || (set != NULL && json_object_has_member (set, field)));
}

/* Whether a step before this one fills the field, so that it cannot be the operator's word. */
static gboolean
is_filled_here (BureauCheck *check, const char *reference, JsonObject *result)
{
  JsonArray *steps = bureau_target_steps (check->document);
  g_autofree char *record = result != NULL ? dup_record (result) : dup_head (reference);
  const char *field = strchr (reference, '.') + 1;

  for (guint i = check->index; i-- > 0;)
    {
      JsonObject *step = bureau_target_step_at (steps, i);

      if (step != NULL && is_pause (step))
        return FALSE;
      if (step != NULL && writes (step, record, field))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_address (BureauCheck *check, const BureauTarget *target)
{
  return target->owner != NULL && !target->is_whole
         && (check->context == NULL || g_strcmp0 (target->type, "person") == 0
             || g_strcmp0 (target->type, "email") == 0);
}

void
bureau_mean_recipient (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *reference = json_node_get_string (value);
  BureauTarget target;

  if (!bureau_target_resolve (check, reference, &target)
      || g_str_equal (reference, "message.sender"))
    return;
  if (!is_address (check, &target))
    bureau_problems_add_unknown (check->problems, "recipient_bad", reference, expected,
                                 "A draft goes to message.sender, or to a person or email field "
                                 "that the operator enters.");
  else if (is_filled_here (check, reference, target.step))
    bureau_problems_add_unknown (check->problems, "recipient_read", reference, expected,
                                 "This workflow fills that field itself, and only an address that "
                                 "the operator entered becomes a recipient. Let the draft go to "
                                 "message.sender, or ask the operator in a step before it.");
}

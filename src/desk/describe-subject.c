/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/describe-subject.h"

#include "base/json.h"

BureauDescribeSubject *
bureau_describe_subject_copy (const BureauDescribeSubject *self)
{
  BureauDescribeSubject *copy = g_new0 (BureauDescribeSubject, 1);

  copy->view = g_strdup (self->view);
  copy->element = g_strdup (self->element);
  copy->words = g_strdup (self->words);
  if (self->opened_from != NULL)
    copy->opened_from = json_object_ref (self->opened_from);
  return copy;
}

/**
 * bureau_describe_subject_free:
 * @self: (transfer full): that bureau_describe_subject_copy() gave
 */
void
bureau_describe_subject_free (BureauDescribeSubject *self)
{
  g_free ((char *)self->view);
  g_free ((char *)self->element);
  g_free ((char *)self->words);
  g_clear_pointer (&self->opened_from, json_object_unref);
  g_free (self);
}

/**
 * bureau_describe_subject_to_args:
 * @words: what is asked
 *
 * Returns: (transfer full): {"words","view"?,"element"?,"opened_from"?} of a request
 */
JsonObject *
bureau_describe_subject_to_args (const BureauDescribeSubject *self, const char *words)
{
  JsonObject *args = json_object_new ();

  json_object_set_string_member (args, "words", words);
  bureau_json_set_string (args, "view", self->view);
  bureau_json_set_string (args, "element", self->element);
  if (self->opened_from != NULL)
    json_object_set_object_member (args, "opened_from", json_object_ref (self->opened_from));
  return args;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-edit-private.h"

#include "base/json.h"
#include "memory/draft.h"

G_DEFINE_BOXED_TYPE (BureauDraftEdit, bureau_draft_edit, bureau_draft_edit_ref,
                     bureau_draft_edit_unref)

/**
 * bureau_draft_edit_text_of:
 *
 * Returns: (transfer none): a text of a draft; empty where there is none
 */
const char *
bureau_draft_edit_text_of (JsonObject *draft, const char *name)
{
  const char *text = bureau_json_get_string (draft, name);

  return text != NULL ? text : "";
}

/**
 * bureau_draft_edit_copy_list:
 * @list: (nullable): recipients or attachments
 *
 * Returns: (transfer full): a list of its own with the same elements
 */
JsonArray *
bureau_draft_edit_copy_list (JsonArray *list)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    json_array_add_element (copy, json_array_dup_element (list, i));
  return copy;
}

/**
 * bureau_draft_edit_copy:
 *
 * Returns: (transfer full): another value with the same in it, to be changed before it is given out
 */
BureauDraftEdit *
bureau_draft_edit_copy (BureauDraftEdit *self)
{
  BureauDraftEdit *other = g_new0 (BureauDraftEdit, 1);

  g_ref_count_init (&other->references);
  other->stored = json_object_ref (self->stored);
  other->base = g_strdup (self->base);
  other->subject = g_strdup (self->subject);
  other->body = g_strdup (self->body);
  other->to = json_array_ref (self->to);
  other->attachments = json_array_ref (self->attachments);
  return other;
}

BureauDraftEdit *
bureau_draft_edit_ref (BureauDraftEdit *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
bureau_draft_edit_unref (BureauDraftEdit *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->stored, json_object_unref);
  g_clear_pointer (&self->to, json_array_unref);
  g_clear_pointer (&self->attachments, json_array_unref);
  g_free (self->base);
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

/**
 * bureau_draft_edit_new:
 * @draft: as bureau_draft_load() gives it; not written to from here on
 *
 * Returns: (transfer full): the draft with nothing changed
 */
BureauDraftEdit *
bureau_draft_edit_new (JsonObject *draft)
{
  BureauDraftEdit *self = g_new0 (BureauDraftEdit, 1);

  g_ref_count_init (&self->references);
  self->stored = json_object_ref (draft);
  self->base = bureau_draft_hash_words (draft);
  self->subject = g_strdup (bureau_draft_edit_text_of (draft, "subject"));
  self->body = g_strdup (bureau_draft_edit_text_of (draft, "body"));
  self->to = bureau_draft_edit_copy_list (bureau_json_get_array (draft, "to"));
  self->attachments = bureau_draft_edit_copy_list (bureau_json_get_array (draft, "attachments"));
  return self;
}

/**
 * bureau_draft_edit_with_subject:
 *
 * Returns: (transfer full): the same with another subject
 */
BureauDraftEdit *
bureau_draft_edit_with_subject (BureauDraftEdit *self, const char *subject)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);

  g_set_str (&other->subject, subject);
  return other;
}

/**
 * bureau_draft_edit_with_body:
 *
 * Returns: (transfer full): the same with another body
 */
BureauDraftEdit *
bureau_draft_edit_with_body (BureauDraftEdit *self, const char *body)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);

  g_set_str (&other->body, body);
  return other;
}

/**
 * bureau_draft_edit_get_id:
 *
 * Returns: the draft's id
 */
gint64
bureau_draft_edit_get_id (BureauDraftEdit *self)
{
  return bureau_json_get_id (self->stored, "id");
}

/**
 * bureau_draft_edit_get_subject:
 *
 * Returns: (transfer none): the subject as it is now
 */
const char *
bureau_draft_edit_get_subject (BureauDraftEdit *self)
{
  return self->subject;
}

/**
 * bureau_draft_edit_get_body:
 *
 * Returns: (transfer none): the body as it is now
 */
const char *
bureau_draft_edit_get_body (BureauDraftEdit *self)
{
  return self->body;
}

/**
 * bureau_draft_edit_get_recipients:
 *
 * Returns: (transfer none): [{"name","address"}] as they are now
 */
JsonArray *
bureau_draft_edit_get_recipients (BureauDraftEdit *self)
{
  return self->to;
}

/**
 * bureau_draft_edit_get_stored:
 *
 * Returns: (transfer none): the draft as it is stored
 */
JsonObject *
bureau_draft_edit_get_stored (BureauDraftEdit *self)
{
  return self->stored;
}

/**
 * bureau_draft_edit_get_attachments:
 *
 * Returns: (transfer none): [{"name","type","size","sha256"}] as they are now
 */
JsonArray *
bureau_draft_edit_get_attachments (BureauDraftEdit *self)
{
  return self->attachments;
}

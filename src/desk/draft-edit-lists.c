/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gets a draft and what goes with it, as a person changes them. */
#include "desk/draft-edit-private.h"

#include "base/json.h"

static JsonObject *
make_recipient (const char *address)
{
  JsonObject *recipient = json_object_new ();

  json_object_set_string_member (recipient, "name", "");
  json_object_set_string_member (recipient, "address", address);
  return recipient;
}

/**
 * bureau_draft_edit_with_recipient:
 * @address: an e-mail address; one that is there already is not added again
 *
 * Returns: (transfer full): the same with one recipient more
 */
BureauDraftEdit *
bureau_draft_edit_with_recipient (BureauDraftEdit *self, const char *address)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);
  g_autoptr (JsonArray) before = other->to;

  other->to = bureau_draft_edit_copy_list (before);
  for (guint i = 0; i < json_array_get_length (before); i++)
    if (g_ascii_strcasecmp (
            bureau_draft_edit_text_of (json_array_get_object_element (before, i), "address"),
            address)
        == 0)
      return other;
  json_array_add_object_element (other->to, make_recipient (address));
  return other;
}

/**
 * bureau_draft_edit_without_recipient:
 * @index: which one
 *
 * Returns: (transfer full): the same with one recipient less
 */
BureauDraftEdit *
bureau_draft_edit_without_recipient (BureauDraftEdit *self, guint index)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);
  g_autoptr (JsonArray) before = other->to;

  other->to = bureau_draft_edit_copy_list (before);
  if (index < json_array_get_length (other->to))
    json_array_remove_element (other->to, index);
  return other;
}

/**
 * bureau_draft_edit_with_attachment:
 * @attachment: {"name","type","size","sha256"} of bytes that are kept in the workspace
 *
 * Returns: (transfer full): the same with one attachment more
 */
BureauDraftEdit *
bureau_draft_edit_with_attachment (BureauDraftEdit *self, JsonObject *attachment)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);
  g_autoptr (JsonArray) before = other->attachments;

  other->attachments = bureau_draft_edit_copy_list (before);
  json_array_add_object_element (other->attachments, json_object_ref (attachment));
  return other;
}

/**
 * bureau_draft_edit_without_attachment:
 * @index: which one
 *
 * Returns: (transfer full): the same with one attachment less
 */
BureauDraftEdit *
bureau_draft_edit_without_attachment (BureauDraftEdit *self, guint index)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);
  g_autoptr (JsonArray) before = other->attachments;

  other->attachments = bureau_draft_edit_copy_list (before);
  if (index < json_array_get_length (other->attachments))
    json_array_remove_element (other->attachments, index);
  return other;
}

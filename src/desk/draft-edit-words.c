/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsaved words against those that are stored: which are newer, and whose count. */
#include "desk/draft-edit-private.h"

#include "base/json-text.h"
#include "base/json.h"
#include "memory/draft.h"

/* What a person can change, as it is stored and as it is kept aside. */
static void
set_words (JsonObject *object, BureauDraftEdit *self)
{
  json_object_set_string_member (object, "subject", self->subject);
  json_object_set_string_member (object, "body", self->body);
  json_object_set_array_member (object, "to", bureau_draft_edit_copy_list (self->to));
  json_object_set_array_member (object, "attachments",
                                bureau_draft_edit_copy_list (self->attachments));
}

/**
 * bureau_draft_edit_merge:
 *
 * Returns: (transfer full): the draft with the person's words in the place of the stored ones
 */
JsonObject *
bureau_draft_edit_merge (BureauDraftEdit *self)
{
  JsonObject *draft = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (self->stored);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (draft, l->data, json_object_dup_member (self->stored, l->data));
  set_words (draft, self);
  return draft;
}

static gboolean
is_based_on (BureauDraftEdit *self, JsonObject *draft)
{
  g_autofree char *hash = bureau_draft_hash_words (draft);

  return g_str_equal (hash, self->base);
}

/**
 * bureau_draft_edit_is_changed:
 *
 * Returns: whether the words differ from those the person began with
 */
gboolean
bureau_draft_edit_is_changed (BureauDraftEdit *self)
{
  g_autoptr (JsonObject) draft = bureau_draft_edit_merge (self);

  return !is_based_on (self, draft);
}

/**
 * bureau_draft_edit_is_overtaken:
 *
 * Returns: whether somebody else changed the stored words since the person began
 */
gboolean
bureau_draft_edit_is_overtaken (BureauDraftEdit *self)
{
  return !is_based_on (self, self->stored);
}

/* Both came to the same: there is nothing to choose. */
static gboolean
agrees (BureauDraftEdit *self)
{
  g_autoptr (JsonObject) draft = bureau_draft_edit_merge (self);
  g_autofree char *mine = bureau_draft_hash_words (draft);
  g_autofree char *theirs = bureau_draft_hash_words (self->stored);

  return g_str_equal (mine, theirs);
}

/* Of words that nobody has to choose between, what is stored is taken. */
static BureauDraftEdit *
settle (BureauDraftEdit *self)
{
  BureauDraftEdit *settled;

  if (bureau_draft_edit_is_changed (self) && !agrees (self))
    return self;
  settled = bureau_draft_edit_new (self->stored);
  bureau_draft_edit_unref (self);
  return settled;
}

/**
 * bureau_draft_edit_with_words:
 * @kept: (nullable): what bureau_draft_edit_print_words() gave before; what cannot be read is left
 *
 * The words come with the hash that they began from, so that a change underneath is known also
 * after a restart.
 *
 * Returns: (transfer full): the same with the words that a person had typed
 */
BureauDraftEdit *
bureau_draft_edit_with_words (BureauDraftEdit *self, const char *kept)
{
  g_autoptr (JsonObject) words = bureau_json_text_to_object (kept);
  BureauDraftEdit *other = bureau_draft_edit_copy (self);

  if (words == NULL || bureau_json_get_string (words, "body") == NULL)
    return other;
  g_set_str (&other->subject, bureau_draft_edit_text_of (words, "subject"));
  g_set_str (&other->body, bureau_draft_edit_text_of (words, "body"));
  g_clear_pointer (&other->to, json_array_unref);
  other->to = bureau_draft_edit_copy_list (bureau_json_get_array (words, "to"));
  if (bureau_json_get_array (words, "attachments") != NULL)
    {
      g_clear_pointer (&other->attachments, json_array_unref);
      other->attachments = bureau_draft_edit_copy_list (
          bureau_json_get_array (words, "attachments"));
    }
  if (bureau_json_get_string (words, "base") != NULL)
    g_set_str (&other->base, bureau_json_get_string (words, "base"));
  return settle (other);
}

/**
 * bureau_draft_edit_with_stored:
 * @draft: what is stored now
 *
 * Where the person changed nothing, or came to the same, what is stored is what they see; else
 * their words stay, and bureau_draft_edit_is_overtaken() tells that the draft changed underneath.
 *
 * Returns: (transfer full): the same over what is stored now
 */
BureauDraftEdit *
bureau_draft_edit_with_stored (BureauDraftEdit *self, JsonObject *draft)
{
  BureauDraftEdit *other;

  if (!bureau_draft_edit_is_changed (self))
    return bureau_draft_edit_new (draft);
  other = bureau_draft_edit_copy (self);
  g_clear_pointer (&other->stored, json_object_unref);
  other->stored = json_object_ref (draft);
  return settle (other);
}

/**
 * bureau_draft_edit_kept:
 *
 * The person saw both texts and chose their own.
 *
 * Returns: (transfer full): the same words, begun from what is stored now
 */
BureauDraftEdit *
bureau_draft_edit_kept (BureauDraftEdit *self)
{
  BureauDraftEdit *other = bureau_draft_edit_copy (self);

  g_free (other->base);
  other->base = bureau_draft_hash_words (self->stored);
  return other;
}

/**
 * bureau_draft_edit_make_changes:
 *
 * Returns: (transfer full): what bureau_draft_edit() stores: {"to","subject","body","attachments"}
 */
JsonObject *
bureau_draft_edit_make_changes (BureauDraftEdit *self)
{
  JsonObject *changes = json_object_new ();

  set_words (changes, self);
  return changes;
}

/**
 * bureau_draft_edit_make_hash:
 *
 * Returns: (transfer full): the hash of what the person sees, which an approval is bound to
 */
char *
bureau_draft_edit_make_hash (BureauDraftEdit *self)
{
  g_autoptr (JsonObject) draft = bureau_draft_edit_merge (self);

  return bureau_draft_hash (draft);
}

/**
 * bureau_draft_edit_get_base:
 *
 * Returns: (transfer none): the hash of the words that the person began from
 */
const char *
bureau_draft_edit_get_base (BureauDraftEdit *self)
{
  return self->base;
}

/**
 * bureau_draft_edit_print_words:
 * @cursor: where the person was in the body, in characters
 * @scroll: how far the body was scrolled, in pixels
 *
 * Returns: (transfer full): the words and the hash that they began from, to be kept until they are
 *   stored or thrown away
 */
char *
bureau_draft_edit_print_words (BureauDraftEdit *self, int cursor, int scroll)
{
  g_autoptr (JsonObject) words = bureau_draft_edit_make_changes (self);

  json_object_set_string_member (words, "base", self->base);
  json_object_set_int_member (words, "cursor", cursor);
  json_object_set_int_member (words, "scroll", scroll);
  return bureau_json_print_object (words);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-edit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "desk/words.h"
#include "memory/draft.h"

struct _BureauDraftEdit
{
  grefcount references;
  JsonObject *stored; /* as bureau_draft_load() gives it; never written to */
  JsonObject *base;   /* what was stored when the person began */
  char *subject;
  char *body;
  JsonArray *to;
};

G_DEFINE_BOXED_TYPE (BureauDraftEdit, bureau_draft_edit, bureau_draft_edit_ref,
                     bureau_draft_edit_unref)

static const char *
text_of (JsonObject *draft, const char *name)
{
  const char *text = bureau_json_get_string (draft, name);

  return text != NULL ? text : "";
}

static JsonArray *
copy_recipients (JsonArray *recipients)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    json_array_add_element (copy, json_array_dup_element (recipients, i));
  return copy;
}

static BureauDraftEdit *
copy (BureauDraftEdit *self)
{
  BureauDraftEdit *other = g_new0 (BureauDraftEdit, 1);

  g_ref_count_init (&other->references);
  other->stored = json_object_ref (self->stored);
  other->base = json_object_ref (self->base);
  other->subject = g_strdup (self->subject);
  other->body = g_strdup (self->body);
  other->to = json_array_ref (self->to);
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
  g_clear_pointer (&self->base, json_object_unref);
  g_clear_pointer (&self->to, json_array_unref);
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
  self->base = json_object_ref (draft);
  self->subject = g_strdup (text_of (draft, "subject"));
  self->body = g_strdup (text_of (draft, "body"));
  self->to = copy_recipients (bureau_json_get_array (draft, "to"));
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
  BureauDraftEdit *other = copy (self);

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
  BureauDraftEdit *other = copy (self);

  g_set_str (&other->body, body);
  return other;
}

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
  BureauDraftEdit *other = copy (self);
  g_autoptr (JsonArray) before = other->to;

  other->to = copy_recipients (before);
  for (guint i = 0; i < json_array_get_length (before); i++)
    if (g_ascii_strcasecmp (text_of (json_array_get_object_element (before, i), "address"), address)
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
  BureauDraftEdit *other = copy (self);
  g_autoptr (JsonArray) before = other->to;

  other->to = copy_recipients (before);
  if (index < json_array_get_length (other->to))
    json_array_remove_element (other->to, index);
  return other;
}

/**
 * bureau_draft_edit_with_words:
 * @kept: (nullable): what bureau_draft_edit_print_words() gave before; what cannot be read is left
 *
 * Returns: (transfer full): the same with the words that a person had typed
 */
BureauDraftEdit *
bureau_draft_edit_with_words (BureauDraftEdit *self, const char *kept)
{
  g_autoptr (JsonObject) words = kept != NULL ? bureau_json_parse_object (kept, -1, NULL) : NULL;
  BureauDraftEdit *other = copy (self);

  if (words == NULL || bureau_json_get_string (words, "body") == NULL)
    return other;
  g_set_str (&other->subject, text_of (words, "subject"));
  g_set_str (&other->body, text_of (words, "body"));
  g_clear_pointer (&other->to, json_array_unref);
  other->to = copy_recipients (bureau_json_get_array (words, "to"));
  return other;
}

/* Which account it leaves by is no word of the draft's. */
static gboolean
has_same_words (JsonObject *one, JsonObject *other)
{
  static const char *const words[] = { "to", "cc", "subject", "body", "attachments" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (!json_node_equal (json_object_get_member (one, words[i]),
                          json_object_get_member (other, words[i])))
      return FALSE;
  return TRUE;
}

/**
 * bureau_draft_edit_with_stored:
 * @draft: what is stored now
 *
 * Where the person changed nothing, what is stored is what they see; else their words stay, and
 * bureau_draft_edit_is_overtaken() tells that the draft changed underneath.
 *
 * Returns: (transfer full): the same over what is stored now
 */
BureauDraftEdit *
bureau_draft_edit_with_stored (BureauDraftEdit *self, JsonObject *draft)
{
  BureauDraftEdit *other;

  if (!bureau_draft_edit_is_changed (self))
    return bureau_draft_edit_new (draft);
  other = copy (self);
  g_clear_pointer (&other->stored, json_object_unref);
  other->stored = json_object_ref (draft);
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

/* The draft with the person's words in the place of the stored ones. */
static JsonObject *
merge (BureauDraftEdit *self)
{
  JsonObject *draft = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (self->stored);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (draft, l->data, json_object_dup_member (self->stored, l->data));
  json_object_set_string_member (draft, "subject", self->subject);
  json_object_set_string_member (draft, "body", self->body);
  json_object_set_array_member (draft, "to", copy_recipients (self->to));
  return draft;
}

/**
 * bureau_draft_edit_is_changed:
 *
 * Returns: whether the words differ from those the person began with
 */
gboolean
bureau_draft_edit_is_changed (BureauDraftEdit *self)
{
  g_autoptr (JsonObject) draft = merge (self);

  return !has_same_words (draft, self->base);
}

/**
 * bureau_draft_edit_is_overtaken:
 *
 * Returns: whether somebody else changed the stored words since the person began
 */
gboolean
bureau_draft_edit_is_overtaken (BureauDraftEdit *self)
{
  return !has_same_words (self->stored, self->base);
}

/**
 * bureau_draft_edit_is_address:
 *
 * Returns: whether mail could be sent to it, by its form
 */
gboolean
bureau_draft_edit_is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at > text && at[1] != '\0' && strchr (at + 1, '@') == NULL
         && strpbrk (text, " \t\r\n<>,;\"") == NULL;
}

/**
 * bureau_draft_edit_say_obstacle:
 *
 * Returns: (transfer full) (nullable): why it cannot be sent as it is; %NULL where it can
 */
char *
bureau_draft_edit_say_obstacle (BureauDraftEdit *self)
{
  guint n = json_array_get_length (self->to);

  if (n == 0)
    return g_strdup (_ ("Add a recipient first"));
  for (guint i = 0; i < n; i++)
    if (!bureau_draft_edit_is_address (
            text_of (json_array_get_object_element (self->to, i), "address")))
      return g_strdup (_ ("A recipient is no e-mail address"));
  if (*self->body == '\0')
    return g_strdup (_ ("Write something first"));
  return NULL;
}

/**
 * bureau_draft_edit_say_send:
 *
 * Returns: (transfer full): what the button does, such as "Send to marta@example.org"
 */
char *
bureau_draft_edit_say_send (BureauDraftEdit *self)
{
  guint n = json_array_get_length (self->to);
  const char *first;

  if (g_strcmp0 (bureau_json_get_string (self->stored, "kind"), "mail") != 0)
    return g_strdup (_ ("Approve"));
  if (n == 0)
    return g_strdup (_ ("Send"));
  first = text_of (json_array_get_object_element (self->to, 0), "address");
  if (n == 1)
    return g_strdup_printf (_ ("Send to %s"), first);
  return g_strdup_printf (ngettext ("Send to %s and %u other", "Send to %s and %u others", n - 1),
                          first, n - 1);
}

/**
 * bureau_draft_edit_make_changes:
 *
 * Returns: (transfer full): what bureau_draft_edit() stores: {"to","subject","body"}
 */
JsonObject *
bureau_draft_edit_make_changes (BureauDraftEdit *self)
{
  JsonObject *changes = json_object_new ();

  json_object_set_string_member (changes, "subject", self->subject);
  json_object_set_string_member (changes, "body", self->body);
  json_object_set_array_member (changes, "to", copy_recipients (self->to));
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
  g_autoptr (JsonObject) draft = merge (self);

  return bureau_draft_hash (draft);
}

/**
 * bureau_draft_edit_print_words:
 *
 * Returns: (transfer full): the words, to be kept until they are stored or thrown away
 */
char *
bureau_draft_edit_print_words (BureauDraftEdit *self)
{
  g_autoptr (JsonObject) words = bureau_draft_edit_make_changes (self);

  return bureau_json_print_object (words);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom a draft goes. No address that merely stands in a text gets here (design.md §4). */
#include "agents/recipient.h"

#include <string.h>

#include "agents/reference.h"
#include "base/error.h"
#include "base/json.h"
#include "channels/address.h"
#include "memory/journal.h"

static JsonArray *
list_of (const BureauAddress *address)
{
  JsonArray *list = json_array_new ();
  JsonObject *recipient = json_object_new ();

  json_object_set_string_member (recipient, "name", address->name);
  json_object_set_string_member (recipient, "address", address->address);
  json_array_add_object_element (list, recipient);

  return list;
}

static BureauAddress *
person (JsonObject *message, const char *name_member, const char *address_member)
{
  const char *name = bureau_json_get_string (message, name_member);
  const char *address = bureau_json_get_string (message, address_member);

  return bureau_address_is_valid (address) ? bureau_address_new (name ? name : "", address) : NULL;
}

/* Reply-To, else From; both are what the channel said, not what the text says. */
static BureauAddress *
sender_of (JsonObject *message)
{
  BureauAddress *other = person (message, "reply_to_name", "reply_to");

  return other ? other : person (message, "sender_name", "sender_address");
}

typedef struct
{
  const char *collection;
  gint64 record;
  const char *field;
  char *text; /* what the operator entered */
} Entry;

static gboolean
read_entry (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Entry *self = data;

  return bureau_journal_find_entered (database, self->collection, self->record, self->field,
                                      &self->text, error);
}

/* Whatever an agent read, copied or computed is nobody's word, wherever it stands by now: only what
 * the operator set in that very field counts, and as they set it. */
static JsonArray *
find_in_record (BureauStepContext *context, const char *reference, GError **error)
{
  const char *dot = strchr (reference, '.');
  g_autofree char *whole = dot ? g_strndup (reference, dot - reference) : NULL;
  g_auto (BureauRecordTarget) target = { 0 };
  g_autoptr (BureauAddress) address = NULL;
  g_autofree char *text = NULL;
  Entry entry = { .field = dot ? dot + 1 : NULL };

  if (!context->settle (context, error))
    return NULL;
  if (!whole || !bureau_record_target_find (context, whole, &target, NULL))
    return json_array_new ();
  entry.collection = target.collection;
  entry.record = bureau_record_target_get_id (&target, context->run);
  if (entry.record == 0)
    return json_array_new ();
  if (!dex_await (bureau_memory_read (context->environment->memory, read_entry, &entry, NULL),
                  error))
    return NULL;
  text = entry.text;
  address = text ? bureau_address_parse (text, NULL) : NULL;

  return address ? list_of (address) : json_array_new ();
}

/**
 * bureau_recipient_find:
 * @reference: `message.sender`, or a person or e-mail field
 *
 * Returns: (transfer full): `[{"name","address"}]`, empty where there is nobody the operator or the
 *   channel vouches for; then a person chooses
 */
JsonArray *
bureau_recipient_find (BureauStepContext *context, const char *reference, GError **error)
{
  g_autoptr (BureauAddress) sender = NULL;

  if (g_strcmp0 (reference, "message.sender") != 0)
    return find_in_record (context, reference ? reference : "", error);
  if (context->run->message)
    sender = sender_of (context->run->message);

  return sender ? list_of (sender) : json_array_new ();
}

static gboolean
is_in (JsonArray *to, const char *address)
{
  for (guint i = 0; i < json_array_get_length (to); i++)
    if (bureau_address_equal (
            bureau_json_get_string (json_array_get_object_element (to, i), "address"), address))
      return TRUE;

  return FALSE;
}

/**
 * bureau_recipient_offer:
 * @to: who gets it
 *
 * Returns: (transfer full): other addresses of the record, to be clicked, never filled in
 */
JsonArray *
bureau_recipient_offer (BureauStepContext *context, JsonArray *to)
{
  JsonObject *fields = context->run->record
                           ? bureau_json_get_object (context->run->record, "fields")
                           : NULL;
  JsonArray *offered = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!fields)
    return offered;
  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const char *text = JSON_NODE_HOLDS_VALUE (value)
                                 && json_node_get_value_type (value) == G_TYPE_STRING
                             ? json_node_get_string (value)
                             : NULL;

      if (text && bureau_address_is_valid (text) && !is_in (to, text))
        json_array_add_string_element (offered, text);
    }

  return offered;
}

static gboolean
is_own (JsonObject *settings, const char *address)
{
  JsonObject *identity = bureau_json_get_object (settings, "identity");
  JsonArray *others = bureau_json_get_array (settings, "identities");
  const char *own = identity ? bureau_json_get_string (identity, "address") : NULL;

  if (own && bureau_address_equal (own, address))
    return TRUE;
  for (guint i = 0; others && i < json_array_get_length (others); i++)
    {
      own = bureau_json_get_string (json_array_get_object_element (others, i), "address");
      if (own && bureau_address_equal (own, address))
        return TRUE;
    }

  return FALSE;
}

/**
 * bureau_recipient_find_reason_for_none:
 *
 * Returns: (nullable): why nobody is to be answered: automatic or list mail, a bounce, one's own
 *   address (wire.md §8.5); %NULL where an answer may be drafted
 */
const char *
bureau_recipient_find_reason_for_none (BureauStepContext *context)
{
  JsonObject *message = context->run->message;
  const char *automatic = message ? bureau_json_get_string (message, "automatic") : NULL;
  const char *address = message ? bureau_json_get_string (message, "sender_address") : NULL;

  if (automatic && *automatic)
    return automatic;
  if (address && is_own (bureau_catalog_get_settings (context->catalog), address))
    return "own address";

  return NULL;
}

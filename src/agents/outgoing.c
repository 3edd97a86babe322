/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of an approved draft, made once before its first attempt. */
#include "agents/outgoing.h"

#include "base/json.h"
#include "base/time.h"
#include "channels/mail-builder.h"
#include "memory/message.h"

static GPtrArray *
read_addresses (JsonObject *draft, const char *member)
{
  JsonArray *list = bureau_json_get_array (draft, member);
  GPtrArray *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_address_free);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *recipient = json_array_get_object_element (list, i);
      const char *name = bureau_json_get_string (recipient, "name");

      g_ptr_array_add (addresses, bureau_address_new (name ? name : "", bureau_json_get_string (
                                                                            recipient, "address")));
    }

  return addresses;
}

static char **
read_references (JsonObject *draft)
{
  JsonArray *list = bureau_json_get_array (draft, "references");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    g_strv_builder_add (builder, json_array_get_string_element (list, i));

  return g_strv_builder_end (builder);
}

static GPtrArray *
read_attachments (JsonObject *draft, GHashTable *bytes)
{
  JsonArray *list = bureau_json_get_array (draft, "attachments");
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_attachment_free);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *part = json_array_get_object_element (list, i);

      g_ptr_array_add (attachments,
                       bureau_attachment_new (
                           bureau_json_get_string (part, "name"),
                           bureau_json_get_string (part, "type"),
                           g_hash_table_lookup (bytes, bureau_json_get_string (part, "sha256"))));
    }

  return attachments;
}

/**
 * bureau_outgoing_load_attachments:
 * @draft: as bureau_draft_load() gives it
 *
 * Returns: (transfer full): the attachments' bytes by their hash, or %NULL with @error set
 */
GHashTable *
bureau_outgoing_load_attachments (BureauDatabase *database, JsonObject *draft, GError **error)
{
  JsonArray *list = bureau_json_get_array (draft, "attachments");
  g_autoptr (GHashTable) bytes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify)g_bytes_unref);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      const char *sha256 = bureau_json_get_string (json_array_get_object_element (list, i),
                                                   "sha256");
      GBytes *data = bureau_blob_load (database, sha256 ? sha256 : "", error);

      if (!data)
        return NULL;
      g_hash_table_insert (bytes, g_strdup (sha256), data);
    }

  return g_steal_pointer (&bytes);
}

/**
 * bureau_outgoing_build:
 * @draft: as bureau_draft_load() gives it
 * @message_id: fixed by the approval
 * @attachments: as bureau_outgoing_load_attachments() gives them
 *
 * Returns: (transfer full): the mail, or %NULL with @error set where it cannot be one
 */
GBytes *
bureau_outgoing_build (JsonObject *draft, const BureauAddress *from, const char *message_id,
                       GHashTable *attachments, GError **error)
{
  g_autoptr (GPtrArray) to = read_addresses (draft, "to");
  g_autoptr (GPtrArray) cc = read_addresses (draft, "cc");
  g_autoptr (GPtrArray) parts = read_attachments (draft, attachments);
  g_auto (GStrv) references = read_references (draft);
  BureauOutgoing outgoing = {
    .from = from,
    .to = to,
    .cc = cc,
    .subject = bureau_json_get_string (draft, "subject"),
    .body = bureau_json_get_string (draft, "body"),
    .date = bureau_time_now (),
    .message_id = message_id,
    .in_reply_to = bureau_json_get_string (draft, "in_reply_to"),
    .references = (const char *const *)references,
    .attachments = parts,
  };

  return bureau_mail_build (&outgoing, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/message-fields.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "channels/charset.h"

#define MAX_FORM_FIELDS 200
#define MAX_LABEL_BYTES 100

static JsonObject *
address_object (const BureauAddress *address)
{
  JsonObject *object = json_object_new ();
  json_object_set_string_member (object, "name", address->name);
  json_object_set_string_member (object, "address", address->address);
  return object;
}

static void
add_addresses (JsonArray *array, GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    json_array_add_object_element (array, address_object (g_ptr_array_index (addresses, i)));
}

static JsonArray *
string_array (char **strings)
{
  JsonArray *array = json_array_new ();
  for (gsize i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static JsonObject *
mail_meta (const BureauMail *mail)
{
  JsonObject *meta = json_object_new ();
  if (mail->local_date != NULL)
    json_object_set_string_member (meta, "local_date", mail->local_date);
  if (mail->reply_to != NULL && *mail->reply_to->name != '\0')
    json_object_set_string_member (meta, "reply_to_name", mail->reply_to->name);
  if (mail->defects[0] != NULL)
    json_object_set_array_member (meta, "defects", string_array (mail->defects));
  return meta;
}

/**
 * bureau_message_fields_from_mail:
 * @mail: a mail
 * @source: where it came from: a file's name, a mailbox
 *
 * Returns: (transfer full): what bureau_message_insert() takes; meta.local_date is the day in the
 *   sender's zone, meta.reply_to_name whom answers go to, meta.defects what was wrong with it
 */
JsonObject *
bureau_message_fields_from_mail (const BureauMail *mail, const char *source)
{
  JsonObject *fields = json_object_new ();
  JsonArray *recipients = json_array_new ();
  add_addresses (recipients, mail->to);
  add_addresses (recipients, mail->cc);
  json_object_set_string_member (fields, "channel", "mail");
  json_object_set_string_member (fields, "source", source);
  json_object_set_string_member (fields, "identity", mail->identity);
  bureau_json_set_string (fields, "message_id", mail->message_id);
  bureau_json_set_string (fields, "in_reply_to", mail->in_reply_to);
  json_object_set_array_member (fields, "references", string_array (mail->references));
  bureau_json_set_string (fields, "sender_name", mail->from != NULL ? mail->from->name : NULL);
  bureau_json_set_string (fields, "sender_address",
                          mail->from != NULL ? mail->from->address : NULL);
  bureau_json_set_string (fields, "reply_to",
                          mail->reply_to != NULL ? mail->reply_to->address : NULL);
  json_object_set_array_member (fields, "recipients", recipients);
  json_object_set_string_member (fields, "subject", mail->subject);
  bureau_json_set_string (fields, "sent_at", mail->date);
  json_object_set_string_member (fields, "text", mail->text);
  json_object_set_int_member (fields, "hidden", mail->n_hidden);
  bureau_json_set_string (fields, "automatic", mail->automatic);
  json_object_set_object_member (fields, "meta", mail_meta (mail));
  return fields;
}

/* What forms call the fields that a message has of its own, folded. */
static const char *const NAMES[]
    = { "name", "full name", "your name", "fullname", "contact", NULL };
static const char *const ADDRESSES[] = {
  "email", "e mail", "mail", "email address", "e mail address", "your email", "emailaddress", NULL
};
static const char *const SUBJECTS[] = { "subject", "topic", "title", "betreff", "asunto", NULL };
static const char *const TEXTS[] = { "message",   "text",    "comment", "comments",
                                     "body",      "inquiry", "enquiry", "your message",
                                     "nachricht", "mensaje", NULL };
static const char *const DATES[] = { "date",       "sent at",   "submitted at",
                                     "created at", "timestamp", NULL };

/* "E-Mail_address" as "e mail address". */
static char *
fold_label (const char *label)
{
  g_autofree char *line = bureau_charset_line (label, MAX_LABEL_BYTES);
  g_autofree char *folded = bureau_text_fold (line);
  g_strdelimit (folded, "_-.:*", ' ');
  return bureau_text_one_line (folded);
}

static char *
value_text (JsonNode *value)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));
  return bureau_json_print (value);
}

/* The value of the first field that has one of @names, or NULL. */
static char *
find_value (JsonObject *form, const char *const *names)
{
  JsonObjectIter iter;
  const char *label = NULL;
  JsonNode *value = NULL;
  json_object_iter_init_ordered (&iter, form);
  while (json_object_iter_next_ordered (&iter, &label, &value))
    {
      g_autofree char *folded = fold_label (label);
      if (!g_strv_contains (names, folded))
        continue;
      g_autofree char *text = value_text (value);
      if (*g_strstrip (text) != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

/* "phone_number: 030 1234" for every field but the message itself, which follows. */
static char *
form_text (JsonObject *form)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *message = find_value (form, TEXTS);
  JsonObjectIter iter;
  const char *label = NULL;
  JsonNode *value = NULL;
  json_object_iter_init_ordered (&iter, form);
  while (json_object_iter_next_ordered (&iter, &label, &value))
    {
      g_autofree char *words = value_text (value);
      if (g_strcmp0 (g_strstrip (words), message) == 0 || *words == '\0')
        continue;
      g_autofree char *line = bureau_charset_line (label, MAX_LABEL_BYTES);
      g_autofree char *title = bureau_text_title (line);
      g_string_append_printf (text, "%s: %s\n", title, words);
    }
  if (message != NULL)
    g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "", message);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
set_text (JsonObject *fields, const char *text)
{
  guint n_hidden = 0;
  g_autofree char *visible = bureau_text_visible (text, &n_hidden);
  g_autofree char *bounded = bureau_text_shorten (visible, BUREAU_MAIL_MAX_TEXT_BYTES);
  json_object_set_string_member (fields, "text", bounded);
  json_object_set_int_member (fields, "hidden", n_hidden);
}

static void
set_sender (JsonObject *fields, JsonObject *form)
{
  g_autofree char *name = find_value (form, NAMES);
  g_autofree char *given = find_value (form, ADDRESSES);
  g_autoptr (BureauAddress) address = given != NULL ? bureau_address_parse (given, NULL) : NULL;
  g_autofree char *line = bureau_charset_line (name, 256);
  json_object_set_string_member (fields, "sender_name", line);
  bureau_json_set_string (fields, "sender_address", address != NULL ? address->address : NULL);
  bureau_json_set_string (fields, "automatic", address != NULL ? NULL : "no sender");
}

static void
set_date (JsonObject *fields, JsonObject *form)
{
  g_autofree char *given = find_value (form, DATES);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = given != NULL ? g_date_time_new_from_iso8601 (given, utc) : NULL;
  if (date == NULL)
    return;
  g_autoptr (GDateTime) sent = g_date_time_to_utc (date);
  g_autofree char *sent_at = g_date_time_format (sent, "%Y-%m-%dT%H:%M:%S.000Z");
  g_autofree char *local = g_date_time_format (date, "%Y-%m-%d");
  JsonObject *meta = json_object_new ();
  json_object_set_string_member (meta, "local_date", local);
  json_object_set_object_member (fields, "meta", meta);
  json_object_set_string_member (fields, "sent_at", sent_at);
}

/**
 * bureau_message_fields_from_form:
 * @form: what a web form sent: {"name","email","message",…}, any further fields
 * @source: where it came from
 * @error: return location
 *
 * Makes a message of a form's fields, whatever they are called. All of them stand in its text, so
 * that what is read from it later can be shown there.
 *
 * Returns: (transfer full): what bureau_message_insert() takes, or %NULL with %BUREAU_ERROR_INVALID
 *   where there is nothing to read
 */
JsonObject *
bureau_message_fields_from_form (JsonObject *form, const char *source, GError **error)
{
  guint n = json_object_get_size (form);
  g_autofree char *text = n <= MAX_FORM_FIELDS ? form_text (form) : g_strdup ("");
  if (*text == '\0')
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           n == 0 || n <= MAX_FORM_FIELDS
                               ? "This form has no field with anything in it."
                               : "This form has more than 200 fields.");
      return NULL;
    }
  JsonObject *fields = json_object_new ();
  g_autoptr (JsonNode) node = bureau_json_node_for_object (form);
  g_autofree char *canonical = bureau_json_canonical (node);
  g_autofree char *identity = bureau_text_sha256 (canonical, -1);
  g_autofree char *subject = find_value (form, SUBJECTS);
  g_autofree char *line = bureau_charset_line (subject, 998);
  json_object_set_string_member (fields, "channel", "form");
  json_object_set_string_member (fields, "source", source);
  json_object_set_string_member (fields, "identity", identity);
  json_object_set_string_member (fields, "subject", line);
  set_sender (fields, form);
  set_text (fields, text);
  set_date (fields, form);
  return fields;
}

/**
 * bureau_message_fields_from_note:
 * @bytes: plain text in any encoding
 * @length: how many bytes
 * @source: where it came from
 *
 * Returns: (transfer full): what bureau_message_insert() takes: a message of nobody
 */
JsonObject *
bureau_message_fields_from_note (const char *bytes, gsize length, const char *source)
{
  JsonObject *fields = json_object_new ();
  g_autofree char *text = bureau_charset_decode (bytes, length, NULL);
  g_autofree char *identity = bureau_text_sha256 (text, -1);
  g_autofree char *first = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *subject = bureau_charset_line (first, 200);
  json_object_set_string_member (fields, "channel", "file");
  json_object_set_string_member (fields, "source", source);
  json_object_set_string_member (fields, "identity", identity);
  json_object_set_string_member (fields, "subject", subject);
  json_object_set_string_member (fields, "automatic", "no sender");
  set_text (fields, text);
  return fields;
}

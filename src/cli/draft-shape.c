/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/draft-shape.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/table.h"
#include "memory/draft.h"
#include "memory/setting-check.h"

static JsonArray *
list_addresses (JsonArray *recipients)
{
  JsonArray *addresses = json_array_new ();

  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    {
      JsonObject *recipient = json_array_get_object_element (recipients, i);

      json_array_add_string_element (addresses, bureau_json_get_string (recipient, "address"));
    }
  return addresses;
}

static void
copy (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, name, json_object_dup_member (from, member));
}

static gboolean
is_part (JsonObject *draft)
{
  JsonObject *meta = bureau_json_get_object (draft, "meta");

  return meta != NULL && bureau_json_get_boolean (meta, "partial");
}

/**
 * bureau_draft_shape:
 * @draft: as bureau_draft_load() gives it
 *
 * Returns: (transfer full):
 * {"id","kind","state","to":[address…],"subject","body","workflow","run","hash", "at"} and what
 * else a script may want
 */
JsonObject *
bureau_draft_shape (JsonObject *draft)
{
  static const char *const same[] = {
    "id",          "kind",          "state",       "subject",    "body",  "workflow",
    "run",         "hash",          "message",     "cc",         "agent", "record",
    "reason",      "snoozed_until", "in_reply_to", "references", "facts", "collection",
    "attachments", "connection",    "account",
  };
  JsonObject *shape = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    copy (shape, same[i], draft, same[i]);
  json_object_set_array_member (shape, "to", list_addresses (bureau_json_get_array (draft, "to")));
  if (is_part (draft))
    json_object_set_boolean_member (shape, "partial", TRUE);
  copy (shape, "recipients", draft, "to");
  copy (shape, "at", draft, "created_at");
  return shape;
}

/**
 * bureau_recipients_format:
 * @recipients: [{"name","address"}]
 *
 * Returns: (transfer full): "Anna Weber <anna@example.org>, …"
 */
char *
bureau_recipients_format (JsonArray *recipients)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    {
      JsonObject *recipient = json_array_get_object_element (recipients, i);
      const char *name = bureau_json_get_string (recipient, "name");
      const char *address = bureau_json_get_string (recipient, "address");

      if (i > 0)
        g_string_append (text, ", ");
      if (name != NULL && *name != '\0')
        g_string_append_printf (text, "%s <%s>", name, address);
      else
        g_string_append (text, address != NULL ? address : "");
    }
  return g_string_free (text, FALSE);
}

static JsonObject *
parse_mailbox (const char *text)
{
  JsonObject *recipient = json_object_new ();
  const char *open = strrchr (text, '<');
  g_autofree char *address = open != NULL ? g_strndup (open + 1, strlen (open) - 2)
                                          : g_strdup (text);
  g_autofree char *name = open != NULL ? g_strndup (text, (gsize)(open - text)) : g_strdup ("");

  g_strstrip (name);
  if (strlen (name) > 1 && name[0] == '"' && g_str_has_suffix (name, "\""))
    {
      name[strlen (name) - 1] = '\0';
      memmove (name, name + 1, strlen (name));
    }
  json_object_set_string_member (recipient, "name", name);
  json_object_set_string_member (recipient, "address", address);
  return recipient;
}

/**
 * bureau_recipients_parse:
 * @texts: (array zero-terminated=1): "a@b" or "Name <a@b>", one each
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_USAGE, naming the one that is no address.
 *
 * Returns: (transfer full): [{"name","address"}], or %NULL with @error set
 */
JsonArray *
bureau_recipients_parse (const char *const *texts, GError **error)
{
  g_autoptr (JsonArray) recipients = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (texts[i]));

      if (!bureau_mailbox_check (text))
        {
          g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                       "“%s” is no address; write “anna@example.org” or “Anna <anna@example.org>”.",
                       bureau_text_clip (texts[i], (char[BUREAU_TEXT_CLIP]){ 0 }));
          return NULL;
        }
      json_array_add_object_element (recipients, parse_mailbox (text));
    }
  return g_steal_pointer (&recipients);
}

static void
print_line (BureauCall *call, const char *label, const char *value)
{
  g_autofree char *safe = NULL;

  if (value == NULL || *value == '\0')
    return;
  safe = bureau_terminal_text (value);
  bureau_call_print (call, "%-10s%s\n", label, safe);
}

/**
 * bureau_draft_dup_from:
 * @draft: as bureau_draft_load() gives it, or its shape
 *
 * Returns: (transfer full) (nullable): whom a mail comes from and by which account, or what is
 *   missing, for a person; %NULL where it is no mail
 */
char *
bureau_draft_dup_from (JsonObject *draft)
{
  JsonObject *account = bureau_json_get_object (draft, "account");
  const char *from = account != NULL ? bureau_json_get_string (account, "from") : NULL;

  if (g_strcmp0 (bureau_json_get_string (draft, "kind"), "mail") != 0)
    return NULL;
  if (account == NULL)
    return g_strdup ("(no mail account yet; add one with “bureauctl connect smtp”)");
  return g_strdup_printf ("%s, by “%s”", from != NULL ? from : "(no From address yet)",
                          bureau_json_get_string (account, "connection"));
}

/**
 * bureau_draft_print:
 * @call: whose output it goes to
 * @draft: as bureau_draft_load() gives it
 *
 * Prints a draft as a letter, for a person.
 */
void
bureau_draft_print (BureauCall *call, JsonObject *draft)
{
  g_autofree char *from = bureau_draft_dup_from (draft);
  g_autofree char *to = bureau_recipients_format (bureau_json_get_array (draft, "to"));
  g_autofree char *cc = bureau_recipients_format (bureau_json_get_array (draft, "cc"));
  g_autofree char *age = bureau_terminal_age (bureau_json_get_string (draft, "created_at"));
  g_autofree char *body = bureau_terminal_text (bureau_json_get_string (draft, "body"));
  g_autofree char *state = g_strdup_printf ("%s, %s%s", bureau_json_get_string (draft, "state"),
                                            age, is_part (draft) ? ", only a part" : "");

  print_line (call, "From:", from);
  print_line (call, "To:", *to != '\0' ? to : "(nobody yet; add one with “draft edit --to”)");
  print_line (call, "Cc:", cc);
  print_line (call, "Subject:", bureau_json_get_string (draft, "subject"));
  print_line (call, "State:", state);
  print_line (call, "Until:", bureau_json_get_string (draft, "snoozed_until"));
  print_line (call, "Reason:", bureau_json_get_string (draft, "reason"));
  print_line (call, "Hash:", bureau_json_get_string (draft, "hash"));
  bureau_call_print (call, "\n%s%s", body, g_str_has_suffix (body, "\n") ? "" : "\n");
}

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_draft_load (database, *(gint64 *)data, error));
}

/**
 * bureau_call_load_draft:
 * @call: its first argument is the draft's id
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_USAGE, %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): as bureau_draft_load() gives it, or %NULL with @error set
 */
JsonObject *
bureau_call_load_draft (BureauCall *call, GError **error)
{
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error))
    return NULL;
  return bureau_call_read_object (call, load_cb, &id, error);
}

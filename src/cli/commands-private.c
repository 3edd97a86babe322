/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What providers may see: the mark of messages and records, and how a text would look to them. */
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/table.h"
#include "memory/message.h"
#include "memory/private.h"
#include "memory/setting.h"
#include "providers/redaction.h"

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_private_list (database, error));
}

static gboolean
print_list (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, NULL, error);
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "WHERE", "SINCE", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *mark = json_array_get_object_element (list, i);
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (mark, "at"));

      bureau_table_add (table, bureau_json_get_string (mark, "id"),
                        bureau_json_get_string (mark, "collection"), age, NULL);
    }
  bureau_call_print_list (call, list, table, "Nothing is kept from providers.");
  return TRUE;
}

static gboolean
run_private (BureauCall *call, GError **error)
{
  gboolean is_off = bureau_call_has_option (call, "off");
  gint64 id;

  if (bureau_call_get_argument (call, 0) == NULL)
    return print_list (call, error);
  if (!bureau_call_get_id (call, 0, &id, error)
      || !dex_await (bureau_private_set (call->memory, &bureau_call_cause, id, !is_off), error))
    return FALSE;
  bureau_call_print_done (call, id, is_off ? "open" : "private",
                          is_off ? "Providers may see it again." : "No provider will see it.");
  return TRUE;
}

static gboolean
preview_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const gint64 *id = data;
  g_autoptr (JsonObject) message = bureau_message_load (database, *id, error);
  g_autoptr (JsonObject) settings = message != NULL ? bureau_setting_get_all (database, error)
                                                    : NULL;

  if (settings == NULL)
    return FALSE;
  json_object_set_string_member (message, "mode", bureau_json_get_string (settings, "redaction"));
  return bureau_result_object (result, g_steal_pointer (&message));
}

static char *
hide (BureauRedaction *redaction, const char *mode, const char *text)
{
  g_autofree char *visible = bureau_text_visible (text != NULL ? text : "", NULL);

  return g_str_equal (mode, "off") ? g_steal_pointer (&visible)
                                   : bureau_redaction_hide (redaction, visible);
}

static void
print_preview (BureauCall *call, JsonObject *preview)
{
  const char *found = bureau_json_get_string (preview, "hidden");

  if (found != NULL && g_str_equal (bureau_json_get_string (preview, "mode"), "block"))
    bureau_call_print (call, "Nothing would be sent: it has %s.\n\n", found);
  else if (found != NULL)
    bureau_call_print (call, "Hidden: %s.\n\n", found);
  bureau_call_print (call, "%s\n\n%s\n", bureau_json_get_string (preview, "subject"),
                     bureau_json_get_string (preview, "text"));
}

static gboolean
run_preview (BureauCall *call, GError **error)
{
  g_autoptr (BureauRedaction) redaction = bureau_redaction_new ();
  g_autoptr (JsonObject) preview = json_object_new ();
  g_autoptr (JsonObject) message = NULL;
  g_autofree char *subject = NULL, *text = NULL, *found = NULL;
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || (message = bureau_call_read_object (call, preview_cb, &id, error)) == NULL)
    return FALSE;
  subject = hide (redaction, bureau_json_get_string (message, "mode"),
                  bureau_json_get_string (message, "subject"));
  text = hide (redaction, bureau_json_get_string (message, "mode"),
               bureau_json_get_string (message, "text"));
  found = bureau_redaction_describe (redaction);
  bureau_json_set_string (preview, "mode", bureau_json_get_string (message, "mode"));
  bureau_json_set_string (preview, "hidden", found);
  bureau_json_set_string (preview, "subject", subject);
  bureau_json_set_string (preview, "text", text);
  if (call->json)
    bureau_call_print_object (call, preview);
  else
    print_preview (call, preview);
  return TRUE;
}

static const BureauOption private_options[] = {
  { "off", NULL, "Take the mark away" },
  { NULL },
};

const BureauCommand bureau_private_commands[] = {
  { "private", "[ID]", "Keep a message or record from all providers, or list them", run_private,
    BUREAU_OPEN_WRITE, 0, 1, private_options },
  { "preview", "MESSAGE", "Show a message as a provider would see it", run_preview,
    BUREAU_OPEN_READ, 1, 1 },
  { NULL },
};

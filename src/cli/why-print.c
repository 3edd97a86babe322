/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/money.h"
#include "cli/draft-shape.h"
#include "cli/record-shape.h"
#include "cli/table.h"

static void
print_line (BureauCall *call, const char *label, const char *text)
{
  g_autofree char *safe = bureau_terminal_text (text != NULL ? text : "");

  bureau_call_print (call, "%-9s%s\n", label, safe);
}

static void
print_message (BureauCall *call, JsonObject *message)
{
  g_autofree char *who = g_strdup_printf ("%s <%s>: %s",
                                          bureau_json_get_string (message, "sender_name"),
                                          bureau_json_get_string (message, "sender_address"),
                                          bureau_json_get_string (message, "subject"));

  print_line (call, "Message", who);
  print_line (call, "", bureau_json_get_string (message, "id"));
}

static void
print_steps (BureauCall *call, JsonArray *steps)
{
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *agent = bureau_json_get_string (step, "agent");
      g_autofree char *line = g_strdup_printf (
          "%s (%s%s%s): %s", bureau_json_get_string (step, "id"),
          bureau_json_get_string (step, "do"), agent != NULL ? ", " : "",
          agent != NULL ? agent : "", bureau_json_get_string (step, "state"));

      print_line (call, "", line);
    }
}

static void
print_draft (BureauCall *call, JsonObject *draft)
{
  g_autofree char *from = bureau_draft_dup_from (draft);
  g_autofree char *to = bureau_recipients_format (bureau_json_get_array (draft, "recipients"));

  print_line (call, "Draft", bureau_json_get_string (draft, "subject"));
  print_line (call, "", bureau_json_get_string (draft, "id"));
  if (from != NULL)
    print_line (call, "From", from);
  print_line (call, "To", to);
}

/* A workflow's own SQL lists them, and may leave out all but the fee. */
static char *
describe_precedent (JsonObject *precedent, const char *currency)
{
  const char *title = bureau_json_get_string (precedent, "title");
  const char *id = bureau_json_get_string (precedent, "id");
  g_autofree char *fee = bureau_money_format (bureau_json_get_int (precedent, "fee", 0), currency);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (title != NULL)
    parts[n++] = title;
  parts[n++] = fee;
  if (id != NULL)
    parts[n++] = id;
  return g_strjoinv (", ", (char **)parts);
}

/* The work that the draft's fee rests on. */
static void
print_precedents (BureauCall *call, JsonObject *facts)
{
  JsonArray *precedents = bureau_json_get_array (facts, "precedents");
  const char *currency = bureau_json_get_string (facts, "currency");

  if (precedents == NULL || currency == NULL)
    return;
  bureau_call_print (call, "\nPrecedents\n");
  for (guint i = 0; i < json_array_get_length (precedents); i++)
    {
      JsonObject *one = json_array_get_object_element (precedents, i);
      g_autofree char *line = describe_precedent (one, currency);

      print_line (call, "", line);
    }
}

/**
 * bureau_why_print:
 * @why: as bureau_call_load_why() gives it
 *
 * Prints the thread from the message to the draft.
 *
 * Returns: %FALSE with @error set where a record could not be read whole
 */
gboolean
bureau_why_print (BureauCall *call, JsonObject *why, GError **error)
{
  JsonObject *message = bureau_json_get_object (why, "message");
  JsonObject *run = bureau_json_get_object (why, "run");
  JsonObject *draft = bureau_json_get_object (why, "draft");
  JsonArray *records = bureau_json_get_array (why, "records");

  if (message != NULL)
    print_message (call, message);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);

      bureau_call_print (call, "\n");
      if (!bureau_record_print (call, record, error))
        return FALSE;
    }
  if (run != NULL)
    {
      bureau_call_print (call, "\n");
      print_line (call, "Run", bureau_json_get_string (run, "workflow"));
      print_steps (call, bureau_json_get_array (why, "steps"));
    }
  if (draft != NULL)
    {
      bureau_call_print (call, "\n");
      print_draft (call, draft);
      print_precedents (call, bureau_json_get_object (draft, "facts"));
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/draft-shape.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/draft.h"

typedef struct
{
  gboolean all;
  BureauPage page;
} Listing;

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Listing *listing = data;

  return bureau_result_array (result,
                              bureau_draft_list (database, listing->all, &listing->page, error));
}

static JsonArray *
shape_all (JsonArray *drafts)
{
  JsonArray *shaped = json_array_new ();

  for (guint i = 0; i < json_array_get_length (drafts); i++)
    json_array_add_object_element (shaped,
                                   bureau_draft_shape (json_array_get_object_element (drafts, i)));
  return shaped;
}

static void
print_drafts (BureauCall *call, JsonArray *drafts)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "STATE", "AGE", "TO", "SUBJECT", NULL);

  for (guint i = 0; i < json_array_get_length (drafts); i++)
    {
      JsonObject *draft = json_array_get_object_element (drafts, i);
      g_autofree char *to = bureau_recipients_format (bureau_json_get_array (draft, "to"));
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (draft, "created_at"));

      bureau_table_add (table, bureau_json_get_string (draft, "id"),
                        bureau_json_get_string (draft, "state"), age, to,
                        bureau_json_get_string (draft, "subject"), NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "No drafts wait for you.\n");
}

static gboolean
run_drafts (BureauCall *call, GError **error)
{
  Listing listing = { .all = bureau_call_has_option (call, "all") };
  g_autoptr (JsonArray) drafts = NULL;
  g_autoptr (JsonArray) shaped = NULL;

  if (!bureau_call_get_page (call, &listing.page, error))
    return FALSE;
  drafts = bureau_call_read_array (call, list_cb, &listing, error);
  if (drafts == NULL)
    return FALSE;
  if (!call->json)
    {
      print_drafts (call, drafts);
      bureau_call_print_before (call, &listing.page, drafts);
      return TRUE;
    }
  shaped = shape_all (drafts);
  bureau_call_print_array (call, shaped);
  return TRUE;
}

static gboolean
print_draft (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_call_load_draft (call, error);
  g_autoptr (JsonObject) shaped = NULL;

  if (draft == NULL)
    return FALSE;
  if (!call->json)
    {
      bureau_draft_print (call, draft);
      return TRUE;
    }
  shaped = bureau_draft_shape (draft);
  bureau_call_print_object (call, shaped);
  return TRUE;
}

static gboolean
run_show (BureauCall *call, GError **error)
{
  gint64 id;

  if (!print_draft (call, error) || !bureau_call_get_id (call, 0, &id, error))
    return FALSE;
  return dex_await (bureau_draft_opened (call->memory, id), error);
}

static gboolean
add_recipients (BureauCall *call, JsonObject *changes, const char *name, GError **error)
{
  JsonArray *recipients;

  if (!bureau_call_has_option (call, name))
    return TRUE;
  recipients = bureau_recipients_parse (bureau_call_list_option (call, name), error);
  if (recipients == NULL)
    return FALSE;
  json_object_set_array_member (changes, name, recipients);
  return TRUE;
}

static gboolean
add_body (BureauCall *call, JsonObject *changes, GError **error)
{
  const char *file = bureau_call_get_option (call, "body-file");
  const char *body = bureau_call_get_option (call, "body");
  g_autofree char *text = NULL;

  if (file != NULL && body != NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                           "--body and --body-file exclude each other.");
      return FALSE;
    }
  if (file != NULL && (text = bureau_input_read_text (file, error)) == NULL)
    return FALSE;
  if (file != NULL || body != NULL)
    json_object_set_string_member (changes, "body", file != NULL ? text : body);
  return TRUE;
}

static JsonObject *
collect_changes (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) changes = json_object_new ();
  const char *subject = bureau_call_get_option (call, "subject");

  if (subject != NULL)
    json_object_set_string_member (changes, "subject", subject);
  if (!add_body (call, changes, error) || !add_recipients (call, changes, "to", error)
      || !add_recipients (call, changes, "cc", error))
    return NULL;
  if (json_object_get_size (changes) > 0)
    return g_steal_pointer (&changes);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                       "Say what to change, with --subject, --body, --body-file, --to or --cc.");
  return NULL;
}

static gboolean
run_edit (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) changes = NULL;
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error) || (changes = collect_changes (call, error)) == NULL
      || !dex_await (bureau_draft_edit (call->memory, &bureau_call_cause, id, changes), error))
    return FALSE;
  return print_draft (call, error);
}

static const BureauOption list_options[] = {
  { "all", NULL, "Show rejected and approved ones too" },
  BUREAU_PAGE_OPTIONS,
  { NULL },
};

static const BureauOption edit_options[] = {
  { "subject", "TEXT", "The new subject" },
  { "body", "TEXT", "The new text" },
  { "body-file", "FILE", "The new text from a file, “-” for the standard input" },
  { "to", "ADDRESS", "The recipient; again for more" },
  { "cc", "ADDRESS", "A recipient of a copy; again for more" },
  { NULL },
};

const BureauCommand bureau_review_commands[] = {
  { "drafts", "", "List the drafts that wait for you", run_drafts, BUREAU_OPEN_READ, 0, 0,
    list_options },
  { "draft show", "ID", "Show a draft and its hash", run_show, BUREAU_OPEN_WRITE, 1, 1 },
  { "draft edit", "ID", "Change a draft", run_edit, BUREAU_OPEN_WRITE, 1, 1, edit_options },
  { NULL },
};

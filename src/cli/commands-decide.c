/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/command.h"
#include "cli/draft-shape.h"
#include "cli/input.h"
#include "memory/draft.h"

static void
print_approved (BureauCall *call, gint64 draft, gint64 delivery)
{
  g_autoptr (JsonObject) object = NULL;

  if (!call->json)
    {
      bureau_call_print (call,
                         "Approved. It leaves as delivery %" G_GINT64_FORMAT
                         " once the time to undo is over.\n",
                         delivery);
      return;
    }
  object = json_object_new ();
  bureau_json_set_id (object, "id", draft);
  json_object_set_string_member (object, "state", "approved");
  bureau_json_set_id (object, "delivery", delivery);
  bureau_call_print_object (call, object);
}

static gboolean
run_approve (BureauCall *call, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 draft, delivery;

  if (!bureau_call_get_id (call, 0, &draft, error))
    return FALSE;
  delivery = dex_await_int64 (bureau_draft_approve (call->memory, &bureau_call_cause, draft,
                                                    bureau_call_get_option (call, "if")),
                              &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  print_approved (call, draft, delivery);
  bureau_input_hint_engine (call);
  return TRUE;
}

static gboolean
run_reject (BureauCall *call, GError **error)
{
  g_autofree char *reason = bureau_call_join_arguments (call, 1);
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || !dex_await (bureau_draft_reject (call->memory, &bureau_call_cause, id,
                                          *reason != '\0' ? reason : NULL),
                     error))
    return FALSE;
  bureau_call_print_done (call, id, "rejected", "Rejected; it will not be sent.");
  return TRUE;
}

static gboolean
run_snooze (BureauCall *call, GError **error)
{
  g_autofree char *until = NULL;
  g_autofree char *sentence = NULL;
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || (until = bureau_input_parse_time (bureau_call_get_argument (call, 1), error)) == NULL
      || !dex_await (bureau_draft_snooze (call->memory, &bureau_call_cause, id, until), error))
    return FALSE;
  sentence = g_strdup_printf ("Snoozed until %s.", until);
  bureau_call_print_done (call, id, "snoozed", sentence);
  return TRUE;
}

static gboolean
run_undo (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) draft = NULL;
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || !dex_await (bureau_draft_undo (call->memory, &bureau_call_cause, id), error)
      || (draft = bureau_call_load_draft (call, error)) == NULL)
    return FALSE;
  bureau_call_print_done (call, id, bureau_json_get_string (draft, "state"),
                          "Undone; the draft waits for you again.");
  return TRUE;
}

static const BureauOption approve_options[]
    = { { "if", "HASH", "Only if it is still what “draft show” printed" }, { NULL } };

const BureauCommand bureau_decide_commands[] = {
  { "draft approve", "ID", "Let a draft leave", run_approve, BUREAU_OPEN_WRITE, 1, 1,
    approve_options,
    "Approving from the terminal works where the setting “terminal_approval” is on: it is on in a\n"
    "workspace made by “bureauctl init”, and off in one made by the window." },
  { "draft reject", "ID [REASON]", "Put a draft away; the reason teaches the agent", run_reject,
    BUREAU_OPEN_WRITE, 1, BUREAU_MANY_ARGUMENTS },
  { "draft snooze", "ID TIME", "Put a draft off, to 2026-12-01T09:00, or by 2h or 3d", run_snooze,
    BUREAU_OPEN_WRITE, 2, 2 },
  { "draft undo", "ID", "Take back an approval, a rejection or a snooze", run_undo,
    BUREAU_OPEN_WRITE, 1, 1 },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another model would have answered, before it is given any work. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "agents/replay.h"
#include "base/error.h"
#include "base/json.h"
#include "base/word-diff.h"
#include "cli/command.h"
#include "cli/table.h"

#define DEFAULT_LAST 10

static gboolean
read_catalog (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauCatalog **catalog = data;

  *catalog = bureau_catalog_load (database, error);
  return *catalog != NULL;
}

/* Money and time ---------------------------------------------------------------------------------
 */

static char *
format_money (gint64 micros, JsonObject *replay)
{
  return micros < 0 ? g_strdup ("not known")
                    : bureau_micros_format (micros, bureau_json_get_string (replay, "currency"));
}

static char *
format_time (gint64 ms)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " s", ms / 1000,
                          ms % 1000 / 100);
}

static char *
describe_estimate (JsonObject *estimate)
{
  gboolean is_known = bureau_json_get_boolean (estimate, "is_known");
  g_autofree char *expected = format_money (bureau_json_get_int (estimate, "expected", 0),
                                            estimate);
  g_autofree char *worst = format_money (bureau_json_get_int (estimate, "worst", 0), estimate);
  gint64 n_messages = bureau_json_get_int (estimate, "messages", 0);
  gint64 n_calls = bureau_json_get_int (estimate, "calls", 0);
  const char *provider = bureau_json_get_string (estimate, "provider");

  if (!is_known)
    return g_strdup_printf ("%" G_GINT64_FORMAT " questions about %" G_GINT64_FORMAT
                            " messages go to %s. Nobody said "
                            "what this model costs; “bureauctl prices” says it.",
                            n_calls, n_messages, provider);
  return g_strdup_printf ("%" G_GINT64_FORMAT " questions about %" G_GINT64_FORMAT
                          " messages go to "
                          "%s. That will cost about %s, and at most %s.",
                          n_calls, n_messages, provider, expected, worst);
}

/* What came of it --------------------------------------------------------------------------------
 */

static void
add_word (BureauWordChange change, const char *text, gpointer data)
{
  static const struct
  {
    const char *before;
    const char *behind;
  } marks[] = {
    [BUREAU_WORD_KEPT] = { "", "" },
    [BUREAU_WORD_REMOVED] = { "[-", "-]" },
    [BUREAU_WORD_ADDED] = { "{+", "+}" },
  };
  g_autofree char *word = g_strchomp (g_strdup (text));

  g_string_append_printf (data, "%s%s%s%s", marks[change].before, word, marks[change].behind,
                          text + strlen (word));
}

static void
print_words (BureauCall *call, const char *before, const char *after)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *safe = NULL;
  g_auto (GStrv) lines = NULL;

  bureau_word_diff (before, after, add_word, words);
  safe = bureau_terminal_text (words->str);
  lines = g_strsplit (safe, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    bureau_call_print (call, "    %s\n", lines[i]);
}

static void
print_draft (BureauCall *call, JsonObject *draft)
{
  static const char *const members[] = { "subject", "body" };
  JsonObject *before = bureau_json_get_object (draft, "before");
  JsonObject *after = bureau_json_get_object (draft, "after");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    print_words (call, bureau_json_get_string (before, members[i]),
                 bureau_json_get_string (after, members[i]));
}

static char *
print_value (JsonObject *field, const char *member)
{
  JsonNode *value = json_object_get_member (field, member);
  g_autofree char *text = value == NULL ? g_strdup ("nothing") : bureau_json_print (value);

  return bureau_terminal_text (text);
}

static void
print_fields (BureauCall *call, JsonArray *fields)
{
  guint n_same = 0;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      g_autofree char *before = print_value (field, "before");
      g_autofree char *after = print_value (field, "after");

      if (bureau_json_get_boolean (field, "same"))
        n_same++;
      else
        bureau_call_print (call, "    %s: %s → %s\n", bureau_json_get_string (field, "field"),
                           before, after);
    }
  if (n_same > 0)
    bureau_call_print (call, "    %u the same\n", n_same);
}

static void
print_item (BureauCall *call, JsonObject *replay, JsonObject *item)
{
  const char *failure = bureau_json_get_string (item, "error");
  g_autofree char *subject = bureau_terminal_text (bureau_json_get_string (item, "subject"));
  g_autofree char *ms_before = format_time (bureau_json_get_int (item, "ms_before", 0));
  g_autofree char *ms_after = format_time (bureau_json_get_int (item, "ms_after", 0));
  g_autofree char *before = format_money (bureau_json_get_int (item, "cost_before", 0), replay);
  g_autofree char *after = format_money (bureau_json_get_int (item, "cost_after", 0), replay);

  bureau_call_print (call, "\n%s: %s\n    %s → %s, %s → %s\n", subject,
                     bureau_json_get_string (item, "do"), ms_before, ms_after, before, after);
  if (failure != NULL)
    {
      g_autofree char *safe = bureau_terminal_text (failure);

      bureau_call_print (call, "    failed: %s\n", safe);
    }
  if (bureau_json_get_array (item, "fields") != NULL)
    print_fields (call, bureau_json_get_array (item, "fields"));
  if (bureau_json_get_object (item, "draft") != NULL)
    print_draft (call, bureau_json_get_object (item, "draft"));
}

static int
percent (JsonObject *sum, const char *name)
{
  gint64 n = MAX (bureau_json_get_int (sum, "sent", 0), 1);

  return (int)(bureau_json_get_double (sum, name, 0) * 100 / (double)n + 0.5);
}

static void
print_sum (BureauCall *call, JsonObject *replay)
{
  JsonObject *sum = bureau_json_get_object (replay, "sum");
  const char *stopped = bureau_json_get_string (replay, "stopped");
  g_autofree char *ms_before = format_time (bureau_json_get_int (sum, "ms_before", 0));
  g_autofree char *ms_after = format_time (bureau_json_get_int (sum, "ms_after", 0));
  g_autofree char *before = format_money (bureau_json_get_int (sum, "cost_before", 0), replay);
  g_autofree char *after = format_money (bureau_json_get_int (sum, "cost_after", 0), replay);

  bureau_call_print (call, "\n%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " fields are different.\n",
                     bureau_json_get_int (sum, "fields_changed", 0),
                     bureau_json_get_int (sum, "fields", 0));
  bureau_call_print (call,
                     "%" G_GINT64_FORMAT " drafts; figures and names that no record supports: "
                     "%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT ".\n",
                     bureau_json_get_int (sum, "drafts", 0),
                     bureau_json_get_int (sum, "unsupported_before", 0),
                     bureau_json_get_int (sum, "unsupported_after", 0));
  if (bureau_json_get_int (sum, "sent", 0) > 0)
    bureau_call_print (call, "Of what you sent, other words than the draft's: %d %% → %d %%.\n",
                       percent (sum, "edited_before"), percent (sum, "edited_after"));
  bureau_call_print (call, "Time: %s → %s. Cost: %s → %s.\n", ms_before, ms_after, before, after);
  if (bureau_json_get_int (sum, "failed", 0) > 0)
    bureau_call_print (call, "%" G_GINT64_FORMAT " failed.\n",
                       bureau_json_get_int (sum, "failed", 0));
  if (stopped != NULL)
    bureau_call_print (call, "Not all was replayed: %s\n", stopped);
  bureau_call_print (call, "Nothing was changed. “bureauctl provider use %s” switches.\n",
                     bureau_json_get_string (replay, "provider"));
}

static void
print_replay (BureauCall *call, JsonObject *replay)
{
  JsonArray *items = bureau_json_get_array (replay, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    print_item (call, replay, json_array_get_object_element (items, i));
  print_sum (call, replay);
}

/* Doing ------------------------------------------------------------------------------------------
 */

static void
show_progress (JsonObject *item, guint done, guint n, gpointer data)
{
  fprintf (stderr, "\r%u of %u%s", done, n, done == n ? "\n" : "");
}

static gboolean
replay (BureauCall *call, BureauEnvironment *environment, const BureauReplayTerms *terms,
        GError **error)
{
  gboolean is_shown = !call->json && isatty (STDERR_FILENO);
  g_autoptr (JsonObject) estimate = bureau_replay_estimate (environment, terms, error);
  g_autofree char *said = estimate != NULL ? describe_estimate (estimate) : NULL;
  g_autoptr (JsonObject) result = NULL;

  if (estimate == NULL)
    return FALSE;
  if (bureau_call_has_option (call, "estimate"))
    {
      if (call->json)
        bureau_call_print_object (call, estimate);
      else
        bureau_call_print (call, "%s\n", said);
      return TRUE;
    }
  if (!call->json)
    fprintf (stderr, "%s\n", said);
  result = bureau_replay (environment, terms, "replay", NULL, is_shown ? show_progress : NULL, NULL,
                          error);
  if (result == NULL)
    return FALSE;
  json_object_set_object_member (result, "estimate", json_object_ref (estimate));
  if (call->json)
    bureau_call_print_object (call, result);
  else
    print_replay (call, result);
  call->status = json_object_has_member (result, "stopped") ? 1 : 0;
  return TRUE;
}

static gboolean
run_replay (BureauCall *call, GError **error)
{
  BureauReplayTerms terms = {
    .provider = bureau_call_get_option (call, "on"),
    .model = bureau_call_get_option (call, "model"),
    .workflow = bureau_call_get_argument (call, 0),
    .last = DEFAULT_LAST,
  };
  BureauEnvironment environment = { 0 };
  BureauCatalog *catalog = NULL;
  gboolean ok;

  if (terms.provider == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                           "Say on which model with --on; “bureauctl provider list” shows them.");
      return FALSE;
    }
  if (!bureau_call_get_int_option (call, "last", &terms.last, error)
      || !dex_await (bureau_memory_read (call->memory, read_catalog, &catalog, NULL), error))
    return FALSE;
  bureau_environment_init (&environment, call->memory);
  bureau_environment_set_catalog (&environment, catalog);
  ok = replay (call, &environment, &terms, error);
  bureau_environment_clear (&environment);
  return ok;
}

static const BureauOption replay_options[] = {
  { "on", "PROVIDER", "Who answers this time: a connected model, or builtin" },
  { "model", "MODEL", "Which of its models, instead of the connection’s" },
  { "last", "N", "The newest N messages (10)" },
  { "estimate", NULL, "Only say what it would cost" },
  { NULL },
};

const BureauCommand bureau_replay_commands[] = {
  { "replay", "[WORKFLOW] --on PROVIDER", "Compare what another model would have answered",
    run_replay, BUREAU_OPEN_WRITE, 0, 1, replay_options,
    "Asks the model what agents were asked about the last messages, and shows the drafts, fields, "
    "time\nand cost beside those that there are. It changes and sends nothing, but it costs what "
    "asking\ncosts: within the limits, and it says beforehand how much." },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/table.h"
#include "memory/usage.h"

typedef struct
{
  const char *by;
  const char *month;
} Question;

static gboolean
usage_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Question *question = data;
  JsonObject *report = bureau_usage_report (database, question->by, question->month, error);
  JsonArray *limits = report != NULL ? bureau_usage_limits (database, error) : NULL;

  if (limits != NULL)
    json_object_set_array_member (report, "limits", limits);
  else
    g_clear_pointer (&report, json_object_unref);
  return bureau_result_object (result, report);
}

static void
print_limit (BureauCall *call, JsonObject *limit)
{
  const char *currency = bureau_json_get_string (limit, "currency");
  gint64 most = bureau_json_get_int (limit, "limit", -1);
  gint64 micros = bureau_json_get_int (limit, "spent", 0);
  g_autofree char *spent = bureau_micros_format (micros, currency);
  g_autofree char *of = most >= 0 ? bureau_micros_format (most, currency) : g_strdup ("no limit");
  const char *title = bureau_json_get_string (limit, "title");
  const char *warning = "";

  if (most >= 0 && micros >= most)
    warning = "; agents wait until it is raised";
  else if (most >= 0 && micros >= most / 100 * BUREAU_USAGE_WARN_AT)
    warning = "; the limit is near";
  bureau_call_print (call, "%s, this %s: %s of %s%s\n", *title != '\0' ? title : "All agents",
                     bureau_json_get_string (limit, "period"), spent, of, warning);
}

static char *
format_cost (JsonObject *row)
{
  const char *currency = bureau_json_get_string (row, "currency");

  return *currency != '\0' ? bureau_micros_format (bureau_json_get_int (row, "micros", 0), currency)
                           : g_strdup ("not known");
}

static void
print_rows (BureauCall *call, JsonObject *report)
{
  JsonArray *rows = bureau_json_get_array (report, "rows");
  g_autofree char *heading = g_ascii_strup (bureau_json_get_string (report, "by"), -1);
  g_autoptr (BureauTable) table = bureau_table_new (heading, "CALLS", "READ", "WRITTEN", "COST",
                                                    NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *calls = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                bureau_json_get_int (row, "calls", 0));
      g_autofree char *read = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               bureau_json_get_int (row, "input_tokens", 0));
      g_autofree char *written = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                  bureau_json_get_int (row, "output_tokens", 0));
      g_autofree char *cost = format_cost (row);

      bureau_table_add (table, bureau_json_get_string (row, "name"), calls, read, written, cost,
                        NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "No model was asked.\n");
}

static gboolean
run_usage (BureauCall *call, GError **error)
{
  const char *by = bureau_call_get_option (call, "by");
  Question question = { by != NULL ? by : "agent", bureau_call_get_option (call, "month") };
  g_autoptr (JsonObject) report = bureau_call_read_object (call, usage_cb, &question, error);
  JsonArray *limits;

  if (report == NULL)
    return FALSE;
  if (call->json)
    {
      bureau_call_print_object (call, report);
      return TRUE;
    }
  limits = bureau_json_get_array (report, "limits");
  for (guint i = 0; i < json_array_get_length (limits); i++)
    print_limit (call, json_array_get_object_element (limits, i));
  print_rows (call, report);
  return TRUE;
}

/* What nobody said what it took ------------------------------------------------------------------
 */

#define UNKNOWN                                                                                    \
  "SELECT CAST(u.id AS TEXT) AS id, u.at, u.agent, coalesce(u.model, u.provider) AS model,"        \
  " u.cost AS micros, u.currency, CAST(u.run AS TEXT) AS run FROM bureau_usage u"                  \
  " WHERE u.state = 'unknown' AND u.day IS NOT NULL ORDER BY u.id DESC LIMIT 1000"

static gboolean
run_unknown (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (bureau_memory_rows (call->memory, UNKNOWN, ""),
                                                error);
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "AGE", "AGENT", "MODEL", "COUNTED", NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (row, "at"));
      g_autofree char *cost = format_cost (row);

      bureau_table_add (table, bureau_json_get_string (row, "id"), age,
                        bureau_json_get_string (row, "agent"),
                        bureau_json_get_string (row, "model"), cost, NULL);
    }
  bureau_call_print_list (call, rows, table, "Of every question it is known what it cost.");
  return TRUE;
}

/* An amount as on a bill: "0.0042", in the currency of the business. */
static gboolean
parse_amount (const char *text, gint64 *micros, GError **error)
{
  char *end = NULL;
  double amount = g_ascii_strtod (text, &end);

  *micros = (gint64)(amount * BUREAU_MICROS + 0.5);
  if (end != text && *end == '\0' && amount >= 0 && amount < 1e9)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
               "“%s” is no amount; write it as 0.0042, in the currency of the business.", text);
  return FALSE;
}

static gboolean
run_correct (BureauCall *call, GError **error)
{
  gint64 id, micros;

  if (!bureau_call_get_id (call, 0, &id, error)
      || !parse_amount (bureau_call_get_argument (call, 1), &micros, error)
      || !dex_await (bureau_usage_correct (call->memory, &bureau_call_cause, id, micros), error))
    return FALSE;
  bureau_call_print_done (call, id, "settled", "Counted so; what waits for money may go on.");
  return TRUE;
}

static const BureauOption usage_options[] = {
  { "by", "WHAT", "By agent, workflow, client, day, month, model or run (agent)" },
  { "month", "YYYY-MM", "Only this month" },
  { NULL },
};

const BureauCommand bureau_usage_commands[] = {
  { "usage", "", "Show what models took and cost", run_usage, BUREAU_OPEN_READ, 0, 0, usage_options,
    "Tokens read and written, and money, with what is set aside for calls that nobody answered "
    "yet. "
    "Limits are the settings budget_per_day and budget_per_month and the budget of an agent." },
  { "usage unknown", "", "List the questions whose cost nobody said", run_unknown, BUREAU_OPEN_READ,
    0, 0, NULL,
    "They broke off, or the server did not say what they took; the most they can have cost is\n"
    "counted until you say better." },
  { "usage correct", "ID AMOUNT", "Say what one of them cost", run_correct, BUREAU_OPEN_WRITE, 2,
    2 },
  { NULL },
};

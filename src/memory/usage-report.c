/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was spent, by whom and of what it may be: what the operator sees of it. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/setting.h"
#include "memory/usage.h"

#define REPORT                                                                                     \
  "SELECT coalesce(%s, '') AS name, %s AS title, u.currency, count(*) AS calls,"                   \
  " sum(u.state <> 'settled') AS unknown, coalesce(sum(u.input_tokens), 0) AS input_tokens,"       \
  " coalesce(sum(u.output_tokens), 0) AS output_tokens,"                                           \
  " sum(iif(u.state = 'settled', u.cost, u.reserved)) AS micros"                                   \
  " FROM bureau_usage u LEFT JOIN bureau_run r ON r.id = u.run"                                    \
  " LEFT JOIN bureau_message m ON m.id = r.message"                                                \
  " LEFT JOIN bureau_document d ON d.kind = '%s' AND d.name = %s"                                  \
  " WHERE u.day IS NOT NULL AND (?1 IS NULL OR substr(u.day, 1, 7) = ?1)"                          \
  " GROUP BY 1, u.currency ORDER BY micros DESC, calls DESC, name LIMIT 1000"

#define SPENT                                                                                      \
  "SELECT coalesce((SELECT micros FROM bureau_spent WHERE agent = ?1 AND period = ?2"              \
  " AND currency = ?3), 0)"

#define AGENT_BUDGETS                                                                              \
  "SELECT name, title, coalesce(json_extract(body, '$.budget.per_day'), -1),"                      \
  " coalesce(json_extract(body, '$.budget.per_month'), -1) FROM bureau_document"                   \
  " WHERE kind = 'agent' AND json_extract(body, '$.budget') IS NOT NULL ORDER BY title, name"

/* What a sum can be split by, and what people call the parts. */
static const struct
{
  const char *by;
  const char *name;
  const char *title;
  const char *document;
} splits[] = {
  { "agent", "u.agent", "coalesce(d.title, u.agent)", "agent" },
  { "workflow", "r.workflow", "coalesce(d.title, r.workflow)", "workflow" },
  { "client", "lower(m.sender_address)", "max(coalesce(m.sender_name, m.sender_address, ''))", "" },
  { "day", "u.day", "u.day", "" },
  { "month", "substr(u.day, 1, 7)", "substr(u.day, 1, 7)", "" },
  { "model", "coalesce(u.model, u.provider)", "coalesce(u.model, u.provider)", "" },
  { "run", "CAST(u.run AS TEXT)", "coalesce(r.workflow, '')", "" },
};

/**
 * bureau_usage_report:
 * @database: a reader
 * @by: agent, workflow, client, day, month, model or run
 * @month: (nullable): only this one, as "2026-11"
 *
 * Adds up what models took and cost; what answers by rules costs nothing and is not in it. A client
 * is who wrote the message that a run is about.
 *
 * Errors: %BUREAU_ERROR_USAGE for something else to split by.
 *
 * Returns: (transfer full): `{"by","month","rows":[{"name","title","currency","calls","unknown",
 *   "input_tokens","output_tokens","micros"}]}`, the dearest first
 */
JsonObject *
bureau_usage_report (BureauDatabase *database, const char *by, const char *month, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    if (g_str_equal (splits[i].by, by))
      {
        g_autofree char *sql = g_strdup_printf (REPORT, splits[i].name, splits[i].title,
                                                splits[i].document, splits[i].name);
        JsonArray *rows = bureau_database_rows (database, error, sql, "s", month);
        JsonObject *report = rows != NULL ? json_object_new () : NULL;

        if (report == NULL)
          return NULL;
        json_object_set_string_member (report, "by", by);
        bureau_json_set_string (report, "month", month);
        json_object_set_array_member (report, "rows", rows);
        return report;
      }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
               "Usage is shown by agent, workflow, client, day, month, model or run, not by “%s”.",
               bureau_text_clip (by, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

/* Where the money stands ------------------------------------------------------------------------
 */

typedef struct
{
  BureauDatabase *database;
  const char *currency;
  const char *day;
  JsonArray *list;
} Limits;

static gboolean
add_limit (Limits *self, const char *agent, const char *title, gboolean is_month, gint64 minor,
           GError **error)
{
  g_autofree char *month = g_strndup (self->day, strlen ("2026-11"));
  JsonObject *limit;
  gint64 spent = 0;

  if (!bureau_database_int (self->database, &spent, error, SPENT, "sss", agent,
                            is_month ? month : self->day, self->currency))
    return FALSE;
  limit = json_object_new ();
  json_object_set_string_member (limit, "agent", agent);
  json_object_set_string_member (limit, "title", title);
  json_object_set_string_member (limit, "period", is_month ? "month" : "day");
  json_object_set_string_member (limit, "currency", self->currency);
  json_object_set_int_member (limit, "spent", spent);
  json_object_set_int_member (limit, "limit",
                              minor < 0 ? -1 : bureau_micros_of_minor (minor, self->currency));
  json_array_add_object_element (self->list, limit);
  return TRUE;
}

static gboolean
add_agents (Limits *self, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (self->database, AGENT_BUDGETS, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  while (bureau_statement_step (row, &failure))
    for (int i = 0; i < 2; i++)
      if (bureau_statement_int (row, 2 + i) >= 0
          && !add_limit (self, bureau_statement_text (row, 0), bureau_statement_text (row, 1),
                         i == 1, bureau_statement_int (row, 2 + i), error))
        return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_usage_limits:
 * @database: a reader
 *
 * Where today and this month stand: of the business always, of an agent where it has a limit.
 *
 * Returns: (transfer full): `[{"agent","title","period":"day|month","currency","spent","limit"}]`
 * in micros, the month of the business first; the business has no agent, no limit is -1
 */
JsonArray *
bureau_usage_limits (BureauDatabase *database, GError **error)
{
  g_autoptr (JsonObject) settings = bureau_setting_get_all (database, error);
  g_autoptr (JsonArray) list = json_array_new ();
  g_autofree char *day = NULL;
  Limits limits = { database, NULL, NULL, list };

  if (settings == NULL)
    return NULL;
  day = bureau_usage_today (bureau_json_get_string (settings, "time_zone"));
  limits.currency = bureau_json_get_string (settings, "currency");
  limits.day = day;
  if (!add_limit (&limits, "", "", TRUE, bureau_json_get_int (settings, "budget_per_month", -1),
                  error)
      || !add_limit (&limits, "", "", FALSE, bureau_json_get_int (settings, "budget_per_day", -1),
                     error)
      || !add_agents (&limits, error))
    return NULL;
  return g_steal_pointer (&list);
}

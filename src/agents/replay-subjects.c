/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which steps a replay does once more, and what they came to when they were done. */
#include "agents/replay-subjects.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"

/* What an agent answered itself, the newest run of each workflow about a message. */
#define STEPS(id)                                                                                  \
  "bureau_run r JOIN bureau_step s ON s.run = r.id WHERE r.message = " id " AND s.state = 'done'"  \
  " AND s.agent IS NOT NULL AND s.\"do\" IN ('classify', 'extract', 'draft', 'decide')"            \
  " AND s.output ->> '$.skipped' IS NULL AND (?2 IS NULL OR r.workflow = ?2)"                      \
  " AND NOT EXISTS (SELECT 1 FROM bureau_run x WHERE x.message = r.message AND x.id > r.id"        \
  "   AND x.workflow = r.workflow AND x.record IS r.record AND x.state = 'done')"

#define USED(what) "(SELECT " what " FROM bureau_usage u WHERE u.run = t.run AND u.step = t.step)"

static const char subjects_sql[]
    = "WITH recent AS (SELECT m.id FROM bureau_message m WHERE EXISTS (SELECT 1 FROM " STEPS (
        "m.id") ")"
                " ORDER BY m.id DESC LIMIT ?1),"
                " taken AS (SELECT r.id AS run, r.message, r.workflow, s.seq, s.step, s.\"do\", "
                "s.agent,"
                "   s.output, s.started_at, s.finished_at FROM recent JOIN " STEPS (
                    "recent.id") ")"
                                 " SELECT t.*, m.subject AS message_subject, "
                                 "coalesce(m.sender_name, m.sender_address, '')"
                                 " AS sender, d.id AS draft, coalesce(d.agent_subject, d.subject) "
                                 "AS draft_subject,"
                                 " coalesce(d.agent_body, d.body) AS draft_body,"
                                 " iif(d.state = 'approved', d.subject, NULL) AS final_subject,"
                                 " iif(d.state = 'approved', d.body, NULL) AS final_body,"
                                 " coalesce(json_array_length(d.meta, '$.unsupported'), 0) AS "
                                 "unsupported,"
                                 " coalesce(" USED (
                                     "sum(iif(u.state = 'settled', u.cost, "
                                     "u.reserved))") ", 0) AS cost,"
                                                     " coalesce(" USED (
                                                         "sum(u.input_tokens)") ", "
                                                                                "0) "
                                                                                "AS "
                                                                                "n_"
                                                                                "rea"
                                                                                "d,"
                                                                                " co"
                                                                                "ale"
                                                                                "sce"
                                                                                "(" USED (
                                                                                    "sum(u.output_"
                                                                                    "tokens)") ", "
                                                                                               "0) "
                                                                                               "AS "
                                                                                               "n_"
                                                                                               "wri"
                                                                                               "tte"
                                                                                               "n,"
                                                                                               " " USED ("max(u.provider)") " AS provider, " USED (
                                                                                                   "max(u.model)") " AS model"
                                                                                                                   " FROM taken t JOIN bureau_message m ON m.id = t.message"
                                                                                                                   " LEFT JOIN bureau_draft d ON t.\"do\" = 'draft' AND d.id = t.output ->> '$.id'"
                                                                                                                   " ORDER BY t.message DESC, t.run, t.seq";

/* What answered at once has one time only. */
static void
set_time (JsonObject *subject)
{
  const char *started = bureau_json_get_string (subject, "started_at");
  const char *finished = bureau_json_get_string (subject, "finished_at");
  gint64 from = 0, to = 0;

  if (started == NULL || finished == NULL || !bureau_time_parse (started, &from)
      || !bureau_time_parse (finished, &to))
    from = to;
  json_object_set_int_member (subject, "ms", MAX (to - from, 0));
}

/**
 * bureau_replay_subjects:
 * @database: a reader
 *
 * Finds the newest messages that agents answered something about, and the steps that did.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND where there is none.
 *
 * Returns: (transfer full): `[{"message","message_subject","sender","run","workflow","seq","step",
 *   "do","agent","output","ms","cost","n_read","n_written","provider","model","draft"?…}]`, the
 *   newest message first
 */
JsonArray *
bureau_replay_subjects (BureauDatabase *database, const BureauReplayTerms *terms, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, subjects_sql, "is",
                                                     terms->last, terms->workflow);

  if (rows == NULL)
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                           "The agents worked on no message yet, so there is nothing to replay.");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    set_time (json_array_get_object_element (rows, i));

  return g_steal_pointer (&rows);
}

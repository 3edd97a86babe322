/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened around a record, message, draft or run, in one order of time. */
#include "memory/record-thread.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/delivery.h"

#define MESSAGE                                                                                    \
  "SELECT 'message', m.id, m.created_at, m.subject, coalesce(m.sender_name, m.sender_address),"    \
  " m.label FROM bureau_message m "
#define DRAFT                                                                                      \
  "SELECT 'draft', d.id, d.created_at, d.subject, d.\"to\", d.state FROM bureau_draft d "
#define DELIVERY                                                                                   \
  "SELECT 'delivery', v.id, v.updated_at, d.subject, d.\"to\", " BUREAU_DELIVERY_STATE             \
  " FROM bureau_draft d JOIN bureau_approval a ON a.draft = d.id JOIN bureau_delivery v ON "       \
  "v.approval = a.id "
#define RUN "SELECT 'run', r.id, r.created_at, r.workflow, r.error, r.state FROM bureau_run r "
#define STEP                                                                                       \
  "SELECT 'step', s.id, coalesce(s.finished_at, s.started_at), s.\"do\", s.agent, s.state"         \
  " FROM bureau_step s "
#define CHANGE                                                                                     \
  "SELECT 'change', j.entry, j.at, j.actor, j.reason, i.op FROM bureau_journal_item i"             \
  " JOIN bureau_journal j ON j.entry = i.entry"                                                    \
  " WHERE i.record = ?1 AND i.op IN ('insert', 'update', 'delete')"
#define AND " UNION ALL "

/* What it was read from, was answered by it, or came from an address of its own. */
#define OF_RECORD                                                                                  \
  MESSAGE "WHERE m.id IN (SELECT message FROM bureau_evidence WHERE record = ?1"                   \
          " UNION SELECT message FROM bureau_draft WHERE record = ?1"                              \
          " UNION SELECT message FROM bureau_run WHERE record = ?1"                                \
          " UNION SELECT id FROM (SELECT id FROM bureau_message WHERE sender_address = ?5"         \
          "   AND created_at <= ?2 ORDER BY id DESC LIMIT ?4))" AND DRAFT                          \
          "WHERE d.record = ?1" AND DELIVERY "WHERE d.record = ?1" AND RUN                         \
          "WHERE r.record = ?1" AND CHANGE

#define OF_MESSAGE                                                                                 \
  DRAFT "WHERE d.message = ?1" AND DELIVERY "WHERE d.message = ?1" AND RUN                         \
        "WHERE r.message = ?1" AND CHANGE

#define OF_DRAFT                                                                                   \
  MESSAGE "WHERE m.id = (SELECT message FROM bureau_draft WHERE id = ?1)" AND DELIVERY             \
          "WHERE d.id = ?1" AND RUN                                                                \
          "WHERE r.id = (SELECT run FROM bureau_draft WHERE id = ?1)" AND CHANGE

#define OF_RUN                                                                                     \
  MESSAGE "WHERE m.id = (SELECT message FROM bureau_run WHERE id = ?1)" AND STEP "WHERE s.run = "  \
          "?1"

/* All take the same parameters; ?5, an address, means something to one of them. */
#define NEWEST(items)                                                                              \
  "WITH item (kind, id, at, title, detail, state) AS (" items ")"                                  \
  " SELECT * FROM item WHERE (at, id) < (?2, ?3) AND ?5 IS ?5 ORDER BY at DESC, id DESC LIMIT ?4"

static const struct
{
  const char *collection;
  const char *sql;
} timelines[] = {
  { "messages", NEWEST (OF_MESSAGE) },
  { "drafts", NEWEST (OF_DRAFT) },
  { "runs", NEWEST (OF_RUN) },
};

static const char *
find_sql (const char *collection)
{
  for (guint i = 0; i < G_N_ELEMENTS (timelines); i++)
    if (g_str_equal (timelines[i].collection, collection))
      return timelines[i].sql;
  return NEWEST (OF_RECORD);
}

/* The first address of the record itself. */
static char *
read_address (BureauDatabase *database, const char *collection, gint64 id)
{
  g_autoptr (JsonObject) document = bureau_collection_find (database, collection, NULL);
  JsonArray *fields = document != NULL ? bureau_json_get_array (document, "fields") : NULL;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      g_autofree char *sql = NULL;

      if (g_strcmp0 (bureau_json_get_string (field, "type"), "email") != 0)
        continue;
      sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = ?",
                             bureau_json_get_string (field, "name"), collection);
      return bureau_database_text (database, NULL, sql, "i", id);
    }
  return NULL;
}

/**
 * bureau_record_timeline:
 * @collection: where it is
 * @id: a record, message, draft or run
 * @before: (nullable): the last one that is known; %NULL begins at the newest
 * @limit: at most so many
 *
 * Returns: (transfer full): [{"kind":"message|draft|delivery|run|step|change","id","at","title",
 *   "detail","state"}], newest first. Of a draft and its delivery "detail" are the recipients as
 *   JSON; of a run "title" is the workflow; of a change "id" is the entry, "title" the actor,
 *   "detail" the reason, "state" insert, update or delete. %NULL with @error set
 */
JsonArray *
bureau_record_timeline (BureauDatabase *database, const char *collection, gint64 id,
                        const BureauTimelinePlace *before, guint limit, GError **error)
{
  g_autofree char *address = read_address (database, collection, id);
  gboolean begins = before == NULL || before->at == NULL;

  return bureau_database_rows (database, error, find_sql (collection), "isiis", id,
                               begins ? "9999" : before->at, begins ? G_MAXINT64 : before->id,
                               (gint64)limit, address);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/draft.h"

#include "base/json.h"
#include "base/text.h"

#define INSERT                                                                                     \
  "INSERT INTO bureau_draft"                                                                       \
  " (kind, workflow, agent, run, message, collection, record, connection, \"to\", cc, subject, "   \
  "body,"                                                                                          \
  " attachments, in_reply_to, \"references\", facts, meta,"                                        \
  " id, created_at, updated_at, state)"                                                            \
  " VALUES (coalesce(?1, 'mail'), ?2, ?3, ?4, ?5, ?6, ?7, ?8,"                                     \
  " coalesce(?9, '[]'), coalesce(?10, '[]'), coalesce(?11, ''), coalesce(?12, ''),"                \
  " coalesce(?13, '[]'), ?14, coalesce(?15, '[]'), coalesce(?16, '{}'), coalesce(?17, '{}'),"      \
  " ?18, ?19, ?19, 'drafted')"

static const char *const insert_columns[] = {
  "kind",        "workflow",    "agent",      "run",   "message", "collection",
  "record",      "connection",  "to",         "cc",    "subject", "body",
  "attachments", "in_reply_to", "references", "facts", "meta",
};

/**
 * bureau_draft_insert:
 * @fields: columns of bureau_draft by name: kind ("mail"), workflow, agent, run, message,
 * collection, record, connection, to and cc ([{"name","address"}]), subject, body, attachments,
 * in_reply_to, references, facts, meta
 *
 * A new outward act waits for a person. The words are the agent's until somebody changes them.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
bureau_draft_insert (BureauTransaction *transaction, JsonObject *fields, GError **error)
{
  gint64 id = bureau_transaction_new_id (transaction);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      bureau_transaction_get_database (transaction), INSERT, error);

  if (statement == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (insert_columns); i++)
    bureau_statement_bind_json (statement, (int)i + 1,
                                json_object_get_member (fields, insert_columns[i]));
  bureau_statement_bind_int (statement, 18, id);
  bureau_statement_bind_text (statement, 19, bureau_transaction_get_time (transaction));
  bureau_statement_step (statement, error);
  return bureau_statement_is_done (statement) ? id : 0;
}

/* A long list stays in the result of the step that found it; the facts say where: "STEP.FIELD". */
#define LIST(fact)                                                                                 \
  "(SELECT s.output -> substr(named, instr(named, '.') + 1)"                                       \
  " FROM (SELECT d.facts ->> '$." fact "' AS named"                                                \
  "  WHERE json_type(d.facts, '$." fact "') = 'text') JOIN bureau_step s ON s.run = d.run"         \
  "  AND s.step = substr(named, 1, instr(named, '.') - 1)) AS " fact

/* The account of the person's yes; before it, the one that the draft would leave by now. */
#define SELECT                                                                                     \
  "SELECT d.*, " LIST ("precedents") ", " LIST (                                                   \
      "similar") ", CASE d.state WHEN "                                                            \
                 "'approved' THEN d.meta -> '$.account' ELSE ("                                    \
                 " SELECT json_object('connection', c.name, 'from', coalesce(nullif(c.config ->> " \
                 "'from', ''),"                                                                    \
                 "  (SELECT trim(format('%s <%s>', value ->> 'name', value ->> 'address')) FROM "  \
                 "bureau_setting"                                                                  \
                 "   WHERE key = 'identity' AND value ->> 'address' <> '')))"                      \
                 " FROM bureau_connection c WHERE c.enabled AND c.kind = 'smtp' AND d.kind = "     \
                 "'mail'"                                                                          \
                 "  AND c.name = coalesce(d.connection, c.name) ORDER BY c.name LIMIT 1) END AS "  \
                 "account"                                                                         \
                 " FROM bureau_draft d WHERE "
#define NEWEST " d.id < ?1 ORDER BY d.id DESC LIMIT ?2"
#define WAITING " d.state IN ('drafted', 'edited', 'snoozed') AND "

/* Columns that hold JSON come out parsed. */
static const char *const json_columns[] = {
  "to", "cc", "attachments", "references", "facts", "meta", "account", "precedents", "similar",
};

static gboolean
parse_columns (JsonObject *draft, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (json_columns); i++)
    {
      const char *text = bureau_json_get_string (draft, json_columns[i]);
      JsonNode *value = text != NULL ? bureau_json_parse (text, -1, error)
                                     : json_node_new (JSON_NODE_NULL);

      if (value == NULL)
        return FALSE;
      json_object_set_member (draft, json_columns[i], value);
    }
  return TRUE;
}

/* Until somebody changes them the words are the agent's. */
static void
complete_words (JsonObject *draft)
{
  static const char *const words[][2] = { { "agent_subject", "subject" },
                                          { "agent_body", "body" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (bureau_json_get_string (draft, words[i][0]) == NULL)
      json_object_set_member (draft, words[i][0], json_object_dup_member (draft, words[i][1]));
}

/* The list stands where its name stood; where there is none, the name stays. */
static void
complete_fact (JsonObject *draft, const char *name)
{
  JsonObject *facts = bureau_json_get_object (draft, "facts");
  JsonArray *list = bureau_json_get_array (draft, name);

  if (facts != NULL && list != NULL)
    json_object_set_array_member (facts, name, json_array_ref (list));
  json_object_remove_member (draft, name);
}

static gboolean
complete (JsonObject *draft, GError **error)
{
  g_autofree char *hash = NULL;

  if (!parse_columns (draft, error))
    return FALSE;
  complete_words (draft);
  complete_fact (draft, "precedents");
  complete_fact (draft, "similar");
  hash = bureau_draft_hash (draft);
  json_object_set_string_member (draft, "hash", hash);
  return TRUE;
}

/**
 * bureau_draft_load:
 *
 * Returns: (transfer full): the row with its JSON columns parsed, "hash", and "account", the mail
 *   account it leaves by: {"connection","from"}, "from" null where nobody is named, or null where
 *   there is no account; %NULL with BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_draft_load (BureauDatabase *database, gint64 id, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is no draft %" G_GINT64_FORMAT ".", id);
  g_autoptr (JsonObject) draft = bureau_database_find (database, error, missing, SELECT "d.id = ?",
                                                       "i", id);

  return draft != NULL && complete (draft, error) ? g_steal_pointer (&draft) : NULL;
}

/**
 * bureau_draft_list:
 * @all: also those that are rejected or approved
 * @page: which part of the list
 *
 * Returns: (transfer full): as bureau_draft_load() gives them, oldest first; %NULL with @error set
 *   where the workspace cannot be read
 */
JsonArray *
bureau_draft_list (BureauDatabase *database, gboolean all, const BureauPage *page, GError **error)
{
  static const char all_sql[] = "SELECT * FROM (" SELECT NEWEST ") ORDER BY id";
  static const char waiting_sql[] = "SELECT * FROM (" SELECT WAITING NEWEST ") ORDER BY id";
  g_autoptr (JsonArray) drafts = bureau_database_rows (database, error, all ? all_sql : waiting_sql,
                                                       "ii", page->before, page->limit);

  for (guint i = 0; drafts != NULL && i < json_array_get_length (drafts); i++)
    if (!complete (json_array_get_object_element (drafts, i), error))
      return NULL;
  return g_steal_pointer (&drafts);
}

/* What an approval binds: everything that leaves the machine. */
static const char *const bound_columns[] = {
  "kind",    "connection", "account",     "to",          "cc",
  "subject", "body",       "attachments", "in_reply_to", "references",
};

/* What a person changes of it. */
static const char *const word_columns[] = { "to", "cc", "subject", "body", "attachments" };

static char *
hash_columns (JsonObject *draft, const char *const *columns, guint n_columns)
{
  g_autoptr (JsonObject) bound = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_columns; i++)
    if (json_object_has_member (draft, columns[i]))
      json_object_set_member (bound, columns[i], json_object_dup_member (draft, columns[i]));
  node = bureau_json_node_for_object (bound);
  text = bureau_json_canonical (node);
  return bureau_text_sha256 (text, -1);
}

/**
 * bureau_draft_hash:
 * @draft: as bureau_draft_load() gives it
 *
 * Returns: (transfer full): SHA-256 in hex over recipients, subject, body, attachments, thread and
 *   the account it leaves by
 */
char *
bureau_draft_hash (JsonObject *draft)
{
  return hash_columns (draft, bound_columns, G_N_ELEMENTS (bound_columns));
}

/**
 * bureau_draft_hash_words:
 * @draft: as bureau_draft_load() gives it
 *
 * Returns: (transfer full): SHA-256 in hex over recipients, subject, body and attachments: what a
 *   person changes, whatever account it leaves by
 */
char *
bureau_draft_hash_words (JsonObject *draft)
{
  return hash_columns (draft, word_columns, G_N_ELEMENTS (word_columns));
}

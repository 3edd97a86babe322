/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/question-item.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"

struct _BureauQuestionItem
{
  BureauRowItem parent_instance;

  char *text;
  char *asks;
  char *choices;
  char *given;
  char *run;
  char *at;
};

G_DEFINE_FINAL_TYPE (BureauQuestionItem, bureau_question_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_TEXT = 1,
  PROP_ASKS,
  PROP_CHOICES,
  PROP_GIVEN,
  PROP_RUN,
  PROP_AT,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_TEXT] = { "text", G_STRUCT_OFFSET (BureauQuestionItem, text) },
  [PROP_ASKS] = { "asks", G_STRUCT_OFFSET (BureauQuestionItem, asks) },
  [PROP_CHOICES] = { "choices", G_STRUCT_OFFSET (BureauQuestionItem, choices) },
  [PROP_GIVEN] = { "given", G_STRUCT_OFFSET (BureauQuestionItem, given) },
  [PROP_RUN] = { "run", G_STRUCT_OFFSET (BureauQuestionItem, run) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (BureauQuestionItem, at) },
};

/* A run that is cancelled withdraws its questions without a word about each. */
const BureauListSource bureau_question_source = {
  .get_item_type = bureau_question_item_get_type,
  .select = "SELECT q.id, q.run, q.text, q.choices, q.created_at, q.agent, a.title AS agent_title,"
            " d.title, m.subject, (SELECT json_extract(r.args, '$.answer') FROM bureau_request r"
            "  WHERE r.state IN ('asked', 'doing') AND r.kind = 'answer'"
            "  AND CAST(json_extract(r.args, '$.question') AS INTEGER) = q.id LIMIT 1) AS given"
            " FROM bureau_question q JOIN bureau_run b ON b.id = q.run"
            " LEFT JOIN bureau_document a ON a.kind = 'agent' AND a.name = q.agent"
            " LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = b.workflow"
            " LEFT JOIN bureau_message m ON m.id = b.message",
  .key = "q.id",
  .is_oldest_first = TRUE,
  .where = "q.state = 'open'",
  .touched = "WITH item AS (SELECT collection, record FROM bureau_journal_item"
             "  WHERE entry > ?1 AND entry <= ?2)"
             " SELECT record AS id FROM item WHERE collection = 'bureau_question'"
             " UNION SELECT q.id FROM item JOIN bureau_question q ON q.run = item.record"
             "  WHERE item.collection = 'bureau_run'"
             " UNION SELECT CAST(json_extract(r.args, '$.question') AS INTEGER) FROM item"
             "  JOIN bureau_request r ON r.id = item.record"
             "  WHERE item.collection = 'bureau_request' AND r.kind = 'answer'",
  .count = "SELECT count(*) FROM bureau_question WHERE state = 'open'",
};

/* "Writer asks · Draft an answer · Logo for our bakery" */
static char *
say_asks (JsonObject *row)
{
  const char *agent = bureau_json_get_string (row, "agent_title");
  const char *title = bureau_json_get_string (row, "title");
  const char *subject = bureau_json_get_string (row, "subject");
  g_autoptr (GString) said = g_string_new (NULL);

  /* Translators: %s is the name of an agent, or Bureau */
  g_string_append_printf (said, _ ("%s asks"), agent != NULL ? agent : _ ("Bureau"));
  if (title != NULL)
    g_string_append_printf (said, " · %s", title);
  if (subject != NULL && *subject != '\0')
    g_string_append_printf (said, " · %s", subject);
  return bureau_text_visible (said->str, NULL);
}

static void
bureau_question_item_fill (BureauRowItem *item, JsonObject *row)
{
  g_autofree char *text = bureau_text_visible (bureau_json_get_string (row, "text"), NULL);
  g_autofree char *asks = say_asks (row);
  g_autofree char *run = g_strdup_printf ("%" G_GINT64_FORMAT, bureau_json_get_id (row, "run"));
  g_autofree char *at = bureau_words_time (bureau_json_get_string (row, "created_at"));

  bureau_row_item_set_text (item, PROP_TEXT, text);
  bureau_row_item_set_text (item, PROP_ASKS, asks);
  bureau_row_item_set_text (item, PROP_CHOICES, bureau_json_get_string (row, "choices"));
  bureau_row_item_set_text (item, PROP_GIVEN, bureau_json_get_string (row, "given"));
  bureau_row_item_set_text (item, PROP_RUN, run);
  bureau_row_item_set_text (item, PROP_AT, at);
}

static void
bureau_question_item_class_init (BureauQuestionItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_question_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_question_item_init (BureauQuestionItem *self)
{
}

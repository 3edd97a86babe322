/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/workflow-item.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"
#include "workflows/sentence.h"

struct _BureauWorkflowItem
{
  BureauRowItem parent_instance;

  char *name;
  char *title;
  char *says;
  char *last;
  char *state;
};

G_DEFINE_FINAL_TYPE (BureauWorkflowItem, bureau_workflow_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_SAYS,
  PROP_LAST,
  PROP_STATE,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_NAME] = { "name", G_STRUCT_OFFSET (BureauWorkflowItem, name) },
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauWorkflowItem, title) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauWorkflowItem, says) },
  [PROP_LAST] = { "last", G_STRUCT_OFFSET (BureauWorkflowItem, last) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauWorkflowItem, state) },
};

#define SELECT_DOCUMENT                                                                            \
  "SELECT d.id, d.kind, d.name, d.title, d.enabled, d.body, (SELECT r.created_at FROM bureau_run " \
  "r"                                                                                              \
  "  WHERE d.kind = 'workflow' AND r.workflow = d.name ORDER BY r.id DESC LIMIT 1) AS last"        \
  " FROM bureau_document d"

#define TOUCHED                                                                                    \
  "WITH item AS (SELECT collection, record FROM bureau_journal_item"                               \
  "  WHERE entry > ?1 AND entry <= ?2)"                                                            \
  " SELECT record AS id FROM item WHERE collection = 'bureau_document'"

const BureauListSource bureau_workflow_source = {
  .get_item_type = bureau_workflow_item_get_type,
  .select = SELECT_DOCUMENT,
  .key = "d.id",
  .is_oldest_first = TRUE,
  .where = "d.kind = 'workflow'",
  .touched = TOUCHED " UNION SELECT d.id FROM item JOIN bureau_run r ON r.id = item.record"
                     " JOIN bureau_document d ON d.kind = 'workflow' AND d.name = r.workflow"
                     " WHERE item.collection = 'bureau_run'",
};

const BureauListSource bureau_agent_source = {
  .get_item_type = bureau_workflow_item_get_type,
  .select = SELECT_DOCUMENT,
  .key = "d.id",
  .is_oldest_first = TRUE,
  .where = "d.kind = 'agent'",
  .touched = TOUCHED,
};

static char *
say_workflow (JsonObject *body, GError **error)
{
  g_autoptr (BureauWorkflow) workflow = bureau_workflow_parse (body, error);

  return workflow != NULL ? bureau_workflow_to_sentence (workflow) : NULL;
}

static char *
say_agent (JsonObject *body, GError **error)
{
  g_autoptr (BureauAgent) agent = bureau_agent_parse (body, error);

  return agent != NULL ? bureau_agent_to_sentence (agent) : NULL;
}

/* A document that cannot be read says why in the place of its sentence. */
static char *
say_sentence (JsonObject *row)
{
  gboolean is_agent = g_strcmp0 (bureau_json_get_string (row, "kind"), "agent") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = bureau_json_parse_object (bureau_json_get_string (row, "body"), -1,
                                                          &error);
  g_autofree char *says = body != NULL ? (is_agent ? say_agent : say_workflow) (body, &error)
                                       : NULL;

  return bureau_text_visible (says != NULL ? says : error->message, NULL);
}

static char *
say_last (JsonObject *row)
{
  const char *last = bureau_json_get_string (row, "last");
  g_autofree char *at = bureau_words_time (last);

  if (g_strcmp0 (bureau_json_get_string (row, "kind"), "agent") == 0)
    return g_strdup ("");
  if (last == NULL)
    return g_strdup (_ ("Never ran"));
  return g_strdup_printf (_ ("Ran last on %s"), at);
}

static void
bureau_workflow_item_fill (BureauRowItem *item, JsonObject *row)
{
  g_autofree char *title = bureau_text_visible (bureau_json_get_string (row, "title"), NULL);
  g_autofree char *says = say_sentence (row);
  g_autofree char *last = say_last (row);

  bureau_row_item_set_text (item, PROP_NAME, bureau_json_get_string (row, "name"));
  bureau_row_item_set_text (item, PROP_TITLE, title);
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_LAST, last);
  bureau_row_item_set_text (item, PROP_STATE,
                            bureau_json_get_int (row, "enabled", 0) != 0 ? "on" : "off");
}

static void
bureau_workflow_item_class_init (BureauWorkflowItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_workflow_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_workflow_item_init (BureauWorkflowItem *self)
{
}

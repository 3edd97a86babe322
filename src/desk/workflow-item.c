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

const char *const bureau_workflow_item_sql
    = "SELECT d.id, d.name, d.title, d.enabled, d.body,"
      " (SELECT max(r.created_at) FROM bureau_run r WHERE r.workflow = d.name) AS last"
      " FROM bureau_document d WHERE d.kind = 'workflow' ORDER BY d.title COLLATE NOCASE, d.id";

/* A document that cannot be read says why in the place of its sentence. */
static char *
say_sentence (JsonObject *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = bureau_json_parse_object (bureau_json_get_string (row, "body"), -1,
                                                          &error);
  g_autoptr (BureauWorkflow) workflow = body != NULL ? bureau_workflow_parse (body, &error) : NULL;

  if (workflow == NULL)
    return bureau_text_visible (error->message, NULL);
  return bureau_workflow_to_sentence (workflow);
}

static char *
say_last (JsonObject *row)
{
  const char *last = bureau_json_get_string (row, "last");
  g_autofree char *at = bureau_words_time (last);

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-item.h"

#include <glib/gi18n.h>

#include "base/json.h"

struct _BureauConnectionItem
{
  BureauRowItem parent_instance;

  char *name;
  char *kind;
  char *title;
  char *says;
};

G_DEFINE_FINAL_TYPE (BureauConnectionItem, bureau_connection_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_NAME = 1,
  PROP_KIND,
  PROP_TITLE,
  PROP_SAYS,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_NAME] = { "name", G_STRUCT_OFFSET (BureauConnectionItem, name) },
  [PROP_KIND] = { "kind", G_STRUCT_OFFSET (BureauConnectionItem, kind) },
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauConnectionItem, title) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauConnectionItem, says) },
};

const BureauListSource bureau_connection_source = {
  .get_item_type = bureau_connection_item_get_type,
  .select
  = "SELECT c.id, c.name, c.kind, c.enabled,"
    " coalesce (c.config ->> '$.from', c.config ->> '$.path', c.name) AS title,"
    " coalesce (c.config ->> '$.host' || ':' || (c.config ->> '$.port'), c.config ->> '$.model',"
    " c.config ->> '$.base_url', c.name) AS place,"
    " (SELECT value FROM bureau_scratch WHERE key = 'absent:' || (c.config ->> '$.path')) AS absent"
    " FROM bureau_connection c",
  .key = "c.id",
  .is_oldest_first = TRUE,
  .where = "1",
  /* A folder that goes or comes back is told as a fact of no row. */
  .touched = "SELECT record AS id FROM bureau_journal_item WHERE entry > ?1 AND entry <= ?2"
             " AND collection = 'bureau_connection'"
             " UNION SELECT id FROM bureau_connection WHERE EXISTS (SELECT 1 FROM"
             " bureau_journal_item WHERE entry > ?1 AND entry <= ?2"
             " AND collection = 'bureau_scratch')",
};

static const char *
say (JsonObject *row)
{
  if (bureau_json_get_int (row, "enabled", 0) == 0)
    return _ ("Off");
  if (bureau_json_get_string (row, "absent") != NULL)
    return bureau_json_get_string (row, "absent");
  return bureau_json_get_string (row, "place");
}

static void
bureau_connection_item_fill (BureauRowItem *item, JsonObject *row)
{
  bureau_row_item_set_text (item, PROP_NAME, bureau_json_get_string (row, "name"));
  bureau_row_item_set_text (item, PROP_KIND, bureau_json_get_string (row, "kind"));
  bureau_row_item_set_text (item, PROP_TITLE, bureau_json_get_string (row, "title"));
  bureau_row_item_set_text (item, PROP_SAYS, say (row));
}

static void
bureau_connection_item_class_init (BureauConnectionItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_connection_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_connection_item_init (BureauConnectionItem *self)
{
}

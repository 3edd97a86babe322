/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/collection-item.h"

#include "base/json.h"
#include "base/text.h"
#include "desk/own-collections.h"
#include "views/format.h"

struct _BureauCollectionItem
{
  BureauRowItem parent_instance;

  char *name;
  char *title;
  char *icon;
  char *count;
};

G_DEFINE_FINAL_TYPE (BureauCollectionItem, bureau_collection_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_ICON,
  PROP_COUNT,
  N_PROPS
};

static const BureauRowText texts[N_PROPS] = {
  [PROP_NAME] = { "name", G_STRUCT_OFFSET (BureauCollectionItem, name) },
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauCollectionItem, title) },
  [PROP_ICON] = { "icon", G_STRUCT_OFFSET (BureauCollectionItem, icon) },
  [PROP_COUNT] = { "count", G_STRUCT_OFFSET (BureauCollectionItem, count) },
};

/* The operator's own collections as they were made, then what came in and what goes out: their ids
 * are beyond all that are given out. */
const BureauListSource bureau_collection_source = {
  .get_item_type = bureau_collection_item_get_type,
  .select = "SELECT c.id, c.name, c.title FROM (SELECT id, name, title FROM bureau_collection"
            " UNION ALL VALUES (9223372036854775806, 'messages', NULL),"
            " (9223372036854775807, 'drafts', NULL)) c",
  .key = "c.id",
  .is_oldest_first = TRUE,
  .where = "1",
  .touched = "SELECT record AS id FROM bureau_journal_item"
             " WHERE entry > ?1 AND entry <= ?2 AND collection = 'bureau_collection'",
};

static void
bureau_collection_item_fill (BureauRowItem *item, JsonObject *row)
{
  const char *name = bureau_json_get_string (row, "name");
  const char *own = bureau_own_collection_get_title (name);
  const char *title = own != NULL ? own : bureau_json_get_string (row, "title");
  g_autofree char *shown = bureau_text_visible (title != NULL ? title : "", NULL);

  bureau_row_item_set_text (item, PROP_NAME, name);
  bureau_row_item_set_text (item, PROP_TITLE, shown);
  bureau_row_item_set_text (item, PROP_ICON, bureau_own_collection_get_icon (name));
}

static void
bureau_collection_item_class_init (BureauCollectionItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_collection_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_collection_item_init (BureauCollectionItem *self)
{
}

/**
 * bureau_collection_item_get_name:
 *
 * Returns: (transfer none): its name in memory
 */
const char *
bureau_collection_item_get_name (BureauCollectionItem *self)
{
  return self->name;
}

/**
 * bureau_collection_item_set_count:
 * @count: how many records it has
 */
void
bureau_collection_item_set_count (BureauCollectionItem *self, gint64 count)
{
  g_autofree char *text = bureau_format_int (count);

  bureau_row_item_set_text (BUREAU_ROW_ITEM (self), PROP_COUNT, text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/view-item.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"
#include "views/sentence.h"

struct _BureauViewItem
{
  BureauRowItem parent_instance;

  char *name;
  char *title;
  char *says;
  char *changed;
};

G_DEFINE_FINAL_TYPE (BureauViewItem, bureau_view_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_SAYS,
  PROP_CHANGED,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_NAME] = { "name", G_STRUCT_OFFSET (BureauViewItem, name) },
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauViewItem, title) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauViewItem, says) },
  [PROP_CHANGED] = { "changed", G_STRUCT_OFFSET (BureauViewItem, changed) },
};

const BureauListSource bureau_view_source = {
  .get_item_type = bureau_view_item_get_type,
  .select = "SELECT d.id, d.name, d.title, d.body, d.updated_at FROM bureau_document d",
  .key = "d.id",
  .is_oldest_first = TRUE,
  .where = "d.kind = 'view'",
  .touched = "SELECT record AS id FROM bureau_journal_item WHERE entry > ?1 AND entry <= ?2"
             " AND collection = 'bureau_document'",
};

static void
bureau_view_item_fill (BureauRowItem *item, JsonObject *row)
{
  g_autofree char *title = bureau_text_visible (bureau_json_get_string (row, "title"), NULL);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (row, "updated_at"));
  g_autofree char *changed = g_strdup_printf (_ ("Changed on %s"), at);
  g_autoptr (JsonObject) body = bureau_json_text_to_object (bureau_json_get_string (row, "body"));
  g_autofree char *says = body != NULL ? bureau_view_to_sentence (body) : NULL;

  bureau_row_item_set_text (item, PROP_NAME, bureau_json_get_string (row, "name"));
  bureau_row_item_set_text (item, PROP_TITLE, title);
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_CHANGED, changed);
}

static void
bureau_view_item_class_init (BureauViewItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_view_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_view_item_init (BureauViewItem *self)
{
}

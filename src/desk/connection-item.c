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
    " (SELECT value FROM bureau_scratch WHERE key = 'absent:' || (c.config ->> '$.path')) AS "
    "absent,"
    " (SELECT group_concat (value, ',') FROM json_each ((SELECT value FROM bureau_scratch"
    " WHERE key = 'lacks:' || c.name))) AS lacks"
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

/* What a model's server was found to lack (providers/model-options.c), as people say it. */
static const struct
{
  const char *name;
  const char *says;
} lacks[] = {
  { "schema", N_ ("no strict schema") }, { "tools", N_ ("no tools") },
  { "stream", N_ ("no streaming") },     { "usage", N_ ("no count of tokens") },
  { "members", N_ ("older names") },
};

static char *
say_lacks (const char *names)
{
  g_auto (GStrv) listed = g_strsplit (names, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    if (g_strv_contains ((const char *const *)listed, lacks[i].name))
      g_strv_builder_add (builder, _ (lacks[i].says));
  said = g_strv_builder_end (builder);
  return g_strjoinv (_ (", "), said);
}

static char *
say (JsonObject *row)
{
  const char *absent = bureau_json_get_string (row, "absent");
  const char *place = bureau_json_get_string (row, "place");
  const char *names = bureau_json_get_string (row, "lacks");
  g_autofree char *missing = NULL;

  if (bureau_json_get_int (row, "enabled", 0) == 0)
    return g_strdup (_ ("Off"));
  if (absent != NULL || names == NULL)
    return g_strdup (absent != NULL ? absent : place);
  missing = say_lacks (names);
  /* Translators: a model, and what its server cannot do: “llama3.2 · Worked round: no tools” */
  return g_strdup_printf (_ ("%s · Worked round: %s"), place, missing);
}

static void
bureau_connection_item_fill (BureauRowItem *item, JsonObject *row)
{
  g_autofree char *says = say (row);

  bureau_row_item_set_text (item, PROP_NAME, bureau_json_get_string (row, "name"));
  bureau_row_item_set_text (item, PROP_KIND, bureau_json_get_string (row, "kind"));
  bureau_row_item_set_text (item, PROP_TITLE, bureau_json_get_string (row, "title"));
  bureau_row_item_set_text (item, PROP_SAYS, says);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/writing-item.h"

#include "base/json.h"
#include "base/text.h"

struct _BureauWritingItem
{
  BureauRowItem parent_instance;

  char *who;
  char *subject;
  char *says;
};

G_DEFINE_FINAL_TYPE (BureauWritingItem, bureau_writing_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_WHO = 1,
  PROP_SUBJECT,
  PROP_SAYS,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_WHO] = { "who", G_STRUCT_OFFSET (BureauWritingItem, who) },
  [PROP_SUBJECT] = { "subject", G_STRUCT_OFFSET (BureauWritingItem, subject) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauWritingItem, says) },
};

#define IS_WRITING                                                                                 \
  "s.key > 'reply:' AND s.key < 'reply;' AND s.value ->> '$.do' = 'draft'"                         \
  " AND s.value ->> '$.draft' IS NULL AND r.state = 'running'"

#define SCRATCH_AND_RUN                                                                            \
  " FROM bureau_scratch s CROSS JOIN bureau_run r"                                                 \
  " ON r.id = CAST(substr(s.key, length('reply:') + 1) AS INTEGER)"

/* From the few that are being written to their runs, never the other way round. */
const BureauListSource bureau_writing_source = {
  .get_item_type = bureau_writing_item_get_type,
  .select = "SELECT r.id, a.title AS agent, s.value ->> '$.model' AS model,"
            " m.sender_name, m.sender_address, m.subject, d.title" SCRATCH_AND_RUN
            " LEFT JOIN bureau_message m ON m.id = r.message"
            " LEFT JOIN bureau_document a ON a.kind = 'agent' AND a.name = s.value ->> '$.agent'"
            " LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = r.workflow",
  .key = "r.id",
  .is_oldest_first = TRUE,
  .where = IS_WRITING,
  .touched = "SELECT record AS id FROM bureau_journal_item"
             " WHERE entry > ?1 AND entry <= ?2 AND collection = 'bureau_run'",
  .unsettled = "SELECT id FROM bureau_run WHERE state NOT IN ('done', 'cancelled')"
               " AND state = 'running'",
  .count = "SELECT count(*)" SCRATCH_AND_RUN " WHERE " IS_WRITING,
};

static char *
say_who (JsonObject *row)
{
  const char *name = bureau_json_get_string (row, "sender_name");
  const char *address = bureau_json_get_string (row, "sender_address");
  const char *title = bureau_json_get_string (row, "title");

  if (name == NULL || *name == '\0')
    name = address != NULL ? address : title;
  return name != NULL ? bureau_text_visible (name, NULL) : NULL;
}

static char *
say_writer (JsonObject *row)
{
  const char *agent = bureau_json_get_string (row, "agent");
  const char *model = bureau_json_get_string (row, "model");
  g_autofree char *said = g_strjoin (agent != NULL && model != NULL ? " · " : "",
                                     agent != NULL ? agent : "", model != NULL ? model : "", NULL);

  return bureau_text_visible (said, NULL);
}

static void
bureau_writing_item_fill (BureauRowItem *item, JsonObject *row)
{
  const char *asked = bureau_json_get_string (row, "subject");
  g_autofree char *who = say_who (row);
  g_autofree char *subject = asked != NULL ? bureau_text_visible (asked, NULL) : NULL;
  g_autofree char *says = say_writer (row);

  bureau_row_item_set_text (item, PROP_WHO, who);
  bureau_row_item_set_text (item, PROP_SUBJECT, subject);
  bureau_row_item_set_text (item, PROP_SAYS, says);
}

static void
bureau_writing_item_class_init (BureauWritingItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_writing_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_writing_item_init (BureauWritingItem *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/delivery-story.h"

#include "base/json.h"
#include "memory/delivery.h"

#define SELECT_DELIVERY                                                                            \
  "SELECT v.id, v.draft, " BUREAU_DELIVERY_STATE                                                   \
  " AS state, v.error, v.next_try, v.message_id, v.updated_at,"                                    \
  " a.created_at AS approved_at, a.\"by\" AS approved_by, d.subject, d.body, d.\"to\", d.kind,"    \
  " d.connection, d.attachments, d.message, d.state AS draft_state, m.subject AS message_subject," \
  " m.sender_name, m.sender_address FROM bureau_delivery v"                                        \
  " JOIN bureau_approval a ON a.id = v.approval JOIN bureau_draft d ON d.id = v.draft"             \
  " LEFT JOIN bureau_message m ON m.id = d.message WHERE v.id = ?"

#define SELECT_RECIPIENTS                                                                          \
  "SELECT address, state, reply FROM bureau_delivery_recipient WHERE delivery = ? ORDER BY "       \
  "address"

#define SELECT_ATTEMPTS                                                                            \
  "SELECT at, phase, reply, ended_at FROM bureau_attempt WHERE delivery = ? ORDER BY id DESC"

static gboolean
add_rows (JsonObject *story, const char *name, JsonArray *rows)
{
  if (rows != NULL)
    json_object_set_array_member (story, name, rows);
  return rows != NULL;
}

/**
 * bureau_delivery_story_load:
 * @database: a reader
 *
 * Returns: (transfer full): {"delivery":{…, with the draft's words and the message it answers},
 *   "recipients":[{"address","state","reply"}],"attempts":[{"at","phase","reply","ended_at"}]}, the
 *   newest attempt first; %NULL with @error set, %BUREAU_ERROR_NOT_FOUND where there is none
 */
JsonObject *
bureau_delivery_story_load (BureauDatabase *database, gint64 delivery, GError **error)
{
  g_autoptr (JsonObject) story = json_object_new ();
  JsonObject *row = bureau_database_find (database, error, "There is no such delivery.",
                                          SELECT_DELIVERY, "i", delivery);

  if (row == NULL)
    return NULL;
  json_object_set_object_member (story, "delivery", row);
  if (!add_rows (story, "recipients",
                 bureau_database_rows (database, error, SELECT_RECIPIENTS, "i", delivery))
      || !add_rows (story, "attempts",
                    bureau_database_rows (database, error, SELECT_ATTEMPTS, "i", delivery)))
    return NULL;
  return g_steal_pointer (&story);
}

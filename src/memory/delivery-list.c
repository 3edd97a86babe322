/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/delivery.h"

#include "base/json.h"

#define LIST                                                                                       \
  "SELECT id, draft, state, message_id, tries, next_try, error, created_at AS at,"                 \
  " (SELECT json_group_array(json_object('at', a.at, 'phase', a.phase, 'reply', a.reply)"          \
  "  ORDER BY a.id) FROM bureau_attempt a WHERE a.delivery = d.id) AS attempts,"                   \
  " (SELECT json_group_array(json_object('address', r.address, 'state', r.state, 'reply', "        \
  "r.reply)"                                                                                       \
  "  ORDER BY r.address) FROM bureau_delivery_recipient r WHERE r.delivery = d.id) AS recipients"  \
  " FROM (SELECT * FROM bureau_delivery WHERE id < ?1 ORDER BY id DESC LIMIT ?2) d ORDER BY id"

static gboolean
parse_columns (JsonObject *delivery, GError **error)
{
  static const char *const lists[] = { "attempts", "recipients" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonNode *list = bureau_json_parse (bureau_json_get_string (delivery, lists[i]), -1, error);

      if (list == NULL)
        return FALSE;
      json_object_set_member (delivery, lists[i], list);
    }
  return TRUE;
}

/**
 * bureau_delivery_list:
 * @page: which part of the list
 *
 * Returns: (transfer full):
 * [{"id","draft","state","message_id","next_try","error","attempts":[{"at","phase",
 * "reply"}],"recipients":[{"address","state","reply"}]}], oldest first; %NULL with @error set where
 * the workspace cannot be read
 */
JsonArray *
bureau_delivery_list (BureauDatabase *database, const BureauPage *page, GError **error)
{
  g_autoptr (JsonArray) list = bureau_database_rows (database, error, LIST, "ii", page->before,
                                                     page->limit);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!parse_columns (json_array_get_object_element (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

#define LIST_OF_DRAFT                                                                              \
  "SELECT v.id, " BUREAU_DELIVERY_STATE " AS state, v.error, v.next_try, v.updated_at"             \
  " FROM bureau_approval a JOIN bureau_delivery v ON v.approval = a.id WHERE a.draft = ?"          \
  " ORDER BY v.id DESC"

/**
 * bureau_delivery_list_of_draft:
 *
 * Returns: (transfer full): [{"id","state","error","next_try","updated_at"}], the newest first,
 * each in the state that a person is told; %NULL with @error set
 */
JsonArray *
bureau_delivery_list_of_draft (BureauDatabase *database, gint64 draft, GError **error)
{
  return bureau_database_rows (database, error, LIST_OF_DRAFT, "i", draft);
}

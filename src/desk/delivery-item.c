/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/delivery-item.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/delivery-state.h"
#include "desk/words.h"
#include "memory/delivery.h"

struct _BureauDeliveryItem
{
  BureauRowItem parent_instance;

  char *to;
  char *subject;
  char *state;
  char *says;
  char *icon;
  char *at;
  char *act;
  char *draft;
  char *results;
};

G_DEFINE_FINAL_TYPE (BureauDeliveryItem, bureau_delivery_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_TO = 1,
  PROP_SUBJECT,
  PROP_STATE,
  PROP_SAYS,
  PROP_ICON,
  PROP_AT,
  PROP_ACT,
  PROP_DRAFT,
  PROP_RESULTS,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_TO] = { "to", G_STRUCT_OFFSET (BureauDeliveryItem, to) },
  [PROP_SUBJECT] = { "subject", G_STRUCT_OFFSET (BureauDeliveryItem, subject) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauDeliveryItem, state) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauDeliveryItem, says) },
  [PROP_ICON] = { "icon", G_STRUCT_OFFSET (BureauDeliveryItem, icon) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (BureauDeliveryItem, at) },
  [PROP_ACT] = { "act", G_STRUCT_OFFSET (BureauDeliveryItem, act) },
  [PROP_DRAFT] = { "draft", G_STRUCT_OFFSET (BureauDeliveryItem, draft) },
  [PROP_RESULTS] = { "results", G_STRUCT_OFFSET (BureauDeliveryItem, results) },
};

const BureauListSource bureau_delivery_source = {
  .get_item_type = bureau_delivery_item_get_type,
  .select = "SELECT v.id, v.draft, " BUREAU_DELIVERY_STATE
            " AS state, v.created_at, v.updated_at, v.next_try, v.tries, v.error,"
            " d.subject, d.\"to\", (SELECT json_group_array(json_object('address', r.address,"
            "  'state', r.state, 'reply', r.reply)) FROM bureau_delivery_recipient r"
            "  WHERE r.delivery = v.id) AS recipients"
            " FROM bureau_delivery v JOIN bureau_draft d ON d.id = v.draft",
  .key = "v.id",
  .where = "v.state NOT IN ('undone', 'returned')",
  .touched = "WITH item AS (SELECT collection, record FROM bureau_journal_item"
             "  WHERE entry > ?1 AND entry <= ?2)"
             " SELECT record AS id FROM item WHERE collection = 'bureau_delivery'"
             " UNION SELECT a.delivery FROM item JOIN bureau_attempt a ON a.id = item.record"
             "  WHERE item.collection = 'bureau_attempt'",
  .count = "SELECT count(*) FROM bureau_delivery"
           " WHERE state IN ('holding', 'queued', 'sending', 'failed', 'uncertain')",
};

/* What a person may narrow the list to. */
static const struct
{
  const char *name;
  const char *where;
} filters[] = {
  { "leaving", "v.state IN ('holding', 'queued', 'sending')" },
  { "doubtful", "v.state IN ('failed', 'uncertain')" },
  { "sent", "v.state = 'sent'" },
};

/**
 * bureau_delivery_find_filter:
 * @name: "leaving", "doubtful" or "sent"
 *
 * Returns: (nullable): the condition of such deliveries for #bureau_delivery_source; %NULL for any
 *   other name
 */
const char *
bureau_delivery_find_filter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (filters[i].name, name) == 0)
      return filters[i].where;
  return NULL;
}

static void
add_result (GString *text, JsonObject *recipient)
{
  const char *address = bureau_json_get_string (recipient, "address");
  const char *reply = bureau_json_get_string (recipient, "reply");

  if (g_strcmp0 (bureau_json_get_string (recipient, "state"), "refused") != 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (reply != NULL && *reply != '\0')
    g_string_append_printf (text, _ ("Not to %s: the mail server said “%s”"), address, reply);
  else
    g_string_append_printf (text, _ ("Not to %s: the mail server refused it"), address);
}

/* Who of several did not get it, and why. */
static char *
say_results (const char *recipients)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (recipients);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    add_result (text, json_array_get_object_element (list, i));
  return bureau_text_visible (text->str, NULL);
}

static void
bureau_delivery_item_fill (BureauRowItem *item, JsonObject *row)
{
  const char *state = bureau_json_get_string (row, "state");
  g_autofree char *to = bureau_words_recipients_of (bureau_json_get_string (row, "to"));
  g_autofree char *subject = bureau_text_visible (bureau_json_get_string (row, "subject"), NULL);
  g_autofree char *says = bureau_delivery_say (row);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (row, "updated_at"));
  g_autofree char *draft = g_strdup_printf ("%" G_GINT64_FORMAT, bureau_json_get_id (row, "draft"));
  g_autofree char *results = say_results (bureau_json_get_string (row, "recipients"));

  bureau_row_item_set_text (item, PROP_TO, to);
  bureau_row_item_set_text (item, PROP_SUBJECT, subject);
  bureau_row_item_set_text (item, PROP_STATE, state);
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_ICON, bureau_delivery_state_to_icon (state));
  bureau_row_item_set_text (item, PROP_AT, at);
  bureau_row_item_set_text (item, PROP_ACT, bureau_delivery_state_to_act (state));
  bureau_row_item_set_text (item, PROP_DRAFT, draft);
  bureau_row_item_set_text (item, PROP_RESULTS, results);
}

static void
bureau_delivery_item_class_init (BureauDeliveryItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_delivery_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_delivery_item_init (BureauDeliveryItem *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-item.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "desk/words.h"

struct _BureauDraftItem
{
  BureauRowItem parent_instance;

  char *who;
  char *subject;
  char *effect;
  char *agent;
  char *kind;
  char *age;
  char *doubt;
  char *warning;
  char *state;
  char *all;
  gint64 guesses;
  gboolean is_part; /* its agent was stopped in the middle */
  JsonArray *to;    /* addresses */
  char *judged;     /* what is doubtful about them; NULL until they were judged */
};

G_DEFINE_FINAL_TYPE (BureauDraftItem, bureau_draft_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_WHO = 1,
  PROP_SUBJECT,
  PROP_EFFECT,
  PROP_AGENT,
  PROP_KIND,
  PROP_AGE,
  PROP_DOUBT,
  PROP_WARNING,
  PROP_STATE,
  PROP_ALL,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_WHO] = { "who", G_STRUCT_OFFSET (BureauDraftItem, who) },
  [PROP_SUBJECT] = { "subject", G_STRUCT_OFFSET (BureauDraftItem, subject) },
  [PROP_EFFECT] = { "effect", G_STRUCT_OFFSET (BureauDraftItem, effect) },
  [PROP_AGENT] = { "agent", G_STRUCT_OFFSET (BureauDraftItem, agent) },
  [PROP_KIND] = { "kind", G_STRUCT_OFFSET (BureauDraftItem, kind) },
  [PROP_AGE] = { "age", G_STRUCT_OFFSET (BureauDraftItem, age) },
  [PROP_DOUBT] = { "doubt", G_STRUCT_OFFSET (BureauDraftItem, doubt) },
  [PROP_WARNING] = { "warning", G_STRUCT_OFFSET (BureauDraftItem, warning) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauDraftItem, state) },
  [PROP_ALL] = { "all", G_STRUCT_OFFSET (BureauDraftItem, all) },
};

#define WAITS "state IN ('drafted', 'edited', 'snoozed')"

/* What is guessed about a draft stands in the evidence of its record, which changes with it. */
const BureauListSource bureau_draft_source = {
  .get_item_type = bureau_draft_item_get_type,
  .select
  = "SELECT d.id, d.kind, d.state, d.agent, d.subject, d.\"to\", d.connection, d.created_at,"
    " d.snoozed_until, m.sender_name, m.sender_address, m.subject AS asked,"
    " m.created_at AS came, d.meta ->> '$.partial' AS part,"
    " (SELECT count(*) FROM bureau_evidence e, json_each(e.fields) f WHERE e.record = d.record"
    "  AND f.type = 'null') AS guesses"
    " FROM bureau_draft d LEFT JOIN bureau_message m ON m.id = d.message",
  .key = "d.id",
  .is_oldest_first = TRUE,
  .where = "d." WAITS,
  .touched = "WITH item AS (SELECT collection, record FROM bureau_journal_item"
             "  WHERE entry > ?1 AND entry <= ?2)"
             " SELECT record AS id FROM item WHERE collection = 'bureau_draft'"
             " UNION SELECT d.id FROM item JOIN bureau_draft d ON d.record = item.record",
  .count = "SELECT count(*) FROM bureau_draft WHERE state IN ('drafted', 'edited')",
};

/* What will happen when it is approved. */
static char *
say_effect (JsonObject *row)
{
  const char *kind = bureau_json_get_string (row, "kind");
  const char *connection = bureau_json_get_string (row, "connection");
  g_autofree char *to = bureau_words_recipients_of (bureau_json_get_string (row, "to"));

  if (g_strcmp0 (kind, "mail") != 0)
    return g_strdup_printf (_ ("Call to %s"), connection != NULL ? connection : "?");
  if (*to == '\0')
    return g_strdup (_ ("Mail without a recipient"));
  return g_strdup_printf (_ ("Mail to %s"), to);
}

static char *
say_who (JsonObject *row, const char *effect)
{
  const char *name = bureau_json_get_string (row, "sender_name");
  const char *address = bureau_json_get_string (row, "sender_address");

  if (name != NULL && *name != '\0')
    return bureau_text_visible (name, NULL);
  return g_strdup (address != NULL ? address : effect);
}

static char *
say_guesses (gint64 guesses)
{
  if (guesses == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%d guess", "%d guesses", (gulong)guesses), (int)guesses);
}

/* Everything that a person should look at before they say yes. */
static void
push_doubt (BureauDraftItem *self)
{
  g_autofree char *guesses = say_guesses (self->guesses);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *doubt = NULL;
  g_autofree char *all = NULL;

  if (self->is_part)
    g_strv_builder_add (parts, _ ("only a part"));
  if (self->judged != NULL && *self->judged != '\0')
    g_strv_builder_add (parts, self->judged);
  if (guesses != NULL)
    g_strv_builder_add (parts, guesses);
  list = g_strv_builder_end (parts);
  doubt = g_strjoinv (" · ", list);
  all = g_strjoin (" ", self->who, self->subject, self->effect, doubt, NULL);
  bureau_row_item_set_text (BUREAU_ROW_ITEM (self), PROP_DOUBT, doubt);
  bureau_row_item_set_text (BUREAU_ROW_ITEM (self), PROP_ALL, all);
}

static JsonArray *
read_addresses (const char *recipients)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (recipients);
  JsonArray *addresses = json_array_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *one = json_array_get_element (list, i);
      const char *address = JSON_NODE_HOLDS_OBJECT (one)
                                ? bureau_json_get_string (json_node_get_object (one), "address")
                                : NULL;

      if (address != NULL)
        json_array_add_string_element (addresses, address);
    }
  return addresses;
}

static char *
say_age (JsonObject *row)
{
  const char *came = bureau_json_get_string (row, "came");

  return bureau_words_age (came != NULL ? came : bureau_json_get_string (row, "created_at"),
                           bureau_time_now ());
}

static void
bureau_draft_item_fill (BureauRowItem *item, JsonObject *row)
{
  g_autofree char *effect = say_effect (row);
  g_autofree char *who = say_who (row, effect);
  g_autofree char *subject = bureau_text_visible (bureau_json_get_string (row, "subject"), NULL);
  g_autofree char *age = say_age (row);
  BureauDraftItem *self = BUREAU_DRAFT_ITEM (item);

  g_clear_pointer (&self->to, json_array_unref);
  self->to = read_addresses (bureau_json_get_string (row, "to"));
  self->guesses = bureau_json_get_int (row, "guesses", 0);
  self->is_part = bureau_json_get_int (row, "part", 0) != 0;
  bureau_row_item_set_text (item, PROP_WHO, who);
  bureau_row_item_set_text (item, PROP_SUBJECT, subject);
  bureau_row_item_set_text (item, PROP_EFFECT, effect);
  bureau_row_item_set_text (item, PROP_AGENT, bureau_json_get_string (row, "agent"));
  bureau_row_item_set_text (item, PROP_AGE, age);
  bureau_row_item_set_text (item, PROP_KIND, bureau_json_get_string (row, "kind"));
  bureau_row_item_set_text (item, PROP_STATE, bureau_json_get_string (row, "state"));
  push_doubt (self);
}

static void
bureau_draft_item_finalize (GObject *object)
{
  BureauDraftItem *self = BUREAU_DRAFT_ITEM (object);

  g_clear_pointer (&self->to, json_array_unref);
  g_free (self->judged);
  G_OBJECT_CLASS (bureau_draft_item_parent_class)->finalize (object);
}

static void
bureau_draft_item_class_init (BureauDraftItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_draft_item_fill;
  G_OBJECT_CLASS (klass)->finalize = bureau_draft_item_finalize;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_draft_item_init (BureauDraftItem *self)
{
}

/**
 * bureau_draft_item_get_addresses:
 *
 * Returns: (transfer none): who is to get it
 */
JsonArray *
bureau_draft_item_get_addresses (BureauDraftItem *self)
{
  return self->to;
}

/**
 * bureau_draft_item_judge:
 * @verdicts: as bureau_contacts_judge() gives them
 *
 * Takes over what is known of its recipients: a look-alike is doubtful, then a first contact.
 */
void
bureau_draft_item_judge (BureauDraftItem *self, JsonObject *verdicts)
{
  const char *like = NULL;
  gboolean is_first = FALSE;

  for (guint i = 0; i < json_array_get_length (self->to); i++)
    {
      JsonObject *verdict = bureau_json_get_object (verdicts,
                                                    json_array_get_string_element (self->to, i));

      if (verdict != NULL && like == NULL)
        like = bureau_json_get_string (verdict, "like");
      is_first = is_first || (verdict != NULL && !bureau_json_get_boolean (verdict, "known"));
    }
  g_free (self->judged);
  self->judged = like != NULL ? g_strdup_printf (_ ("looks like %s"), like)
                              : g_strdup (is_first ? _ ("first contact") : "");
  bureau_row_item_set_text (BUREAU_ROW_ITEM (self), PROP_WARNING, like);
  push_doubt (self);
}

/**
 * bureau_draft_item_is_look_alike:
 *
 * Returns: whether it is to go to an address that could be taken for another
 */
gboolean
bureau_draft_item_is_look_alike (BureauDraftItem *self)
{
  return self->warning != NULL && *self->warning != '\0';
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/run-item.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"

struct _BureauRunItem
{
  BureauRowItem parent_instance;

  char *title;
  char *says;
  char *about;
  char *icon;
  char *at;
  char *state;
};

G_DEFINE_FINAL_TYPE (BureauRunItem, bureau_run_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_TITLE = 1,
  PROP_SAYS,
  PROP_ABOUT,
  PROP_ICON,
  PROP_AT,
  PROP_STATE,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauRunItem, title) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauRunItem, says) },
  [PROP_ABOUT] = { "about", G_STRUCT_OFFSET (BureauRunItem, about) },
  [PROP_ICON] = { "icon", G_STRUCT_OFFSET (BureauRunItem, icon) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (BureauRunItem, at) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauRunItem, state) },
};

/* Said in full, so that the index of what has not ended serves. */
#define LIVE "state NOT IN ('done', 'cancelled')"
#define LIVE_OF_R "r." LIVE

const BureauListSource bureau_run_source = {
  .get_item_type = bureau_run_item_get_type,
  .select = "SELECT r.id, r.workflow, r.state, r.error, r.advice, r.created_at, r.updated_at,"
            " r.cancel, d.title, m.subject, coalesce(m.sender_name, m.sender_address) AS sender,"
            " (SELECT count(*) FROM bureau_step s WHERE s.run = r.id AND s.state = 'done') AS steps"
            " FROM bureau_run r"
            " LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = r.workflow"
            " LEFT JOIN bureau_message m ON m.id = r.message",
  .key = "r.id",
  .where = "1",
  .touched = "SELECT record AS id FROM bureau_journal_item"
             " WHERE entry > ?1 AND entry <= ?2 AND collection = 'bureau_run'",
  .unsettled = "SELECT id FROM bureau_run WHERE " LIVE " AND state = 'running'"
               " UNION ALL SELECT id FROM (SELECT id FROM bureau_run WHERE " LIVE
               " AND state = 'queued' AND not_before IS NULL ORDER BY id LIMIT 50)",
  .count = "SELECT count(*) FROM bureau_run WHERE " LIVE " AND state = 'parked'",
};

/* What a person may narrow the list to. */
static const struct
{
  const char *name;
  const char *where;
} filters[] = {
  { "running", LIVE_OF_R " AND r.state IN ('queued', 'running')" },
  { "waiting", LIVE_OF_R " AND r.state = 'waiting'" },
  { "failed", LIVE_OF_R " AND r.state = 'parked'" },
};

/* A state, how it is said, its icon, and what a person can do about it. */
static const struct
{
  const char *state;
  const char *says;
  const char *icon;
  gboolean can_retry;
  gboolean can_cancel;
} states[] = {
  { "queued", N_ ("Waits for its turn"), "document-open-recent-symbolic", FALSE, TRUE },
  { "running", N_ ("Is at work"), "media-playback-start-symbolic", FALSE, TRUE },
  { "waiting", N_ ("Waits for an answer or a time"), "alarm-symbolic", FALSE, TRUE },
  { "parked", N_ ("Stopped and needs you"), "dialog-warning-symbolic", TRUE, TRUE },
  { "done", N_ ("Done"), "object-select-symbolic", FALSE, FALSE },
  { "cancelled", N_ ("Cancelled"), "process-stop-symbolic", FALSE, FALSE },
};

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return i;
  g_warning ("A run is “%s”, which is no state", state);
  return G_N_ELEMENTS (states) - 1;
}

/**
 * bureau_run_find_filter:
 * @name: "running", "waiting" or "failed"
 *
 * Returns: (nullable): the condition of such runs for #bureau_run_source; %NULL for any other name
 */
const char *
bureau_run_find_filter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (filters[i].name, name) == 0)
      return filters[i].where;
  return NULL;
}

/**
 * bureau_run_state_to_words:
 *
 * Returns: (transfer none): how the state of a run is said, without a full stop
 */
const char *
bureau_run_state_to_words (const char *state)
{
  return _ (states[find_state (state)].says);
}

/**
 * bureau_run_state_to_icon:
 *
 * Returns: (transfer none): the icon of a run's state
 */
const char *
bureau_run_state_to_icon (const char *state)
{
  return states[find_state (state)].icon;
}

/**
 * bureau_run_state_can:
 * @act: "retry" or "cancel"
 *
 * Returns: whether that can be asked for a run of this state
 */
gboolean
bureau_run_state_can (const char *state, const char *act)
{
  guint i = find_state (state);

  return g_str_equal (act, "retry") ? states[i].can_retry : states[i].can_cancel;
}

static char *
say_state (JsonObject *row, guint state)
{
  const char *error = bureau_json_get_string (row, "error");
  const char *advice = bureau_json_get_string (row, "advice");
  int steps = (int)bureau_json_get_int (row, "steps", 0);
  g_autofree char *said = NULL;

  if ((error == NULL || *error == '\0') && steps == 0)
    return g_strdup (_ (states[state].says));
  if (error == NULL || *error == '\0')
    return g_strdup_printf (ngettext ("%s · %d step", "%s · %d steps", (gulong)steps),
                            _ (states[state].says), steps);
  said = g_strdup_printf ("%s: %s %s", _ (states[state].says), error, advice != NULL ? advice : "");
  return bureau_text_visible (said, NULL);
}

/* Which message it is about, where it is about one. */
static char *
say_about (JsonObject *row)
{
  const char *subject = bureau_json_get_string (row, "subject");
  const char *sender = bureau_json_get_string (row, "sender");
  g_autofree char *said = NULL;

  if (subject == NULL && sender == NULL)
    return g_strdup ("");
  said = g_strdup_printf ("%s · %s", sender != NULL ? sender : "", subject != NULL ? subject : "");
  return bureau_text_visible (said, NULL);
}

static char *
say_time (JsonObject *row)
{
  const char *from = bureau_json_get_string (row, "created_at");
  const char *to = bureau_json_get_string (row, "updated_at");
  g_autofree char *at = bureau_words_time (from);
  g_autofree char *took = bureau_words_span (from, to);

  return *took != '\0' ? g_strdup_printf ("%s · %s", at, took) : g_steal_pointer (&at);
}

static void
bureau_run_item_fill (BureauRowItem *item, JsonObject *row)
{
  guint state = find_state (bureau_json_get_string (row, "state"));
  const char *title = bureau_json_get_string (row, "title");
  g_autofree char *shown = bureau_text_visible (
      title != NULL ? title : bureau_json_get_string (row, "workflow"), NULL);
  g_autofree char *says = say_state (row, state);
  g_autofree char *about = say_about (row);
  g_autofree char *at = say_time (row);

  bureau_row_item_set_text (item, PROP_TITLE, shown);
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_ABOUT, about);
  bureau_row_item_set_text (item, PROP_ICON, states[state].icon);
  bureau_row_item_set_text (item, PROP_AT, at);
  bureau_row_item_set_text (item, PROP_STATE, states[state].state);
}

static void
bureau_run_item_class_init (BureauRunItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_run_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_run_item_init (BureauRunItem *self)
{
}

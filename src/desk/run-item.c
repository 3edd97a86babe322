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
  char *icon;
  char *at;
  char *state;
  char *retry;
};

G_DEFINE_FINAL_TYPE (BureauRunItem, bureau_run_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_TITLE = 1,
  PROP_SAYS,
  PROP_ICON,
  PROP_AT,
  PROP_STATE,
  PROP_RETRY,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauRunItem, title) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauRunItem, says) },
  [PROP_ICON] = { "icon", G_STRUCT_OFFSET (BureauRunItem, icon) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (BureauRunItem, at) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauRunItem, state) },
  [PROP_RETRY] = { "retry", G_STRUCT_OFFSET (BureauRunItem, retry) },
};

const char *const bureau_run_item_sql
    = "SELECT r.id, r.workflow, r.state, r.error, r.advice, r.updated_at, d.title,"
      " (SELECT count(*) FROM bureau_step s WHERE s.run = r.id AND s.state = 'done') AS steps"
      " FROM bureau_run r LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = "
      "r.workflow"
      " ORDER BY r.id DESC LIMIT 1000";

/* A state, how it is said, and its icon. */
static const struct
{
  const char *state;
  const char *says;
  const char *icon;
} states[] = {
  { "queued", N_ ("Waits for its turn"), "document-open-recent-symbolic" },
  { "running", N_ ("Is at work"), "media-playback-start-symbolic" },
  { "waiting", N_ ("Waits for an answer or a time"), "alarm-symbolic" },
  { "parked", N_ ("Stopped and needs you"), "dialog-warning-symbolic" },
  { "done", N_ ("Done"), "object-select-symbolic" },
  { "cancelled", N_ ("Cancelled"), "process-stop-symbolic" },
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

static char *
say_state (JsonObject *row, guint state)
{
  const char *error = bureau_json_get_string (row, "error");
  const char *advice = bureau_json_get_string (row, "advice");
  int steps = (int)bureau_json_get_int (row, "steps", 0);
  g_autofree char *said = NULL;

  if (error == NULL || *error == '\0')
    return g_strdup_printf (ngettext ("%s · %d step", "%s · %d steps", (gulong)steps),
                            _ (states[state].says), steps);
  said = g_strdup_printf ("%s: %s %s", _ (states[state].says), error, advice != NULL ? advice : "");
  return bureau_text_visible (said, NULL);
}

static void
bureau_run_item_fill (BureauRowItem *item, JsonObject *row)
{
  guint state = find_state (bureau_json_get_string (row, "state"));
  const char *title = bureau_json_get_string (row, "title");
  g_autofree char *says = say_state (row, state);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (row, "updated_at"));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, bureau_json_get_id (row, "id"));

  bureau_row_item_set_text (item, PROP_TITLE,
                            title != NULL ? title : bureau_json_get_string (row, "workflow"));
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_ICON, states[state].icon);
  bureau_row_item_set_text (item, PROP_AT, at);
  bureau_row_item_set_text (item, PROP_STATE, states[state].state);
  bureau_row_item_set_text (item, PROP_RETRY,
                            g_str_equal (states[state].state, "parked") ? id : NULL);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/request-item.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/decision.h"
#include "desk/progress-view.h"
#include "desk/words.h"
#include "memory/request.h"
#include "views/format.h"

struct _BureauRequestItem
{
  BureauRowItem parent_instance;

  char *title;
  char *about;
  char *says;
  char *icon;
  char *at;
  char *state;
  char *kind;
  char *args;
  char *progress;
};

G_DEFINE_FINAL_TYPE (BureauRequestItem, bureau_request_item, BUREAU_TYPE_ROW_ITEM)

enum
{
  PROP_TITLE = 1,
  PROP_ABOUT,
  PROP_SAYS,
  PROP_ICON,
  PROP_AT,
  PROP_STATE,
  PROP_KIND,
  PROP_ARGS,
  PROP_PROGRESS,
  N_PROPS
};

static const BureauRowText texts[] = {
  [PROP_TITLE] = { "title", G_STRUCT_OFFSET (BureauRequestItem, title) },
  [PROP_ABOUT] = { "about", G_STRUCT_OFFSET (BureauRequestItem, about) },
  [PROP_SAYS] = { "says", G_STRUCT_OFFSET (BureauRequestItem, says) },
  [PROP_ICON] = { "icon", G_STRUCT_OFFSET (BureauRequestItem, icon) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (BureauRequestItem, at) },
  [PROP_STATE] = { "state", G_STRUCT_OFFSET (BureauRequestItem, state) },
  [PROP_KIND] = { "kind", G_STRUCT_OFFSET (BureauRequestItem, kind) },
  [PROP_ARGS] = { "args", G_STRUCT_OFFSET (BureauRequestItem, args) },
  [PROP_PROGRESS] = { "progress", G_STRUCT_OFFSET (BureauRequestItem, progress) },
};

const BureauListSource bureau_request_source = {
  .get_item_type = bureau_request_item_get_type,
  .select = BUREAU_REQUEST_SELECT,
  .key = "r.id",
  .where = "1",
  .touched = "SELECT record AS id FROM bureau_journal_item"
             " WHERE entry > ?1 AND entry <= ?2 AND collection = 'bureau_request'",
  .unsettled = "SELECT id FROM bureau_request WHERE state = 'doing'",
  .count = "SELECT count(*) FROM bureau_request WHERE state IN ('asked', 'doing')",
};

/* A kind, how it is said, and the member of its arguments that tells requests apart. */
static const struct
{
  const char *kind;
  const char *says;
  const char *member;
} kinds[] = {
  { "answer", N_ ("Answer a question"), "answer" },
  { "ask", N_ ("Answer you"), "words" },
  { "cancel", N_ ("Cancel a run"), NULL },
  { "deliver", N_ ("Send what waits"), NULL },
  { "import", N_ ("Take in files"), "files" },
  { "keep-answer", N_ ("Answer a request"), NULL },
  { "keep-run", N_ ("Keep what a run did"), NULL },
  { "list-models", N_ ("List the models"), "connection" },
  { "read-document", N_ ("Read a workflow or an agent"), "file" },
  { "replay", N_ ("Replay a workflow"), "workflow" },
  { "retry", N_ ("Try a run again"), NULL },
  { "run", N_ ("Start a workflow"), "workflow" },
  { "snapshot", N_ ("Keep a snapshot"), NULL },
  { "take-in", N_ ("Take in files"), NULL },
  { "test-connection", N_ ("Test a connection"), "connection" },
  { "work", N_ ("Look what is to be done"), NULL },
};

static const struct
{
  const char *state;
  const char *says;
  const char *icon;
} states[] = {
  { "asked", N_ ("Waits for the process that runs the agents"), "document-open-recent-symbolic" },
  { "doing", N_ ("Is being done"), "media-playback-start-symbolic" },
  { "done", N_ ("Done"), "object-select-symbolic" },
  { "refused", N_ ("Was refused"), "dialog-warning-symbolic" },
  { "failed", N_ ("Failed"), "dialog-warning-symbolic" },
};

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return i;
  g_warning ("A request is “%s”, which is no state", state);
  return G_N_ELEMENTS (states) - 1;
}

static const char *
say_kind (const char *kind, const char **member)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      {
        *member = kinds[i].member;
        return _ (kinds[i].says);
      }
  return kind;
}

/* What the engine did by itself, as a file in a watched folder, tells the one file. */
static char *
say_about (JsonObject *row, const char *member)
{
  g_autoptr (JsonObject) args = bureau_json_text_to_object (bureau_json_get_string (row, "args"));
  JsonNode *value = args != NULL && member != NULL ? json_object_get_member (args, member) : NULL;
  const char *file = args != NULL ? bureau_json_get_string (args, "file") : NULL;
  g_autofree char *said = value != NULL ? bureau_format_value (value, NULL, NULL)
                                        : g_strdup (file != NULL ? file : "");

  return bureau_text_visible (said, NULL);
}

static char *
say_state (JsonObject *row, guint state)
{
  const char *error = bureau_json_get_string (row, "error");
  const char *how_far = bureau_json_get_string (row, "progress");
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autofree char *said = NULL;

  if (how_far != NULL && bureau_progress_take (progress, how_far))
    return bureau_progress_say (progress);
  if (error == NULL || *error == '\0')
    return g_strdup (_ (states[state].says));
  said = g_strdup_printf ("%s: %s", _ (states[state].says), error);
  return bureau_text_visible (said, NULL);
}

static char *
say_time (JsonObject *row, guint state)
{
  const char *from = bureau_json_get_string (row, "created_at");
  gboolean is_over = state >= find_state ("done");
  g_autofree char *at = bureau_words_time (from);
  g_autofree char *took = bureau_words_span (
      from, is_over ? bureau_json_get_string (row, "updated_at") : NULL);

  return *took != '\0' ? g_strdup_printf ("%s · %s", at, took) : g_steal_pointer (&at);
}

static void
bureau_request_item_fill (BureauRowItem *item, JsonObject *row)
{
  guint state = find_state (bureau_json_get_string (row, "state"));
  const char *member = NULL;
  const char *title = say_kind (bureau_json_get_string (row, "kind"), &member);
  g_autofree char *about = say_about (row, member);
  g_autofree char *says = say_state (row, state);
  g_autofree char *at = say_time (row, state);

  bureau_row_item_set_text (item, PROP_TITLE, title);
  bureau_row_item_set_text (item, PROP_ABOUT, about);
  bureau_row_item_set_text (item, PROP_SAYS, says);
  bureau_row_item_set_text (item, PROP_ICON, states[state].icon);
  bureau_row_item_set_text (item, PROP_AT, at);
  bureau_row_item_set_text (item, PROP_STATE, states[state].state);
  bureau_row_item_set_text (item, PROP_PROGRESS, bureau_json_get_string (row, "progress"));
  bureau_row_item_set_text (item, PROP_KIND, bureau_json_get_string (row, "kind"));
  bureau_row_item_set_text (item, PROP_ARGS, bureau_json_get_string (row, "args"));
}

static void
bureau_request_item_class_init (BureauRequestItemClass *klass)
{
  BUREAU_ROW_ITEM_CLASS (klass)->fill = bureau_request_item_fill;
  bureau_row_item_class_install_texts (BUREAU_ROW_ITEM_CLASS (klass), texts, N_PROPS);
}

static void
bureau_request_item_init (BureauRequestItem *self)
{
}

/**
 * bureau_request_item_end:
 *
 * Ends one that tells how far it is, as its person wants.
 *
 * Returns: (transfer full): as bureau_request_withdraw()
 */
DexFuture *
bureau_request_item_end (BureauRequestItem *self, BureauMemory *memory)
{
  const char *why = g_strcmp0 (self->kind, "import") == 0
                        ? _ ("You ended it. What had come in stays.")
                        : _ ("You ended it.");

  return bureau_request_withdraw (memory, &bureau_decision_cause,
                                  bureau_row_item_get_id (BUREAU_ROW_ITEM (self)), why);
}

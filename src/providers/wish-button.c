/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button of a view starts a workflow that there is, and never anything else. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/wish-private.h"

#define ACTION "start"
#define SHORTEST 4
#define MAX_LABEL 60

/* How many of the words are words of the text, endings aside. */
static guint
count_shared (const char *text, const char *words)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "_-", ' ');
  g_auto (GStrv) own = bureau_text_words (spaced);
  g_auto (GStrv) asked = bureau_text_words (words);
  guint n = 0;

  for (guint i = 0; asked[i] != NULL; i++)
    for (guint j = 0; own[j] != NULL; j++)
      if (strlen (own[j]) >= SHORTEST && strlen (asked[i]) >= SHORTEST
          && strncmp (own[j], asked[i], MIN (strlen (own[j]), strlen (asked[i])) - 1) == 0)
        n++;
  return n;
}

static gboolean
is_by_hand (JsonObject *workflow, const char *collection)
{
  JsonObject *trigger = bureau_json_get_object (workflow, "on");

  return trigger != NULL && g_strcmp0 (bureau_json_get_string (trigger, "hand"), collection) == 0;
}

static guint
fit (JsonObject *workflow, const char *words)
{
  const char *title = bureau_json_get_string (workflow, "title");
  const char *about = bureau_json_get_string (workflow, "description");
  guint shared = count_shared (bureau_json_get_string (workflow, "workflow"), words);

  shared += title != NULL ? count_shared (title, words) : 0;
  return shared + (about != NULL ? count_shared (about, words) : 0);
}

static JsonObject *
find_workflow (BureauWish *self)
{
  JsonArray *workflows = bureau_json_get_array (self->inputs, "workflows");
  JsonObject *best = NULL;
  guint most = 0;

  for (guint i = 0; workflows != NULL && i < json_array_get_length (workflows); i++)
    {
      JsonObject *workflow = json_array_get_object_element (workflows, i);
      guint own = is_by_hand (workflow, self->collection->name) ? fit (workflow, self->button) : 0;

      if (own > most)
        {
          best = workflow;
          most = own;
        }
    }
  return best;
}

static JsonObject *
make_action (BureauWish *self, JsonObject *workflow)
{
  JsonObject *action = json_object_new (), *argument = json_object_new ();
  JsonArray *arguments = json_array_new ();
  g_autofree char *label = bureau_text_shorten (self->button, MAX_LABEL);
  g_autofree char *first = g_utf8_substring (label, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);
  g_autofree char *capital = g_strconcat (upper, g_utf8_next_char (label), NULL);

  json_object_set_string_member (action, "id", ACTION);
  json_object_set_string_member (action, "label", capital);
  json_object_set_string_member (action, "do", "workflow");
  json_object_set_string_member (action, "name", bureau_json_get_string (workflow, "workflow"));
  json_object_set_string_member (action, "per", "row");
  json_object_set_string_member (argument, "arg", "record");
  json_object_set_string_member (argument, "col", "id");
  json_array_add_object_element (arguments, argument);
  json_object_set_array_member (action, "args", arguments);
  return action;
}

/* Where no workflow fits, that is said, and the view has no button. */
void
bureau_wish_add_button (BureauWish *self, JsonObject *view, JsonObject *table)
{
  JsonObject *workflow = find_workflow (self);
  gboolean has_rows = g_strcmp0 (bureau_json_get_string (table, "id"), "rows_shown") == 0;
  gboolean is_board = g_strcmp0 (bureau_json_get_string (table, "type"), "board") == 0;
  JsonObject *problem;
  JsonArray *actions;

  if (workflow == NULL || !has_rows)
    {
      problem = json_object_new ();
      json_object_set_string_member (problem, "words", self->button);
      json_object_set_string_member (problem, "problem",
                                     has_rows ? _ ("No workflow that is started by hand does this.")
                                              : _ ("Only rows of records have buttons."));
      json_array_add_object_element (self->problems, problem);
      return;
    }
  actions = json_array_new ();
  json_array_add_object_element (actions, make_action (self, workflow));
  json_object_set_array_member (view, "actions", actions);
  json_object_set_array_member (table, is_board ? "card_actions" : "row_actions",
                                bureau_wish_names (ACTION, NULL));
  problem = json_object_new ();
  json_object_set_string_member (problem, "words", self->button);
  json_object_set_string_member (problem, "meaning", _ ("a button that starts a workflow"));
  json_array_add_object_element (self->understood, problem);
}

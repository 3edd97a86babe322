/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/direct.h"

#include <glib/gi18n-lib.h>

#include "agents/direct-inputs.h"
#include "agents/direct-model.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/proposal.h"
#include "providers/builtin.h"
#include "views/sentence.h"
#include "views/view.h"
#include "workflows/diff.h"

typedef struct
{
  BureauEnvironment *environment;
  char *actor;
  char *reason;
  char *words;
  char *view;
  char *element;
  JsonObject *opened_from;
  GCancellable *cancellable;
  JsonObject *before; /* the view that is changed, or could be */
} Directing;

static void
directing_free (Directing *self)
{
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->words);
  g_free (self->view);
  g_free (self->element);
  g_clear_pointer (&self->opened_from, json_object_unref);
  g_clear_pointer (&self->before, json_object_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
gather_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Directing *self = data;
  const BureauDirection direction = {
    .words = self->words,
    .view = self->view,
    .element = self->element,
    .opened_from = self->opened_from,
  };
  JsonObject *inputs = bureau_direct_inputs (database, &direction, error);

  if (inputs == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, inputs);
  return TRUE;
}

/* The answer -------------------------------------------------------------------------------------
 */

static void
answer_no (JsonObject *answer, const char *sentence)
{
  JsonObject *text = json_object_new ();

  json_object_set_string_member (text, "text", sentence);
  json_object_set_string_member (answer, "kind", "answer");
  json_object_set_object_member (answer, "answer", text);
  json_object_remove_member (answer, "view");
}

/* A view that keeps its name is the one that is there, changed. */
static gboolean
is_change (Directing *self, JsonObject *view)
{
  return self->before != NULL
         && g_strcmp0 (bureau_json_get_string (self->before, "id"),
                       bureau_json_get_string (view, "id"))
                == 0;
}

/* What is different is told by element. Of a new view that is all of it: there, what was understood
 * says more. */
static void
add_diff (Directing *self, JsonObject *answer, JsonObject *view)
{
  json_object_set_array_member (
      answer, "diff",
      is_change (self, view) ? bureau_document_diff (self->before, view)
                             : json_array_ref (bureau_json_get_array (answer, "understood")));
}

static gboolean
propose (Directing *self, JsonObject *answer, JsonObject *view, GError **error)
{
  const char *origin = bureau_json_get_string (answer, "origin");
  BureauProposal proposal = {
    .kind = "view",
    .level = "operator",
    .origin = origin,
    .title = bureau_json_get_string (view, "title"),
    .target = is_change (self, view) ? bureau_json_get_string (view, "id") : "",
    .body = view,
  };
  gint64 id;

  add_diff (self, answer, view);
  proposal.diff = bureau_json_get_array (answer, "diff");
  id = dex_await_int64 (bureau_proposal_add (self->environment->memory,
                                             &(BureauCause){ self->actor, self->reason },
                                             &proposal),
                        error);
  if (id == 0)
    return FALSE;
  json_object_set_string_member (answer, "kind", "proposal");
  bureau_json_set_id (answer, "proposal", id);
  return TRUE;
}

/* What a check finds wrong is never proposed, nor what would change nothing. */
static gboolean
add_proposal (Directing *self, JsonObject *answer, GError **error)
{
  g_autoptr (JsonObject) view = bureau_view_to_canonical (bureau_json_get_object (answer, "view"));
  g_autoptr (JsonArray) problems = dex_await_boxed (
      bureau_view_verify (self->environment->memory, view), error);
  g_autoptr (JsonArray) changes = NULL;

  if (problems == NULL)
    return FALSE;
  if (json_array_get_length (problems) > 0)
    {
      json_object_set_array_member (answer, "wrong", json_array_ref (problems));
      answer_no (answer, _ ("No view came of these words. Say it with the names of fields."));
      return TRUE;
    }
  json_object_set_object_member (answer, "view", json_object_ref (view));
  changes = is_change (self, view) ? bureau_document_diff (self->before, view) : NULL;
  if (changes == NULL || json_array_get_length (changes) > 0)
    return propose (self, answer, view, error);
  answer_no (answer, _ ("The view is like this already."));
  return TRUE;
}

/* Who answers ------------------------------------------------------------------------------------
 */

static JsonObject *
ask_rules (JsonObject *inputs, GError **error)
{
  JsonObject *answer = bureau_builtin_view (inputs, error);

  if (answer != NULL)
    json_object_set_string_member (answer, "origin", "builtin");
  return answer;
}

/* What the view shows says what was understood. */
static JsonObject *
answer_with (JsonObject *view, const char *provider)
{
  g_auto (GStrv) lines = bureau_view_to_lines (view);
  g_autofree char *origin = g_strconcat ("provider:", provider, NULL);
  JsonObject *answer = json_object_new ();
  JsonArray *understood = json_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      JsonObject *note = json_object_new ();

      json_object_set_string_member (note, "meaning", lines[i]);
      json_array_add_object_element (understood, note);
    }
  json_object_set_object_member (answer, "view", json_object_ref (view));
  json_object_set_array_member (answer, "understood", understood);
  json_object_set_array_member (answer, "problems", json_array_new ());
  json_object_set_string_member (answer, "origin", origin);
  return answer;
}

/* Where a model gave nothing that can be shown, the rules did what they could. */
static JsonObject *
ask (Directing *self, JsonObject *inputs, GError **error)
{
  const char *provider = bureau_direct_get_provider (self->environment);
  g_autoptr (JsonObject) by_rules = ask_rules (inputs, error);
  g_autoptr (JsonObject) view = NULL;
  g_autoptr (GError) failure = NULL;

  if (by_rules == NULL || provider == NULL)
    return g_steal_pointer (&by_rules);
  view = bureau_direct_ask_model (self->environment, inputs, self->reason, self->cancellable,
                                  &failure);
  if (view != NULL)
    return answer_with (view, provider);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_info ("%s made no view: %s", provider, failure->message);
  json_object_set_string_member (by_rules, "failure", failure->message);
  json_object_set_string_member (by_rules, "note",
                                 json_object_has_member (by_rules, "view")
                                     ? _ ("The model gave no view that can be shown. This is what "
                                          "the rules made of the words.")
                                     : _ ("The model gave no view that can be shown."));
  return g_steal_pointer (&by_rules);
}

static DexFuture *
direct_fiber (gpointer data)
{
  Directing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = dex_await_boxed (
      bureau_memory_read (self->environment->memory, gather_cb, self, NULL), &error);
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *before = inputs != NULL ? bureau_json_get_object (inputs, "view") : NULL;

  if (inputs == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (self->view != NULL && before == NULL)
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no view “%s”.",
                                  self->view);
  self->before = before != NULL ? bureau_view_to_canonical (before) : NULL;
  answer = ask (self, inputs, &error);
  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!json_object_has_member (answer, "view"))
    answer_no (answer, _ ("This is not understood yet. Views can be described: which records, by "
                          "what, since when."));
  else if (!add_proposal (self, answer, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, g_steal_pointer (&answer));
}

/**
 * bureau_direct:
 * @environment: outlives the future
 * @cause: who asks
 * @direction: what for
 *
 * Makes a proposal of plain words: the provider of the setting “view_provider” does, or rules do.
 * Nothing that is in force changes.
 *
 * Returns: (transfer full): resolves to {"kind":"proposal"|"answer","understood":[…],"problems":
 *   […],"proposal"?,"view"?,"diff"?,"answer"?,"origin","note"?,"failure"?}, where `diff` is that of
 * bureau_document_diff() for a change and what was understood for a new view, and `note` says that
 * a model failed, `failure` why; %BUREAU_ERROR_INVALID where the words are too many or none,
 * %BUREAU_ERROR_NOT_FOUND where there is no such view
 */
DexFuture *
bureau_direct (BureauEnvironment *environment, const BureauCause *cause,
               const BureauDirection *direction)
{
  Directing *self = g_new0 (Directing, 1);

  self->environment = environment;
  self->actor = g_strdup (cause->actor);
  self->reason = g_strdup (cause->reason);
  self->words = g_strdup (direction->words);
  self->view = g_strdup (direction->view);
  self->element = g_strdup (direction->element);
  g_set_object (&self->cancellable, direction->cancellable);
  if (direction->opened_from != NULL)
    self->opened_from = json_object_ref (direction->opened_from);
  return dex_scheduler_spawn (NULL, 0, direct_fiber, self, (GDestroyNotify)directing_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What agents answered is asked of another model, so that a person sees before switching what would
 * become of it. Nothing is changed by it but the count of what was spent. */
#include "agents/replay.h"

#include "agents/replay-attempt.h"
#include "base/error.h"
#include "base/json.h"

/* A model that fails so often in a row is not asked any more. */
#define MAX_FAILURES 3

typedef struct
{
  BureauEnvironment *environment;
  const BureauReplayTerms *terms;
  BureauLedger ledger;
  GCancellable *cancellable;
  JsonArray *subjects;
} Replay;

static void
replay_clear (Replay *self)
{
  bureau_ledger_clear (&self->ledger);
  g_clear_pointer (&self->subjects, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replay, replay_clear)

/* Beginning --------------------------------------------------------------------------------------
 */

static gboolean
read_subjects (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Replay *self = data;

  self->subjects = bureau_replay_subjects (database, self->terms, error);

  return self->subjects != NULL;
}

static gboolean
check_terms (Replay *self, GError **error)
{
  const BureauReplayTerms *terms = self->terms;
  BureauCatalog *catalog = self->environment->catalog;
  g_autoptr (BureauProvider) provider = NULL;

  if (terms->last < 1 || terms->last > BUREAU_REPLAY_MAX)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "Between 1 and %d messages can be replayed at once.", BUREAU_REPLAY_MAX);
      return FALSE;
    }
  if (terms->workflow != NULL && bureau_catalog_find_workflow (catalog, terms->workflow) == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "There is no workflow “%s”; “bureauctl workflow list” shows them.",
                   terms->workflow);
      return FALSE;
    }
  provider = bureau_provider_shelf_find (self->environment->providers, catalog, terms->provider,
                                         error);

  return provider != NULL;
}

static gboolean
begin (Replay *self, BureauEnvironment *environment, const BureauReplayTerms *terms,
       const char *reason, GError **error)
{
  self->environment = environment;
  self->terms = terms;
  bureau_ledger_init (&self->ledger, environment->memory, reason);

  return check_terms (self, error)
         && dex_await (bureau_memory_read (environment->memory, read_subjects, self, NULL), error);
}

static guint
count_messages (JsonArray *subjects)
{
  gint64 last = 0;
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (subjects); i++)
    {
      gint64 id = bureau_json_get_id (json_array_get_object_element (subjects, i), "message");

      n += id != last;
      last = id;
    }

  return n;
}

static JsonObject *
begin_result (Replay *self)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "provider", self->terms->provider);
  bureau_json_set_string (result, "model", self->terms->model);
  json_object_set_string_member (
      result, "currency",
      bureau_json_get_string (bureau_catalog_get_settings (self->environment->catalog),
                              "currency"));
  json_object_set_int_member (result, "messages", count_messages (self->subjects));
  json_object_set_int_member (result, "steps", json_array_get_length (self->subjects));

  return result;
}

static BureauReplayAttempt
begin_attempt (Replay *self, guint index)
{
  return (BureauReplayAttempt){
    .environment = self->environment,
    .terms = self->terms,
    .ledger = &self->ledger,
    .cancellable = self->cancellable,
    .subject = json_array_get_object_element (self->subjects, index),
  };
}

/**
 * bureau_replay_estimate:
 * @terms: what would be replayed
 *
 * Says beforehand what a replay will probably cost and what it can cost at most; asks nobody.
 * Awaits, so it belongs into a fiber.
 *
 * Errors: as bureau_replay().
 *
 * Returns: (transfer full): `{"provider","model","currency","messages","steps","calls","expected",
 *   "worst","is_known"}` in micros; known is %FALSE where the model has no price
 */
JsonObject *
bureau_replay_estimate (BureauEnvironment *environment, const BureauReplayTerms *terms,
                        GError **error)
{
  g_auto (Replay) self = { 0 };
  g_autoptr (JsonObject) result = NULL;

  if (!begin (&self, environment, terms, "replay", error))
    return NULL;
  result = begin_result (&self);
  json_object_set_boolean_member (result, "is_known", TRUE);
  for (guint i = 0; i < 3; i++)
    json_object_set_int_member (result, (const char *[]){ "calls", "expected", "worst" }[i], 0);
  for (guint i = 0; i < json_array_get_length (self.subjects); i++)
    {
      g_auto (BureauReplayAttempt) one = begin_attempt (&self, i);
      g_autoptr (GError) failure = NULL;

      one.estimate = result;
      /* What cannot even be asked costs nothing; the replay itself will say so. */
      bureau_replay_attempt (&one, &failure);
    }

  return g_steal_pointer (&result);
}

/* A limit or a cancel ends it all; a server that is down would fail for each. */
static gboolean
is_end (Replay *self, const GError *failure, guint n_failures)
{
  return failure != NULL
         && (n_failures >= MAX_FAILURES || g_cancellable_is_cancelled (self->cancellable)
             || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_LIMIT));
}

/**
 * bureau_replay:
 * @terms: what is replayed
 * @reason: in whose course, such as "request:ID"
 * @cancellable: ends it; what was asked is paid
 * @func: (nullable): told of each step as it is done
 *
 * Has the steps that agents did for the last messages done once more by another model. Each is
 * given what it was given then; workflows and agents are those of then and now, records as they
 * stand now. Nothing is written but what the calls took: no record, draft, label or delivery.
 * Limits hold as for any call, and the first that is reached ends it. Awaits, so it belongs into a
 * fiber.
 *
 * Errors: %BUREAU_ERROR_USAGE and %BUREAU_ERROR_NOT_FOUND for terms that cannot be met.
 *
 * Returns: (transfer full): `{"provider","model","currency","messages","steps","items":[…],"sum",
 *   "stopped"?}`; an item as bureau_replay_compare() gives it with `"ms_after"`, `"cost_after"` and
 *   `"error"?`, the sum as bureau_replay_add_up(); stopped says why not all was done
 */
JsonObject *
bureau_replay (BureauEnvironment *environment, const BureauReplayTerms *terms, const char *reason,
               GCancellable *cancellable, BureauReplayFunc func, gpointer data, GError **error)
{
  g_auto (Replay) self = { .cancellable = cancellable };
  g_autoptr (JsonObject) result = NULL;
  JsonObject *sum;
  JsonArray *items;
  guint n, n_failures = 0;

  if (!begin (&self, environment, terms, reason, error))
    return NULL;
  result = begin_result (&self);
  items = json_array_new ();
  json_object_set_array_member (result, "items", items);
  sum = json_object_new ();
  json_object_set_object_member (result, "sum", sum);
  n = json_array_get_length (self.subjects);
  for (guint i = 0; i < n; i++)
    {
      g_auto (BureauReplayAttempt) one = begin_attempt (&self, i);
      g_autoptr (GError) failure = NULL;
      JsonObject *item;

      if (g_cancellable_set_error_if_cancelled (cancellable, &failure))
        n_failures = MAX_FAILURES;
      else
        n_failures = bureau_replay_attempt (&one, &failure) ? 0 : n_failures + 1;
      if (is_end (&self, failure, n_failures))
        {
          json_object_set_string_member (result, "stopped", failure->message);
          break;
        }
      item = bureau_replay_attempt_describe (&one, failure);
      json_array_add_object_element (items, item);
      bureau_replay_add_up (sum, item);
      if (func != NULL)
        func (item, i + 1, n, data);
    }

  return g_steal_pointer (&result);
}

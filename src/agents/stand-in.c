/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/stand-in.h"

#include "base/error.h"
#include "base/json.h"

struct _BureauStandIn
{
  BureauStepContext *context;
  guint next;     /* in the agent's list */
  GError *first;  /* why its own provider did not answer */
  gint64 wait_ms; /* and what it said about being asked again */
  gboolean is_held;
};

/**
 * bureau_stand_in_new:
 * @context: whose agent asks; outlives this. Its own provider is asked first
 *
 * Returns: (transfer full): nobody stands in yet
 */
BureauStandIn *
bureau_stand_in_new (BureauStepContext *context)
{
  BureauStandIn *self = g_new0 (BureauStandIn, 1);

  self->context = context;
  context->provider = context->agent->provider;
  context->model = context->agent->model;

  return self;
}

void
bureau_stand_in_free (BureauStandIn *self)
{
  g_clear_error (&self->first);
  g_free (self);
}

/* A server that fails, or takes nothing from this business; nothing else is mended by another. */
static gboolean
is_about_provider (BureauStandIn *self, const GError *failure)
{
  return !self->context->outcome->is_stopped
         && (self->context->outcome->is_shut
             || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE)
             || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND));
}

static void
keep_first (BureauStandIn *self, const GError *failure)
{
  if (self->first)
    return;
  self->first = g_error_copy (failure);
  self->wait_ms = self->context->outcome->wait_ms;
  self->is_held = self->context->outcome->is_held;
}

/**
 * bureau_stand_in_turn:
 * @failure: why the one that was asked did not answer
 *
 * Turns to the next that may answer instead.
 *
 * Returns: whether there is one
 */
gboolean
bureau_stand_in_turn (BureauStandIn *self, const GError *failure)
{
  BureauOutcome *outcome = self->context->outcome;

  if (!is_about_provider (self, failure) || !self->context->agent->fallback[self->next])
    return FALSE;
  keep_first (self, failure);
  outcome->wait_ms = -1;
  outcome->is_held = FALSE;
  outcome->is_shut = FALSE;
  self->context->provider = self->context->agent->fallback[self->next++];
  self->context->model = NULL;

  return TRUE;
}

/**
 * bureau_stand_in_tell:
 *
 * Somebody answered: where it is not the agent's own provider, the step's output says who and why.
 */
void
bureau_stand_in_tell (BureauStandIn *self)
{
  g_autofree char *text = NULL;

  if (!self->first)
    return;
  text = g_strdup_printf ("“%s” answered instead of “%s”: %s", self->context->provider,
                          self->context->agent->provider, self->first->message);
  json_object_set_string_member (self->context->outcome->output, "instead", text);
}

/* What the others say about their own failing does not decide whether it is tried again. */
static gboolean
is_about_others (const GError *failure)
{
  return !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         && !g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY)
         && !g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_CONFLICT);
}

/**
 * bureau_stand_in_fail:
 * @failure: of the one that was asked last
 * @error: return location: that of the agent's own provider, with what became of the others
 */
void
bureau_stand_in_fail (BureauStandIn *self, const GError *failure, GError **error)
{
  if (!self->first || !is_about_others (failure))
    {
      g_propagate_error (error, g_error_copy (failure));
      return;
    }
  self->context->outcome->wait_ms = self->wait_ms;
  self->context->outcome->is_held = self->is_held;
  g_set_error (error, self->first->domain, self->first->code, "%s “%s” was asked instead: %s",
               self->first->message, self->context->provider, failure->message);
}

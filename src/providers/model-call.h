/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/exchange.h"
#include "providers/wire.h"

G_BEGIN_DECLS

/**
 * BureauModelPlace:
 * @wire: how it speaks
 * @base_url: where it is, without the wire's path
 * @key: (nullable): what it is asked with
 *
 * Where a model is asked. Belongs to its provider.
 */
typedef struct
{
  const BureauWire *wire;
  char *base_url;
  char *key;
} BureauModelPlace;

void bureau_model_place_clear (BureauModelPlace *self);
char *bureau_model_place_make_url (const BureauModelPlace *self,
                                   const char *path) G_GNUC_WARN_UNUSED_RESULT;
BureauExchange *bureau_model_place_open (const BureauModelPlace *self, const char *method,
                                         const char *path,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Told whenever more of the turn has come. */
typedef void (*BureauModelGrownFunc) (const BureauTurn *turn, gpointer data);

/**
 * BureauModelCall:
 * @place: where
 * @body: what, as the wire writes it
 * @deadlines: how long
 * @cancellable: whoever may take it back
 * @grown: told of each piece
 *
 * One call of a model.
 */
typedef struct
{
  const BureauModelPlace *place;
  JsonObject *body;
  BureauDeadlines deadlines;
  GCancellable *cancellable;
  BureauModelGrownFunc grown;
  gpointer data;
} BureauModelCall;

/**
 * BureauModelOutcome:
 * @turn: what came, whole or not
 * @status: of HTTP; 0 where nothing came back
 * @wait_ms: for how long the server wants to be left alone; -1 where it does not say
 * @may_retry: asking again may help
 * @was_taken: the server took the request, so something may have been used
 *
 * How a call ended.
 */
typedef struct
{
  BureauTurn *turn;
  guint status;
  gint64 wait_ms;
  gboolean may_retry;
  gboolean was_taken;
} BureauModelOutcome;

void bureau_model_outcome_clear (BureauModelOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauModelOutcome, bureau_model_outcome_clear)

gboolean bureau_model_call (const BureauModelCall *self, BureauModelOutcome *outcome,
                            GError **error);
gboolean bureau_model_read_refusal (BureauExchange *exchange, BureauModelOutcome *outcome,
                                    GError **error);

G_END_DECLS

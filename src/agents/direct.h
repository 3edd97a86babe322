/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/environment.h"

G_BEGIN_DECLS

/**
 * BureauDirection:
 * @words: what is asked for, in plain words
 * @view: (nullable): the name of the view that is to be changed; %NULL where the words say whether
 * @element: (nullable): the id of its element that is meant
 * @opened_from: (nullable): {"view"?,"params"?,"record"?} that the window showed
 * @cancellable: (nullable): ends what a model is asked
 *
 * What the operator wants.
 */
typedef struct
{
  const char *words;
  const char *view;
  const char *element;
  JsonObject *opened_from;
  GCancellable *cancellable;
} BureauDirection;

DexFuture *bureau_direct (BureauEnvironment *environment, const BureauCause *cause,
                          const BureauDirection *direction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

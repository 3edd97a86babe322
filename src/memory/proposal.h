/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauProposal:
 * @kind: what it changes: "view"
 * @level: "operator" or "builder"
 * @origin: who made it: "builtin", "agent:NAME", …
 * @title: what it is, in a line
 * @target: the name of what it changes; "" for something new
 * @body: the document as it will be
 * @diff: (nullable): what is different, in words
 *
 * A change to the system itself, which waits for a person's yes.
 */
typedef struct
{
  const char *kind;
  const char *level;
  const char *origin;
  const char *title;
  const char *target;
  JsonObject *body;
  JsonArray *diff;
} BureauProposal;

DexFuture *bureau_proposal_add (BureauMemory *memory, const BureauCause *cause,
                                const BureauProposal *proposal) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_proposal_insert (BureauTransaction *transaction, const BureauProposal *proposal,
                               GError **error);
gboolean bureau_proposal_find_obstacle (BureauDatabase *database, const char *origin,
                                        JsonObject *body, guint n_before, char **obstacle,
                                        GError **error);
DexFuture *bureau_proposal_accept (BureauMemory *memory, const BureauCause *cause,
                                   gint64 proposal) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_proposal_reject (BureauMemory *memory, const BureauCause *cause, gint64 proposal,
                                   const char *reason) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_proposal_list (BureauDatabase *database, gboolean all, GError **error);
JsonObject *bureau_proposal_find (BureauDatabase *database, gint64 proposal, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/transaction.h"

G_BEGIN_DECLS

/* A chain of runs that start each other is stopped behind this one. */
#define BUREAU_RUN_MAX_DEPTH 8

/**
 * BureauRunStart:
 * @workflow: its name
 * @version: its version, which the run keeps
 * @cause: what started it, `{"trigger":"record|message|hand|start",…}`
 * @entry: the journal's entry that did, or 0
 * @message: the message it is about, or 0; found by the record where it is 0
 * @collection: (nullable): the collection of @record
 * @record: the record it is about, or 0
 * @parent: the run that caused it, or 0
 * @opened_from: (nullable): what the desk showed when a person started it
 * @state: "queued", or "running" where the engine takes it up at once
 * @error: (nullable): why it is parked from the start
 * @advice: (nullable): what to do about it
 *
 * A run to be.
 */
typedef struct
{
  const char *workflow;
  gint64 version;
  JsonObject *cause;
  gint64 entry;
  gint64 message;
  const char *collection;
  gint64 record;
  gint64 parent;
  JsonObject *opened_from;
  const char *state;
  const char *error;
  const char *advice;
} BureauRunStart;

gint64 bureau_run_insert (BureauTransaction *transaction, const BureauRunStart *start,
                          gboolean *is_parked, GError **error);

G_END_DECLS

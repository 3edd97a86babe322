/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/transaction.h"

G_BEGIN_DECLS

/**
 * BureauEvidence:
 * @field: the value it is for
 * @quote: (nullable): the words of the source that the value rests on, where they do not stand in
 *   a message's text
 * @start: where they start in the message's text, in bytes; -1 where they stand elsewhere
 * @length: how many bytes they have
 * @is_inferred: whether no words of the source were found to say so
 *
 * What one value rests on.
 */
typedef struct
{
  char *field;
  char *quote;
  gint64 start;
  gint64 length;
  gboolean is_inferred;
} BureauEvidence;

/* Whose evidence it is. */
typedef struct
{
  gint64 run;
  const char *step;
  gint64 message;
} BureauEvidenceOrigin;

GArray *bureau_evidence_find (JsonArray *fields, JsonObject *source, JsonObject *values,
                              JsonObject *quotes, gboolean by_rules) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_evidence_insert (BureauTransaction *transaction, gint64 record, GArray *evidence,
                                 const BureauEvidenceOrigin *origin, GError **error);

gboolean bureau_evidence_add (BureauTransaction *transaction, gint64 record, GArray *evidence,
                              const BureauEvidenceOrigin *origin, GError **error);

G_END_DECLS

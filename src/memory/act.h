/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What an act of the state machines is about; each takes what it needs. */
typedef struct
{
  gint64 id;
  const char *name;
  const char *text;
  JsonObject *object;
  JsonNode *node;
  const char *const *words;
} BureauAct;

typedef gboolean (*BureauActFunc) (BureauTransaction *transaction, const BureauAct *act,
                                   GValue *result, GError **error);

DexFuture *bureau_memory_act (BureauMemory *memory, const BureauCause *cause, BureauActFunc func,
                              const BureauAct *act) G_GNUC_WARN_UNUSED_RESULT;
void bureau_value_take_id (GValue *value, gint64 id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

typedef enum
{
  BUREAU_TROUBLE_WORK,
  BUREAU_TROUBLE_FILES,
  BUREAU_TROUBLE_RUNS,
  BUREAU_TROUBLE_REQUESTS,
  BUREAU_TROUBLE_SENDING,
  BUREAU_N_TROUBLES,
} BureauTroubleKind;

/**
 * BureauTroubles:
 *
 * What keeps the engine from its work though it goes on trying: told as the presence's trouble
 * while it lasts, and by a request that failed, a row that stays, as soon as one can be written.
 */
typedef struct _BureauTroubles BureauTroubles;

BureauTroubles *bureau_troubles_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
void bureau_troubles_free (BureauTroubles *self);
void bureau_troubles_begin (BureauTroubles *self, BureauTroubleKind kind, const char *sentence);
void bureau_troubles_end (BureauTroubles *self, BureauTroubleKind kind);

gboolean bureau_trouble_write (BureauTransaction *transaction, const char *kind, const char *about,
                               const char *sentence, GError **error);

G_END_DECLS

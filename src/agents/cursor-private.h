/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/cursor.h"

G_BEGIN_DECLS

/* A change that may meet a workflow's trigger. */
typedef struct
{
  const BureauCatalogEntry *entry;
  const BureauChange *change;
  gboolean matched; /* it met it before */
  gboolean fits;    /* it meets it now */
  char *problem;    /* why that cannot be said */
} BureauCursorCandidate;

struct _BureauCursor
{
  BureauCatalog *catalog;
  BureauAgenda *agenda; /* borrowed */
  GArray *candidates;
};

G_END_DECLS

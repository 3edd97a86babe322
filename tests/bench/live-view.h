/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/workspace-fixture.h"

G_BEGIN_DECLS

#define LIVE_SOURCES 10
#define LIVE_WRITES_PER_SECOND 200

/* Ten sources of a view over clients, and somebody who writes new clients all the time. */
extern const char *const live_statements[LIVE_SOURCES];

typedef struct
{
  Workspace *workspace;
  guint n_written;
  gint64 begun;
  guint timer;
} LiveWriter;

JsonObject *live_document (void);
void live_writer_start (LiveWriter *self);
void live_writer_stop (LiveWriter *self);

G_END_DECLS

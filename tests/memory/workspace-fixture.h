/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A new workspace in a folder of its own, and what tests do with it on the main loop. */
typedef struct
{
  char *folder;
  char *path;
  BureauMemory *memory;
} Workspace;

extern const BureauCause operator_cause;
extern const BureauCause agent_cause;

void workspace_set_up (Workspace *self, gconstpointer data);
void workspace_tear_down (Workspace *self, gconstpointer data);
void workspace_reopen (Workspace *self, BureauMemoryFlags flags);

/* Run the main loop until a future is settled; each takes the future. */
void await_ok (DexFuture *future);
void await_error (DexFuture *future, int code);
gboolean await_verdict (DexFuture *future);
gint64 await_id (DexFuture *future);
JsonArray *await_rows (Workspace *self, const char *sql);
gint64 await_number (Workspace *self, const char *sql);
char *await_text (Workspace *self, const char *sql);

JsonObject *json_object_of (const char *text);
void define_clients (Workspace *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../memory/workspace-fixture.h"
#include "mock-models.h"

/* Questions to a model over a real connection, of a server that does whatever it is told to. Its
 * key is in the environment as BUREAU_SECRET_MOCK. */

#define MODEL_N_WIRES 3
extern const char *const model_wires[MODEL_N_WIRES];

BureauTask *model_make_task (gint64 idle_ms, gint64 deadline_ms);
BureauTask *model_make_task_with_tools (void);

/* One question, and what became of it. */
typedef struct
{
  BureauReply *reply;
  GError *error;
} Asked;

void asked_clear (Asked *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

Asked model_ask_provider (BureauProvider *provider, BureauTask *task);
Asked model_ask_with (MockModels *mock, const char *wire, const char *script, gint64 idle_ms,
                      gint64 deadline_ms);
Asked model_ask (MockModels *mock, const char *wire, const char *script);

/* Waits for it, and drops it. */
void model_settle (DexFuture *future, GError **error);

guint model_count_requests (MockModels *mock);
JsonObject *model_last_request (MockModels *mock);
void model_assert_answer (const Asked *asked, const char *choice);

typedef struct
{
  const char *name;
  void (*test) (MockModels *mock, gconstpointer data);
} ModelTest;

int model_tests_run (int argc, char **argv, const ModelTest *tests, guint n);

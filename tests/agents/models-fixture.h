/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../providers/mock-models.h"
#include "engine-fixture.h"

/* A workspace for inquiries with an engine, whose agents ask tests/support/models.py. Its key is in
 * the environment as BUREAU_SECRET_MOCK. */
typedef struct
{
  Bench bench;
  MockModels mock;
} Models;

void models_set_up (Models *self, gconstpointer data);
void models_tear_down (Models *self, gconstpointer data);

/* One member of an agent, as JSON. */
void models_change_agent (Models *self, const char *agent, const char *member, const char *value);
/* A document in force. */
void models_put_document (Models *self, const char *kind, JsonObject *document);
/* One setting changes who answers for an agent. */
void models_set_provider (Models *self, const char *agent, const char *provider);

/* @model tells the server what to do, as it says. */
void models_connect (Models *self, const char *name, const MockModels *mock, const char *kind,
                     const char *model);
void models_connect_mock (Models *self, const char *model);

/* A euro for a million tokens read, ten for a million written. */
void models_set_price (Models *self, const char *model);

guint models_count_requests (Models *self);

/* Until what stands in memory is so. */
void models_wait_for (Models *self, const char *sql, gint64 expected);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../agents/engine-fixture.h"

G_BEGIN_DECLS

/* A workspace whose agents ask the model of bench-model-server: one sorts, one writes. */
typedef struct
{
  Bench bench;
  GSubprocess *server;
  guint port;
} ModelOffice;

void model_office_open (ModelOffice *self, const char *const *server_options, int n_concurrent);
void model_office_close (ModelOffice *self);

G_END_DECLS

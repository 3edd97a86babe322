/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/provider.h"

/* tests/support/models.py as a process of its own. */
typedef struct
{
  GSubprocess *process;
  guint port;
} MockModels;

void mock_models_start (MockModels *self);
void mock_models_stop (MockModels *self);
JsonObject *mock_models_ask (MockModels *self, const char *method, const char *path,
                             const char *body);
void mock_models_control (MockModels *self, const char *json);
BureauProvider *mock_models_connect (MockModels *self, const char *kind, const char *model);

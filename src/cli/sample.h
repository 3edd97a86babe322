/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* The sample business of `bureauctl demo`. */
#define BUREAU_SAMPLE_TEMPLATE "lead-intake"

/* Fills the open workspace, which has the template installed: {"messages","drafts"}. */
JsonObject *bureau_sample_fill (BureauCall *call, GError **error);

G_END_DECLS

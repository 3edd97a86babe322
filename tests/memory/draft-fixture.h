/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workspace-fixture.h"

#define DRAFT_STATE "SELECT state FROM bureau_draft"
#define DELIVERY_STATE "SELECT state FROM bureau_delivery ORDER BY id DESC LIMIT 1"

/* A draft of an agent to Marta, and what becomes of it. */
gint64 draft_fixture_add (Workspace *self);
void draft_fixture_edit (Workspace *self, gint64 draft, const char *changes);
char *draft_fixture_hash (Workspace *self, gint64 draft);

/* The one text that @sql gives is @expected. */
void draft_fixture_assert (Workspace *self, const char *sql, const char *expected);

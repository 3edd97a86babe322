/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A view of tests/views/views. */
JsonObject *view_fixture_load (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

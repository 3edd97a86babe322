/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../memory/workspace-fixture.h"

/* Writes a file beside the workspace. */
char *import_put (Workspace *workspace, const char *name, const char *content);

/* What became of each file. */
JsonArray *import_wait (DexFuture *future, GError **error);
JsonArray *import_all (Workspace *workspace, const char *const *paths, const char *into);
JsonObject *import_one (Workspace *workspace, const char *path, const char *into);

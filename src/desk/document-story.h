/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

JsonObject *bureau_document_story_load (BureauDatabase *database, const char *kind,
                                        const char *name, GError **error);
JsonObject *bureau_document_story_find_version (JsonObject *story,
                                                gint64 number) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_document_story_key (const char *kind, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauMemoryPage:
 *
 * What the business knows: its collections, their records, the messages and the drafts.
 * The action "page.find" begins a search over everything. Properties `memory`, set once, and
 * `count`, which is always 0: nothing here asks for a person.
 */
#define BUREAU_TYPE_MEMORY_PAGE (bureau_memory_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauMemoryPage, bureau_memory_page, BUREAU, MEMORY_PAGE, AdwBin)

void bureau_memory_page_open (BureauMemoryPage *self, gint64 id);
JsonObject *bureau_memory_page_dup_place (BureauMemoryPage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

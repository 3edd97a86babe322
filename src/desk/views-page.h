/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauViewsPage:
 *
 * The views; each opens on a page of its own, on real rows. Properties `memory`, set once, and
 * `count`, which is 0: none of them asks for a person.
 */
#define BUREAU_TYPE_VIEWS_PAGE (bureau_views_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewsPage, bureau_views_page, BUREAU, VIEWS_PAGE, AdwBin)

void bureau_views_page_open (BureauViewsPage *self, const char *name, JsonObject *values);
JsonObject *bureau_views_page_dup_place (BureauViewsPage *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_views_page_ask (BureauViewsPage *self, const char *words, JsonObject *place_or_null);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"
#include "views/tweaks.h"

G_BEGIN_DECLS

/**
 * BureauShownView:
 *
 * A view on real rows: what its parameters are set to, and the rows that its elements see. It
 * follows memory: a commit that touches what a source rests on lets that source be read again, off
 * the main thread and a few times a second at most; so does a parameter that it reads.
 *
 * Signal `param-changed (const char *id)`: a parameter was set.
 */
#define BUREAU_TYPE_SHOWN_VIEW (bureau_shown_view_get_type ())
G_DECLARE_FINAL_TYPE (BureauShownView, bureau_shown_view, BUREAU, SHOWN_VIEW, GObject)

BureauShownView *bureau_shown_view_new (BureauMemory *memory, JsonObject *document,
                                        JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_shown_view_get_document (BureauShownView *self);
BureauViewTweaks *bureau_shown_view_get_tweaks (BureauShownView *self);
JsonObject *bureau_shown_view_get_element (BureauShownView *self, const char *id);
JsonObject *bureau_shown_view_get_action (BureauShownView *self, const char *id);
BureauShownRows *bureau_shown_view_get_rows (BureauShownView *self, const BureauShownWish *wish);

void bureau_shown_view_release_rows (BureauShownView *self, BureauShownRows *rows);
const char *bureau_shown_view_get_key (BureauShownView *self, const char *source);
void bureau_shown_view_read_totals (BureauShownView *self, BureauShownRows *rows,
                                    const char *const *columns);

JsonObject *bureau_shown_view_get_values (BureauShownView *self);
JsonNode *bureau_shown_view_get_param (BureauShownView *self, const char *id);
void bureau_shown_view_set_param (BureauShownView *self, const char *id, JsonNode *value);
void bureau_shown_view_reset_param (BureauShownView *self, const char *id);
gboolean bureau_shown_view_is_start (BureauShownView *self, const char *id);

DexFuture *bureau_shown_view_read_title (BureauShownView *self, const char *collection,
                                         gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void bureau_shown_view_refresh (BureauShownView *self);
void bureau_shown_view_set_is_asleep (BureauShownView *self, gboolean is_asleep);

G_END_DECLS

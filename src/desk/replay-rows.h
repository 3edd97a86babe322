/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *bureau_replay_rows_say_estimate (JsonObject *estimate) G_GNUC_WARN_UNUSED_RESULT;
void bureau_replay_rows_fill_sum (GtkListBox *list, JsonObject *replay);
void bureau_replay_rows_add (GtkListBox *list, JsonObject *item, const char *currency);

G_END_DECLS

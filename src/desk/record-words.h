/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a record, message, draft or run is called; of a thread as bureau_record_thread() gives it.
 */
const char *bureau_record_words_get (JsonObject *thread, const char *field);
char *bureau_record_words_title (JsonObject *thread) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

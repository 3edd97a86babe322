/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *bureau_words_age (const char *time, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_time (const char *time) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_span (const char *from, const char *to) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_cost (gint64 micros, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_spent (gint64 micros, const char *currency,
                          gboolean has_unknown) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_unknown (gint64 n) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_usage (JsonObject *row) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_mailbox (const char *name, const char *address) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_recipients (JsonArray *recipients) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_words_recipients_of (const char *json) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

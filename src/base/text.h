/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_text_to_utf8 (const char *bytes, gssize length) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_text_shorten (const char *text, gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
/* Room for a word that is named in a sentence. */
#define BUREAU_TEXT_CLIP 68
const char *bureau_text_clip (const char *text, char buffer[BUREAU_TEXT_CLIP]);
char *bureau_text_one_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_text_visible (const char *text, guint *n_hidden) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_text_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_text_cuts_word (const char *text, const char *at);
const char *bureau_text_find (const char *text, const char *words, gsize *length);
char *bureau_text_sha256 (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
double bureau_text_share_changed (const char *before, const char *after);
gboolean bureau_text_is_name (const char *text);
char *bureau_text_to_name (const char *label) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_text_title (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

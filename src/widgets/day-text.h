/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day as people write it here, and as it is stored. */
char *bureau_day_text_write (const char *day) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_day_text_write_moment (const char *moment) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_day_text_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_day_text_read_moment (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

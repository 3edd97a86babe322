/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

char *corpus_path (const char *relative);
GPtrArray *corpus_files (const char *relative);
/* µs of the processor that this thread has had: what a loaded machine does not lengthen. */
gint64 cpu_time (void);
GBytes *corpus_read (const char *path);

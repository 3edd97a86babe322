/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

char *corpus_path (const char *relative);
GPtrArray *corpus_files (const char *relative);
GBytes *corpus_read (const char *path);

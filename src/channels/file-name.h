/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_file_name_safe (const char *name, const char *fallback) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

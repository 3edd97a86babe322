/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint bureau_json_place_find_line (const char *text, const char *pointer);

G_END_DECLS

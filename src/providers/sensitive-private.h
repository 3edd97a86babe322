/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/sensitive.h"

G_BEGIN_DECLS

gboolean bureau_sensitive_is_begin (const char *text, gsize at);
gsize bureau_sensitive_match_key (const char *text, gsize at);

G_END_DECLS

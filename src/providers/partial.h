/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_partial_text (const char *json, const char *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

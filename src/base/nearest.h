/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *bureau_nearest (const char *text, const char *const *candidates, guint *n_plausible);

G_END_DECLS

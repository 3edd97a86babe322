/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/source.h"

G_BEGIN_DECLS

gboolean bureau_sum_at (const BureauSource *source, guint token, guint exponent, gint64 *minor);

G_END_DECLS

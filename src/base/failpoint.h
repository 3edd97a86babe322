/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A named place where a test can kill the process or fail a call:
 * BUREAU_FAILPOINT=name:n:kill|fail. Costs one comparison where the variable is not set. */
gboolean bureau_failpoint (const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_snooze_time (const char *choice, GDateTime *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double thread_time_worked (void);
double thread_time_queued (void);

G_END_DECLS

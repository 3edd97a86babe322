/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/environment.h"
#include "agents/run.h"

G_BEGIN_DECLS

/**
 * bureau_runner_run:
 * @environment: outlives the run
 * @run: (transfer none): stays valid until the future settles; its `is_cancelled` may be set
 * meanwhile
 *
 * Takes a claimed run as far as it goes: done, waiting, parked, cancelled, or queued for a later
 * attempt. All that comes of it is in its rows. Called in a fiber, which is free again once nothing
 * but the disk is waited for.
 *
 * Returns: (transfer full): resolves to %TRUE where the outcome is committed; rejects where memory
 *   cannot be written, and then the run's row still says running
 */
DexFuture *bureau_runner_run (BureauEnvironment *environment,
                              BureauRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

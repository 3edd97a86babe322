/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BureauPhase:
 * @BUREAU_PHASE_READING: files are taken in
 * @BUREAU_PHASE_CHECKING: a workspace is looked through for damage
 * @BUREAU_PHASE_COPYING: a workspace is copied
 * @BUREAU_PHASE_FILLING: the sample business is made
 * @BUREAU_PHASE_WRITING: what a view shows is written
 *
 * What a long piece of work is at.
 */
typedef enum
{
  BUREAU_PHASE_READING,
  BUREAU_PHASE_CHECKING,
  BUREAU_PHASE_COPYING,
  BUREAU_PHASE_FILLING,
  BUREAU_PHASE_WRITING,
} BureauPhase;

/**
 * BureauProgressState:
 * @phase: what it is at
 * @done: how much of @total is done
 * @total: 0 where nobody knows
 * @items: how many things came of it so far, or -1 where they are not counted
 */
typedef struct
{
  BureauPhase phase;
  gint64 done;
  gint64 total;
  gint64 items;
} BureauProgressState;

/**
 * BureauProgress:
 *
 * How far a long piece of work has come, and whether it is to end early. Set and asked from any
 * thread; what the work itself calls takes %NULL where nobody looks.
 *
 * Signal `changed`: on the main context, ten times a second at most.
 */
#define BUREAU_TYPE_PROGRESS (bureau_progress_get_type ())
G_DECLARE_FINAL_TYPE (BureauProgress, bureau_progress, BUREAU, PROGRESS, GObject)

BureauProgress *bureau_progress_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_progress_begin (BureauProgress *self, BureauPhase phase);
void bureau_progress_set (BureauProgress *self, gint64 done, gint64 total);
void bureau_progress_set_items (BureauProgress *self, gint64 items);
void bureau_progress_get (BureauProgress *self, BureauProgressState *state);
int bureau_progress_get_percent (BureauProgress *self);
void bureau_progress_cancel (BureauProgress *self);
gboolean bureau_progress_is_cancelled (BureauProgress *self);
gboolean bureau_progress_check (BureauProgress *self, GError **error);

char *bureau_progress_print (BureauProgress *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_progress_take (BureauProgress *self, const char *text);

G_END_DECLS

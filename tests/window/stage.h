/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/window.h"

G_BEGIN_DECLS

/* How the workspace comes before the window. */
typedef enum
{
  STAGE_FULL,    /* read and shown */
  STAGE_LOADING, /* every reading waits */
  STAGE_ERROR,   /* every reading fails */
  STAGE_OPENING, /* not opened yet */
  STAGE_WELCOME, /* not begun yet */
  STAGE_PROBLEM, /* cannot be opened */
} StageState;

/* A window on a workspace, set up as a test wants to see it and brought to rest. */
typedef struct _Stage Stage;

Stage *stage_new (const char *workspace, StageState state, int width, int height);
void stage_free (Stage *self);
BureauWindow *stage_get_window (Stage *self);
void stage_settle (Stage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS

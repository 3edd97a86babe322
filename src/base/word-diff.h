/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BUREAU_WORD_KEPT,
  BUREAU_WORD_REMOVED,
  BUREAU_WORD_ADDED,
} BureauWordChange;

typedef void (*BureauWordFunc) (BureauWordChange change, const char *text, gpointer data);

void bureau_word_diff (const char *before, const char *after, BureauWordFunc func, gpointer data);

G_END_DECLS

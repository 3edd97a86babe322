/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

/* What the files of shown rows share. */
struct _BureauShownRows
{
  GObject parent_instance;

  BureauShownWish wish; /* its texts are owned */
  JsonObject *source;
  BureauShownState state;
  JsonObject *answer; /* the last good one */
  JsonArray *rows;    /* of it */
  GHashTable *places; /* column → its place in a row, and 1 */
  char *problem;
  BureauShownWindow *window; /* where there are more rows than were read; else NULL */
  JsonObject *totals;        /* over all of them, once they are known */
};

/* shown-rows.c */
void bureau_shown_rows_tell_changed (BureauShownRows *self, gboolean are_new);
void bureau_shown_rows_tell_filled (BureauShownRows *self, GHashTable *ids);
void bureau_shown_rows_tell_wanted (BureauShownRows *self);

G_END_DECLS

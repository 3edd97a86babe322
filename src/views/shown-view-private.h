/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-view.h"

G_BEGIN_DECLS

/* What the files of a shown view share. */
struct _BureauShownView
{
  GObject parent_instance;

  BureauMemory *memory;
  JsonObject *document;
  BureauViewPlan *plan;
  JsonObject *values;
  BureauViewTweaks *tweaks;
  GPtrArray *asked; /* BureauShownAsked: rows that elements look at */
  gint64 entry;     /* the newest that is known; -1 before the first look */
  gint64 looked_at;
  guint timer;
  guint rest_timer;
  gboolean is_looking;
  gboolean is_behind; /* something was committed since the last look */
  gboolean is_asleep;
};

/* How much of rows that are too many for one reading is read. */
typedef enum
{
  BUREAU_SHOWN_READS_ALL,   /* by the order of their ids */
  BUREAU_SHOWN_READS_MANY,  /* they have no such order: as many as can be read at once */
  BUREAU_SHOWN_READS_FIRST, /* and that takes too long: the first */
} BureauShownExtent;

typedef struct
{
  BureauShownRows *rows;
  gboolean is_reading;
  gboolean is_dirty;
  BureauShownExtent extent;
  gboolean is_ordering;
  gboolean is_fetching;
  gint64 asked_at;    /* when their order was asked for */
  gint64 rests_until; /* so that the orders of many rows take a fifth of the time */
  guint n_users;
} BureauShownAsked;

/* shown-reading.c */
void bureau_shown_view_read_rows (BureauShownView *self, BureauShownAsked *asked);
void bureau_shown_view_read_dirty (BureauShownView *self);
void bureau_shown_view_read_wanted (BureauShownView *self, BureauShownRows *rows);

/* shown-follow.c */
void bureau_shown_view_follow (BureauShownView *self);
void bureau_shown_view_look (BureauShownView *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

/**
 * BureauTone:
 *
 * How a value looks; never said by a colour alone.
 */
typedef enum
{
  BUREAU_TONE_NONE,
  BUREAU_TONE_NEUTRAL,
  BUREAU_TONE_GOOD,
  BUREAU_TONE_WARN,
  BUREAU_TONE_BAD,
} BureauTone;

BureauTone bureau_tone_parse (const char *name);

/**
 * BureauCell:
 * @text: what is shown
 * @tone: how
 * @is_badge: whether it is a short word in a frame
 *
 * A value of a row as an element shows it.
 */
typedef struct
{
  char *text;
  BureauTone tone;
  gboolean is_badge;
} BureauCell;

void bureau_cell_clear (BureauCell *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauCell, bureau_cell_clear)

void bureau_cell_fill (BureauCell *self, BureauShownRows *rows, guint row, JsonObject *shape);
void bureau_cell_fill_badge (BureauCell *self, BureauShownRows *rows, guint row, JsonNode *badge);

gboolean bureau_cell_is_bar (JsonObject *shape);
GHashTable *bureau_cell_bars_new (void) G_GNUC_WARN_UNUSED_RESULT;
double bureau_cell_share (BureauShownRows *rows, guint row, const char *column, GHashTable *bars);
char *bureau_cell_total (BureauShownRows *rows, JsonObject *shape) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_cell_fill_summary (BureauShownRows *rows, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_cell_fill_words (BureauShownRows *rows, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_cell_fill_markdown (BureauShownRows *rows, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

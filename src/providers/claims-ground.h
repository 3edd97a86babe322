/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/extract.h"
#include "providers/sum.h"

G_BEGIN_DECLS

/* Numbers are looked up in hundredths. */
#define BUREAU_GROUND_DECIMALS 2

/**
 * BureauGround:
 * @text: every text of it, a line each
 * @sums: of gint64: each number, in hundredths
 * @days: of Julian day numbers
 * @words: folded
 * @source: (nullable): its text as the rules read it
 *
 * What a letter was written from.
 */
typedef struct
{
  GString *text;
  GHashTable *sums;
  GHashTable *days;
  GHashTable *words;
  BureauSource *source;
} BureauGround;

void bureau_ground_init (BureauGround *self, JsonObject *inputs);
void bureau_ground_clear (BureauGround *self);
gboolean bureau_ground_has_words (const BureauGround *self, const char *text);
gboolean bureau_ground_has_sum (const BureauGround *self, const BureauSum *sum);

/* What the letter is read with, too. */
BureauSource *bureau_ground_read_text (const char *text,
                                       JsonObject *inputs) G_GNUC_WARN_UNUSED_RESULT;
BureauExtraction bureau_ground_extraction (const BureauSource *source, JsonObject *inputs);

G_END_DECLS

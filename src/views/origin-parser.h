/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/origin-private.h"

G_BEGIN_DECLS

/* Tokens of a text that has no comments; behind the last an empty one. */
typedef struct
{
  GArray *tokens;
  const char *text;
  guint at;
  guint depth; /* of statements in statements */
} BureauOriginParser;

const BureauSqlToken *bureau_origin_peek (const BureauOriginParser *self, guint i);
gboolean bureau_origin_is_end (const BureauOriginParser *self, guint i);
gboolean bureau_origin_is_sign (const BureauOriginParser *self, guint i, const char *sign);
gboolean bureau_origin_is_one_of (const BureauOriginParser *self, guint i,
                                  const char *const *words);
gboolean bureau_origin_is_name (const BureauOriginParser *self, guint i);
gboolean bureau_origin_accept (BureauOriginParser *self, const char *sign);
guint bureau_origin_behind_closed (const BureauOriginParser *self, guint i);
char *bureau_origin_dup_between (const char *start, const char *end);
GArray *bureau_origin_cut (const char *text);
char *bureau_origin_blank_comments (const char *sql);
void bureau_origin_read_item (BureauOriginParser *self, BureauOriginSelect *select);
gboolean bureau_origin_ends_item (const BureauOriginParser *self, guint depth);
BureauOriginStatement *bureau_origin_parse_inner (BureauOriginParser *self,
                                                  BureauOriginSelect *select);

G_END_DECLS

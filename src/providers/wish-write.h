/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/wish-private.h"

G_BEGIN_DECLS

#define BUREAU_WISH_SOURCE "rows"
#define BUREAU_WISH_PERIOD "period"

/**
 * BureauWishStatement:
 * @selected: what stands behind SELECT
 * @columns: what a source declares
 * @names: those that are there already
 *
 * A statement while it is written.
 */
typedef struct
{
  BureauWish *wish;
  GString *selected;
  JsonArray *columns;
  GHashTable *names;
} BureauWishStatement;

/* wish-statement.c: the source takes what was selected. */
void bureau_wish_statement_init (BureauWishStatement *self, BureauWish *wish);
void bureau_wish_select (BureauWishStatement *self, const char *expression, JsonObject *declared);
void bureau_wish_select_field (BureauWishStatement *self, const BureauWishField *field);
void bureau_wish_select_currency (BureauWishStatement *self, const BureauWishField *field);
JsonObject *bureau_wish_statement_end (BureauWishStatement *self, const char *rest);

/* wish-column.c: the parts of sources and elements, transfer full. */
BureauWishField *bureau_wish_name_field (BureauWishCollection *collection);
char *bureau_wish_quote (const char *name);
const char *bureau_wish_view_type (const BureauWishField *field);
JsonObject *bureau_wish_new_column (const char *name, const char *type, const char *label,
                                    const char *currency);
JsonObject *bureau_wish_new_element (const char *id, const char *type, const char *title);

/* wish-rows.c, wish-figures.c: add elements, and give the source that they show. */
gboolean bureau_wish_is_arranged (BureauWish *self);
JsonObject *bureau_wish_write_rows (BureauWish *self, JsonArray *elements);
void bureau_wish_settle (BureauWish *self);
JsonObject *bureau_wish_write_figures (BureauWish *self, JsonArray *elements);

G_END_DECLS

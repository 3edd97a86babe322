/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/source.h"

G_BEGIN_DECLS

/* From a request in plain words to a view, by rules. */

/**
 * BureauWishField:
 * @name: of the column
 * @title: what people call it
 * @type: of a collection's field
 * @target: (nullable): of a ref, the collection
 * @currency: (nullable): of money, the column with the code
 * @values: (nullable): what it holds, where that is little
 * @name_stems: the words of its name without their endings
 * @title_stems: those of its title
 */
typedef struct
{
  const char *name;
  char *title;
  const char *type;
  const char *target;
  const char *currency;
  GPtrArray *values;
  char **name_stems;
  char **title_stems;
  GPtrArray *value_stems; /* GStrv, one a value */
} BureauWishField;

typedef struct
{
  const char *name;
  const char *title;
  char **name_stems;
  char **title_stems;
  GPtrArray *fields; /* BureauWishField */
} BureauWishCollection;

/* What a field that is named next is for. */
typedef enum
{
  BUREAU_WISH_SHOWN,
  BUREAU_WISH_GROUP,
  BUREAU_WISH_SORT,
  BUREAU_WISH_TOTAL,
  BUREAU_WISH_WITH,
  BUREAU_WISH_WITHOUT,
  BUREAU_WISH_NOT,
  BUREAU_WISH_DROPPED,
} BureauWishRole;

/**
 * BureauWish:
 * @conditions: (element-type utf8): SQL
 * @bucket: (nullable): day, week, month, quarter, year or weekday, of @bucket_field
 * @period: (nullable): a word of a date_range, of @period_field
 * @total: (nullable): sum, avg, min, max, count or share, of @measure
 * @is_change: "make it", "only", "add a column": what is there is to be changed
 * @is_other: something is to be done that is no view
 * @understood: [{"words","meaning"}]
 * @problems: [{"words","problem","offer"?}]
 * @score: how much of the words was understood
 */
typedef struct
{
  JsonObject *inputs;
  const BureauSource *source;
  char **stems; /* one a token */
  BureauWishCollection *collection;
  GPtrArray *collections; /* all of them, for refs */
  GPtrArray *conditions;
  GPtrArray *columns; /* BureauWishField */
  GPtrArray *dropped;
  GPtrArray *removed; /* ids of elements */
  BureauWishField *group, *series, *bucket_field, *measure, *period_field, *sort;
  const char *bucket, *period, *total, *mark, *shape;
  gboolean is_descending, is_sorted, is_change, is_named, is_other;
  guint limit;
  char *button;
  char *title;
  JsonArray *understood, *problems;
  int score;

  /* While it is read. */
  BureauWishRole role;
  BureauWishField *last; /* the field just named, to which a comparison belongs */
  const char *op;
  guint op_at;
} BureauWish;

/* wish-schema.c, wish-name.c */
char *bureau_wish_stem (const char *word) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_wish_list_stems (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_wish_stem_tokens (const BureauSource *source) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bureau_wish_list_collections (JsonObject *inputs) G_GNUC_WARN_UNUSED_RESULT;
BureauWishField *bureau_wish_find_field (BureauWishCollection *collection, const char *name);
BureauWishCollection *bureau_wish_find_collection (GPtrArray *collections, const char *name);
BureauWishField *bureau_wish_field_at (BureauWish *self, guint token, guint *n);
BureauWishField *bureau_wish_value_at (BureauWish *self, guint token, guint *n, const char **value);
gboolean bureau_wish_collection_at (BureauWish *self, BureauWishCollection *collection, guint token,
                                    guint *n);
BureauWishField *bureau_wish_concept (BureauWish *self, const char *const *concepts);
BureauWishField *bureau_wish_main_figure (BureauWish *self);
BureauWishField *bureau_wish_main_date (BureauWish *self);
gboolean bureau_wish_is_figure (const BureauWishField *field);
gboolean bureau_wish_is_date (const BureauWishField *field);
gboolean bureau_wish_is_exact (BureauWish *self, const BureauWishField *field, guint token,
                               guint n);
guint bureau_wish_said_at (BureauWish *self, guint token, const char *text);
const char *bureau_wish_nearest (BureauWish *self, const char *word);

/* wish-compare.c: numbers and days, and what they are compared with. */
guint bureau_wish_compare (BureauWish *self, guint token);
guint bureau_wish_span (BureauWish *self, guint token, const char *tag);
void bureau_wish_where (BureauWish *self, char *condition);

/* wish-read.c */
void bureau_wish_read (BureauWish *self);
void bureau_wish_say (BureauWish *self, guint token, guint n, char *meaning);
void bureau_wish_doubt (BureauWish *self, guint token, guint n, char *problem, const char *offer);

/* wish-field.c, wish-tag.c: take what stands at @token; a tag gives how many tokens it took. */
void bureau_wish_take_field (BureauWish *self, BureauWishField *field, guint token, guint n);
void bureau_wish_take_value (BureauWish *self, BureauWishField *field, const char *value,
                             guint token, guint n);
guint bureau_wish_take_tag (BureauWish *self, const BureauPhrase *phrase, guint token);
gboolean bureau_wish_set_limit (BureauWish *self, guint token);

/* wish-this.c */
guint bureau_wish_take_this (BureauWish *self, guint token);

/* wish-remove.c */
JsonObject *bureau_wish_element (JsonObject *view, const char *meant, const char *type);
gboolean bureau_wish_is_removing (BureauWish *self);
gboolean bureau_wish_remove_type (BureauWish *self, const char *type, guint token, guint n);
guint bureau_wish_remove_titled (BureauWish *self, guint token, guint least);

/* wish-write.c, wish-button.c, wish-change.c */
JsonObject *bureau_wish_write (BureauWish *self) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_wish_column (BureauWish *self, const BureauWishField *field);
char *bureau_wish_expression (BureauWish *self, const BureauWishField *field);
JsonObject *bureau_wish_period_param (BureauWish *self);
char *bureau_wish_period_condition (BureauWish *self);
JsonArray *bureau_wish_names (const char *first, const char *second);
void bureau_wish_add_button (BureauWish *self, JsonObject *view, JsonObject *table);
JsonObject *bureau_wish_change (BureauWish *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_wish_reads (JsonObject *view, const char *collection);

G_END_DECLS

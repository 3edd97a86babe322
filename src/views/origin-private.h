/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/sql-scan.h"
#include "views/origin.h"

G_BEGIN_DECLS

typedef struct _BureauOriginStatement BureauOriginStatement;

/* What a statement reads from: a table, what WITH names, or a statement of its own. */
typedef struct
{
  char *name;  /* NULL: a statement, or what gives no records */
  char *alias; /* NULL: none */
  const char *start;
  const char *end; /* of the alias */
  BureauOriginStatement *inner;
} BureauOriginTerm;

/* What of an item is added up. */
typedef struct
{
  guint item;
  char *condition; /* NULL: all */
} BureauOriginFilter;

typedef struct
{
  const char *start;
  const char *list;  /* behind SELECT and DISTINCT */
  const char *from;  /* NULL: it reads from nothing */
  const char *where; /* NULL: nothing */
  const char *end;   /* of what WHERE says */
  const char *stop;  /* of all */
  GPtrArray *items;
  GArray *are_added_up; /* gboolean: the item is not one of the single row's */
  GArray *filters;      /* BureauOriginFilter: of each call that adds up */
  GPtrArray *groups;    /* what GROUP BY names */
  GPtrArray *terms;
  GPtrArray *inner; /* statements in the list */
  gboolean is_sum;
  gboolean has_window;
  gboolean has_star;
  gboolean has_unread;  /* a statement of a form that we do not know */
  gboolean is_excluded; /* stands behind EXCEPT */
} BureauOriginSelect;

/* A statement of WITH. */
typedef struct
{
  char *name;
  GPtrArray *columns; /* NULL: as the statement calls them */
  BureauOriginStatement *statement;
  gboolean is_told;   /* its rows lead back */
  gboolean is_single; /* each to one record */
  gboolean is_followed;
} BureauOriginNamed;

/* The parts of a statement, as they stand in its text. */
struct _BureauOriginStatement
{
  char *text;
  const char *body; /* behind WITH */
  const char *tail; /* ORDER BY, LIMIT */
  GPtrArray *named;
  GPtrArray *selects;
  gboolean takes_away; /* EXCEPT or INTERSECT */
  gboolean is_limited;
  gboolean is_first; /* one value: of several rows the first */
};

BureauOriginSelect *bureau_origin_select_new (void) G_GNUC_WARN_UNUSED_RESULT;
BureauOriginStatement *bureau_origin_statement_new (void) G_GNUC_WARN_UNUSED_RESULT;
BureauOriginStatement *bureau_origin_statement_parse (const char *sql) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_statement_free (BureauOriginStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauOriginStatement, bureau_origin_statement_free)

char *bureau_origin_item_name (const char *item) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_origin_item_value (const char *item) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_origin_item_least (const char *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_origin_item_is_constant (const char *item);
gboolean bureau_origin_item_is_column (const char *item);
gboolean bureau_origin_item_reads (const char *item, const char *name);
gboolean bureau_origin_is_same (const char *a, const char *b);

/* What is known of names while statements are written. */
typedef struct _BureauOriginScope
{
  const struct _BureauOriginScope *outer;
  GPtrArray *named;
} BureauOriginScope;

typedef struct
{
  BureauOriginHasRecords has_records;
  gpointer data;
  gboolean is_partial;
} BureauOriginWriter;

/* Where the records of a row come from. */
typedef struct
{
  const BureauOriginTerm *term;
  char *text;  /* what stands in the term's place; NULL: itself */
  char *table; /* an expression */
  char *id;    /* an expression */
  gboolean is_single;
} BureauOriginSource;

BureauOriginNamed *bureau_origin_find_named (const BureauOriginScope *scope, const char *name);
char *bureau_origin_name_named (const BureauOriginNamed *named) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_pass_on (BureauOriginSource *source, const char *alias);
void bureau_origin_source_clear (BureauOriginSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauOriginSource, bureau_origin_source_clear)

gboolean bureau_origin_find_source (BureauOriginWriter *writer, const BureauOriginScope *scope,
                                    const BureauOriginTerm *term, BureauOriginSource *source);
gboolean *bureau_origin_list_keys (const BureauOriginSelect *select,
                                   gboolean with_others) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_append_key (GString *sql, const BureauOriginSelect *select, GPtrArray *names,
                               guint i);
gboolean bureau_origin_has_untold (const BureauOriginSelect *select);
int bureau_origin_find_item (const BureauOriginSelect *select, const char *group);
gboolean bureau_origin_is_least_of_group (const BureauOriginSelect *select, guint item);
gboolean bureau_origin_has_sums (const BureauOriginSelect *select);
gboolean bureau_origin_has_key (const BureauOriginSelect *select, const gboolean *are_keys);
gboolean bureau_origin_tells_groups (const BureauOriginSelect *select, const gboolean *are_keys);
void bureau_origin_append_other_groups (GString *sql, const BureauOriginSelect *select);
gboolean bureau_origin_are_apart (const BureauOriginSelect *a, const BureauOriginSelect *b,
                                  JsonArray *columns);

GPtrArray *bureau_origin_list_names (const BureauOriginSelect *select) G_GNUC_WARN_UNUSED_RESULT;

void bureau_origin_append_list (GString *sql, const BureauOriginSelect *select);
void bureau_origin_append_source (GString *sql, const BureauOriginSource *source);
void bureau_origin_append_from (GString *sql, const BureauOriginSelect *select,
                                const BureauOriginSource *source, const char *end);
void bureau_origin_append_made_of (GString *sql, const BureauOriginSelect *select,
                                   const BureauOriginSource *source);

typedef struct
{
  const BureauOriginStatement *statement;
  const BureauOriginSelect *select;
  const BureauOriginSource *source;
} BureauOriginPart;

gboolean bureau_origin_add_part (GPtrArray *parts, const BureauOriginPart *part,
                                 gboolean wants_columns);

char *bureau_origin_write_with (BureauOriginWriter *writer, const BureauOriginScope *scope,
                                const BureauOriginStatement *statement) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_origin_write_rows (BureauOriginWriter *writer, const BureauOriginScope *scope,
                                const BureauOriginStatement *statement,
                                gboolean *is_single) G_GNUC_WARN_UNUSED_RESULT;
char *
bureau_origin_write_records (BureauOriginWriter *writer, const BureauOriginScope *scope,
                             const BureauOriginStatement *statement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

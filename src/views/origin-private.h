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

typedef struct
{
  const char *start;
  const char *list; /* behind SELECT and DISTINCT */
  const char *from; /* NULL: it reads from nothing */
  const char *end;  /* of what WHERE says */
  const char *stop; /* of all */
  GPtrArray *items;
  GArray *are_added_up; /* gboolean: the item is not one of the single row's */
  GPtrArray *groups;    /* what GROUP BY names */
  GPtrArray *terms;
  GPtrArray *inner; /* statements in the list */
  gboolean is_sum;
  gboolean has_window;
  gboolean has_star;
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
};

BureauOriginStatement *bureau_origin_statement_parse (const char *sql) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_statement_free (BureauOriginStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauOriginStatement, bureau_origin_statement_free)

char *bureau_origin_item_name (const char *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_origin_item_is_constant (const char *item);

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

void bureau_origin_source_clear (BureauOriginSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauOriginSource, bureau_origin_source_clear)

gboolean bureau_origin_find_source (BureauOriginWriter *writer, const BureauOriginScope *scope,
                                    const BureauOriginTerm *term, BureauOriginSource *source);
gboolean *bureau_origin_list_keys (const BureauOriginSelect *select,
                                   gboolean with_others) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *bureau_origin_list_names (const BureauOriginSelect *select) G_GNUC_WARN_UNUSED_RESULT;

void bureau_origin_append_list (GString *sql, const BureauOriginSelect *select);
void bureau_origin_append_source (GString *sql, const BureauOriginSource *source);
void bureau_origin_append_from (GString *sql, const BureauOriginSelect *select,
                                const BureauOriginSource *source, const char *end);

typedef struct
{
  const BureauOriginStatement *statement;
  const BureauOriginSelect *select;
  const BureauOriginSource *source;
} BureauOriginPart;

void bureau_origin_add_part (GPtrArray *parts, const BureauOriginPart *part,
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SQL cut into tokens where SQLite cuts it (tokenize.c), for what must be known
 * before it is prepared. */
typedef enum
{
  BUREAU_SQL_WORD,      /* a keyword or a bare name */
  BUREAU_SQL_NAME,      /* a name in "", `` or [] */
  BUREAU_SQL_TEXT,      /* a text in '' */
  BUREAU_SQL_PARAMETER, /* :name, @name, $name, ?1 */
  BUREAU_SQL_COMMENT,
  BUREAU_SQL_OTHER, /* numbers and signs */
} BureauSqlKind;

typedef struct
{
  BureauSqlKind kind;
  const char *start;
  gsize length;
} BureauSqlToken;

gboolean bureau_sql_next (const char **cursor, BureauSqlToken *token);
char *bureau_sql_token_dup (const BureauSqlToken *token) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_sql_token_is (const BureauSqlToken *token, const char *sign);
char *bureau_sql_quote_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

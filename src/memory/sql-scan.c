/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/sql-scan.h"

#include <string.h>

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

static gboolean
is_space (char c)
{
  return c != '\0' && strchr (" \t\n\f\r", c) != NULL;
}

static gsize
name_length (const char *start)
{
  gsize length = 0;

  while (is_name_char (start[length]))
    length++;
  return length;
}

/* Within quotes the sign doubled stands for itself; in [] nothing does. */
static gsize
quoted_length (const char *start)
{
  char end = start[0] == '[' ? ']' : start[0];
  gsize length = 1;

  for (; start[length] != '\0'; length++)
    {
      if (start[length] != end)
        continue;
      if (end == ']' || start[length + 1] != end)
        return length + 1;
      length++;
    }
  return length;
}

static gsize
comment_length (const char *start)
{
  gboolean is_line = start[0] == '-';
  const char *end = strstr (start + 2, is_line ? "\n" : "*/");

  if (end == NULL)
    return strlen (start);
  return end - start + (is_line ? 1 : 2);
}

static gboolean
starts_comment (const char *start)
{
  return g_str_has_prefix (start, "--") || g_str_has_prefix (start, "/*");
}

static BureauSqlKind
classify (const char *start, gsize *length)
{
  if (starts_comment (start))
    {
      *length = comment_length (start);
      return BUREAU_SQL_COMMENT;
    }
  if (strchr ("'\"`[", *start) != NULL)
    {
      *length = quoted_length (start);
      return *start == '\'' ? BUREAU_SQL_TEXT : BUREAU_SQL_NAME;
    }
  if (strchr (":@$#?", *start) != NULL)
    {
      *length = 1 + name_length (start + 1);
      return BUREAU_SQL_PARAMETER;
    }
  *length = MAX (1, name_length (start));
  return is_name_char (*start) && !g_ascii_isdigit (*start) ? BUREAU_SQL_WORD : BUREAU_SQL_OTHER;
}

/**
 * bureau_sql_next:
 * @cursor: (inout): where to go on; moved behind the token
 * @token: (out): the token, in the text of @cursor
 *
 * Gives the next token, blanks left out. A quote or comment that never ends reaches to the end, as
 * in SQLite.
 *
 * Returns: %FALSE at the end
 */
gboolean
bureau_sql_next (const char **cursor, BureauSqlToken *token)
{
  const char *start = *cursor;

  while (is_space (*start))
    start++;
  *cursor = start;
  if (*start == '\0')
    return FALSE;
  token->start = start;
  token->kind = classify (start, &token->length);
  *cursor = start + token->length;
  return TRUE;
}

/**
 * bureau_sql_token_dup:
 *
 * Returns: the token's text, for names and texts without its quotes
 */
char *
bureau_sql_token_dup (const BureauSqlToken *token)
{
  gboolean is_quoted = token->kind == BUREAU_SQL_NAME || token->kind == BUREAU_SQL_TEXT;
  g_autofree char *inside = NULL;
  char twice[3] = { token->start[0], token->start[0], '\0' };
  char once[2] = { token->start[0], '\0' };
  GString *text;

  if (!is_quoted || token->length < 2)
    return g_strndup (token->start, token->length);
  inside = g_strndup (token->start + 1, token->length - 2);
  text = g_string_new (inside);
  if (once[0] != '[')
    g_string_replace (text, twice, once, 0);
  return g_string_free_and_steal (text);
}

/**
 * bureau_sql_token_is:
 * @sign: a keyword or a sign, in ASCII
 *
 * Compares as SQLite does, letter case aside. A quoted name is compared with its quotes, so it is
 * never taken for a keyword.
 *
 * Returns: whether the token is @sign
 */
gboolean
bureau_sql_token_is (const BureauSqlToken *token, const char *sign)
{
  return strlen (sign) == token->length
         && g_ascii_strncasecmp (token->start, sign, token->length) == 0;
}

/**
 * bureau_sql_quote_name:
 * @name: any text
 *
 * Returns: (transfer full): @name in double quotes, those inside it doubled, so that it can stand
 * as an identifier in a statement whatever it holds
 */
char *
bureau_sql_quote_name (const char *name)
{
  g_autoptr (GString) text = g_string_new (name);

  g_string_replace (text, "\"", "\"\"", 0);
  return g_strdup_printf ("\"%s\"", text->str);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/expression.h"

#include <string.h>

#include "base/error.h"

#define MAX_SQL_BYTES 8192
#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

static const char *const built_ins[] = { "today", "now", "me", "currency", NULL };

typedef struct
{
  const char *text;
  const char *operator;
} BureauOperator;

/* Longer ones first. */
static const BureauOperator operators[] = {
  { "is not null", "is not null" },
  { "is null", "is null" },
  { "<>", "<>" },
  { "!=", "<>" },
  { "<=", "<=" },
  { ">=", ">=" },
  { "==", "=" },
  { "=", "=" },
  { "<", "<" },
  { ">", ">" },
};

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, message);
  return FALSE;
}

/* After a quote: behind the closing one, or NULL where there is none. A doubled
 * quote stays inside. */
static const char *
skip_quoted (const char *p)
{
  char quote = *p == '[' ? ']' : *p;

  for (p++; *p != '\0'; p++)
    if (*p == quote && quote != ']' && p[1] == quote)
      p++;
    else if (*p == quote)
      return p + 1;
  return NULL;
}

static gboolean
is_comment (const char *p)
{
  return (p[0] == '-' && p[1] == '-') || (p[0] == '/' && p[1] == '*');
}

static gboolean
refuse_character (char c, int depth, GError **error)
{
  if (c == ';')
    return refuse (error, "Only one statement may stand here: remove the semicolon.");
  if (c == '?' || c == '@' || c == '$' || c == '#')
    return refuse (error, "Parameters are written as :name and given in ‘with’.");
  if (depth < 0)
    return refuse (error, "A parenthesis is closed that was not opened.");
  return TRUE;
}

static const char *
scan_parameter (const char *p, GPtrArray *names)
{
  gsize length = strspn (p, NAME_CHARACTERS);
  g_autofree char *name = g_strndup (p, length);

  if (length > 0 && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
  return p + length;
}

static gboolean
scan (const char *p, GPtrArray *names, GError **error)
{
  int depth = 0;

  while (p != NULL && *p != '\0')
    {
      if (is_comment (p))
        return refuse (error, "Comments may not stand in SQL here: use the workflow's ‘note’.");
      depth += (*p == '(') - (*p == ')');
      if (!refuse_character (*p, depth, error))
        return FALSE;
      if (*p == ':')
        p = scan_parameter (p + 1, names);
      else if (*p == '\'' || *p == '"' || *p == '`' || *p == '[')
        p = skip_quoted (p);
      else
        p++;
    }
  if (p == NULL)
    return refuse (error, "A quote is opened and not closed.");
  return depth == 0 ? TRUE : refuse (error, "A parenthesis is opened and not closed.");
}

static const char *
skip_space (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

/* Behind the literal at @p, or NULL where there is none. */
static const char *
read_literal (const char *p, char **literal, gboolean *is_text)
{
  const char *end;

  *is_text = *p == '\'';
  if (*is_text)
    {
      end = skip_quoted (p);
      if (end == NULL)
        return NULL;
      *literal = g_strndup (p + 1, end - p - 2);
      for (char *quote = strstr (*literal, "''"); quote != NULL; quote = strstr (quote + 1, "''"))
        memmove (quote, quote + 1, strlen (quote));
      return end;
    }
  end = p + (*p == '-') + strspn (p + (*p == '-'), "0123456789.");
  if (end == p || !g_ascii_isdigit (end[-1]))
    return NULL;
  *literal = g_strndup (p, end - p);
  return end;
}

static const BureauOperator *
read_operator (const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_ascii_strncasecmp (p, operators[i].text, strlen (operators[i].text)) == 0)
      return &operators[i];
  return NULL;
}

/* Behind the comparison at @p, or NULL where something else stands there. */
static const char *
read_comparison (const char *p, BureauComparison *comparison)
{
  gsize length = g_ascii_isalpha (*p) ? strspn (p, NAME_CHARACTERS) : 0;
  const char *rest = skip_space (p + length);
  const BureauOperator *operator= read_operator (rest);

  if (length == 0 || operator== NULL)
    return NULL;
  comparison->field = g_strndup (p, length);
  comparison->operator= operator->operator;
  rest = skip_space (rest + strlen (operator->text));
  if (g_str_has_suffix (operator->operator, "null"))
    return rest;
  rest = read_literal (rest, &comparison->literal, &comparison->is_text);
  return rest != NULL ? skip_space (rest) : NULL;
}

const char *const *
bureau_expression_list_built_ins (void)
{
  return built_ins;
}

/**
 * bureau_expression_scan:
 * @sql: a statement or an expression
 *
 * Reads @sql as far as that goes without a database: quotes and parentheses must close, and there
 * may be no comment, no second statement and no parameter but `:name`.
 *
 * Returns: (transfer full): the parameters it names, each once, without the colon
 */
char **
bureau_expression_scan (const char *sql, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  if (*skip_space (sql) == '\0')
    refuse (error, "There is no SQL here.");
  else if (strlen (sql) > MAX_SQL_BYTES)
    refuse (error, "This SQL is longer than 8 KB: split it, or ask for less.");
  else if (scan (sql, names, error))
    return (char **)g_ptr_array_steal (names, NULL);
  return NULL;
}

void
bureau_comparison_free (BureauComparison *self)
{
  g_free (self->field);
  g_free (self->literal);
  g_free (self);
}

/**
 * bureau_expression_split:
 *
 * Takes an expression of the shape `FIELD OPERATOR LITERAL [AND …]` apart.
 *
 * Returns: (transfer full) (nullable) (element-type BureauComparison): its comparisons, or %NULL
 * where it has another shape
 */
GPtrArray *
bureau_expression_split (const char *expression)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify)bureau_comparison_free);
  const char *p = skip_space (expression);

  while (p != NULL)
    {
      BureauComparison *comparison = g_new0 (BureauComparison, 1);

      g_ptr_array_add (list, comparison);
      p = read_comparison (p, comparison);
      if (p != NULL && *p == '\0')
        return g_steal_pointer (&list);
      if (p != NULL && g_ascii_strncasecmp (p, "and ", 4) != 0)
        return NULL;
      p = p != NULL ? skip_space (p + 4) : NULL;
    }
  return NULL;
}

/**
 * bureau_expression_read_literal:
 *
 * Returns: (transfer full) (nullable): the text of an expression that is one quoted text and
 * nothing else
 */
char *
bureau_expression_read_literal (const char *expression)
{
  g_autofree char *literal = NULL;
  gboolean is_text;
  const char *rest = read_literal (skip_space (expression), &literal, &is_text);

  if (rest == NULL || !is_text || *skip_space (rest) != '\0')
    return NULL;
  return g_steal_pointer (&literal);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the records of what a statement reads from come from. */
#include "views/origin-private.h"

void
bureau_origin_source_clear (BureauOriginSource *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->id, g_free);
}

BureauOriginNamed *
bureau_origin_find_named (const BureauOriginScope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->outer)
    for (guint i = 0; i < scope->named->len; i++)
      {
        BureauOriginNamed *named = g_ptr_array_index (scope->named, i);

        if (g_ascii_strcasecmp (named->name, name) == 0)
          return named;
      }
  return NULL;
}

/* That what is called @alias tells the record of each of its rows. */
void
bureau_origin_pass_on (BureauOriginSource *source, const char *alias)
{
  g_autofree char *quoted = bureau_sql_quote_name (alias);

  source->table = g_strconcat (quoted, ".origin_table", NULL);
  source->id = g_strconcat (quoted, ".origin_id", NULL);
}

static gboolean
find_inner (BureauOriginWriter *writer, const BureauOriginScope *scope,
            const BureauOriginTerm *term, BureauOriginSource *source)
{
  const char *alias = term->alias != NULL ? term->alias : "origin_term";
  g_autofree char *quoted = bureau_sql_quote_name (alias);
  g_autofree char *inner = NULL;

  inner = bureau_origin_write_rows (writer, scope, term->inner, &source->is_single);
  if (inner == NULL)
    return FALSE;
  source->text = g_strdup_printf ("(%s) AS %s", inner, quoted);
  bureau_origin_pass_on (source, alias);
  return TRUE;
}

/* What the same with its records is called: no name that we write ourselves. */
char *
bureau_origin_name_named (const BureauOriginNamed *named)
{
  g_autofree char *name = g_strconcat ("origin of ", named->name, NULL);

  return bureau_sql_quote_name (name);
}

static gboolean
find_table (BureauOriginWriter *writer, const BureauOriginTerm *term, BureauOriginSource *source)
{
  g_autofree char *alias = bureau_sql_quote_name (term->alias);
  g_autofree char *table = g_ascii_strdown (term->name, -1);
  g_auto (GStrv) parts = g_strsplit (table, "'", -1);
  g_autofree char *text = g_strjoinv ("''", parts);

  if (writer->has_records != NULL && !writer->has_records (term->name, writer->data))
    return FALSE;
  source->table = g_strdup_printf ("'%s'", text);
  source->id = g_strconcat (alias, ".id", NULL);
  source->is_single = TRUE;
  return TRUE;
}

static gboolean
find_source (BureauOriginWriter *writer, const BureauOriginScope *scope,
             const BureauOriginTerm *term, BureauOriginSource *source)
{
  const BureauOriginNamed *named = term->name != NULL ? bureau_origin_find_named (scope, term->name)
                                                      : NULL;
  g_autofree char *name = NULL;
  g_autofree char *alias = NULL;

  source->term = term;
  if (term->inner != NULL)
    return find_inner (writer, scope, term, source);
  if (named == NULL)
    return term->name != NULL && find_table (writer, term, source);
  if (!named->is_told)
    return FALSE;
  name = bureau_origin_name_named (named);
  alias = bureau_sql_quote_name (term->alias);
  source->text = g_strdup_printf ("%s AS %s", name, alias);
  source->is_single = named->is_single;
  bureau_origin_pass_on (source, term->alias);
  return TRUE;
}

/* Where the records of what is read from come from; FALSE where it has none or they are not told.
 */
gboolean
bureau_origin_find_source (BureauOriginWriter *writer, const BureauOriginScope *scope,
                           const BureauOriginTerm *term, BureauOriginSource *source)
{
  gboolean is_found = find_source (writer, scope, term, source);

  writer->is_partial = writer->is_partial || (!is_found && term->name != NULL);
  return is_found;
}

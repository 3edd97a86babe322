/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/sentence.h"

#include <glib/gi18n-lib.h>

#include "workflows/expression.h"

/* The operators that a comparison can have, and how each is said. */
static const struct
{
  const char *operator;
  const char *words;
} phrases[] = {
  /* Translators: conditions, such as "state is ‘read’"; {field} and {value} are filled in */
  { "=", N_ ("{field} is ‘{value}’") },     { "<>", N_ ("{field} is not ‘{value}’") },
  { "<", N_ ("{field} is under {value}") }, { "<=", N_ ("{field} is at most {value}") },
  { ">", N_ ("{field} is over {value}") },  { ">=", N_ ("{field} is at least {value}") },
  { "is null", N_ ("{field} is empty") },   { "is not null", N_ ("{field} is filled in") },
};

/* The value last, so that what it says is not filled in again. */
static char *
fill (const char *phrase, const BureauComparison *comparison)
{
  g_autoptr (GString) words = g_string_new (phrase);

  g_string_replace (words, "{field}", comparison->field, 1);
  if (comparison->literal != NULL)
    g_string_replace (words, "{value}", comparison->literal, 1);
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static char *
compare_to_words (const BureauComparison *comparison)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (g_str_equal (phrases[i].operator, comparison->operator))
      return fill (_ (phrases[i].words), comparison);
  return NULL;
}

/**
 * bureau_condition_to_words:
 * @expression: an SQL expression about one row
 *
 * Returns: (transfer full): "state is ‘read’ and budget is over 5000", or the expression in quotes
 * where it is of another shape
 */
char *
bureau_condition_to_words (const char *expression)
{
  g_autoptr (GPtrArray) comparisons = bureau_expression_split (expression);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (comparisons == NULL)
    return g_strdup_printf (_ ("“%s” is true"), expression);
  for (guint i = 0; i < comparisons->len; i++)
    g_strv_builder_take (words, compare_to_words (g_ptr_array_index (comparisons, i)));
  list = g_strv_builder_end (words);
  /* Translators: joins conditions */
  return g_strjoinv (_ (" and "), list);
}

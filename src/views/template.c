/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/template.h"

#include <string.h>

#include "base/text.h"

static const char *const acts[] = { "first", "last", "sum", "min", "max", "top", NULL };

/* Reads what stands between two braces: "n", "column" or "act.column". */
static gboolean
parse (const char *inner, const char **act, char **name)
{
  const char *dot = strchr (inner, '.');
  g_autofree char *word = dot != NULL ? g_strndup (inner, dot - inner) : NULL;

  *act = NULL;
  *name = NULL;
  if (g_str_equal (inner, "n"))
    {
      *act = "n";
      return TRUE;
    }
  for (guint i = 0; word != NULL && acts[i] != NULL; i++)
    if (g_str_equal (acts[i], word))
      *act = acts[i];
  if ((dot != NULL) != (*act != NULL) || !bureau_text_is_name (dot != NULL ? dot + 1 : inner))
    return FALSE;
  *name = g_strdup (dot != NULL ? dot + 1 : inner);
  return TRUE;
}

/* The text up to the next pair of braces goes to @before; what stands in it is returned. */
static char *
next (const char **text, GString *before)
{
  const char *open = strchr (*text, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  char *inner;

  if (close == NULL)
    {
      g_string_append (before, *text);
      *text += strlen (*text);
      return NULL;
    }
  g_string_append_len (before, *text, open - *text);
  inner = g_strndup (open + 1, close - open - 1);
  *text = close + 1;
  return inner;
}

/**
 * bureau_view_template_scan:
 * @text: words with `{COLUMN}` in them
 *
 * Calls @callback for each pair of braces that can be filled in.
 *
 * Returns: (transfer full) (nullable): the first pair that never can, or %NULL where all can
 */
char *
bureau_view_template_scan (const char *text, BureauTemplateName callback, gpointer data)
{
  g_autoptr (GString) before = g_string_new (NULL);
  char *inner;

  while ((inner = next (&text, before)) != NULL)
    {
      g_autofree char *owned = inner;
      g_autofree char *name = NULL;
      const char *act;

      if (!parse (inner, &act, &name))
        return g_strdup_printf ("{%s}", inner);
      callback (act, name, data);
    }
  return NULL;
}

/**
 * bureau_view_template_fill:
 * @text: words that bureau_view_template_scan() found nothing wrong with
 *
 * Returns: (transfer full): the words with each pair of braces filled in
 */
char *
bureau_view_template_fill (const char *text, BureauTemplateValue callback, gpointer data)
{
  GString *filled = g_string_new (NULL);
  char *inner;

  while ((inner = next (&text, filled)) != NULL)
    {
      g_autofree char *owned = inner;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      const char *act;

      if (parse (inner, &act, &name))
        value = callback (act, name, data);
      g_string_append (filled, value != NULL ? value : "–");
    }
  return g_string_free_and_steal (filled);
}

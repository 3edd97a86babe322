/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects that become words: labels and status pages. */
#include <string.h>

#include "base/json.h"
#include "views/builder-private.h"

/* What would mark up is escaped; what stands in braces is a column's name. */
static char *
escape (const char *words)
{
  GString *escaped = g_string_new (NULL);
  gboolean is_name = FALSE;

  for (const char *c = words; *c != '\0'; c++)
    {
      is_name = *c == '{' || (is_name && *c != '}');
      if (!is_name && *c != '}' && g_ascii_ispunct (*c))
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c);
    }
  return g_string_free_and_steal (escaped);
}

static JsonObject *
add_text (BureauBuilder *self, const char *mark, const char *words, GPtrArray *rows)
{
  JsonObject *element = bureau_builder_new_element (self, "text", rows);
  g_autofree char *escaped = escape (words);
  g_autofree char *text = g_strconcat (mark, escaped, NULL);

  json_object_set_string_member (element, "text", text);
  return element;
}

/**
 * bureau_builder_add_words:
 * @mark: what stands before them in Markdown: "", "# " and so on
 * @words: (nullable): plain text; nothing is added without it
 *
 * Adds a text of its own row.
 */
void
bureau_builder_add_words (BureauBuilder *self, const char *mark, const char *words, GPtrArray *rows)
{
  if (words != NULL)
    add_text (self, mark, words, rows);
}

/* The mark of Markdown for the largest style that it has. */
static const char *
get_mark (BureauBuilderObject *object)
{
  static const struct
  {
    const char *style;
    const char *mark;
  } marks[] = { { "large-title", "# " }, { "title-1", "# " },   { "title-2", "## " },
                { "title-3", "### " },   { "title-4", "### " }, { "heading", "### " } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bureau_builder_has_style (object, marks[i].style))
      return marks[i].mark;
  return "";
}

static const char *
get_tone (BureauBuilderObject *object)
{
  static const struct
  {
    const char *style;
    const char *tone;
  } tones[] = { { "error", "bad" }, { "warning", "warn" }, { "success", "good" } };

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (bureau_builder_has_style (object, tones[i].style))
      return tones[i].tone;
  return NULL;
}

/* A label whose id is a column shows it; one whose id is a source has columns in braces. */
static char *
dup_words (BureauBuilderObject *object, JsonObject *source, const char *column, GError **error)
{
  const char *label = bureau_builder_get (object, "label");

  if (column != NULL)
    return g_strdup_printf ("{%s}", column);
  if (label != NULL && source == NULL && strpbrk (label, "{}") != NULL)
    {
      bureau_builder_refuse (error, object->line,
                             "braces stand only in a label whose id is a source of the view");
      return NULL;
    }
  if (label == NULL)
    bureau_builder_refuse (error, object->line,
                           "a label without words shows nothing: its id has to be SOURCE-COLUMN");
  return g_strdup (label);
}

gboolean
bureau_builder_write_label (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;
  const char *column;
  JsonObject *source = bureau_builder_find_source (self, object, &column, &failure);
  g_autofree char *words = failure == NULL ? dup_words (object, source, column, &failure) : NULL;
  const char *tone = get_tone (object);
  JsonObject *element;

  if (words == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  element = tone != NULL ? bureau_builder_new_element (self, "callout", rows)
                         : add_text (self, get_mark (object), words, rows);
  if (tone != NULL)
    {
      json_object_set_string_member (element, "tone", tone);
      json_object_set_string_member (element, "text", words);
    }
  if (source != NULL)
    bureau_builder_set_source (element, source);
  return TRUE;
}

/* A status page: a title and what it means. */
gboolean
bureau_builder_write_words (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                            GError **error)
{
  bureau_builder_add_words (self, "## ", bureau_builder_get (object, "title"), rows);
  bureau_builder_add_words (self, "", bureau_builder_get (object, "description"), rows);
  return TRUE;
}

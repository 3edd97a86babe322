/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/claim-marks.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "views/joined.h"

#define TAG "claim"
#define AMBER { 0.90F, 0.55F, 0.0F, 1 }
/* More than these would not be read. */
#define MAX_NAMED 4

/* Another line than that of the spelling, in the colour of warnings. */
static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);
  const GdkRGBA amber = AMBER;

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, TAG, "underline", PANGO_UNDERLINE_DOUBLE,
                                     "underline-rgba", &amber, NULL);
}

static gboolean
mark_all (GtkTextBuffer *buffer, const char *words)
{
  GtkTextIter at, start, end;
  gboolean is_there = FALSE;

  gtk_text_buffer_get_start_iter (buffer, &at);
  while (gtk_text_iter_forward_search (&at, words, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL))
    {
      gtk_text_buffer_apply_tag (buffer, get_tag (buffer), &start, &end);
      at = end;
      is_there = TRUE;
    }
  return is_there;
}

static void
add_mark (PangoAttrList *attributes, PangoAttribute *attribute, guint start, gsize length)
{
  attribute->start_index = start;
  attribute->end_index = start + (guint)length;
  pango_attr_list_insert (attributes, attribute);
}

/* The same in a line of text. */
static gboolean
mark_line (PangoAttrList *attributes, const char *line, const char *words)
{
  const GdkRGBA amber = AMBER;
  gboolean is_there = FALSE;

  for (const char *at = strstr (line, words); at != NULL; at = strstr (at + 1, words))
    {
      guint start = (guint)(at - line);

      add_mark (attributes, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), start,
                strlen (words));
      add_mark (attributes,
                pango_attr_underline_color_new ((guint16)(amber.red * 65535),
                                                (guint16)(amber.green * 65535), 0),
                start, strlen (words));
      is_there = TRUE;
    }
  return is_there;
}

/**
 * bureau_claim_marks_show:
 * @buffer: a letter
 * @subject: its subject
 * @attributes: which get the lines of the subject
 * @claims: (nullable): `[{"text"}]`, what nothing that was given says
 *
 * Underlines those that still stand in the letter.
 *
 * Returns: (transfer full) (nullable): one sentence that names them; %NULL where none is left
 */
char *
bureau_claim_marks_show (GtkTextBuffer *buffer, const char *subject, PangoAttrList *attributes,
                         JsonArray *claims)
{
  g_autoptr (GString) named = g_string_new (NULL);
  GtkTextIter start, end;
  guint n = 0;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, get_tag (buffer), &start, &end);
  for (guint i = 0; claims != NULL && i < json_array_get_length (claims); i++)
    {
      const char *words = bureau_json_get_string (json_array_get_object_element (claims, i),
                                                  "text");

      gboolean is_there;

      if (words == NULL || *words == '\0')
        continue;
      is_there = mark_line (attributes, subject, words);
      if (!mark_all (buffer, words) && !is_there)
        continue;
      if (++n <= MAX_NAMED)
        {
          g_autofree char *quoted = g_strdup_printf ("“%s”", words);

          bureau_joined_add (named, quoted);
        }
    }
  if (n == 0)
    return NULL;
  if (n > MAX_NAMED)
    g_string_append (named, " …");
  /* Translators: prices, dates and names of a letter that no record or message has */
  return g_strdup_printf (_ ("Stands in nothing the agent was given: %s"), named->str);
}

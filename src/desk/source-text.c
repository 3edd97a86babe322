/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are read, not written: the source with its evidence, and what was changed. All of it
 * is plain text; a mark is a tag over it. */
#include "desk/source-text.h"

#include <adwaita.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/word-diff.h"

/* Tags are made anew each time, so that they follow the accent colour and the style. */
static GtkTextTag *
add_tag (GtkTextBuffer *buffer, const char *first, ...)
{
  g_autoptr (GtkTextTag) tag = gtk_text_tag_new (NULL);
  va_list args;

  va_start (args, first);
  g_object_set_valist (G_OBJECT (tag), first, args);
  va_end (args);
  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (buffer), tag);
  return tag; /* the table keeps it */
}

static void
remove_cb (GtkTextTag *tag, gpointer table)
{
  g_ptr_array_add (table, tag);
}

static void
clear (GtkTextBuffer *buffer)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_tag_table_foreach (table, remove_cb, tags);
  for (guint i = 0; i < tags->len; i++)
    gtk_text_tag_table_remove (table, g_ptr_array_index (tags, i));
}

static GtkTextTag *
add_evidence_tag (GtkTextBuffer *buffer)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA behind = *accent;

  behind.alpha = 0.2F;
  return add_tag (buffer, "background-rgba", &behind, "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/* Where a value stands in the text, in bytes; what does not lie within it is left out. */
static void
mark (GtkTextBuffer *buffer, GtkTextTag *tag, const char *text, JsonObject *evidence)
{
  gint64 size = (gint64)strlen (text);
  gint64 start = bureau_json_get_int (evidence, "start", -1);
  gint64 length = bureau_json_get_int (evidence, "length", 0);
  GtkTextIter from, to;

  if (start < 0 || length <= 0 || start > size || length > size - start)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      (int)g_utf8_pointer_to_offset (text, text + start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to,
                                      (int)g_utf8_pointer_to_offset (text, text + start + length));
  gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
}

/**
 * bureau_source_text_fill:
 * @text: the message as it was written
 * @evidence: (nullable): [{"message","start","length"}], places in bytes
 * @message: the message's id; evidence from elsewhere is left out
 *
 * Shows a message with the words marked that values rest on.
 */
void
bureau_source_text_fill (GtkTextView *view, const char *text, JsonArray *evidence, gint64 message)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextTag *tag;

  clear (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  tag = add_evidence_tag (buffer);
  for (guint i = 0; evidence != NULL && i < json_array_get_length (evidence); i++)
    {
      JsonObject *row = json_array_get_object_element (evidence, i);

      if (bureau_json_get_id (row, "message") == message)
        mark (buffer, tag, text, row);
    }
}

/* Changes ----------------------------------------------------------------------------------------
 */

typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextTag *tags[3]; /* by BureauWordChange */
  BureauWordChange change;
  GString *run; /* words side by side that changed alike, put in at once */
} Marker;

static void
put_run (Marker *marker)
{
  g_autofree char *seen = bureau_text_visible (marker->run->str, NULL);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (marker->buffer, &end);
  if (marker->change == BUREAU_WORD_KEPT)
    gtk_text_buffer_insert (marker->buffer, &end, seen, -1);
  else
    gtk_text_buffer_insert_with_tags (marker->buffer, &end, seen, -1, marker->tags[marker->change],
                                      NULL);
  g_string_truncate (marker->run, 0);
}

static void
add_word (BureauWordChange change, const char *word, gpointer data)
{
  Marker *marker = data;

  if (marker->change != change)
    put_run (marker);
  marker->change = change;
  g_string_append (marker->run, word);
}

/* Said by a line as well as by a colour. */
static void
add_change_tags (Marker *marker)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  marker->tags[BUREAU_WORD_REMOVED] = add_tag (marker->buffer, "strikethrough", TRUE, "foreground",
                                               is_dark ? "#ff938c" : "#a51d2d", NULL);
  marker->tags[BUREAU_WORD_ADDED] = add_tag (marker->buffer, "underline", PANGO_UNDERLINE_SINGLE,
                                             "foreground", is_dark ? "#8ff0a4" : "#1b6b33", NULL);
}

static void
show_diff (GtkTextView *view, const char *before, const char *after, BureauWordFunc func)
{
  g_autoptr (GString) run = g_string_new (NULL);
  Marker marker = { .buffer = gtk_text_view_get_buffer (view), .run = run };

  clear (marker.buffer);
  add_change_tags (&marker);
  bureau_word_diff (before, after, func, &marker);
  put_run (&marker);
}

/**
 * bureau_diff_text_fill:
 * @before: the agent's text
 * @after: what a person made of it
 *
 * Shows both in one, word by word: removed words struck through, added ones underlined.
 */
void
bureau_diff_text_fill (GtkTextView *view, const char *before, const char *after)
{
  show_diff (view, before, after, add_word);
}

static void
add_own_word (BureauWordChange change, const char *word, gpointer data)
{
  if (change != BUREAU_WORD_REMOVED)
    add_word (change, word, data);
}

/**
 * bureau_own_words_fill:
 * @text: a text
 * @other: another, which is not shown
 *
 * Shows a text with the words underlined that the other does not have.
 */
void
bureau_own_words_fill (GtkTextView *view, const char *text, const char *other)
{
  show_diff (view, other, text, add_own_word);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "channels/html-element.h"
#include "channels/html-entity.h"
#include "channels/html-lines.h"
#include "channels/html-link.h"
#include "channels/html-style.h"
#include "channels/html-token.h"

#define MAX_TEXT_BYTES (512 * 1024)
#define MAX_OPEN                                                                                   \
  2000 /* elements open at once; deeper ones are read without a level of their own                 \
        */
#define MAX_ALT_BYTES 200
#define MAX_LOOK_BACK 64 /* how far up an end tag looks for its start */

typedef struct
{
  BureauHtmlSlice name;
  BureauHtmlTraits traits;
  BureauHtmlStyle style;
  gint next_number; /* of an ordered list; 0 in others */
  char *target;     /* of a link */
  gsize text_start; /* of a link */
} Open;

typedef struct
{
  BureauHtmlLines lines;
  GArray *open;
  guint n_pre;
  guint n_hidden;
} Reader;

static void
clear_open (gpointer data)
{
  g_free (((Open *)data)->target);
}

static Open *
top (Reader *self)
{
  return self->open->len == 0 ? NULL : &g_array_index (self->open, Open, self->open->len - 1);
}

static BureauHtmlStyle
current_style (Reader *self)
{
  Open *open = top (self);
  return open != NULL ? open->style : BUREAU_HTML_STYLE_INITIAL;
}

static void
count_hidden (Reader *self, BureauHtmlSlice text)
{
  for (gsize i = 0; i < text.length; i++)
    if ((guchar)text.start[i] > ' ' && ((guchar)text.start[i] & 0xc0) != 0x80)
      self->n_hidden++;
}

static void
add_text (Reader *self, const char *text, gsize length)
{
  if (self->n_pre > 0)
    bureau_html_lines_verbatim (&self->lines, text, length);
  else
    bureau_html_lines_words (&self->lines, text, length);
}

static void
add_words (Reader *self, const char *words)
{
  bureau_html_lines_words (&self->lines, words, strlen (words));
}

static void
on_text (Reader *self, BureauHtmlSlice text)
{
  BureauHtmlStyle style = current_style (self);
  if (bureau_html_style_hides (&style))
    {
      count_hidden (self, text);
      return;
    }
  if (memchr (text.start, '&', text.length) == NULL)
    {
      add_text (self, text.start, text.length);
      return;
    }
  g_autofree char *plain = bureau_html_unescape (text.start, text.length);
  add_text (self, plain, strlen (plain));
}

/* Conditional comments of Outlook hold markup for it alone, nobody's hidden words. */
static void
on_comment (Reader *self, BureauHtmlSlice text)
{
  gboolean is_conditional = text.length >= 3
                            && (memcmp (text.start, "[if", 3) == 0
                                || memcmp (text.start, "<![", 3) == 0);
  if (!is_conditional)
    count_hidden (self, text);
}

/* Writes where a link leads wherever its words say anything else. */
static void
end_link (Reader *self, const Open *link)
{
  if (link->target == NULL || bureau_html_style_hides (&link->style))
    return;
  gsize start = MIN (link->text_start, self->lines.out->len);
  g_autofree char *words = g_strstrip (g_strdup (self->lines.out->str + start));
  g_autofree char *shown = bureau_html_link_bare (words);
  g_autofree char *leads = bureau_html_link_bare (link->target);
  if (*words == '\0' || g_str_equal (shown, leads))
    return;
  g_autofree char *target = g_strdup_printf ("<%s>", link->target);
  self->lines.space = TRUE;
  add_words (self, target);
}

static void
end_element (Reader *self, const Open *open)
{
  if (open->traits & BUREAU_HTML_IS_LINK)
    end_link (self, open);
  if (open->traits & BUREAU_HTML_IS_LIST)
    self->lines.indent--;
  if (open->traits & BUREAU_HTML_IS_PRE)
    self->n_pre--;
  if (open->traits & (BUREAU_HTML_IS_ROW | BUREAU_HTML_IS_ITEM))
    bureau_html_lines_end (&self->lines);
  else if (open->traits & BUREAU_HTML_IS_BLOCK)
    bureau_html_lines_break (&self->lines, open->traits & BUREAU_HTML_IS_APART ? 2 : 1);
  if (open->traits & BUREAU_HTML_IS_QUOTE)
    self->lines.quotes--;
}

static void
pop_to (Reader *self, guint length)
{
  while (self->open->len > length)
    {
      end_element (self, top (self));
      g_array_set_size (self->open, self->open->len - 1);
    }
}

/* Ends the nearest open element with one of @traits, unless one with @walls is nearer. */
static void
end_nearest (Reader *self, BureauHtmlTraits traits, BureauHtmlTraits walls)
{
  for (guint back = 1; back <= MIN (self->open->len, MAX_LOOK_BACK); back++)
    {
      const Open *open = &g_array_index (self->open, Open, self->open->len - back);
      if (open->traits & traits)
        {
          pop_to (self, self->open->len - back);
          return;
        }
      if (open->traits & walls)
        return;
    }
}

/* The end tags that HTML lets writers leave out. */
static void
end_implied (Reader *self, BureauHtmlTraits traits)
{
  if (traits & BUREAU_HTML_IS_ITEM)
    end_nearest (self, BUREAU_HTML_IS_ITEM, BUREAU_HTML_IS_LIST);
  else if (traits & BUREAU_HTML_IS_CELL)
    end_nearest (self, BUREAU_HTML_IS_CELL, BUREAU_HTML_IS_TABLE);
  else if (traits & BUREAU_HTML_IS_ROW)
    end_nearest (self, BUREAU_HTML_IS_ROW, BUREAU_HTML_IS_TABLE);
  else if (traits & BUREAU_HTML_IS_BLOCK)
    end_nearest (self, BUREAU_HTML_IS_PARAGRAPH,
                 BUREAU_HTML_IS_TABLE | BUREAU_HTML_IS_CELL | BUREAU_HTML_IS_ITEM
                     | BUREAU_HTML_IS_BLOCK);
  else if (traits & BUREAU_HTML_IS_LINK)
    end_nearest (self, BUREAU_HTML_IS_LINK, BUREAU_HTML_IS_TABLE | BUREAU_HTML_IS_CELL);
}

static void
add_image (Reader *self, const BureauHtmlToken *token)
{
  g_autofree char *words = bureau_html_token_dup (token, "alt");
  if (words == NULL || *g_strstrip (words) == '\0')
    return;
  g_autofree char *short_words = bureau_text_shorten (words, MAX_ALT_BYTES);
  g_autofree char *shown = g_strdup_printf ("[%s]", short_words);
  add_words (self, shown);
}

static void
add_void (Reader *self, const BureauHtmlToken *token)
{
  BureauHtmlStyle style = current_style (self);
  g_autofree char *css = bureau_html_token_dup (token, "style");
  if (css != NULL)
    bureau_html_style_apply (&style, css);
  if (bureau_html_style_hides (&style))
    return;
  if (bureau_html_token_is (token, "br"))
    bureau_html_lines_newline (&self->lines);
  else if (bureau_html_token_is (token, "hr"))
    {
      bureau_html_lines_break (&self->lines, 1);
      add_words (self, "---");
      bureau_html_lines_break (&self->lines, 1);
    }
  else if (bureau_html_token_is (token, "img"))
    add_image (self, token);
}

static void
apply_attribute_colours (BureauHtmlStyle *style, const BureauHtmlToken *token)
{
  g_autofree char *background = bureau_html_token_dup (token, "bgcolor");
  g_autofree char *picture = bureau_html_token_dup (token, "background");
  g_autofree char *colour = bureau_html_token_dup (
      token, bureau_html_token_is (token, "body") ? "text" : "color");
  g_autofree char *hidden = bureau_html_token_dup (token, "hidden");
  if (background != NULL)
    style->background = bureau_html_colour_parse (background);
  if (picture != NULL)
    style->background = BUREAU_HTML_COLOUR_UNKNOWN;
  if (colour != NULL)
    style->colour = bureau_html_colour_parse (colour);
  if (hidden != NULL)
    style->is_hidden = TRUE;
}

static BureauHtmlStyle
style_of (Reader *self, const BureauHtmlToken *token)
{
  BureauHtmlStyle style = current_style (self);
  if (token->n_attributes == 0)
    return style;
  apply_attribute_colours (&style, token);
  g_autofree char *css = bureau_html_token_dup (token, "style");
  if (css != NULL)
    bureau_html_style_apply (&style, css);
  return style;
}

static void
begin_item (Reader *self)
{
  char marker[24] = "- ";
  for (guint back = 1; back <= MIN (self->open->len, MAX_LOOK_BACK); back++)
    {
      Open *list = &g_array_index (self->open, Open, self->open->len - back);
      if (!(list->traits & BUREAU_HTML_IS_LIST))
        continue;
      if (list->next_number > 0)
        g_snprintf (marker, sizeof marker, "%d. ", list->next_number++);
      break;
    }
  bureau_html_lines_marker (&self->lines, marker);
}

static void
begin_list (Reader *self, const BureauHtmlToken *token, Open *open)
{
  self->lines.indent++;
  if (!bureau_html_token_is (token, "ol"))
    return;
  g_autofree char *start = bureau_html_token_dup (token, "start");
  open->next_number = start != NULL ? (gint)CLAMP (strtol (start, NULL, 10), 1, 100000) : 1;
}

static void
begin_element (Reader *self, const BureauHtmlToken *token, Open *open)
{
  gboolean is_hidden = bureau_html_style_hides (&open->style);
  if (open->traits & BUREAU_HTML_IS_ROW)
    bureau_html_lines_row (&self->lines);
  else if (open->traits & BUREAU_HTML_IS_CELL && !is_hidden)
    bureau_html_lines_cell (&self->lines);
  else if (open->traits & BUREAU_HTML_IS_BLOCK)
    bureau_html_lines_break (&self->lines, open->traits & BUREAU_HTML_IS_APART ? 2 : 1);
  if (open->traits & BUREAU_HTML_IS_LIST)
    begin_list (self, token, open);
  if (open->traits & BUREAU_HTML_IS_QUOTE)
    self->lines.quotes++;
  if (open->traits & BUREAU_HTML_IS_PRE)
    self->n_pre++;
  if (open->traits & BUREAU_HTML_IS_ITEM && !is_hidden)
    begin_item (self);
  if (open->traits & BUREAU_HTML_IS_LINK)
    {
      open->target = bureau_html_link_dup_target (token);
      open->text_start = self->lines.out->len;
    }
}

static void
on_open (Reader *self, BureauHtmlInput *input, const BureauHtmlToken *token)
{
  BureauHtmlTraits traits = bureau_html_element_traits (token->text);
  if (traits & BUREAU_HTML_IS_RAW)
    {
      bureau_html_token_skip_raw (input, token->text);
      return;
    }
  if (traits & BUREAU_HTML_IS_VOID)
    {
      add_void (self, token);
      return;
    }
  end_implied (self, traits);
  if (self->open->len >= MAX_OPEN)
    return;
  Open open = { .name = token->text, .traits = traits, .style = style_of (self, token) };
  begin_element (self, token, &open);
  g_array_append_val (self->open, open);
}

static void
on_close (Reader *self, const BureauHtmlToken *token)
{
  for (guint back = 1; back <= MIN (self->open->len, MAX_LOOK_BACK); back++)
    {
      const Open *open = &g_array_index (self->open, Open, self->open->len - back);
      if (open->name.length != token->text.length
          || g_ascii_strncasecmp (open->name.start, token->text.start, open->name.length) != 0)
        continue;
      pop_to (self, self->open->len - back);
      return;
    }
  if (bureau_html_token_is (token, "p"))
    bureau_html_lines_break (&self->lines, 2);
  else if (bureau_html_token_is (token, "br"))
    bureau_html_lines_newline (&self->lines);
}

static void
read_all (Reader *self, BureauHtmlInput *input)
{
  BureauHtmlToken token;
  while (bureau_html_token_next (input, &token) && self->lines.out->len < MAX_TEXT_BYTES)
    {
      if (token.kind == BUREAU_HTML_TEXT)
        on_text (self, token.text);
      else if (token.kind == BUREAU_HTML_OPEN)
        on_open (self, input, &token);
      else if (token.kind == BUREAU_HTML_CLOSE)
        on_close (self, &token);
      else
        on_comment (self, token.text);
    }
}

/**
 * bureau_html_to_text:
 * @html: a document or a piece of one, valid UTF-8
 * @length: how many bytes
 * @n_hidden: (out): how many characters a reader of the original could not have seen: in comments,
 *   with `display:none`, of no size, far off the page, or of the colour they stand on
 *
 * Turns a mail's HTML into lines to read. Nothing is fetched or run; scripts, styles and embedded
 * objects are left out; a link whose words differ from its target shows the target behind them.
 *
 * Returns: (transfer full): the text, about 512 KiB at the most
 */
char *
bureau_html_to_text (const char *html, gsize length, guint *n_hidden)
{
  Reader self = { .open = g_array_new (FALSE, TRUE, sizeof (Open)) };
  g_array_set_clear_func (self.open, clear_open);
  bureau_html_lines_init (&self.lines, MAX_TEXT_BYTES);
  BureauHtmlInput input = { html, html + length };
  read_all (&self, &input);
  pop_to (&self, 0);
  g_clear_pointer (&self.open, g_array_unref);
  *n_hidden = self.n_hidden;
  return bureau_html_lines_finish (&self.lines);
}

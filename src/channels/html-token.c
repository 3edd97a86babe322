/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-token.h"

#include <string.h>

#include "channels/html-entity.h"

/* A small reader of HTML as it is found in mail, after the WHATWG tokenizer: every byte is read
 * once, nothing is fetched, and there is no input that it does not get through. */

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
skip_white (BureauHtmlInput *input)
{
  while (input->at < input->end && is_white (*input->at))
    input->at++;
}

static BureauHtmlSlice
slice (const char *start, const char *end)
{
  return (BureauHtmlSlice){ start, (gsize)(end - start) };
}

/* Leaves the input behind the next @c, or at the end. */
static BureauHtmlSlice
read_until (BureauHtmlInput *input, char c)
{
  const char *start = input->at;
  const char *found = memchr (start, c, (gsize)(input->end - start));
  input->at = found != NULL ? found + 1 : input->end;
  return slice (start, found != NULL ? found : input->end);
}

/* What stands between "<!--" and "-->"; a comment that never ends takes the rest, as in browsers.
 */
static BureauHtmlSlice
read_comment (BureauHtmlInput *input)
{
  const char *start = input->at;
  if (start < input->end && *start == '>')
    {
      input->at++;
      return slice (start, start);
    }
  for (const char *p = start; p + 2 < input->end; p++)
    {
      p = memchr (p, '-', (gsize)(input->end - p));
      if (p == NULL || p + 2 >= input->end)
        break;
      gsize mark = p[1] != '-' ? 0 : p[2] == '>' ? 3 : 0;
      if (mark == 0 && p[1] == '-' && p[2] == '!' && p + 3 < input->end && p[3] == '>')
        mark = 4;
      if (mark == 0)
        continue;
      input->at = p + mark;
      return slice (start, p);
    }
  input->at = input->end;
  return slice (start, input->end);
}

static BureauHtmlSlice
read_value (BureauHtmlInput *input)
{
  skip_white (input);
  if (input->at < input->end && (*input->at == '"' || *input->at == '\''))
    {
      char quote = *input->at++;
      return read_until (input, quote);
    }
  const char *start = input->at;
  while (input->at < input->end && !is_white (*input->at) && *input->at != '>')
    input->at++;
  return slice (start, input->at);
}

static void
read_attribute (BureauHtmlInput *input, BureauHtmlToken *token)
{
  const char *start = input->at;
  while (input->at < input->end && !is_white (*input->at) && strchr ("=>/", *input->at) == NULL)
    input->at++;
  if (input->at == start)
    input->at++;
  BureauHtmlSlice name = slice (start, input->at);
  BureauHtmlSlice value = slice (input->at, input->at);
  skip_white (input);
  if (input->at < input->end && *input->at == '=')
    {
      input->at++;
      value = read_value (input);
    }
  if (token->n_attributes == BUREAU_HTML_MAX_ATTRIBUTES)
    return;
  token->names[token->n_attributes] = name;
  token->values[token->n_attributes++] = value;
}

static void
read_tag (BureauHtmlInput *input, BureauHtmlToken *token)
{
  const char *start = input->at;
  while (input->at < input->end && !is_white (*input->at) && *input->at != '>' && *input->at != '/')
    input->at++;
  token->text = slice (start, input->at);
  while (input->at < input->end && *input->at != '>')
    {
      if (is_white (*input->at) || *input->at == '/')
        input->at++;
      else
        read_attribute (input, token);
    }
  if (input->at < input->end)
    input->at++;
}

/* The input stands behind a '<' that begins something. */
static void
read_markup (BureauHtmlInput *input, BureauHtmlToken *token)
{
  char c = *input->at;
  if (c == '!' && input->end - input->at >= 3 && input->at[1] == '-' && input->at[2] == '-')
    {
      input->at += 3;
      token->kind = BUREAU_HTML_COMMENT;
      token->text = read_comment (input);
    }
  else if (c == '!' || c == '?')
    {
      token->kind = BUREAU_HTML_COMMENT;
      token->text = read_until (input, '>');
      token->text.length = 0;
    }
  else
    {
      token->kind = c == '/' ? BUREAU_HTML_CLOSE : BUREAU_HTML_OPEN;
      if (c == '/')
        input->at++;
      read_tag (input, token);
    }
}

static gboolean
begins_markup (const BureauHtmlInput *input)
{
  const char *next = input->at + 1;
  if (next >= input->end)
    return FALSE;
  if (*next == '/')
    return next + 1 < input->end && g_ascii_isalpha (next[1]);
  return g_ascii_isalpha (*next) || *next == '!' || *next == '?';
}

/**
 * bureau_html_token_next:
 * @input: what is left of the document
 * @token: (out caller-allocates): the next piece
 *
 * Returns: %FALSE at the end
 */
gboolean
bureau_html_token_next (BureauHtmlInput *input, BureauHtmlToken *token)
{
  token->n_attributes = 0;
  token->kind = BUREAU_HTML_END;
  if (input->at >= input->end)
    return FALSE;
  if (*input->at == '<' && begins_markup (input))
    {
      input->at++;
      read_markup (input, token);
      return TRUE;
    }
  const char *start = input->at;
  const char *next = memchr (start + 1, '<', (gsize)(input->end - start - 1));
  input->at = next != NULL ? next : input->end;
  token->kind = BUREAU_HTML_TEXT;
  token->text = slice (start, input->at);
  return TRUE;
}

/**
 * bureau_html_token_skip_raw:
 * @input: stands behind the start tag of a script, style or the like
 * @name: the tag's name
 *
 * Goes behind the matching end tag, whatever stands between; without one, to the end.
 *
 * Returns: what was skipped
 */
BureauHtmlSlice
bureau_html_token_skip_raw (BureauHtmlInput *input, BureauHtmlSlice name)
{
  const char *start = input->at;
  while (input->at < input->end)
    {
      const char *mark = memchr (input->at, '<', (gsize)(input->end - input->at));
      if (mark == NULL)
        break;
      input->at = mark + 1;
      gsize left = (gsize)(input->end - mark);
      if (left < name.length + 2 || mark[1] != '/'
          || g_ascii_strncasecmp (mark + 2, name.start, name.length) != 0
          || (left > name.length + 2 && g_ascii_isalnum (mark[name.length + 2])))
        continue;
      read_until (input, '>');
      return slice (start, mark);
    }
  input->at = input->end;
  return slice (start, input->end);
}

/**
 * bureau_html_token_is:
 * @token: a tag
 * @name: an element's name in lower case
 *
 * Returns: whether the tag is of this element
 */
gboolean
bureau_html_token_is (const BureauHtmlToken *token, const char *name)
{
  return strlen (name) == token->text.length
         && g_ascii_strncasecmp (token->text.start, name, token->text.length) == 0;
}

/**
 * bureau_html_token_dup:
 * @token: a start tag
 * @attribute: a name in lower case
 *
 * Returns: (transfer full) (nullable): the value, its references resolved; the first one counts
 */
char *
bureau_html_token_dup (const BureauHtmlToken *token, const char *attribute)
{
  gsize length = strlen (attribute);
  for (guint i = 0; i < token->n_attributes; i++)
    if (token->names[i].length == length
        && g_ascii_strncasecmp (token->names[i].start, attribute, length) == 0)
      return bureau_html_unescape (token->values[i].start, token->values[i].length);
  return NULL;
}

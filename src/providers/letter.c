/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/letter-private.h"

#include <string.h>

#include "base/error.h"

/* What begins the tags of sections. */
#define SIGNS "#?^/"

/* A template while it is read. */
typedef struct
{
  const char *text;
  const char *at;
  GPtrArray *open; /* the sections around @at, the innermost last */
  BureauLetter *letter;
} Parser;

static void
node_free (gpointer data)
{
  BureauLetterNode *self = data;

  g_free (self->text);
  g_free (self->filter);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

static BureauLetterNode *
add_node (Parser *self, BureauLetterNodeKind kind, char *text)
{
  BureauLetterNode *node = g_new0 (BureauLetterNode, 1);
  BureauLetterNode *parent = self->open->len ? g_ptr_array_index (self->open, self->open->len - 1)
                                             : NULL;

  node->kind = kind;
  node->text = text;
  g_ptr_array_add (parent ? parent->children : self->letter->nodes, node);

  return node;
}

static gboolean
fail (Parser *self, GError **error, const char *problem, const char *name)
{
  guint line = 1;

  for (const char *c = self->text; c < self->at; c++)
    line += *c == '\n';
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "Line %u of the letter template: “%s” %s",
               line, name, problem);

  return FALSE;
}

/* The end of a sentence: a stop with space behind it; not that of “5. March”. */
static gboolean
ends_sentence (const char *start, const char *at)
{
  if (!strchr (".!?", *at) || (at[1] != '\0' && !g_ascii_isspace (at[1]) && at[1] != '{'))
    return FALSE;

  return *at != '.' || at == start || !g_ascii_isdigit (at[-1]);
}

/* Text up to the next tag, cut behind each sentence and at each line break. */
static void
read_text (Parser *self)
{
  const char *start = self->at;

  while (*self->at && *self->at != '\n' && !g_str_has_prefix (self->at, "{{"))
    {
      if (ends_sentence (start, self->at))
        {
          self->at++;
          while (*self->at == ' ')
            self->at++;
          add_node (self, BUREAU_LETTER_TEXT, g_strndup (start, self->at - start))->ends = TRUE;
          start = self->at;
        }
      else
        self->at++;
    }
  if (self->at > start)
    add_node (self, BUREAU_LETTER_TEXT, g_strndup (start, self->at - start));
}

static gboolean
is_path (const char *path)
{
  if (g_str_equal (path, "."))
    return TRUE;

  return *path
         && strspn (path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")
                == strlen (path);
}

static gboolean
open_section (Parser *self, BureauLetterNodeKind kind, const char *path, GError **error)
{
  if (self->open->len >= BUREAU_LETTER_MAX_DEPTH)
    return fail (self, error, "is nested too deep", path);

  BureauLetterNode *node = add_node (self, kind, g_strdup (path));
  node->children = g_ptr_array_new_with_free_func (node_free);
  g_ptr_array_add (self->open, node);

  return TRUE;
}

static gboolean
close_section (Parser *self, const char *path, GError **error)
{
  BureauLetterNode *section = self->open->len ? g_ptr_array_index (self->open, self->open->len - 1)
                                              : NULL;

  if (section == NULL || !g_str_equal (section->text, path))
    return fail (self, error, "is closed, but not the section that is open", path);
  g_ptr_array_set_size (self->open, self->open->len - 1);

  return TRUE;
}

static gboolean
add_value (Parser *self, const char *tag, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (tag, "|", 3);
  const char *path = parts[0] ? g_strstrip (parts[0]) : "";
  const char *filter = parts[0] && parts[1] ? g_strstrip (parts[1]) : NULL;

  if (!is_path (path))
    return fail (self, error, "is no path such as record.name", path);
  if (filter && (parts[2] || !bureau_letter_has_filter (filter)))
    return fail (self, error,
                 "is no filter; use money, date, first_name, list, names, bullets or lines",
                 filter);
  add_node (self, BUREAU_LETTER_VALUE, g_strdup (path))->filter = g_strdup (filter);

  return TRUE;
}

/* {{…}} */
static gboolean
read_tag (Parser *self, GError **error)
{
  const char *end = strstr (self->at, "}}");

  if (end == NULL || end - self->at > 200)
    return fail (self, error, "has no }}", "{{");
  g_autofree char *whole = g_strndup (self->at + 2, end - self->at - 2);
  char *tag = g_strstrip (whole);
  const char *path = *tag ? tag + 1 + strspn (tag + 1, " ") : tag;
  gboolean ok;

  if (strchr (SIGNS, *tag) && *tag && !is_path (path))
    return fail (self, error, "is no path such as record.name", path);
  if (*tag == '#')
    ok = open_section (self, BUREAU_LETTER_SECTION, path, error);
  else if (*tag == '?')
    ok = open_section (self, BUREAU_LETTER_ONCE, path, error);
  else if (*tag == '^')
    ok = open_section (self, BUREAU_LETTER_INVERTED, path, error);
  else if (*tag == '/')
    ok = close_section (self, path, error);
  else
    ok = add_value (self, tag, error);
  self->at = end + 2;

  return ok;
}

/* Whether a line holds nothing but the tags of sections; such a line leaves no line break behind.
 */
static gboolean
is_bare_line (const char *line)
{
  gboolean tags = FALSE;

  while (*line && *line != '\n')
    {
      if (*line == ' ' || *line == '\t')
        {
          line++;
          continue;
        }
      if (!g_str_has_prefix (line, "{{") || !strchr (SIGNS, line[2]) || line[2] == '\0')
        return FALSE;
      line = strstr (line, "}}");
      if (line == NULL)
        return FALSE;
      line += 2;
      tags = TRUE;
    }

  return tags;
}

static gboolean
read_all (Parser *self, GError **error)
{
  gboolean bare = is_bare_line (self->at);

  while (*self->at)
    {
      if (*self->at == '\n')
        {
          add_node (self, bare ? BUREAU_LETTER_BARE_BREAK : BUREAU_LETTER_BREAK, NULL);
          self->at++;
          bare = is_bare_line (self->at);
        }
      else if (bare && (*self->at == ' ' || *self->at == '\t'))
        self->at++;
      else if (!g_str_has_prefix (self->at, "{{"))
        read_text (self);
      else if (!read_tag (self, error))
        return FALSE;
    }
  if (self->open->len == 0)
    return TRUE;

  return fail (self, error, "is opened and never closed",
               ((BureauLetterNode *)g_ptr_array_index (self->open, self->open->len - 1))->text);
}

/**
 * bureau_letter_parse:
 * @text: a template, at most 64 KiB
 *
 * Returns: (transfer full): the letter, or %NULL with %BUREAU_ERROR_INVALID that names line and
 * problem, or %BUREAU_ERROR_LIMIT
 */
BureauLetter *
bureau_letter_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > BUREAU_LETTER_MAX_BYTES)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                           "The letter template is longer than 64 KiB; shorten it");
      return NULL;
    }

  g_autoptr (BureauLetter) letter = g_atomic_rc_box_new0 (BureauLetter);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  letter->nodes = g_ptr_array_new_with_free_func (node_free);
  Parser parser = { .text = text, .at = text, .open = open, .letter = letter };

  return read_all (&parser, error) ? g_steal_pointer (&letter) : NULL;
}

static void
letter_clear (gpointer data)
{
  BureauLetter *self = data;

  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

void
bureau_letter_unref (BureauLetter *self)
{
  g_atomic_rc_box_release_full (self, letter_clear);
}

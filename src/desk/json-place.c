/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a text of JSON something stands, for showing it to whoever wrote the text. */
#include "desk/json-place.h"

#include <string.h>

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

static const char *
skip_string (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p == '"' ? p + 1 : p;
}

/* Brackets are only counted; whether they match is the parser's to say. */
static const char *
skip_value (const char *p)
{
  guint depth = 0;

  while (*p != '\0')
    {
      if (*p == '"')
        p = skip_string (p);
      else
        {
          if ((depth == 0 && strchr (",]}", *p) != NULL))
            return p;
          depth += *p == '{' || *p == '[';
          depth -= *p == '}' || *p == ']';
          p++;
        }
      if (depth == 0)
        return p + strcspn (p, ",]}");
    }
  return p;
}

static gboolean
is_name (const char *start, const char *end, const char *name)
{
  return (gsize)(end - start) == strlen (name) + 2 && strncmp (start + 1, name, strlen (name)) == 0;
}

/* Both give the place of the value and, in @shown, where its line begins. */
static const char *
find_member (const char *p, const char *name, const char **shown)
{
  for (p = skip_space (p + 1); *p == '"'; p = skip_space (p + (*p == ',')))
    {
      const char *start = p, *end = skip_string (p);

      p = skip_space (end);
      p = skip_space (p + (*p == ':'));
      *shown = start;
      if (is_name (start, end, name))
        return p;
      p = skip_value (p);
    }
  return NULL;
}

static const char *
find_item (const char *p, guint64 index, const char **shown)
{
  p = skip_space (p + 1);
  for (guint64 i = 0; *p != '\0' && *p != ']'; i++)
    {
      *shown = p;
      if (i == index)
        return p;
      p = skip_value (p);
      p = skip_space (p + (*p == ','));
    }
  return NULL;
}

static const char *
step_into (const char *p, const char *token, const char **shown)
{
  guint64 index;

  if (*p == '{')
    return find_member (p, token, shown);
  if (*p == '[' && g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT, &index, NULL))
    return find_item (p, index, shown);
  return NULL;
}

/* "~1" is a slash in a name and "~0" a tilde (RFC 6901). */
static char *
unescape (const char *token)
{
  g_autoptr (GString) text = g_string_new (token);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * bureau_json_place_find_line:
 * @text: JSON as a person wrote it; what is none does no harm
 * @pointer: a JSON pointer (RFC 6901), as "/steps/1/sql"
 *
 * Returns: the line, from 1, in which that stands; where it is missing, the line of what should
 *   hold it
 */
guint
bureau_json_place_find_line (const char *text, const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (*pointer == '/' ? pointer + 1 : pointer, "/", -1);
  const char *p = skip_space (text), *place = p;
  guint line = 1;

  for (guint i = 0; p != NULL && tokens[i] != NULL && *pointer != '\0'; i++)
    {
      g_autofree char *token = unescape (tokens[i]);
      const char *shown = NULL;

      p = step_into (p, token, &shown);
      if (p != NULL)
        place = shown;
    }
  for (const char *q = text; q < place; q++)
    line += *q == '\n';
  return line;
}

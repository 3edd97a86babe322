/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include <string.h>

static gboolean
close_section (GPtrArray *open, const char *name)
{
  const char *innermost = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

  if (g_strcmp0 (innermost, name) != 0)
    return FALSE;
  g_ptr_array_set_size (open, open->len - 1);
  return TRUE;
}

/* One tag between braces: a section opens, closes, or a value stands. */
static gboolean
read_tag (GPtrArray *open, const char *tag)
{
  if (*tag == '\0')
    return FALSE;
  if (*tag == '#' || *tag == '^' || *tag == '?')
    g_ptr_array_add (open, g_strstrip (g_strdup (tag + 1)));
  else if (*tag == '/')
    {
      g_autofree char *name = g_strstrip (g_strdup (tag + 1));

      return close_section (open, name);
    }
  return TRUE;
}

static gboolean
read_letter (const char *letter, GPtrArray *open)
{
  const char *p = letter;

  while ((p = strstr (p, "{{")) != NULL)
    {
      const char *end = strstr (p, "}}");
      g_autofree char *tag = end != NULL ? g_strndup (p + 2, end - p - 2) : NULL;

      if (tag == NULL || !read_tag (open, g_strstrip (tag)))
        {
          g_ptr_array_add (open, tag != NULL ? g_strdup (tag) : g_strndup (p, 40));
          return FALSE;
        }
      p = end + 2;
    }
  return open->len == 0;
}

void
bureau_mean_letter (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  if (!read_letter (json_node_get_string (value), open))
    bureau_problems_add (check->problems, "letter_bad", g_ptr_array_index (open, open->len - 1),
                         "Each {{#name}} needs its {{/name}}, the innermost first, and each {{ "
                         "its }}.");
}

void
bureau_mean_letters (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonObjectIter iter;
  const char *language;
  JsonNode *letter;

  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &language, &letter))
    {
      bureau_problems_enter (check->problems, language);
      bureau_mean_letter (check, member, letter);
      bureau_problems_leave (check->problems);
    }
}

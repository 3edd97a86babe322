/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read of an answer that is still coming. */
#include "providers/partial.h"

#include <string.h>

#include "base/json.h"

/* Where the text of a member begins, behind its quote; NULL where it has not come yet. */
static const char *
find_text (const char *json, const char *member)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", member);
  const char *found = strstr (json, quoted);

  if (found == NULL)
    return NULL;
  found += strlen (quoted);
  while (*found == ' ' || *found == '\n' || *found == '\t' || *found == ':')
    found++;
  return *found == '"' ? found + 1 : NULL;
}

/* The end of what is whole: an escape that was begun is left for the next time. */
static const char *
find_end (const char *text)
{
  while (*text != '\0' && *text != '"')
    {
      gsize length = *text != '\\' ? 1 : text[1] == 'u' ? 6 : 2;

      if (strnlen (text, length) < length)
        return text;
      /* Half of a pair is no character. */
      if (length == 6 && (text[2] == 'd' || text[2] == 'D') && strchr ("89abAB", text[3]) != NULL)
        {
          if (strnlen (text, 12) < 12)
            return text;
          length = 12;
        }
      text += length;
    }
  return text;
}

/**
 * bureau_partial_text:
 * @json: the beginning of a JSON object
 * @member: a member whose value is a text
 *
 * Returns: (transfer full) (nullable): the text of @member as far as it has come; %NULL before it
 *   begins
 */
char *
bureau_partial_text (const char *json, const char *member)
{
  const char *start = find_text (json, member);
  g_autofree char *whole = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (start == NULL)
    return NULL;
  whole = g_strdup_printf ("[\"%.*s\"]", (int)(find_end (start) - start), start);
  node = bureau_json_parse (whole, -1, NULL);
  return node != NULL ? g_strdup (json_array_get_string_element (json_node_get_array (node), 0))
                      : NULL;
}

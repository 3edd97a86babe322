/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/file-name.h"

#include <string.h>

#include "base/text.h"
#include "channels/charset.h"

#define MAX_BYTES 120
#define MAX_EXTENSION 16

/* Cuts the middle so that the extension, which says what opens the file, stays. */
static char *
shorten (const char *name)
{
  gsize length = strlen (name);
  if (length <= MAX_BYTES)
    return g_strdup (name);
  const char *dot = strrchr (name, '.');
  gsize tail = dot == NULL ? 0 : length - (gsize)(dot - name);
  if (tail > MAX_EXTENSION)
    tail = 0;
  g_autofree char *head = g_strndup (name, MAX_BYTES - tail);
  const char *end = NULL;
  if (!g_utf8_validate (head, -1, &end))
    head[end - head] = '\0';
  return g_strconcat (head, name + length - tail, NULL);
}

/**
 * bureau_file_name_safe:
 * @name: (nullable): a file name from outside
 * @fallback: the name where nothing usable is left
 *
 * The last component of @name as a plain file name: no path, no hidden or control character, no
 * leading dot or dash, at most 120 bytes.
 *
 * Returns: (transfer full): a name that can be put inside a folder
 */
char *
bureau_file_name_safe (const char *name, const char *fallback)
{
  g_autofree char *line = bureau_charset_line (name, 4096);
  const char *last = line;
  for (const char *p = line; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      last = p + 1;
  g_autofree char *plain = g_strdup (last);
  g_strdelimit (plain, "<>:\"|?*", '_');
  g_strstrip (plain);
  const char *start = plain + strspn (plain, ".- ");
  return shorten (*start != '\0' ? start : fallback);
}

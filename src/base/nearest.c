/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <string.h>

#include "base/text.h"

#define MAX_BYTES 120

static guint
least (guint a, guint b, guint c)
{
  return MIN (a, MIN (b, c));
}

/* How many letters must be put, taken, replaced or swapped with their neighbour to make @b of @a
 * (the optimal string alignment distance), row by row. */
static guint
edit_distance (const gunichar *a, glong a_length, const gunichar *b, glong b_length)
{
  glong width = b_length + 1;
  g_autofree guint *cells = g_new (guint, (a_length + 1) * width);

  for (glong j = 0; j <= b_length; j++)
    cells[j] = j;
  for (glong i = 1; i <= a_length; i++)
    {
      guint *row = cells + i * width;
      const guint *above = row - width;

      row[0] = i;
      for (glong j = 1; j <= b_length; j++)
        {
          row[j] = least (above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], cells[(i - 2) * width + j - 2] + 1);
        }
    }
  return cells[a_length * width + b_length];
}

static guint
text_distance (const char *a, const char *b)
{
  glong a_length, b_length;
  g_autofree gunichar *a_chars = g_utf8_to_ucs4_fast (a, -1, &a_length);
  g_autofree gunichar *b_chars = g_utf8_to_ucs4_fast (b, -1, &b_length);

  return edit_distance (a_chars, a_length, b_chars, b_length);
}

/**
 * bureau_nearest:
 * @text: (nullable): what was written
 * @candidates: (array zero-terminated=1): what could have been meant
 * @n_plausible: (out): how many of them are near enough to be meant
 *
 * Finds the candidate with the smallest edit distance to @text, letter case aside. Near enough is a
 * third of the characters, at least one.
 *
 * Returns: (nullable): the nearest plausible candidate
 */
const char *
bureau_nearest (const char *text, const char *const *candidates, guint *n_plausible)
{
  g_autofree char *bounded = bureau_text_shorten (text != NULL ? text : "", MAX_BYTES);
  g_autofree char *folded = g_utf8_casefold (bounded, -1);
  guint allowed = MAX (1, g_utf8_strlen (folded, -1) / 3);
  guint best = G_MAXUINT;
  const char *nearest = NULL;

  *n_plausible = 0;
  for (guint i = 0; text != NULL && candidates[i] != NULL; i++)
    {
      guint distance = text_distance (folded, candidates[i]);

      if (distance > allowed || distance >= strlen (candidates[i]))
        continue;
      ++*n_plausible;
      if (distance < best)
        nearest = candidates[i];
      best = MIN (best, distance);
    }
  return nearest;
}

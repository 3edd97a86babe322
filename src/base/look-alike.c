/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an address could be taken for another: what looks the same is made the same first, then a
 * slip of a key or two is allowed for. */
#include "base/look-alike.h"

#include <string.h>

#include "base/text.h"

/* Longer than any label of a domain; what is longer is compared as it is. */
#define MAX_BYTES 64
/* A short name is a slip away from many honest ones. */
#define MIN_DOMAIN 4
#define MIN_LONG_DOMAIN 10
#define MIN_NAME 6

/* Letters of other scripts and digits by the Latin letter that they look like. Folded text has no
 * capitals and no accents any more. */
static const struct
{
  gunichar from;
  char to;
} confusables[] = {
  { '0', 'o' },    { '1', 'l' },    { 'i', 'l' },    { '3', 'e' },    { '5', 's' },
  { '|', 'l' },    { '_', '-' },    { 0x0131, 'l' }, { 0x0430, 'a' }, { 0x0432, 'b' },
  { 0x0435, 'e' }, { 0x0451, 'e' }, { 0x0456, 'l' }, { 0x0457, 'l' }, { 0x0458, 'j' },
  { 0x043A, 'k' }, { 0x043C, 'm' }, { 0x043D, 'h' }, { 0x043E, 'o' }, { 0x0440, 'p' },
  { 0x0441, 'c' }, { 0x0442, 't' }, { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0455, 's' },
  { 0x04BB, 'h' }, { 0x04CF, 'l' }, { 0x0501, 'd' }, { 0x051B, 'q' }, { 0x051D, 'w' },
  { 0x03B1, 'a' }, { 0x03B5, 'e' }, { 0x03B9, 'l' }, { 0x03BA, 'k' }, { 0x03BD, 'v' },
  { 0x03BF, 'o' }, { 0x03C1, 'p' }, { 0x03C4, 't' }, { 0x03C5, 'u' }, { 0x03C7, 'x' },
  { 0x0261, 'g' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2013, '-' },
};

/* Two letters that look like one. */
static const struct
{
  const char *from;
  const char *to;
} pairs[] = { { "rn", "m" }, { "vv", "w" }, { "cl", "d" } };

static void
append_like (GString *text, gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (confusables); i++)
    if (confusables[i].from == c)
      {
        g_string_append_c (text, confusables[i].to);
        return;
      }
  g_string_append_unichar (text, c);
}

/* "xn--…" is what a domain of another script is written as; a person sees the script. */
static char *
fold (const char *text)
{
  g_autofree char *shown = strstr (text, "xn--") != NULL ? g_hostname_to_unicode (text) : NULL;

  return bureau_text_fold (shown != NULL ? shown : text);
}

/**
 * bureau_look_alike_skeleton:
 * @text: a domain, or what stands before the @ of an address
 *
 * Texts that look the same have the same skeleton: capitals, accents, letters of other scripts and
 * digits are made the Latin letters that they look like, "rn" is "m".
 *
 * Returns: (transfer full): the skeleton, which is for comparing only
 */
char *
bureau_look_alike_skeleton (const char *text)
{
  g_autofree char *folded = fold (text);
  g_autoptr (GString) skeleton = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    append_like (skeleton, g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (skeleton, pairs[i].from, pairs[i].to, 0);
  return g_string_free (g_steal_pointer (&skeleton), FALSE);
}

/* What is the same at both ends does not count. */
static void
strip (const char **a, gsize *a_length, const char **b, gsize *b_length)
{
  while (*a_length > 0 && *b_length > 0 && **a == **b)
    {
      (*a)++;
      (*b)++;
      (*a_length)--;
      (*b_length)--;
    }
  while (*a_length > 0 && *b_length > 0 && (*a)[*a_length - 1] == (*b)[*b_length - 1])
    {
      (*a_length)--;
      (*b_length)--;
    }
}

/* Slips of a key that make one of the other: a letter more, less, another, or two changed about. */
static guint
count_slips (const char *a, gsize n, const char *b, gsize m)
{
  guint rows[3][MAX_BYTES + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  for (gsize j = 0; j <= m; j++)
    last[j] = (guint)j;
  for (gsize i = 1; i <= n; i++)
    {
      guint *spare = before;

      row[0] = (guint)i;
      for (gsize j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = spare;
    }
  return last[m];
}

static gboolean
is_within (const char *a, const char *b, guint limit)
{
  gsize n = strlen (a), m = strlen (b);

  if (MAX (n, m) - MIN (n, m) > limit)
    return FALSE;
  strip (&a, &n, &b, &m);
  if (MAX (n, m) <= limit)
    return TRUE;
  return MAX (n, m) <= MAX_BYTES && count_slips (a, n, b, m) <= limit;
}

/* "studio-nord" of "studio-nord.example" tells it from others; the end is everybody's. */
static gsize
measure_name (const char *domain)
{
  const char *dot = strrchr (domain, '.');

  return dot != NULL ? (gsize)(dot - domain) : strlen (domain);
}

static gboolean
continues (const char *skeleton, const char *known)
{
  gsize n = strlen (known);

  return n >= MIN_DOMAIN && strncmp (skeleton, known, n) == 0
         && (skeleton[n] == '.' || skeleton[n] == '-');
}

/**
 * bureau_look_alike_domain:
 * @skeleton: of a domain
 * @known: the skeleton of another, known one
 *
 * Returns: whether one could be taken for the other: they look the same, a slip of a key is between
 *   them (two in a long name), or the known one is only the beginning of it, as in
 *   "studio.example.attacker.org"
 */
gboolean
bureau_look_alike_domain (const char *skeleton, const char *known)
{
  gsize length = MIN (measure_name (skeleton), measure_name (known));
  guint limit = length >= MIN_LONG_DOMAIN ? 2 : length >= MIN_DOMAIN ? 1 : 0;

  return is_within (skeleton, known, limit) || continues (skeleton, known);
}

/**
 * bureau_look_alike_name:
 * @skeleton: of what stands before the @
 * @known: the skeleton of another, known one at the same domain
 *
 * Returns: whether one could be taken for the other
 */
gboolean
bureau_look_alike_name (const char *skeleton, const char *known)
{
  return is_within (skeleton, known, MIN (strlen (skeleton), strlen (known)) >= MIN_NAME ? 1 : 0);
}

/**
 * bureau_look_alike:
 * @address: an e-mail address
 * @known: another, known one
 *
 * Returns: whether @address is another address that could be taken for @known; the same one in
 *   capitals is not
 */
gboolean
bureau_look_alike (const char *address, const char *known)
{
  const char *at = strrchr (address, '@');
  const char *known_at = strrchr (known, '@');
  gboolean same_domain;

  if (at == NULL || known_at == NULL || g_ascii_strcasecmp (address, known) == 0)
    return FALSE;
  same_domain = g_ascii_strcasecmp (at, known_at) == 0;

  g_autofree char *part = same_domain ? g_strndup (address, (gsize)(at - address))
                                      : g_strdup (at + 1);
  g_autofree char *known_part = same_domain ? g_strndup (known, (gsize)(known_at - known))
                                            : g_strdup (known_at + 1);
  g_autofree char *skeleton = bureau_look_alike_skeleton (part);
  g_autofree char *known_skeleton = bureau_look_alike_skeleton (known_part);

  return same_domain ? bureau_look_alike_name (skeleton, known_skeleton)
                     : bureau_look_alike_domain (skeleton, known_skeleton);
}

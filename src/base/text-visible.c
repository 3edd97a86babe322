/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* Characters that take no place on the screen: Unicode 16's Default_Ignorable_Code_Point, and the
 * controls that are not white space. In order. */
static const Range hidden[] = {
  { 0x0001, 0x0008 },   { 0x000b, 0x000c }, { 0x000e, 0x001f },   { 0x007f, 0x009f },
  { 0x00ad, 0x00ad },   { 0x034f, 0x034f }, { 0x061c, 0x061c },   { 0x115f, 0x1160 },
  { 0x17b4, 0x17b5 },   { 0x180b, 0x180f }, { 0x200b, 0x200f },   { 0x202a, 0x202e },
  { 0x2060, 0x206f },   { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },
  { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
  { 0xe0000, 0xe0fff },
};

static gboolean
is_hidden (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (character <= hidden[i].last)
      return character >= hidden[i].first;
  return FALSE;
}

static gboolean
is_picture (gunichar character)
{
  return g_unichar_type (character) == G_UNICODE_OTHER_SYMBOL
         || (character >= 0x1f3fb && character <= 0x1f3ff);
}

static gboolean
is_ideograph (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

/* Scripts in which a joiner between two letters changes how they are written. */
static gboolean
is_joining_letter (gunichar character)
{
  if (!g_unichar_isalpha (character) && !g_unichar_ismark (character))
    return FALSE;

  switch ((int)g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_MONGOLIAN:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_DEVANAGARI:
    case G_UNICODE_SCRIPT_BENGALI:
    case G_UNICODE_SCRIPT_GURMUKHI:
    case G_UNICODE_SCRIPT_GUJARATI:
    case G_UNICODE_SCRIPT_ORIYA:
    case G_UNICODE_SCRIPT_TAMIL:
    case G_UNICODE_SCRIPT_TELUGU:
    case G_UNICODE_SCRIPT_KANNADA:
    case G_UNICODE_SCRIPT_MALAYALAM:
    case G_UNICODE_SCRIPT_SINHALA:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;

    default:
      return FALSE;
    }
}

/* A joiner shapes what stands on both sides of it, so it is part of what is seen. */
static gboolean
joins (gunichar before, gunichar joiner, gunichar after)
{
  if (is_joining_letter (before) && is_joining_letter (after))
    return TRUE;
  return joiner == ZERO_WIDTH_JOINER && is_picture (after)
         && (is_picture (before) || before == 0xfe0f);
}

/* One variation selector chooses the form of a picture, sign or ideograph; a second one, or one
 * after a plain letter, only hides data. */
static gboolean
chooses_form (gunichar before, gunichar selector)
{
  if (selector == 0xfe0e || selector == 0xfe0f)
    return is_picture (before) || g_unichar_isdigit (before) || g_unichar_ispunct (before);
  if ((selector >= 0xfe00 && selector <= 0xfe0d) || (selector >= 0xe0100 && selector <= 0xe01ef))
    return is_ideograph (before);
  return FALSE;
}

static gboolean
is_seen (gunichar before, gunichar character, gunichar after)
{
  if (!is_hidden (character))
    return TRUE;
  if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER)
    return joins (before, character, after);
  return chooses_form (before, character);
}

/* How many bytes are ASCII that everybody sees. */
static gsize
count_plain (const char *text)
{
  const char *end = text;

  while ((*end >= ' ' && *end < 0x7f) || *end == '\n' || *end == '\t' || *end == '\r')
    end++;
  return (gsize)(end - text);
}

/**
 * bureau_text_visible:
 * @text: valid UTF-8
 * @n_hidden: (out) (optional): how many characters were taken out
 *
 * Takes out what a reader cannot see but a model would read: zero-width characters, bidi controls,
 * Unicode tags, soft hyphens, fillers, control characters other than tab and line ends, and
 * variation selectors that choose nothing. Joiners that shape Arabic or Indic letters or a picture
 * of several stay. All else is unchanged, so that operator and model are given the same text.
 *
 * Returns: (transfer full): the text
 */
char *
bureau_text_visible (const char *text, guint *n_hidden)
{
  g_autoptr (GString) seen = g_string_sized_new (strlen (text));
  gunichar before = 0;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize plain = count_plain (p);
      gunichar character;

      if (plain > 0)
        {
          g_string_append_len (seen, p, (gssize)plain);
          p += plain - 1;
          before = (gunichar)*p;
          continue;
        }
      character = g_utf8_get_char (p);
      if (is_seen (before, character, g_utf8_get_char (g_utf8_next_char (p))))
        {
          g_string_append_unichar (seen, character);
          before = character;
        }
      else
        n++;
    }

  if (n_hidden != NULL)
    *n_hidden = n;
  return g_string_free_and_steal (g_steal_pointer (&seen));
}

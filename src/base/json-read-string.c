/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of JSON, and what is escaped in them (RFC 8259 §7). */
#include "base/json-reader-private.h"

#define REPLACEMENT 0xfffd

static gboolean
read_hex (BureauJsonReader *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (bureau_json_reader_peek (self));

      if (digit < 0)
        {
          bureau_json_reader_fail (self, "four hexadecimal digits belong after “\\u”");
          return FALSE;
        }
      *unit = *unit * 16 + (gunichar)digit;
      self->at++;
    }
  return TRUE;
}

static gboolean
is_first_half (gunichar unit)
{
  return unit >= 0xd800 && unit < 0xdc00;
}

static gboolean
is_second_half (gunichar unit)
{
  return unit >= 0xdc00 && unit < 0xe000;
}

/* Strings are C strings here, so a NUL is none. */
static void
read_unicode (BureauJsonReader *self)
{
  gunichar unit, second = 0;

  if (!read_hex (self, &unit))
    return;
  if (is_first_half (unit))
    {
      if (!bureau_json_reader_take (self, '\\') || !bureau_json_reader_take (self, 'u')
          || !read_hex (self, &second) || !is_second_half (second))
        {
          bureau_json_reader_fail (self, "half of a surrogate pair stands alone");
          return;
        }
      unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
    }
  else if (is_second_half (unit))
    bureau_json_reader_fail (self, "half of a surrogate pair stands alone");
  g_string_append_unichar (self->string, unit != 0 ? unit : REPLACEMENT);
}

static void
read_escape (BureauJsonReader *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  char letter = bureau_json_reader_peek (self);
  const char *found = letter != '\0' ? strchr (letters, letter) : NULL;

  if (bureau_json_reader_take (self, 'u'))
    read_unicode (self);
  else if (found == NULL)
    bureau_json_reader_fail (self, "there is no such escape");
  else
    {
      g_string_append_c (self->string, meant[found - letters]);
      self->at++;
    }
}

/*
 * bureau_json_reader_read_string:
 *
 * Reads a string into self->string, from behind its first quote.
 *
 * Returns: %FALSE where a mistake was noted
 */
gboolean
bureau_json_reader_read_string (BureauJsonReader *self)
{
  g_string_truncate (self->string, 0);
  while (self->error == NULL && !bureau_json_reader_take (self, '"'))
    {
      const char *from = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\'
             && (guchar)*self->at >= ' ')
        self->at++;
      g_string_append_len (self->string, from, self->at - from);
      if (bureau_json_reader_take (self, '\\'))
        read_escape (self);
      else if (self->at == self->end)
        bureau_json_reader_fail (self, "a string has no end");
      else if (*self->at != '"')
        bureau_json_reader_fail (self, "a control character stands in a string");
    }
  return self->error == NULL;
}

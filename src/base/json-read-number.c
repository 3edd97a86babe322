/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of JSON: integers of 64 bits, and doubles (RFC 8259 §6). */
#include "base/json-reader-private.h"

#include <errno.h>
#include <math.h>

static gboolean
skip_digits (BureauJsonReader *self)
{
  const char *from = self->at;

  while (g_ascii_isdigit (bureau_json_reader_peek (self)))
    self->at++;
  if (self->at == from)
    bureau_json_reader_fail (self, "a digit is missing");
  return self->at > from;
}

/* @is_whole: (out): whether it has neither a fraction nor an exponent */
static gboolean
skip_number (BureauJsonReader *self, gboolean *is_whole)
{
  const char *whole_end;

  bureau_json_reader_take (self, '-');
  if (!bureau_json_reader_take (self, '0') && !skip_digits (self))
    return FALSE;
  whole_end = self->at;
  if (bureau_json_reader_take (self, '.') && !skip_digits (self))
    return FALSE;
  if (bureau_json_reader_take (self, 'e') || bureau_json_reader_take (self, 'E'))
    {
      if (!bureau_json_reader_take (self, '+'))
        bureau_json_reader_take (self, '-');
      if (!skip_digits (self))
        return FALSE;
    }
  *is_whole = self->at == whole_end;
  return TRUE;
}

/*
 * bureau_json_reader_read_number:
 *
 * Returns: (transfer full): an integer, or a double where it has a fraction or an exponent; %NULL
 *   where a mistake was noted
 */
JsonNode *
bureau_json_reader_read_number (BureauJsonReader *self)
{
  const char *from = self->at;
  gboolean is_whole = FALSE;
  g_autofree char *digits = NULL;
  gint64 whole;
  double value;

  if (!skip_number (self, &is_whole))
    return NULL;
  digits = g_strndup (from, (gsize)(self->at - from));
  errno = 0;
  whole = is_whole ? g_ascii_strtoll (digits, NULL, 10) : 0;
  value = is_whole ? 0 : g_ascii_strtod (digits, NULL);
  if (is_whole ? errno == ERANGE : isinf (value))
    {
      self->at = from;
      bureau_json_reader_fail_with (self, BUREAU_ERROR_LIMIT,
                                    "the number is too large; send it as a string");
      return NULL;
    }
  return is_whole ? json_node_init_int (json_node_alloc (), whole)
                  : json_node_init_double (json_node_alloc (), value);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-reader-private.h"

/*
 * bureau_json_reader_fail_with:
 * @what: what is wrong, as part of a sentence
 *
 * Notes the first mistake, with its line and column; later ones follow from it.
 */
void
bureau_json_reader_fail_with (BureauJsonReader *self, BureauError code, const char *what)
{
  const char *line_start = self->start;
  guint line = 1;

  if (self->error != NULL)
    return;
  for (const char *p = self->start; p < self->at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  g_set_error (&self->error, BUREAU_ERROR, code,
               "The JSON cannot be used: line %u, column %ld: %s.", line,
               g_utf8_strlen (line_start, self->at - line_start) + 1, what);
}

/* As bureau_json_reader_fail_with(), where the text is no JSON. */
void
bureau_json_reader_fail (BureauJsonReader *self, const char *what)
{
  bureau_json_reader_fail_with (self, BUREAU_ERROR_INVALID, what);
}

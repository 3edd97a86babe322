/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-scan-private.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"

#define ESCAPED_NUL "\\u0000"
#define ESCAPED_REPLACEMENT "\\ufffd"

typedef struct
{
  char *text; /* NUL terminated, owned by the caller */
  char *at;
  guint depth;
} Scan;

static gboolean
fail (Scan *self, BureauError code, const char *what, GError **error)
{
  guint line = 1;
  const char *start = self->text;

  for (const char *p = self->text; p < self->at; p++)
    if (*p == '\n')
      {
        line++;
        start = p + 1;
      }

  g_set_error (error, BUREAU_ERROR, code, "The JSON cannot be used: line %u, column %ld: %s.", line,
               g_utf8_strlen (start, self->at - start) + 1, what);
  return FALSE;
}

/* json-glib keeps strings as C strings and would cut one at an escaped NUL. */
static void
scan_string (Scan *self)
{
  self->at++;
  while (*self->at != '\0' && *self->at != '"')
    {
      if (strncmp (self->at, ESCAPED_NUL, strlen (ESCAPED_NUL)) == 0)
        memcpy (self->at, ESCAPED_REPLACEMENT, strlen (ESCAPED_REPLACEMENT));
      self->at += self->at[0] == '\\' && self->at[1] != '\0' ? 2 : 1;
    }
  if (*self->at == '"')
    self->at++;
}

/* json-glib keeps the nearest 64-bit number of a larger one, and infinity of 1e400. */
static gboolean
scan_number (Scan *self, GError **error)
{
  gsize length = strspn (self->at, "-+.eE0123456789");
  gboolean whole = strspn (self->at, "-+0123456789") == length;

  errno = 0;
  if (whole)
    g_ascii_strtoll (self->at, NULL, 10);
  if (whole ? errno == ERANGE : isinf (g_ascii_strtod (self->at, NULL)))
    return fail (self, BUREAU_ERROR_LIMIT, "the number is too large; send it as a string", error);

  self->at += length;
  return TRUE;
}

static gboolean
scan_open (Scan *self, GError **error)
{
  if (++self->depth > BUREAU_JSON_MAX_DEPTH)
    return fail (self, BUREAU_ERROR_LIMIT,
                 "it is nested deeper than " G_STRINGIFY (BUREAU_JSON_MAX_DEPTH) " levels", error);
  self->at++;
  return TRUE;
}

static void
scan_close (Scan *self)
{
  if (self->depth > 0)
    self->depth--;
  self->at++;
}

static gboolean
scan_token (Scan *self, GError **error)
{
  switch (*self->at)
    {
    case '"':
      scan_string (self);
      return TRUE;

    case '[':
    case '{':
      return scan_open (self, error);

    case ']':
    case '}':
      scan_close (self);
      return TRUE;

    default:
      if (*self->at == '-' || g_ascii_isdigit (*self->at))
        return scan_number (self, error);
      self->at++;
      return TRUE;
    }
}

/*
 * bureau_json_scan:
 * @text: valid UTF-8 without NUL, @length bytes
 *
 * Refuses what json-glib would take and change or could fall over: nesting without end (its parser
 * recurses) and numbers that do not fit. An escaped NUL becomes U+FFFD. All other mistakes are left
 * to the parser, which names them.
 *
 * Returns: (transfer full): the text to hand to the parser
 */
char *
bureau_json_scan (const char *text, gsize length, GError **error)
{
  g_autofree char *copy = g_strndup (text, length);
  Scan scan = { .text = copy, .at = copy };

  while (*scan.at != '\0')
    if (!scan_token (&scan, error))
      return NULL;

  return g_steal_pointer (&copy);
}

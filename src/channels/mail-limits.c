/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-private.h"

#include <string.h>

#include "base/error.h"

#define MAX_BOUNDARIES 2000
#define MAX_BOUNDARY_LINES (4 * BUREAU_MAIL_MAX_PARTS)
#define MAX_HEADERS 20000
/* GMime reads a group in a group by recursion (100,000 of them end the stack). */
#define MAX_COLONS 500

/* GMime makes an object of every header and part before anybody can count them, so what would take
 * it seconds is refused by a look at the bytes first. */

typedef struct
{
  const char *at;
  const char *end;
} Span;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "This message has %s and was not read; look at it in a mail program.", what);
  return FALSE;
}

static const char *
end_of_line (const char *at, const char *end)
{
  const char *found = memchr (at, '\n', (gsize)(end - at));
  return found != NULL ? found + 1 : end;
}

static gsize
header_length (const char *start, const char *end)
{
  const char *at = start;
  while (at < end && *at != '\n' && !(*at == '\r' && at + 1 < end && at[1] == '\n'))
    {
      at = end_of_line (at, end);
      if (at - start > BUREAU_MAIL_MAX_HEADER_BYTES)
        break;
    }
  return (gsize)(at - start);
}

static void
skip_white (Span *span)
{
  while (span->at < span->end && strchr (" \t\r\n", *span->at) != NULL && *span->at != '\0')
    span->at++;
}

static char *
read_quoted (Span *span)
{
  g_autoptr (GString) out = g_string_new (NULL);
  while (span->at < span->end && *span->at != '"' && out->len < 200)
    {
      if (*span->at == '\\' && span->at + 1 < span->end)
        span->at++;
      g_string_append_c (out, *span->at++);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static char *
read_token (Span *span)
{
  const char *start = span->at;
  while (span->at < span->end && !g_ascii_isspace (*span->at) && *span->at != ';'
         && span->at - start < 200)
    span->at++;
  return g_strndup (start, (gsize)(span->at - start));
}

/* Whether the word before an equals sign is "boundary", or "boundary*0*" for an encoded one. */
static gboolean
names_boundary (const char *start, const char *equals, gboolean *is_encoded)
{
  static const char WORD[] = "boundary";
  const char *end = equals;
  *is_encoded = FALSE;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  while (end > start && (end[-1] == '*' || g_ascii_isdigit (end[-1])))
    {
      *is_encoded = TRUE;
      end--;
    }
  gsize length = strlen (WORD);
  return (gsize)(end - start) >= length && g_ascii_strncasecmp (end - length, WORD, length) == 0;
}

static char *
read_boundary (Span *span)
{
  skip_white (span);
  if (span->at >= span->end || *span->at != '"')
    return read_token (span);
  span->at++;
  return read_quoted (span);
}

/* The boundaries that the message declares; "" stands for one that only a parser can decode. */
static GHashTable *
collect_boundaries (const char *start, const char *end)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Span span = { start, end };
  while (span.at < end && g_hash_table_size (found) <= MAX_BOUNDARIES)
    {
      const char *equals = memchr (span.at, '=', (gsize)(end - span.at));
      if (equals == NULL)
        break;
      span.at = equals + 1;
      gboolean is_encoded = FALSE;
      if (names_boundary (start, equals, &is_encoded))
        g_hash_table_add (found, is_encoded ? g_strdup ("") : g_strchomp (read_boundary (&span)));
    }
  return found;
}

static gboolean
is_boundary (GHashTable *boundaries, const char *line, const char *end)
{
  gsize length = MIN ((gsize)(end - line), 300);
  g_autofree char *text = g_strndup (line, length);
  g_strchomp (text);
  if (g_hash_table_contains (boundaries, "") || g_hash_table_contains (boundaries, text))
    return TRUE;
  length = strlen (text);
  if (length < 2 || strcmp (text + length - 2, "--") != 0)
    return FALSE;
  text[length - 2] = '\0';
  return g_hash_table_contains (boundaries, text);
}

static gboolean
is_blank_line (const char *line, const char *next)
{
  return line[0] == '\n' || (next - line == 2 && line[0] == '\r');
}

static gboolean
is_header_line (const char *line, const char *next)
{
  const char *at = line;
  while (at < next && *at > ' ' && *at != ':')
    at++;
  return at > line && at < next && *at == ':';
}

static guint
count_colons (const char *start, const char *end)
{
  guint n = 0;
  for (const char *at = memchr (start, ':', (gsize)(end - start)); at != NULL && n <= MAX_COLONS;
       at = memchr (at + 1, ':', (gsize)(end - at - 1)))
    n++;
  return n;
}

/**
 * bureau_mail_is_flat:
 * @text: a list of addresses
 *
 * Returns: whether GMime can be trusted with it: no groups in groups in groups
 */
gboolean
bureau_mail_is_flat (const char *text)
{
  return count_colons (text, text + strlen (text)) <= MAX_COLONS;
}

typedef struct
{
  GHashTable *boundaries;
  guint n_boundaries;
  guint n_headers;
  guint n_colons; /* of the field that is being read */
  gboolean in_header;
  gboolean carries_message; /* the header says that another one follows its blank line */
} Scan;

static void
scan_line (Scan *scan, const char *line, const char *next)
{
  if (!scan->in_header)
    {
      scan->in_header = next - line > 2 && line[0] == '-' && line[1] == '-'
                        && is_boundary (scan->boundaries, line + 2, next);
      scan->n_boundaries += scan->in_header;
      scan->carries_message = FALSE;
    }
  else if (is_blank_line (line, next))
    {
      scan->in_header = scan->carries_message;
      scan->carries_message = FALSE;
    }
  else
    {
      gboolean is_first = is_header_line (line, next);
      scan->n_headers += is_first;
      scan->n_colons = count_colons (line, next) + (is_first ? 0 : scan->n_colons);
      scan->carries_message |= memmem (line, (gsize)(next - line), "essage/", 7) != NULL
                               || memmem (line, (gsize)(next - line), "ESSAGE/", 7) != NULL;
    }
}

static gboolean
check_lines (GHashTable *boundaries, const char *start, const char *end, GError **error)
{
  Scan scan = { .boundaries = boundaries, .in_header = TRUE };
  for (const char *line = start; line < end;)
    {
      const char *next = end_of_line (line, end);
      scan_line (&scan, line, next);
      if (scan.n_boundaries > MAX_BOUNDARY_LINES)
        return refuse (error, "more than 1,000 parts");
      if (scan.n_headers > MAX_HEADERS)
        return refuse (error, "more than 20,000 header fields");
      if (scan.n_colons > MAX_COLONS)
        return refuse (error, "more than 500 groups in one header field");
      line = next;
    }
  return TRUE;
}

/**
 * bureau_mail_check_limits:
 * @bytes: a message as it came
 * @error: return location
 *
 * Returns: %FALSE with %BUREAU_ERROR_LIMIT where reading it would take too long or too much
 */
gboolean
bureau_mail_check_limits (GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *start = g_bytes_get_data (bytes, &length);
  const char *end = start + length;
  if (length > BUREAU_MAIL_MAX_BYTES)
    return refuse (error, "more than 25 MB");
  if (header_length (start, end) > BUREAU_MAIL_MAX_HEADER_BYTES)
    return refuse (error, "headers longer than 512 KiB");
  g_autoptr (GHashTable) boundaries = collect_boundaries (start, end);
  if (g_hash_table_size (boundaries) > MAX_BOUNDARIES)
    return refuse (error, "more than 1,000 parts");
  return check_lines (boundaries, start, end, error);
}

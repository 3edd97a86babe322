/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/input.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "memory/lock.h"

#define MAX_BYTES (16 * 1024 * 1024)

static gboolean
read_stream (FILE *stream, GString *text)
{
  char buffer[4096];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stream)) > 0 && text->len <= MAX_BYTES)
    g_string_append_len (text, buffer, (gssize)n);
  return !ferror (stream);
}

static gboolean
read_file (const char *file, GString *text, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (file, &bytes, &size, NULL))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   g_file_test (file, G_FILE_TEST_IS_DIR) ? "%s is a folder; name a file in it."
                   : g_file_test (file, G_FILE_TEST_EXISTS)
                       ? "%s cannot be read; you may not open it."
                       : "There is no file %s.",
                   file);
      return FALSE;
    }
  g_string_append_len (text, bytes, (gssize)size);
  return TRUE;
}

static gboolean
check_text (GString *text, const char *file, GError **error)
{
  if (text->len > MAX_BYTES)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "%s is larger than 16 MiB.", file);
  else if (!g_utf8_validate_len (text->str, text->len, NULL))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "%s is not text in UTF-8.", file);
  else
    return TRUE;
  return FALSE;
}

/**
 * bureau_input_read_text:
 * @file_or_dash: a file, or "-" for the standard input
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_INVALID (not UTF-8), %BUREAU_ERROR_LIMIT.
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
char *
bureau_input_read_text (const char *file_or_dash, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_stdin = g_str_equal (file_or_dash, "-");

  if (is_stdin && !read_stream (stdin, text))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                           "The standard input cannot be read.");
      return NULL;
    }
  if (!is_stdin && !read_file (file_or_dash, text, error))
    return NULL;
  if (!check_text (text, is_stdin ? "The standard input" : file_or_dash, error))
    return NULL;
  return g_strdup (text->str);
}

/* "30min", "2h", "3d" from now. */
static gboolean
parse_span (const char *text, gint64 *span)
{
  static const struct
  {
    const char *unit;
    gint64 milliseconds;
  } units[] = { { "min", 60000 }, { "h", 3600000 }, { "d", 86400000 }, { "w", 604800000 } };
  char *end;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (end != text && number > 0 && number < 100000 && g_str_equal (end, units[i].unit))
      {
        *span = number * units[i].milliseconds;
        return TRUE;
      }
  return FALSE;
}

/* Without a zone it is the operator's own. */
static gboolean
parse_local (const char *text, gint64 *milliseconds)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *full = strchr (text, 'T') != NULL || strchr (text, ' ') != NULL
                              ? g_strdup (text)
                              : g_strconcat (text, "T00:00:00", NULL);
  g_autofree char *seconds = strlen (full) == 16 ? g_strconcat (full, ":00", NULL)
                                                 : g_strdup (full);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (seconds, zone);

  if (time == NULL)
    return FALSE;
  *milliseconds = g_date_time_to_unix_usec (time) / 1000;
  return TRUE;
}

/**
 * bureau_input_parse_time:
 * @text: "2026-12-01", "2026-12-01T09:00" (local), with a zone, or a span from now such as "2h"
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_USAGE.
 *
 * Returns: (transfer full): the time as it is stored, or %NULL with @error set
 */
char *
bureau_input_parse_time (const char *text, GError **error)
{
  gint64 milliseconds;

  if (parse_span (text, &milliseconds))
    return bureau_time_format (bureau_time_now () + milliseconds);
  if (parse_local (text, &milliseconds) || bureau_time_parse (text, &milliseconds))
    return bureau_time_format (milliseconds);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
               "“%s” is no time; write 2026-12-01T09:00, 2026-12-01, or a span such as 2h or 3d.",
               bureau_text_clip (text, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

/**
 * bureau_input_parse_value:
 * @text: what stands behind a NAME=
 *
 * A number, true, false, null or a quoted string is taken as JSON, all else as the text it is.
 *
 * Returns: (transfer full): a scalar
 */
JsonNode *
bureau_input_parse_value (const char *text)
{
  JsonNode *node = bureau_json_parse (text, -1, NULL);

  if (node != NULL && (JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node)))
    return node;
  g_clear_pointer (&node, json_node_unref);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

/**
 * bureau_input_has_engine:
 *
 * Returns: whether a process runs the agents of the workspace
 */
gboolean
bureau_input_has_engine (BureauCall *call)
{
  return bureau_lock_get_owner (call->workspace) != 0;
}

/**
 * bureau_input_hint_engine:
 *
 * Says on the standard error that something waits for an engine, where there is none.
 */
void
bureau_input_hint_engine (BureauCall *call)
{
  if (!bureau_input_has_engine (call))
    fprintf (stderr,
             "Nobody runs the agents now; it will be done when “bureauctl run” or the window is "
             "open.\n");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <string.h>

#include "base/error.h"
#include "base/json-read-private.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
check_bytes (const char *text, gsize length, GError **error)
{
  if (length > BUREAU_JSON_MAX_BYTES)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The JSON cannot be used: it is larger than %d MiB.",
                   BUREAU_JSON_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "The JSON cannot be used: it is not plain UTF-8 text.");
      return FALSE;
    }
  return TRUE;
}

/**
 * bureau_json_parse:
 * @text: JSON from anywhere
 * @length: its bytes, or -1 where @text is NUL terminated
 * @error: return location
 *
 * Reads JSON strictly (RFC 8259). Beyond what the grammar refuses, these are refused too: more than
 * %BUREAU_JSON_MAX_BYTES bytes, more than %BUREAU_JSON_MAX_DEPTH levels, a name that stands twice
 * in one object, an integer beyond 64 bits, a number beyond a double, half of a surrogate pair. A
 * byte order mark is skipped, and an escaped NUL reads as U+FFFD, since strings are C strings here.
 *
 * Errors: %BUREAU_ERROR_INVALID or %BUREAU_ERROR_LIMIT, with line and column.
 *
 * Returns: (transfer full): the root, never %NULL without @error
 */
JsonNode *
bureau_json_parse (const char *text, gssize length, GError **error)
{
  gsize size = 0;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize)length;
  if (!check_bytes (text, size, error))
    return NULL;

  if (size >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }

  return bureau_json_read (text, size, error);
}

/**
 * bureau_json_parse_object:
 * @text: JSON from anywhere
 * @length: its bytes, or -1 where @text is NUL terminated
 * @error: return location
 *
 * Like [func@json_parse], for documents whose root must be an object.
 *
 * Returns: (transfer full): the root object
 */
JsonObject *
bureau_json_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = bureau_json_parse (text, length, error);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "The JSON cannot be used: line 1, column 1: it must be an object, {…}.");
      return NULL;
    }
  return json_node_dup_object (root);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json-scan-private.h"
#include "base/text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_REASON_BYTES 160

/* json-glib lets the last of two equal names win. This parser counts the members of each open
 * object as it reads them: where the object then has fewer, a name came twice. */
#define BUREAU_TYPE_JSON_READER (bureau_json_reader_get_type ())
G_DECLARE_FINAL_TYPE (BureauJsonReader, bureau_json_reader, BUREAU, JSON_READER, JsonParser)

struct _BureauJsonReader
{
  JsonParser parent_instance;

  GArray *counts; /* of guint, one for each open object */
  GError *error;  /* the first name that came twice */
};

G_DEFINE_FINAL_TYPE (BureauJsonReader, bureau_json_reader, JSON_TYPE_PARSER)

static void
bureau_json_reader_object_start (JsonParser *parser)
{
  guint none = 0;
  g_array_append_val (BUREAU_JSON_READER (parser)->counts, none);
}

static void
bureau_json_reader_object_member (JsonParser *parser, JsonObject *object, const char *name)
{
  BureauJsonReader *self = BUREAU_JSON_READER (parser);
  guint *count = &g_array_index (self->counts, guint, self->counts->len - 1);
  g_autofree char *line = NULL;
  g_autofree char *shown = NULL;

  *count += 1;
  if (self->error != NULL || json_object_get_size (object) == *count)
    return;

  line = bureau_text_one_line (name);
  shown = bureau_text_shorten (line, MAX_REASON_BYTES / 2);
  g_set_error (
      &self->error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
      "The JSON cannot be used: line %u, column %u: the name “%s” stands twice in one object.",
      json_parser_get_current_line (parser), json_parser_get_current_pos (parser), shown);
}

static void
bureau_json_reader_object_end (JsonParser *parser, JsonObject *object)
{
  BureauJsonReader *self = BUREAU_JSON_READER (parser);
  g_array_set_size (self->counts, self->counts->len - 1);
}

static void
bureau_json_reader_finalize (GObject *object)
{
  BureauJsonReader *self = BUREAU_JSON_READER (object);

  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bureau_json_reader_parent_class)->finalize (object);
}

static void
bureau_json_reader_class_init (BureauJsonReaderClass *klass)
{
  JsonParserClass *parser_class = JSON_PARSER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_json_reader_finalize;
  parser_class->object_start = bureau_json_reader_object_start;
  parser_class->object_member = bureau_json_reader_object_member;
  parser_class->object_end = bureau_json_reader_object_end;
}

static void
bureau_json_reader_init (BureauJsonReader *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

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

/* "<data>:2:3: Parse error: unexpected …" becomes a sentence with its line and column. */
static void
set_parse_error (const GError *reason, GError **error)
{
  guint line = 1;
  guint column = 1;
  int used = 0;
  const char *what = reason->message;
  g_autofree char *one_line = NULL;
  g_autofree char *shown = NULL;

  if (sscanf (what, "<data>:%u:%u: %n", &line, &column, &used) == 2 && used > 0)
    what += used;
  if (g_str_has_prefix (what, "Parse error: "))
    what += strlen ("Parse error: ");
  one_line = bureau_text_one_line (what);
  shown = bureau_text_shorten (one_line, MAX_REASON_BYTES);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The JSON cannot be used: line %u, column %u: %s.", line, column, shown);
}

static JsonNode *
load (const char *text, GError **error)
{
  g_autoptr (BureauJsonReader) reader = g_object_new (BUREAU_TYPE_JSON_READER, NULL);
  JsonParser *parser = JSON_PARSER (reader);
  g_autoptr (GError) reason = NULL;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, -1, &reason))
    {
      set_parse_error (reason, error);
      return NULL;
    }
  if (reader->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reader->error));
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "The JSON cannot be used: line 1, column 1: there is nothing in it.");
      return NULL;
    }
  return json_parser_steal_root (parser);
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
  g_autofree char *copy = NULL;
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

  copy = bureau_json_scan (text, size, error);
  return copy != NULL ? load (copy, error) : NULL;
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

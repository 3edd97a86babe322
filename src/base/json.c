/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json-scan.h"
#include "base/text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_EXACT_INT (G_GINT64_CONSTANT (1) << 53)
#define MAX_REASON_BYTES 160

/* What a parse learns from the parser's signals: how many members each open object was given. */
typedef struct
{
  GArray *members; /* of guint, one for each open object */
  GError *error;   /* the first name that came twice */
} Watch;

static void
watch_clear (Watch *self)
{
  g_clear_pointer (&self->members, g_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

static void
object_start_cb (JsonParser *parser, Watch *watch)
{
  guint none = 0;
  g_array_append_val (watch->members, none);
}

static void
object_end_cb (JsonParser *parser, JsonObject *object, Watch *watch)
{
  g_array_set_size (watch->members, watch->members->len - 1);
}

/* json-glib lets the last of two equal names win: the object then has fewer members than were read.
 */
static void
object_member_cb (JsonParser *parser, JsonObject *object, const char *name, Watch *watch)
{
  guint *n_members = &g_array_index (watch->members, guint, watch->members->len - 1);
  g_autofree char *line = NULL;
  g_autofree char *shown = NULL;

  *n_members += 1;
  if (watch->error != NULL || json_object_get_size (object) == *n_members)
    return;

  line = bureau_text_one_line (name);
  shown = bureau_text_shorten (line, MAX_REASON_BYTES / 2);
  g_set_error (
      &watch->error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
      "The JSON cannot be used: line %u, column %u: the name “%s” stands twice in one object.",
      json_parser_get_current_line (parser), json_parser_get_current_pos (parser), shown);
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
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  g_auto (Watch) watch = { .members = g_array_new (FALSE, FALSE, sizeof (guint)) };

  json_parser_set_strict (parser, TRUE);
  g_signal_connect (parser, "object-start", G_CALLBACK (object_start_cb), &watch);
  g_signal_connect (parser, "object-member", G_CALLBACK (object_member_cb), &watch);
  g_signal_connect (parser, "object-end", G_CALLBACK (object_end_cb), &watch);

  if (!json_parser_load_from_data (parser, text, -1, &reason))
    {
      set_parse_error (reason, error);
      return NULL;
    }
  if (watch.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&watch.error));
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

/**
 * bureau_json_node_for_object:
 * @object: (transfer none): an object
 *
 * Returns: (transfer full): a node that holds a reference to @object
 */
JsonNode *
bureau_json_node_for_object (JsonObject *object)
{
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * bureau_json_node_for_array:
 * @array: (transfer none): an array
 *
 * Returns: (transfer full): a node that holds a reference to @array
 */
JsonNode *
bureau_json_node_for_array (JsonArray *array)
{
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * bureau_json_node_for_int:
 * @value: any integer
 *
 * An integer beyond ±2^53 becomes a string of digits: readers that keep numbers as doubles would
 * round it (design.md §3).
 *
 * Returns: (transfer full): a node
 */
JsonNode *
bureau_json_node_for_int (gint64 value)
{
  g_autofree char *digits = NULL;

  if (value >= -MAX_EXACT_INT && value <= MAX_EXACT_INT)
    return json_node_init_int (json_node_alloc (), value);

  digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return json_node_init_string (json_node_alloc (), digits);
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * bureau_json_get_string:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where the member is not a string
 */
const char *
bureau_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : NULL;
}

/**
 * bureau_json_get_int:
 * @object: (nullable): an object
 * @name: the member
 * @fallback: what to return where there is no whole number
 *
 * A double counts where it is whole and exact, within ±2^53: some writers send 3.0 for 3.
 *
 * Returns: the number
 */
gint64
bureau_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);
  double value = 0;

  if (node != NULL)
    return json_node_get_int (node);

  node = get_value (object, name, G_TYPE_DOUBLE);
  if (node == NULL)
    return fallback;
  value = json_node_get_double (node);
  return value == trunc (value) && fabs (value) <= (double)MAX_EXACT_INT ? (gint64)value : fallback;
}

/**
 * bureau_json_get_double:
 * @object: (nullable): an object
 * @name: the member
 * @fallback: what to return where there is no number
 *
 * Returns: the number
 */
double
bureau_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, name, G_TYPE_INT64);
  return node != NULL ? json_node_get_double (node) : fallback;
}

/**
 * bureau_json_get_boolean:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: %TRUE where the member is `true`; %FALSE for all else
 */
gboolean
bureau_json_get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);
  return node != NULL && json_node_get_boolean (node);
}

/**
 * bureau_json_get_object:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the inner object
 */
JsonObject *
bureau_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * bureau_json_get_array:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the inner array
 */
JsonArray *
bureau_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * bureau_json_get_id:
 * @object: (nullable): an object
 * @name: the member
 *
 * Reads an id, which is a number or, beyond 2^53, a string of digits.
 *
 * Returns: the id, or 0 where there is none
 */
gint64
bureau_json_get_id (JsonObject *object, const char *name)
{
  const char *digits = bureau_json_get_string (object, name);
  gint64 id = 0;

  if (digits == NULL)
    return MAX (bureau_json_get_int (object, name, 0), 0);
  return g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

/**
 * bureau_json_set_id:
 * @object: an object
 * @name: the member
 * @id: the id
 *
 * Sets a member to [func@json_node_for_int].
 */
void
bureau_json_set_id (JsonObject *object, const char *name, gint64 id)
{
  json_object_set_member (object, name, bureau_json_node_for_int (id));
}

/**
 * bureau_json_set_string:
 * @object: an object
 * @name: the member
 * @value_or_null: (nullable): its text
 *
 * Sets a member to a string, or to `null`.
 */
void
bureau_json_set_string (JsonObject *object, const char *name, const char *value_or_null)
{
  if (value_or_null != NULL)
    json_object_set_string_member (object, name, value_or_null);
  else
    json_object_set_null_member (object, name);
}

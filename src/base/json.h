/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Limits for JSON from outside (RFC 8259 leaves them to us). */
#define BUREAU_JSON_MAX_DEPTH 64
#define BUREAU_JSON_MAX_BYTES (16 * 1024 * 1024)

JsonNode *bureau_json_parse (const char *text, gssize length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_json_parse_object (const char *text, gssize length,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * BureauJsonPick:
 * @inside: (nullable): the member that holds the object that it is in; %NULL: the whole's own
 * @name: of a member that is a string
 * @is: (nullable): what it has to be; %NULL: what it is, is wanted
 */
typedef struct
{
  const char *inside;
  const char *name;
  const char *is;
} BureauJsonPick;

gboolean bureau_json_pick (const char *text, gsize length, const BureauJsonPick *picks,
                           guint n_picks, GString *wanted);
char *bureau_json_print (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_json_print_pretty (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_json_print_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_json_print_array (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_json_canonical (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_json_copy_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
void bureau_json_append_string (GString *out, const char *text);

JsonNode *bureau_json_node_for_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *bureau_json_node_for_array (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;

/* Reading members without asserting: NULL, 0 or FALSE where the member is absent
 * or of another type. */
const char *bureau_json_get_string (JsonObject *object, const char *name);
gint64 bureau_json_get_int (JsonObject *object, const char *name, gint64 fallback);
double bureau_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean bureau_json_get_boolean (JsonObject *object, const char *name);
JsonObject *bureau_json_get_object (JsonObject *object, const char *name);
JsonArray *bureau_json_get_array (JsonObject *object, const char *name);
gint64 bureau_json_get_id (JsonObject *object, const char *name);

/* Writing: an integer beyond ±2^53 is written as a string (design.md §3). */
void bureau_json_set_id (JsonObject *object, const char *name, gint64 id);
void bureau_json_set_string (JsonObject *object, const char *name, const char *value_or_null);
JsonNode *bureau_json_node_for_int (gint64 value) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_json_node_to_int (JsonNode *node);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "fuzz.h"
#include "providers/builtin.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid (size ? (const char *)data : "", (gssize)size);
  g_autoptr (JsonObject) inputs = bureau_json_parse_object (
      "{\"source\":{\"date\":\"2026-11-22\"}}", -1, NULL);
  json_object_set_string_member (json_object_get_object_member (inputs, "source"), "text", text);
  g_autoptr (JsonObject) answer = bureau_builtin_extract (inputs, NULL);
  g_autoptr (GList) evidence = json_object_get_values (
      json_object_get_object_member (answer, "evidence"));
  for (GList *words = evidence; words != NULL; words = words->next)
    g_assert_nonnull (strstr (text, json_node_get_string (words->data)));
  return 0;
}

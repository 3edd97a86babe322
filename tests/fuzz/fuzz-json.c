/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "fuzz.h"

/* What is read is written so that it reads as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bureau_json_parse (size ? (const char *)data : "", (gssize)size,
                                                 &error);
  g_assert_true ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;
  g_autofree char *printed = bureau_json_print (node);
  g_autoptr (JsonNode) again = bureau_json_parse (printed, -1, &error);
  g_assert_no_error (error);
  g_autofree char *here = bureau_json_canonical (node);
  g_autofree char *there = bureau_json_canonical (again);
  g_assert_cmpstr (here, ==, there);
  return 0;
}

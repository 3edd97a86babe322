/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "views/builder.h"
#include "views/view.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_builder_to_view (size > 0 ? (const char *)data : "",
                                                            size, &error);
  g_autoptr (JsonArray) problems = document != NULL ? bureau_view_check (document, NULL) : NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (problems != NULL)
    g_assert_cmpuint (json_array_get_length (problems), <=, BUREAU_MAX_PROBLEMS);
  return 0;
}

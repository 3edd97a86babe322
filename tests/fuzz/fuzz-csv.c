/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/csv.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauCsv) table = bureau_csv_parse ((const char *)data, size, &error);
  g_assert_true ((table == NULL) == (error != NULL));
  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (table->rows, i)), ==, table->n_columns);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/address.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GPtrArray) list = bureau_address_parse_list (text);
  for (guint i = 0; i < list->len; i++)
    {
      const BureauAddress *address = g_ptr_array_index (list, i);
      g_assert_true (bureau_address_is_valid (address->address));
      g_assert_true (g_utf8_validate (address->name, -1, NULL));
    }
  return 0;
}

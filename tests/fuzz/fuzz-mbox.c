/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mbox.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (BureauMbox) mbox = bureau_mbox_new (stream);
  gsize total = 0;
  GBytes *message = NULL;
  while ((message = bureau_mbox_next (mbox, NULL)) != NULL)
    {
      total += g_bytes_get_size (message);
      g_clear_pointer (&message, g_bytes_unref);
    }
  g_assert_cmpuint (total, <=, size);
  return 0;
}

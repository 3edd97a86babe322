/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, NULL, &error);
  g_assert_true ((mail == NULL) == (error != NULL));
  if (mail == NULL)
    return 0;
  g_assert_true (g_utf8_validate (mail->text, -1, NULL));
  g_assert_true (g_utf8_validate (mail->subject, -1, NULL));
  g_assert_true (mail->automatic != NULL
                 || bureau_address_is_valid (bureau_mail_get_sender (mail)->address));
  return 0;
}

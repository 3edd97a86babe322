/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "channels/html-text.h"
#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *html = bureau_text_to_utf8 ((const char *)data, (gssize)size);
  guint n_hidden = 0;
  g_autofree char *text = bureau_html_to_text (html, strlen (html), &n_hidden);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return 0;
}

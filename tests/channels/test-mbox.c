/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mbox.h"

#include <string.h>

#include "base/error.h"
#include "channels/mail.h"

#define FROM "From a@b.example Sun Nov 22 14:05:09 2026\n"

/* All messages, apart by '#'. */
static char *
read_all (GInputStream *stream, GError **error)
{
  g_autoptr (BureauMbox) mbox = bureau_mbox_new (stream);
  g_autoptr (GString) out = g_string_new (NULL);
  GBytes *bytes = NULL;
  while ((bytes = bureau_mbox_next (mbox, error)) != NULL)
    {
      g_string_append_len (out, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
      g_string_append_c (out, '#');
      g_clear_pointer (&bytes, g_bytes_unref);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
test_forms (void)
{
  static const char *const CASES[][2] = {
    { FROM "A: 1\n\nx\n\n" FROM "B: 2\n\ny\n", "A: 1\n\nx\n#B: 2\n\ny\n#" },
    { FROM "A: 1\n\nx\n\n" FROM "B: 2\n\ny\n\n", "A: 1\n\nx\n#B: 2\n\ny\n#" },
    { "From a@b 14:05\r\nA: 1\r\n\r\nx\r\n\r\nFrom a 14:05\r\nB\r\n", "A: 1\r\n\r\nx\r\n#B\r\n#" },
    { FROM "A\n\n>From x\n>>From y\n> From z\n", "A\n\nFrom x\n>From y\n> From z\n#" },
    { FROM "A\n\nhi\n\nFrom here on we go.\n", "A\n\nhi\n\nFrom here on we go.\n#" },
    { FROM "A\n\nhi\n" FROM "no blank before\n", "A\n\nhi\n" FROM "no blank before\n#" },
    { "\n" FROM "A", "A#" },
    { FROM, "#" },
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
          CASES[i][0], (gssize)strlen (CASES[i][0]), NULL);
      g_autofree char *all = read_all (stream, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (all, ==, CASES[i][1]);
    }
}

static void
test_no_mbox (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("Subject: x\n\n", -1,
                                                                         NULL);
  g_autofree char *all = read_all (stream, &error);
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
}

/* Messages of every length around the buffer's, lines longer than it, and one over the limit. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_written = 0;
  for (gsize length = 65300; length < 65700; length += 7, n_written++)
    {
      g_autofree char *line = g_strnfill (length, 'x');
      g_string_append_printf (text, FROM "N: %" G_GSIZE_FORMAT "\n\n%s\n\n", length, line);
    }
  g_string_append (text, FROM "N: big\n\n");
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *line = g_strnfill (100000, 'y');
      g_string_append_printf (text, "%s\n", line);
    }
  g_string_append (text, "\n" FROM "N: last\n\nend\n");

  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str,
                                                                         (gssize)text->len, NULL);
  g_autoptr (BureauMbox) mbox = bureau_mbox_new (stream);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < n_written; i++)
    {
      g_autoptr (GBytes) bytes = bureau_mbox_next (mbox, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen ("N: 65300\n\n") + 65300 + 7 * i + 1);
    }
  g_autoptr (GBytes) big = bureau_mbox_next (mbox, &error);
  g_assert_cmpuint (g_bytes_get_size (big), ==, BUREAU_MAIL_MAX_BYTES + 1);
  g_autoptr (GBytes) last = bureau_mbox_next (mbox, &error);
  g_assert_cmpmem (g_bytes_get_data (last, NULL), g_bytes_get_size (last), "N: last\n\nend\n", 13);
  g_assert_null (bureau_mbox_next (mbox, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mbox/forms", test_forms);
  g_test_add_func ("/mbox/no-mbox", test_no_mbox);
  g_test_add_func ("/mbox/large", test_large);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/address.h"

#include <string.h>

#include "base/error.h"
#include "channels/file-name.h"

static void
test_valid (void)
{
  static const char *const GOOD[]
      = { "a@b",           "anna.berg+x@example.org", "jörg@müller.example",
          "x@[192.0.2.1]", "o'neil@example.org",      "a@xn--mller-kva.example" };
  static const char *const BAD[] = {
    "",
    "a",
    "@b",
    "a@",
    "a b@c",
    "a@b c",
    "a@-b",
    "a@b..c",
    "a@.b",
    "a@b.",
    "a@b\r\nRCPT TO:<x@y>",
    "<a@b>",
    "\"a b\"@c",
    "a,b@c",
    "a@b>",
    "a@[nonsense]",
    "a\n@b",
    "a;b@c",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (GOOD); i++)
    g_assert_true (bureau_address_is_valid (GOOD[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_assert_false (bureau_address_is_valid (BAD[i]));
  g_autofree char *local = g_strnfill (65, 'a');
  g_autofree char *too_long = g_strconcat (local, "@example.org", NULL);
  g_assert_false (bureau_address_is_valid (too_long));
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauAddress) one = bureau_address_parse ("Anna Berg <Anna@Example.ORG>", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one->name, ==, "Anna Berg");
  g_assert_cmpstr (one->address, ==, "Anna@example.org");
  g_autofree char *shown = bureau_address_format (one);
  g_assert_cmpstr (shown, ==, "Anna Berg <Anna@example.org>");
  static const char *const BAD[] = { "", "Anna", "a@b, c@d", "a@b\nBcc: c@d", "Team: a@b, c@d;" };
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_clear_error (&error);
      g_assert_null (bureau_address_parse (BAD[i], &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
    }
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) list = bureau_address_parse_list (
      "\"Berg, Anna\" <anna@example.org>, nonsense, Team: b@c.example, D <d@e.example>;, "
      "f@g.example");
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((BureauAddress *)list->pdata[0])->name, ==, "Berg, Anna");
  g_assert_cmpstr (((BureauAddress *)list->pdata[3])->address, ==, "f@g.example");
  g_autofree char *nested = g_strnfill (200000, ':');
  g_autoptr (GPtrArray) none = bureau_address_parse_list (nested);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_equal (void)
{
  g_assert_true (bureau_address_equal ("A@b.example", "a@B.example"));
  g_assert_true (bureau_address_equal ("jÖrg@x", "jörg@x"));
  g_assert_false (bureau_address_equal ("a@b", "a@c"));
  g_assert_false (bureau_address_equal (NULL, "a@c"));
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *name;
    const char *safe;
  } CASES[] = {
    { "plan.pdf", "plan.pdf" },
    { "../../etc/passwd", "passwd" },
    { "C:\\x\\y.doc", "y.doc" },
    { ".bashrc", "bashrc" },
    { "-rf", "rf" },
    { "", "fallback" },
    { NULL, "fallback" },
    { "...", "fallback" },
    { "a\r\nb\tc.txt", "a b c.txt" },
    { "inv\342\200\256fdp.exe", "invfdp.exe" },
    { "a/", "fallback" },
    { "a:b|c?.txt", "a_b_c_.txt" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *safe = bureau_file_name_safe (CASES[i].name, "fallback");
      g_assert_cmpstr (safe, ==, CASES[i].safe);
    }
  g_autofree char *body = g_strnfill (500, 'x');
  g_autofree char *name = g_strconcat (body, "ü.tar.gz", NULL);
  g_autofree char *safe = bureau_file_name_safe (name, "fallback");
  g_assert_cmpuint (strlen (safe), <=, 120);
  g_assert_true (g_str_has_suffix (safe, ".gz"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/valid", test_valid);
  g_test_add_func ("/address/parse", test_parse);
  g_test_add_func ("/address/list", test_list);
  g_test_add_func ("/address/equal", test_equal);
  g_test_add_func ("/address/file-name", test_file_name);
  return g_test_run ();
}

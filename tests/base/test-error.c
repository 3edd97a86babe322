/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/resource.h"

static void
test_exit_status (void)
{
  static const struct
  {
    BureauError code;
    int status;
  } cases[] = {
    { BUREAU_ERROR_USAGE, 2 },       { BUREAU_ERROR_INVALID, 1 },  { BUREAU_ERROR_NOT_FOUND, 1 },
    { BUREAU_ERROR_REFUSED, 1 },     { BUREAU_ERROR_CONFLICT, 1 }, { BUREAU_ERROR_LIMIT, 1 },
    { BUREAU_ERROR_UNAVAILABLE, 1 }, { BUREAU_ERROR_BUSY, 3 },     { BUREAU_ERROR_DAMAGED, 3 },
    { BUREAU_ERROR_FOREIGN, 3 },     { BUREAU_ERROR_NEWER, 3 },    { BUREAU_ERROR_READ_ONLY, 3 },
    { BUREAU_ERROR_FULL, 3 },
  };
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "another domain");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (BUREAU_ERROR, (int)cases[i].code, "text");
      g_assert_cmpint (bureau_error_exit_status (error), ==, cases[i].status);
    }
  g_assert_cmpint (G_N_ELEMENTS (cases), ==, BUREAU_ERROR_FULL + 1);
  g_assert_cmpint (bureau_error_exit_status (other), ==, 1);
  g_assert_cmpint (bureau_error_exit_status (NULL), ==, 0);
}

static void
test_resource (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bureau_resource_load ("schema/1.sql", &error);
  g_auto (GStrv) names = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);

  names = bureau_resource_list ("schema", &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *)names, "1.sql"));

  g_assert_null (bureau_resource_load ("schema/none.sql", &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (bureau_resource_list ("none", &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/exit-status", test_exit_status);
  g_test_add_func ("/resource/load-and-list", test_resource);
  return g_test_run ();
}

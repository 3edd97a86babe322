/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/retry.h"

#include <gio/gio.h>

#include "agents/truth.h"
#include "base/error.h"

static void
test_delay (void)
{
  static const gint64 seconds[] = { 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_assert_cmpint (bureau_retry_delay (i + 1, 0.5), ==, seconds[i] * 1000);
      g_assert_cmpint (bureau_retry_delay (i + 1, 0), ==, seconds[i] * 800);
      g_assert_cmpint (bureau_retry_delay (i + 1, 1), ==, seconds[i] * 1200);
    }
}

static void
test_delivery_delay (void)
{
  static const gint64 seconds[] = { 300, 600, 1200, 2400, 4000, 4000 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    g_assert_cmpint (bureau_retry_delivery_delay (i + 1), ==, seconds[i] * 1000);
}

static void
test_worthwhile (void)
{
  static const struct
  {
    BureauError code;
    gboolean again;
  } cases[] = {
    { BUREAU_ERROR_UNAVAILABLE, TRUE }, { BUREAU_ERROR_CONFLICT, TRUE },
    { BUREAU_ERROR_FULL, TRUE },        { BUREAU_ERROR_BUSY, TRUE },
    { BUREAU_ERROR_INVALID, FALSE },    { BUREAU_ERROR_REFUSED, FALSE },
    { BUREAU_ERROR_NOT_FOUND, FALSE },  { BUREAU_ERROR_LIMIT, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new (BUREAU_ERROR, cases[i].code, "So it is.");
      g_autofree char *advice = bureau_retry_advice (error);

      g_assert_cmpint (bureau_retry_is_worthwhile (error, 1), ==, cases[i].again);
      g_assert_false (bureau_retry_is_worthwhile (error, BUREAU_RETRY_ATTEMPTS));
      g_assert_true (g_str_has_suffix (advice, "."));
    }
}

static void
test_literal (void)
{
  static const struct
  {
    const char *expression;
    const char *text; /* NULL: no literal */
  } cases[] = {
    { "'read'", "read" }, { "'it''s'", "it's" }, { "''", "" },      { "'a' || 'b'", NULL },
    { "'a", NULL },       { "state", NULL },     { "'a'''", "a'" }, { "'''", NULL },
    { "n + 1", NULL },    { "now()", NULL },     { "'a'b'", NULL },
  };
  g_autoptr (JsonNode) number = bureau_literal_parse ("-42");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = bureau_literal_parse (cases[i].expression);

      g_assert_cmpstr (node ? json_node_get_string (node) : NULL, ==, cases[i].text);
    }
  g_assert_cmpint (json_node_get_int (number), ==, -42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agents/retry/delay", test_delay);
  g_test_add_func ("/agents/retry/delivery-delay", test_delivery_delay);
  g_test_add_func ("/agents/retry/worthwhile", test_worthwhile);
  g_test_add_func ("/agents/retry/literal", test_literal);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/breaker.h"
#include "providers/call-retry.h"
#include "providers/model-options.h"

#define NOW G_GINT64_CONSTANT (1795348800000) /* 2026-11-22 12:00 UTC */

static void
test_may_retry (void)
{
  const BureauRetryHeaders silent = { 0 };
  const BureauRetryHeaders yes = { .should_retry = "true" };
  const BureauRetryHeaders no = { .should_retry = "false" };
  const BureauRetryHeaders odd = { .should_retry = "perhaps" };

  for (guint status = 300; status < 600; status++)
    {
      gboolean expected = status == 408 || status == 409 || status == 429 || status >= 500;

      g_assert_true (bureau_call_may_retry (status, &silent) == expected);
      g_assert_true (bureau_call_may_retry (status, &odd) == expected);
      g_assert_true (bureau_call_may_retry (status, &yes));
      g_assert_false (bureau_call_may_retry (status, &no));
    }
}

static void
test_wait (void)
{
  static const struct
  {
    BureauRetryHeaders headers;
    gint64 wait;
  } cases[] = {
    { { 0 }, -1 },
    { { .retry_after = "3" }, 3000 },
    { { .retry_after = "0.25" }, 250 },
    { { .retry_after_ms = "40" }, 40 },
    { { .retry_after_ms = "40", .retry_after = "3" }, 40 },
    { { .retry_after_ms = "soon", .retry_after = "3" }, 3000 },
    { { .retry_after = "Sun, 22 Nov 2026 12:00:30 GMT" }, 30000 },
    { { .retry_after = "Sun, 22 Nov 2026 11:59:30 GMT" }, -1 },
    { { .retry_after = "-5" }, -1 },
    { { .retry_after = "0" }, -1 },
    { { .retry_after = "NaN" }, -1 },
    { { .retry_after = "inf" }, -1 },
    { { .retry_after = "1e9" }, 24 * 60 * 60 * 1000 },
    { { .retry_after = "" }, -1 },
    { { .retry_after = "3 s" }, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (bureau_call_get_wait (&cases[i].headers, NOW), ==, cases[i].wait);
}

static void
test_backoff (void)
{
  g_assert_cmpint (bureau_call_get_backoff (1, 0), ==, 500);
  g_assert_cmpint (bureau_call_get_backoff (2, 0), ==, 1000);
  g_assert_cmpint (bureau_call_get_backoff (5, 0), ==, 8000);
  g_assert_cmpint (bureau_call_get_backoff (1000, 0), ==, 8000);
  g_assert_cmpint (bureau_call_get_backoff (1, 1), ==, 375);
}

static void
fail_often (BureauBreaker *breaker, guint n, gint64 now)
{
  for (guint i = 0; i < n; i++)
    bureau_breaker_fail (breaker, now);
}

static void
test_breaker (void)
{
  BureauBreaker breaker = { 0 };
  gint64 now = 1000;

  fail_often (&breaker, 4, now);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
  bureau_breaker_succeed (&breaker);
  fail_often (&breaker, 5, now);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 30000);
  now += 30000;
  /* One tries it, the others go on waiting. */
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), >, 0);
  bureau_breaker_fail (&breaker, now);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 60000);
  for (guint i = 0; i < 10; i++)
    {
      now = breaker.open_until;
      g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
      bureau_breaker_fail (&breaker, now);
    }
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 600000);
  now = breaker.open_until;
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
  bureau_breaker_abandon (&breaker);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
  bureau_breaker_succeed (&breaker);
  g_assert_cmpint (bureau_breaker_enter (&breaker, now), ==, 0);
}

/* What is remembered of a server is found again. */
static void
test_options (void)
{
  g_autoptr (JsonArray) lacks = json_array_new ();
  g_autoptr (JsonArray) listed = NULL;
  BureauWireOptions options;

  json_array_add_string_element (lacks, "schema");
  json_array_add_string_element (lacks, "flying");
  bureau_model_options_begin (&options, TRUE, lacks);
  g_assert_false (options.with_schema);
  g_assert_true (options.with_stream);
  listed = bureau_model_options_list_lacks (&options, TRUE);
  g_assert_cmpuint (json_array_get_length (listed), ==, 1);
  g_assert_true (
      bureau_model_options_give_way (&options, TRUE, "Unknown parameter: stream_options"));
  g_assert_false (options.with_usage);
  g_assert_true (bureau_model_options_give_way (&options, TRUE, "use max_tokens"));
  g_assert_true (options.is_compatible);
  g_assert_true (bureau_model_options_give_way (&options, TRUE, "no"));
  g_assert_false (options.with_stream);
  g_assert_false (bureau_model_options_give_way (&options, FALSE, "no such tool_call_id"));
  g_assert_true (options.with_tools);
  g_assert_true (bureau_model_options_give_way (&options, TRUE, "no"));
  g_assert_false (options.with_tools);
  g_assert_false (bureau_model_options_give_way (&options, TRUE, "no"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/call-retry/may-retry", test_may_retry);
  g_test_add_func ("/providers/call-retry/wait", test_wait);
  g_test_add_func ("/providers/call-retry/backoff", test_backoff);
  g_test_add_func ("/providers/call-retry/breaker", test_breaker);
  g_test_add_func ("/providers/call-retry/options", test_options);
  return g_test_run ();
}

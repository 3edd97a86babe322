/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who refuses, is not there or is not to be asked: what is asked again, and what never goes out. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "model-fixture.h"
#include "providers/exchange-error.h"

static void
test_statuses (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    guint status;
    int code;
    gboolean again;
  } statuses[] = {
    { 400, BUREAU_ERROR_INVALID, FALSE },    { 401, BUREAU_ERROR_REFUSED, FALSE },
    { 402, BUREAU_ERROR_REFUSED, FALSE },    { 403, BUREAU_ERROR_REFUSED, FALSE },
    { 404, BUREAU_ERROR_NOT_FOUND, FALSE },  { 408, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 409, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 413, BUREAU_ERROR_LIMIT, FALSE },
    { 422, BUREAU_ERROR_INVALID, FALSE },    { 429, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 500, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 502, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 503, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 529, BUREAU_ERROR_UNAVAILABLE, TRUE },
  };
  /* How long to wait, and whether that is short enough to be waited for here. */
  static const struct
  {
    const char *words;
    gboolean is_short;
  } waits[] = {
    { "retry_after_ms=1", TRUE },
    { "retry_after=0.001", TRUE },
    { "retry_after=100", FALSE },
    { "retry_after=1e9", FALSE },
    { "retry_after=Fri, 01 Jan 2027 00:00:00 GMT", FALSE },
    { "retry_after_ms=2;should_retry=false", FALSE },
  };
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (waits); j++)
      for (guint k = 0; k < MODEL_N_WIRES; k++)
        {
          guint before = model_count_requests (mock);
          g_autofree char *script = g_strdup_printf ("status=%u;%s", statuses[i].status,
                                                     waits[j].words);
          g_auto (Asked) asked = model_ask (mock, model_wires[k], script);
          guint n_requests = model_count_requests (mock) - before;

          g_assert_error (asked.error, BUREAU_ERROR, statuses[i].code);
          g_assert_cmpuint (strlen (asked.error->message), >, 20);
          if (statuses[i].again)
            g_assert_cmpuint (n_requests, ==, waits[j].is_short ? 3 : 1);
          if (statuses[i].status == 429 && g_str_equal (waits[j].words, "retry_after=100"))
            g_assert_cmpint (bureau_reply_get_failure (asked.reply).wait_ms, ==, 100000);
          g_assert_null (bureau_reply_get_answer (asked.reply));
          n_cases++;
        }
  g_test_message ("%u refusals", n_cases);
}

static void
test_passes (MockModels *mock, gconstpointer data)
{
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_auto (Asked) asked = model_ask (mock, model_wires[i],
                                        "status=529;times=2;retry_after_ms=1");
      g_auto (Asked) forced = model_ask (mock, model_wires[i],
                                         "status=418;times=1;should_retry=true;retry_after_ms=1");
      g_auto (Asked) unpaid = model_ask (mock, model_wires[i],
                                         "status=429;code=insufficient_quota");
      g_auto (Asked) dropped = model_ask (mock, model_wires[i], "drop;times=1");

      g_assert_no_error (asked.error);
      g_assert_no_error (forced.error);
      g_assert_error (unpaid.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
      /* It went out whole, so it may have been billed: whoever pays decides whether it goes again.
       */
      g_assert_error (dropped.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_true (bureau_reply_get_failure (dropped.reply).is_cut);
      g_assert_true (bureau_reply_get_usage (dropped.reply).is_unknown);
      /* The faults are due again. */
      mock_models_control (mock, "{}");
    }
}

/* A connection that served before and drops the next question: that one may be billed, so it is not
 * sent again behind the back of whoever set its money aside. */
static void
test_dropped_later (MockModels *mock, gconstpointer data)
{
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, model_wires[i], "fine");
      g_autoptr (BureauTask) task = model_make_task (0, 0);
      g_auto (Asked) first = model_ask_provider (provider, task);
      g_autoptr (JsonObject) served = model_last_request (mock);
      guint before = model_count_requests (mock);
      g_auto (Asked) dropped = model_ask (mock, model_wires[i], "drop");
      g_autoptr (JsonObject) last = model_last_request (mock);

      g_assert_cmpint (bureau_json_get_int (last, "connection", 0), ==,
                       bureau_json_get_int (served, "connection", -1));
      g_assert_no_error (first.error);
      g_assert_error (dropped.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_true (bureau_reply_get_failure (dropped.reply).is_cut);
      g_assert_cmpuint (model_count_requests (mock) - before, ==, 1);
    }
}

static void
test_key_refused (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "anthropic", "fine");
  g_autoptr (BureauTask) task = model_make_task (0, 0);

  mock_models_control (mock, "{\"key\":\"another\"}");
  g_auto (Asked) first = model_ask_provider (provider, task);
  guint before = model_count_requests (mock);
  g_auto (Asked) second = model_ask_provider (provider, task);

  g_assert_error (first.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_error (second.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_cmpuint (model_count_requests (mock), ==, before);
  await_error (bureau_provider_test_connection (provider), BUREAU_ERROR_REFUSED);
}

static void
test_redirect (MockModels *mock, gconstpointer data)
{
  MockModels other = { 0 };
  g_autofree char *script = NULL;

  mock_models_start (&other);
  script = g_strdup_printf ("redirect=http://localhost:%u/v1/messages", other.port);
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_auto (Asked) asked = model_ask (mock, model_wires[i], script);

      g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
      g_assert_nonnull (strstr (asked.error->message, "localhost"));
    }
  g_assert_cmpuint (model_count_requests (&other), ==, 0);
  mock_models_stop (&other);
}

static void
test_places (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *url;
    gboolean ok;
  } places[] = {
    { "https://api.example.org", TRUE },   { "http://api.example.org", FALSE },
    { "http://127.0.0.1:11434", TRUE },    { "http://localhost:11434/v1/", TRUE },
    { "http://[::1]:8080", TRUE },         { "http://localhost.example.org", FALSE },
    { "http://127.0.0.1.example", FALSE }, { "ftp://127.0.0.1", FALSE },
    { "file:///etc/passwd", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"name\":\"x\",\"config\":{\"kind\":\"openai\",\"base_url\":\"%s\"}}", places[i].url);
      g_autoptr (JsonObject) connection = json_object_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauProvider) provider = bureau_provider_for_kind ("openai", connection, &error);

      g_assert_true ((provider != NULL) == places[i].ok);
      if (!places[i].ok)
        g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
    }
}

static void
test_certificates (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    GTlsCertificateFlags flags;
    const char *words;
  } cases[] = {
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, "is for another server" },
    { G_TLS_CERTIFICATE_EXPIRED, "has expired" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "signed by nobody" },
    { G_TLS_CERTIFICATE_NO_FLAGS, "cannot be reached safely" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = bureau_exchange_describe_certificate (cases[i].flags,
                                                                        "a.example");

      g_assert_nonnull (strstr (sentence, cases[i].words));
      g_assert_nonnull (strstr (sentence, "nothing was sent"));
    }
}

static void
test_nobody (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = NULL;
  g_autoptr (BureauTask) task = model_make_task (0, 0);
  MockModels gone = { 0 };

  mock_models_start (&gone);
  provider = mock_models_connect (&gone, "openai", "fine");
  mock_models_stop (&gone);
  g_auto (Asked) asked = model_ask_provider (provider, task);

  g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (asked.error->message, "Nothing answers at 127.0.0.1:"));
}

/* After five failures nobody asks for a while, and that is no attempt. */
static void
test_breaker (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "openai",
                                                             "status=503;retry_after=60");
  g_autoptr (BureauTask) task = model_make_task (0, 0);
  guint before = model_count_requests (mock);

  for (guint i = 0; i < 8; i++)
    {
      g_auto (Asked) asked = model_ask_provider (provider, task);
      BureauReplyFailure failure = bureau_reply_get_failure (asked.reply);

      g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_true (failure.is_held == (i >= 5));
      if (failure.is_held)
        {
          g_assert_cmpint (failure.wait_ms, >, 20000);
          g_assert_cmpint (failure.wait_ms, <=, 30000);
        }
    }
  g_assert_cmpuint (model_count_requests (mock) - before, ==, 5);
}

int
main (int argc, char **argv)
{
  static const ModelTest tests[] = {
    { "statuses", test_statuses },
    { "passes", test_passes },
    { "dropped-later", test_dropped_later },
    { "key-refused", test_key_refused },
    { "redirect", test_redirect },
    { "places", test_places },
    { "certificates", test_certificates },
    { "nobody", test_nobody },
    { "breaker", test_breaker },
  };

  return model_tests_run (argc, argv, tests, G_N_ELEMENTS (tests));
}

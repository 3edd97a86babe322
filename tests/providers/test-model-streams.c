/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams that break off, fall silent, talk nonsense or are cancelled. */
#include <string.h>

#include "base/error.h"
#include "model-fixture.h"

typedef struct
{
  DexFuture *future;
  BureauReply *reply;
} Cut;

static void
finish_cut (Cut *self, guint *n_cut, guint *n_whole)
{
  g_autoptr (GError) error = NULL;

  model_settle (self->future, &error);
  if (error == NULL)
    {
      g_assert_true (bureau_reply_get_answer (self->reply) || bureau_reply_get_calls (self->reply));
      (*n_whole)++;
    }
  else
    {
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_null (bureau_reply_get_answer (self->reply));
      g_assert_null (bureau_reply_get_calls (self->reply));
      g_assert_true (bureau_reply_get_failure (self->reply).is_cut);
      (*n_cut)++;
    }
  g_clear_object (&self->reply);
}

static Cut
begin_cut (MockModels *mock, const char *wire, const char *words, guint at)
{
  g_autofree char *script = g_strdup_printf ("cut=%u%s", at, words);
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, wire, script);
  g_autoptr (BureauTask) task = model_make_task_with_tools ();
  Cut cut = { .reply = bureau_reply_new () };

  cut.future = bureau_provider_answer (provider, task, cut.reply);
  return cut;
}

/* Wherever a stream ends before its own end, there is no answer; at its end there is. */
static void
test_cuts (MockModels *mock, gconstpointer data)
{
  static const char *const kinds[] = { "", ";crlf", ";comments", ";calls=2", ";whole=1" };
  const char *is_long = g_getenv ("BUREAU_TEST_LONG");
  guint step = is_long != NULL && *is_long != '\0' ? 1 : 23;
  guint n_cut = 0, n_whole = 0;

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"Grüße 😀\"}]}}");
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        guint n_before = n_whole;

        for (guint at = 0; at < 4200; at += step * 8)
          {
            Cut cuts[8];

            for (guint k = 0; k < G_N_ELEMENTS (cuts); k++)
              cuts[k] = begin_cut (mock, model_wires[i], kinds[j], at + k * step);
            for (guint k = 0; k < G_N_ELEMENTS (cuts); k++)
              finish_cut (&cuts[k], &n_cut, &n_whole);
          }
        /* A stream says itself where it ends; a body that is one piece cannot. */
        g_assert_true ((n_whole > n_before) == !g_str_equal (kinds[j], ";whole=1"));
      }
  g_test_message ("%u cut off, %u whole", n_cut, n_whole);
  g_assert_cmpuint (n_cut, >, 100);
}

/* Nothing more comes, or nothing but pings: each wire has its end. */
static void
test_silence (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *script;
    gint64 idle_ms;
    gint64 deadline_ms;
  } cases[] = {
    { "stall=300", 150, 0 }, { "stall=300;piece=1", 150, 0 },
    { "stall=0", 150, 0 },   { "stall=300;calls=3", 150, 0 },
    { "pings", 0, 300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < MODEL_N_WIRES; j++)
      {
        g_auto (Asked) asked = model_ask_with (mock, model_wires[j], cases[i].script,
                                               cases[i].idle_ms, cases[i].deadline_ms);

        g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
        g_assert_null (bureau_reply_get_answer (asked.reply));
      }
}

/* Whether or not tools were given, nonsense is no answer and no call. */
static void
test_nonsense (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *script;
    int code;
    gboolean with_tools;
  } cases[] = {
    { "html", BUREAU_ERROR_INVALID },
    { "huge=3000000", BUREAU_ERROR_LIMIT },
    { "huge=5000000;whole=1", BUREAU_ERROR_LIMIT },
    { "tool", BUREAU_ERROR_INVALID },
    { "calls=1", BUREAU_ERROR_INVALID },
    { "calls=10000", BUREAU_ERROR_LIMIT },
    { "calls=10000", BUREAU_ERROR_LIMIT, TRUE },
    { "calls=10000;whole=1", BUREAU_ERROR_LIMIT, TRUE },
    { "calls=2;sameid", BUREAU_ERROR_INVALID, TRUE },
    { "calls=2;sameid;whole=1", BUREAU_ERROR_INVALID, TRUE },
    { "calls=2;stop=length;cut=400", BUREAU_ERROR_UNAVAILABLE, TRUE },
    { "stop=length", BUREAU_ERROR_LIMIT },
    { "stop=refusal", BUREAU_ERROR_REFUSED },
    { "nostop", BUREAU_ERROR_UNAVAILABLE },
    { "error=overloaded_error", BUREAU_ERROR_UNAVAILABLE },
    { "error=api_error", BUREAU_ERROR_UNAVAILABLE },
    { "error=authentication_error", BUREAU_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < MODEL_N_WIRES; j++)
      {
        g_autoptr (BureauProvider) provider = mock_models_connect (mock, model_wires[j],
                                                                   cases[i].script);
        g_autoptr (BureauTask) task = cases[i].with_tools ? model_make_task_with_tools ()
                                                          : model_make_task (0, 0);
        g_auto (Asked) asked = model_ask_provider (provider, task);

        /* The Responses wire tells a refusal from a tool in other ways; both are no answer. */
        if (asked.error == NULL || asked.error->code != cases[i].code)
          g_test_message ("%s over %s: %s", cases[i].script, model_wires[j],
                          asked.error ? asked.error->message : "an answer");
        g_assert_error (asked.error, BUREAU_ERROR, cases[i].code);
        g_assert_null (bureau_reply_get_answer (asked.reply));
        g_assert_null (bureau_reply_get_calls (asked.reply));
      }
}

static void
cancel_cb (BureauReply *reply, GParamSpec *pspec, gpointer data)
{
  if (strlen (bureau_reply_get_content (reply)) > 5)
    bureau_reply_cancel (reply);
}

static void
test_cancel (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "anthropic", "stall=700");
  g_autoptr (BureauTask) task = model_make_task (0, 0);
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  g_autoptr (GError) error = NULL;

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"a long answer that goes on "
                             "and on and on, and never comes to its end\"}]}}");
  g_signal_connect (reply, "notify::content", G_CALLBACK (cancel_cb), NULL);
  model_settle (bureau_provider_answer (provider, task, reply), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_str_has_prefix (bureau_reply_get_content (reply), "{\"choice"));
  g_assert_null (bureau_reply_get_answer (reply));
}

int
main (int argc, char **argv)
{
  static const ModelTest tests[] = {
    { "cuts", test_cuts },
    { "silence", test_silence },
    { "nonsense", test_nonsense },
    { "cancel", test_cancel },
  };

  return model_tests_run (argc, argv, tests, G_N_ELEMENTS (tests));
}

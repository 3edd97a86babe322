/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "mails.h"
#include "providers/provider.h"

static BureauProvider *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  BureauProvider *provider = bureau_provider_for_kind ("builtin", NULL, &error);

  g_assert_no_error (error);

  return provider;
}

static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  BureauTaskKind kind;

  for (guint i = 0; i < BUREAU_TASK_N_KINDS; i++)
    {
      g_assert_true (bureau_task_kind_from_name (bureau_task_kind_to_name (i), &kind, &error));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (bureau_task_kind_from_name ("guess", &kind, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
}

static void
test_task (void)
{
  g_autoptr (JsonObject) inputs = json_object_new ();
  g_autoptr (JsonNode) schema = bureau_json_parse ("{\"type\":\"object\"}", -1, NULL);
  g_autoptr (BureauTask) plain = bureau_task_new (BUREAU_TASK_DRAFT, inputs, NULL);
  const BureauTaskTerms terms
      = { .schema = schema, .instructions = "Be brief.", .max_bytes = 100, .deadline_ms = 5000 };
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_VIEW, inputs, &terms);
  g_autoptr (BureauTask) same = bureau_task_ref (task);

  g_assert_cmpuint (bureau_task_get_max_bytes (plain), ==, BUREAU_TASK_MAX_BYTES);
  g_assert_cmpint (bureau_task_get_deadline_ms (plain), ==, BUREAU_TASK_DEADLINE_MS);
  g_assert_null (bureau_task_get_instructions (plain));
  g_assert_null (bureau_task_get_schema (plain));
  g_assert_true (same == task);
  g_assert_true (bureau_task_get_inputs (task) == inputs);
  g_assert_true (bureau_task_get_schema (task) == schema);
  g_assert_cmpstr (bureau_task_get_instructions (task), ==, "Be brief.");
  g_assert_cmpuint (bureau_task_get_max_bytes (task), ==, 100);
  g_assert_cmpint (bureau_task_get_deadline_ms (task), ==, 5000);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_reply (void)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  g_autoptr (JsonObject) answer = json_object_new ();
  guint contents = 0, answers = 0;

  g_signal_connect (reply, "notify::content", G_CALLBACK (count_cb), &contents);
  g_signal_connect (reply, "notify::answer", G_CALLBACK (count_cb), &answers);
  g_assert_cmpstr (bureau_reply_get_content (reply), ==, "");
  bureau_reply_append (reply, "Hello");
  bureau_reply_append (reply, "");
  bureau_reply_append (reply, " you");
  g_assert_cmpstr (bureau_reply_get_content (reply), ==, "Hello you");
  g_assert_cmpuint (contents, ==, 2);
  bureau_reply_set_answer (reply, answer);
  bureau_reply_set_answer (reply, answer);
  g_assert_cmpuint (answers, ==, 1);
  bureau_reply_clear (reply);
  bureau_reply_clear (reply);
  g_assert_cmpstr (bureau_reply_get_content (reply), ==, "");
  g_assert_null (bureau_reply_get_answer (reply));
  g_assert_cmpuint (contents, ==, 3);
  g_assert_cmpuint (answers, ==, 2);
}

static void
test_registry (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauProvider) provider = builtin ();

  g_assert_cmpstr (bureau_provider_get_name (provider), ==, "builtin");
  g_assert_cmpstr (bureau_provider_list_kinds ()[0], ==, "builtin");
  g_assert_null (bureau_provider_for_kind ("oracle", NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

static void
test_answer (void)
{
  g_autoptr (BureauProvider) provider = builtin ();
  g_autoptr (JsonObject) inputs = test_parse (
      "{\"source\":{\"subject\":\"Logo\",\"text\":\"Hi\"}}");
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DRAFT, inputs, NULL);
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  g_autoptr (DexFuture) future = bureau_provider_answer (provider, task, reply);

  g_assert_true (dex_future_is_resolved (future));
  g_assert_cmpstr (bureau_json_get_string (bureau_reply_get_answer (reply), "subject"), ==,
                   "Re: Logo");
  g_assert_cmpstr (bureau_reply_get_content (reply), ==,
                   bureau_json_get_string (bureau_reply_get_answer (reply), "body"));
  g_assert_cmpstr (bureau_reply_get_provider (reply), ==, "builtin");
  g_assert_cmpstr (bureau_reply_get_model (reply), ==, "rules");
  g_assert_cmpint (bureau_reply_get_usage (reply).input_tokens, ==, 0);
  g_assert_cmpint (bureau_reply_get_usage (reply).output_tokens, ==, 0);
  g_assert_false (bureau_reply_get_usage (reply).is_unknown);
}

static void
assert_rejected (DexFuture *future, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_future_is_rejected (future));
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, BUREAU_ERROR, code);
}

static void
test_refusals (void)
{
  static const struct
  {
    BureauTaskKind kind;
    const char *inputs;
    int code;
  } cases[] = {
    { BUREAU_TASK_VIEW, "{}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_EXTRACT, "{}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_EXTRACT, "{\"source\":[]}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_CLASSIFY, "{}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_CLASSIFY, "{\"source\":{},\"labels\":[]}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_CLASSIFY, "{\"source\":{},\"labels\":[3,{},[],null]}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_DRAFT, "{\"source\":7}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_DRAFT, "{\"source\":{},\"letter\":\"{{#a}}\"}", BUREAU_ERROR_INVALID },
    { BUREAU_TASK_DRAFT, "{\"source\":{},\"letter\":\"123456789012345678901\"}",
      BUREAU_ERROR_LIMIT },
    { BUREAU_TASK_DECIDE, "{}", BUREAU_ERROR_INVALID },
  };
  g_autoptr (BureauProvider) provider = builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BureauTaskTerms terms = { .max_bytes = 20 };
      g_autoptr (JsonObject) inputs = test_parse (cases[i].inputs);
      g_autoptr (BureauTask) task = bureau_task_new (cases[i].kind, inputs, &terms);
      g_autoptr (BureauReply) reply = bureau_reply_new ();
      g_autoptr (DexFuture) future = bureau_provider_answer (provider, task, reply);

      assert_rejected (future, cases[i].code);
      g_assert_null (bureau_reply_get_answer (reply));
      g_assert_cmpstr (bureau_reply_get_content (reply), ==, "");
    }
}

static void
test_defaults (void)
{
  g_autoptr (BureauProvider) provider = builtin ();
  g_autoptr (DexFuture) test = bureau_provider_test_connection (provider);
  g_autoptr (DexFuture) list = bureau_provider_list_models (provider);

  assert_rejected (test, BUREAU_ERROR_REFUSED);
  assert_rejected (list, BUREAU_ERROR_REFUSED);
}

static const struct
{
  const char *rules;
  const char *choice;
} decisions[] = {
  { "[{\"when\":\"record.budget < 1000\",\"choose\":\"no\"}]", "no" },
  { "[{\"when\":\"record.budget >= 1000\",\"choose\":\"no\"}]", NULL },
  { "[{\"when\":\"record.city = 'münchen'\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"record.city != 'Berlin'\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"record.city contains mün\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"record.none is absent\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"record.none is present\",\"choose\":\"yes\"}]", NULL },
  { "[{\"when\":\"record.none < 5\",\"choose\":\"yes\"}]", NULL },
  { "[{\"when\":\"record.due < 2026-12-01\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"record.budget < 1000 and record.city = Berlin\",\"choose\":\"no\"}]", NULL },
  { "[{\"when\":\"record.budget > 1000 or record.city = München\",\"choose\":\"no\"}]", "no" },
  { "[{\"when\":\"take work\",\"choose\":\"yes\"}]", "yes" },
  { "[{\"when\":\"take holidays\",\"choose\":\"yes\"}]", NULL },
  { "[{\"when\":\"take work\",\"choose\":\"maybe\"}]", NULL },
  { "[{\"when\":\"\",\"choose\":\"yes\"}]", NULL },
  { "[{\"when\":\"nothing\",\"choose\":\"no\"},{\"when\":\"work\",\"choose\":\"yes\"}]", "yes" },
  { "[1,{},{\"when\":3,\"choose\":4}]", NULL },
  { "null", NULL },
};

static void
test_decide (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"question\":\"Take the "
          "work?\",\"choices\":[\"yes\",{\"name\":\"no\"}],\"given\":{\"record\":{\"budget\":{"
          "\"minor\":500},\"city\":\"München\",\"due\":\"2026-11-30\"}},\"rules\":%s}",
          decisions[i].rules);
      g_autoptr (JsonObject) inputs = test_parse (json);
      g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DECIDE, inputs, NULL);
      g_autoptr (BureauProvider) provider = builtin ();
      g_autoptr (BureauReply) reply = bureau_reply_new ();
      g_autoptr (DexFuture) future = bureau_provider_answer (provider, task, reply);

      g_assert_true (dex_future_is_resolved (future));
      g_assert_cmpstr (bureau_json_get_string (bureau_reply_get_answer (reply), "choice"), ==,
                       decisions[i].choice);
      g_assert_nonnull (bureau_json_get_string (bureau_reply_get_answer (reply), "why"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/providers/provider/kinds", test_kinds);
  g_test_add_func ("/providers/provider/task", test_task);
  g_test_add_func ("/providers/provider/reply", test_reply);
  g_test_add_func ("/providers/provider/registry", test_registry);
  g_test_add_func ("/providers/provider/answer", test_answer);
  g_test_add_func ("/providers/provider/refusals", test_refusals);
  g_test_add_func ("/providers/provider/defaults", test_defaults);
  g_test_add_func ("/providers/provider/decide", test_decide);

  return g_test_run ();
}

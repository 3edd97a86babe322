/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "engine-fixture.h"
#include "scripted-provider.h"

#define BUSINESS                                                                                   \
  "{\"collections\":[{\"collection\":\"orders\",\"title\":\"Orders\",\"fields\":["                 \
  "{\"name\":\"contact\",\"type\":\"person\"},{\"name\":\"wish\",\"type\":\"text\"},"              \
  "{\"name\":\"due\",\"type\":\"date\"}]}],\"agents\":[{\"agent\":\"clerk\",\"instructions\":"     \
  "\"Be brief.\",\"provider\":\"scripted\",\"writes\":[\"orders\"]}],\"workflows\":["              \
  "{\"workflow\":\"reading\",\"on\":{\"message\":true},\"steps\":[{\"id\":\"read\",\"agent\":"     \
  "\"clerk\",\"do\":\"extract\",\"from\":\"message\",\"into\":\"orders\"},{\"id\":\"reply\","      \
  "\"agent\":\"clerk\",\"do\":\"draft\",\"given\":[\"message\"],\"to\":\"message.sender\"}]}]}"

/* The same firm: whether an order is paid is not for the mail to say. */
#define TILL                                                                                       \
  "{\"collections\":[{\"collection\":\"orders\",\"title\":\"Orders\",\"fields\":["                 \
  "{\"name\":\"wish\",\"type\":\"text\"},{\"name\":\"paid\",\"type\":\"int\"}]}],"                 \
  "\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\",\"provider\":\"%s\","           \
  "\"writes\":[\"orders\"]}],\"workflows\":[{\"workflow\":\"reading\",\"on\":{\"message\":true},"  \
  "\"steps\":[{\"id\":\"read\",\"agent\":\"clerk\",\"do\":\"extract\",\"from\":\"message\","       \
  "\"into\":\"orders\",\"fields\":[\"wish\"]}]}]}"

#define FORM                                                                                       \
  "{\"channel\":\"file\",\"source\":\"b.eml\",\"identity\":\"b\",\"sender_name\":\"Eva Lind\","    \
  "\"sender_address\":\"eva@lind.example\",\"subject\":\"Order\",\"sent_at\":"                     \
  "\"2026-11-20T09:00:00.000Z\",\"text\":\"Wish: cake\\nPaid: all of it\\nGuests: 14\"}"

#define MESSAGE                                                                                    \
  "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_name\":\"Eva Lind\","    \
  "\"sender_address\":\"eva@lind.example\",\"subject\":\"Cake\",\"sent_at\":"                      \
  "\"2026-11-20T09:00:00.000Z\",\"text\":\"We’d like a  “big\\ncake” for 300 EUR.\"}"

/* Reads with quotes that differ in form, and with one that is made up; writes what nobody said. */
static gboolean
answer (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  if (bureau_task_get_kind (task) == BUREAU_TASK_EXTRACT)
    scripted_answer (reply, "{\"values\":{\"contact\":\"Eva Lind\",\"wish\":\"a big cake\",\"due\":"
                            "\"2026-12-24\"},\"evidence\":{\"contact\":\"Eva Lind\",\"wish\":"
                            "\"big cake\",\"due\":\"before Christmas Eve\"}}");
  else
    scripted_answer (
        reply,
        "{\"subject\":\"Re: Cake, 77 EUR or 450 EUR\",\"body\":\"It costs 300 EUR, or 450 EUR "
        "with Tante Gerdasohn on 24 December.\",\"to\":\"eve@evil.example\"}");
  return TRUE;
}

static void
run (Bench *self)
{
  scripted_provider_set (answer);
  bench_install (self, BUSINESS);
  bench_add_message (self, MESSAGE);
  bench_settle (self);
  bench_assert_text (self, "SELECT coalesce(error, state) FROM bureau_run", "done");
}

/* Words count as quoted where only blanks and line ends differ; others are said to be inferred. */
static void
test_evidence (Bench *self, gconstpointer data)
{
  run (self);

  bench_assert_text (self, "SELECT wish || ' ' || due FROM orders", "a big cake 2026-12-24");
  bench_assert_text (self, "SELECT fields ->> '$.contact' FROM bureau_evidence", "Eva Lind");
  bench_assert_text (self, "SELECT json_type(fields, '$.wish') FROM bureau_evidence", "array");
  bench_assert_text (self, "SELECT json_type(fields, '$.due') FROM bureau_evidence", "null");
}

#define HANDWORK                                                                                   \
  "{\"channel\":\"file\",\"source\":\"c.eml\",\"identity\":\"c\",\"sender_name\":\"Eva Lind\","    \
  "\"sender_address\":\"eva@lind.example\",\"subject\":\"Cut\",\"sent_at\":"                       \
  "\"2026-11-20T09:00:00.000Z\",\"text\":\"No handwork, but cut by hand.\"}"

static gboolean
answer_closely (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  if (bureau_task_get_kind (task) == BUREAU_TASK_EXTRACT)
    scripted_answer (reply, "{\"values\":{\"contact\":\"Eva Lindholm\",\"wish\":\"hand\"},"
                            "\"evidence\":{\"contact\":\"Eva Lind\",\"wish\":\"hand\"}}");
  else
    scripted_answer (reply, "{\"subject\":\"Re: Cut\",\"body\":\"Thank you.\"}");
  return TRUE;
}

/* A name is that name or none, and words are quoted where they stand as words. */
static void
test_closely (Bench *self, gconstpointer data)
{
  scripted_provider_set (answer_closely);
  bench_install (self, BUSINESS);
  bench_add_message (self, HANDWORK);
  bench_settle (self);

  bench_assert_text (self, "SELECT coalesce(error, state) FROM bureau_run", "done");
  bench_assert_text (self, "SELECT json_type(fields, '$.contact') FROM bureau_evidence", "null");
  bench_assert_text (self, "SELECT fields ->> '$.wish' FROM bureau_evidence", "[24,4]");
}

/* What stands in nothing that was given is kept with the draft, for the operator to look at. */
static void
test_claims (Bench *self, gconstpointer data)
{
  run (self);

  bench_assert_text (self,
                     "SELECT group_concat(value ->> 'kind' || ' ' || (value ->> 'text'), '; ')"
                     " FROM bureau_draft, json_each(meta, '$.unsupported')",
                     "price 450 EUR; name Tante Gerdasohn; date 24 December; price 77 EUR");
  bench_assert_text (self, "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft",
                     "eva@lind.example");
}

static gboolean
answer_paid (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  scripted_answer (reply, "{\"values\":{\"wish\":\"cake\",\"paid\":\"all of it\"},\"evidence\":{"
                          "\"wish\":\"cake\",\"paid\":\"all of it\"}}");
  return TRUE;
}

/* A field that the step does not ask for is not filled by whoever wrote the mail, by no provider;
 * the words are kept beside it. */
static void
test_not_asked (Bench *self, gconstpointer provider)
{
  g_autofree char *business = g_strdup_printf (TILL, (const char *)provider);

  scripted_provider_set (answer_paid);
  bench_install (self, business);
  bench_add_message (self, FORM);
  bench_settle (self);

  bench_assert_text (self, "SELECT coalesce(error, state) FROM bureau_run", "done");
  bench_assert_text (self,
                     "SELECT coalesce(paid, 'open') || ' ' || (meta ->> 'said_paid') FROM orders",
                     "open all of it");
  bench_assert_text (self, "SELECT json_type(fields, '$.said_paid') FROM bureau_evidence", "array");
}

#define add(path, test)                                                                            \
  g_test_add ("/agents/answers/" path, Bench, NULL, bench_set_up, test, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("evidence", test_evidence);
  add ("closely", test_closely);
  add ("claims", test_claims);
  g_test_add ("/agents/answers/not-asked/rules", Bench, "builtin", bench_set_up, test_not_asked,
              bench_tear_down);
  g_test_add ("/agents/answers/not-asked/model", Bench, "scripted", bench_set_up, test_not_asked,
              bench_tear_down);

  return g_test_run ();
}

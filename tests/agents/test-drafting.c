/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/draft.h"
#include "memory/record.h"

static void
check_evidence (Bench *self, gint64 record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->workspace.path,
                                                              BUREAU_DATABASE_READ, &error);
  g_autoptr (JsonArray) evidence = bureau_record_evidence (database, record, &error);
  g_autofree char *text = bench_text (self, "SELECT text FROM bureau_message");

  g_assert_no_error (error);
  for (guint i = 0; i < json_array_get_length (evidence); i++)
    {
      JsonObject *one = json_array_get_object_element (evidence, i);
      const char *quote = bureau_json_get_string (one, "quote");

      g_assert_true ((quote == NULL) == (bureau_json_get_int (one, "inferred", 0) == 1));
      if (json_object_has_member (one, "start") && !json_object_get_null_member (one, "start"))
        g_assert_true (g_str_has_prefix (text + bureau_json_get_int (one, "start", 0), quote));
      if (g_str_equal (bureau_json_get_string (one, "field"), "contact"))
        g_assert_true (g_str_has_prefix (quote, "Anna "));
    }
}

/* Every value stands on words of the source, or says that it does not. */
static void
test_evidence (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self,
                       "SELECT count(*) >= 2 FROM bureau_evidence, json_each(fields)"
                       " WHERE type = 'array'",
                       1);
  check_evidence (self, bench_number (self, "SELECT id FROM inquiries"));
}

static void
check_precedents (Bench *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->workspace.path,
                                                              BUREAU_DATABASE_READ, &error);
  gint64 id = bench_number (self, "SELECT id FROM bureau_draft");
  g_autoptr (JsonObject) draft = bureau_draft_load (database, id, &error);
  JsonObject *facts;

  g_assert_no_error (error);
  facts = bureau_json_get_object (draft, "facts");
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (facts, "precedents")), ==, n);
}

/* A fee is named from three accepted projects on, and those are named too. */
static void
test_fee_range (Bench *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *fields = g_strdup_printf (
          "{\"title\":\"Identity %u\",\"service\":\"Website design\",\"fee\":%u,"
          "\"currency\":\"EUR\",\"accepted\":1,\"summary\":\"A brand identity for a shop\"}",
          i, 400000 + i * 50000);

      bench_add_record (self, "projects", fields);
    }
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT service FROM inquiries", "Website design");
  bench_assert_number (self, "SELECT fee_low FROM inquiries", 400000);
  bench_assert_number (self, "SELECT json_extract(facts, '$.fee_high') FROM bureau_draft", 500000);
  check_precedents (self, 3);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE body LIKE '%Identity 1%'", 1);
}

static void
test_automatic_mail_gets_no_draft (Bench *self, gconstpointer data)
{
  bench_add_message (self,
                     "{\"channel\":\"file\",\"source\":\"l.eml\",\"identity\":\"list\","
                     "\"sender_address\":\"list@example.org\",\"subject\":\"Quote for a brand "
                     "identity\",\"text\":\"Could you send us a quote?\",\"automatic\":"
                     "\"list\"}");
  bench_add_record (self, "inquiries", "{\"contact\":\"Nobody\",\"state\":\"new\"}");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run", 0);
}

/* Also where a workflow would: the step is passed over and says why. */
static void
test_draft_step_skips_automatic_mail (Bench *self, gconstpointer data)
{
  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"eager\",\"on\":{\"message\":true},\"steps\":["
                              "{\"id\":\"reply\",\"do\":\"draft\",\"agent\":\"clerk\",\"given\":"
                              "[\"message\"],\"to\":\"message.sender\"}]}"));
  bench_add_message (self, "{\"channel\":\"file\",\"source\":\"l.eml\",\"identity\":\"list\","
                           "\"sender_address\":\"list@example.org\",\"subject\":\"News\",\"text\":"
                           "\"All the news.\",\"automatic\":\"list\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT state FROM bureau_run", "done");
  bench_assert_text (self, "SELECT json_extract(output, '$.skipped') FROM bureau_step",
                     "no answer is drafted: list");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 0);
}

/* An address out of a text is no recipient, by whatever way it got into a field. */
static void
test_recipient_from_text (Bench *self, gconstpointer data)
{
  bench_install (self, "{\"workflows\":[{\"workflow\":\"answering\",\"on\":{\"record\":"
                       "\"inquiries\",\"when\":\"added\"},\"steps\":[{\"id\":\"reply\",\"do\":"
                       "\"draft\",\"agent\":\"writer\",\"given\":[\"message\"],\"to\":"
                       "\"record.email\"}]}]}");
  bench_add_message (
      self, "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\","
            "\"sender_name\":\"Anna\",\"sender_address\":\"form@example.org\",\"subject\":"
            "\"Quote for a brand identity\",\"text\":\"Could you send us a quote for a brand "
            "identity?\\n\\nKind regards\\nAnna\\nE-mail: attacker@evil.example\\n\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT email FROM inquiries WHERE email IS NOT NULL LIMIT 1",
                     "attacker@evil.example");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE workflow = 'answering'", 1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE \"to\" LIKE '%evil%'", 0);
}

/* “Tomorrow” is counted from the writer's own day: half past midnight in Berlin is still the day
 * before in Greenwich. */
static void
test_local_date (Bench *self, gconstpointer data)
{
  bench_add_message (
      self, "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_name\":"
            "\"Anna\",\"sender_address\":\"anna@example.org\",\"sent_at\":"
            "\"2026-11-22T23:30:00.000Z\",\"meta\":{\"local_date\":\"2026-11-23\"},\"subject\":"
            "\"Quote for a brand identity\",\"text\":\"Could you send us a quote for a brand "
            "identity? We need it by tomorrow.\\n\\nKind regards\\nAnna\\n\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT deadline FROM inquiries", "2026-11-24");
}

/* The sum in a form's words is in the fields that ask for it, and not once more beside them. */
static void
test_said_once (Bench *self, gconstpointer data)
{
  bench_add_message (
      self, "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_name\":"
            "\"Anna\",\"sender_address\":\"anna@example.org\",\"subject\":\"Quote for a brand "
            "identity\",\"text\":\"Service: brand identity\\nBudget: up to 5,000 EUR\\nTable "
            "size: 14\\n\\nCould you send us a quote?\\n\\nKind regards\\nAnna\\n\"}");
  bench_settle (self);

  bench_assert_number (self, "SELECT budget_high FROM inquiries", 500000);
  bench_assert_text (self, "SELECT meta FROM inquiries", "{\"table_size\":14}");
}

/* Whoever is to be answered is called what the mail calls them. */
static void
test_recipient_reply_to (Bench *self, gconstpointer data)
{
  bench_add_message (
      self, "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_name\":"
            "\"Web form\",\"sender_address\":\"form@example.org\",\"reply_to\":"
            "\"anna@example.net\",\"meta\":{\"reply_to_name\":\"Anna Weber\"},\"subject\":"
            "\"Quote for a brand identity\",\"text\":\"Could you send us a quote for a brand "
            "identity?\\n\\nKind regards\\nAnna\\n\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT json_extract(\"to\", '$[0].name') FROM bureau_draft",
                     "Anna Weber");
  bench_assert_text (self, "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft",
                     "anna@example.net");
}

/* What the operator set in that field is; what an agent wrote over it is not any more. */
static void
test_recipient_entered (Bench *self, gconstpointer data)
{
  bench_install (
      self, "{\"workflows\":[{\"workflow\":\"kept\",\"on\":{\"record\":\"clients\",\"when\":"
            "\"added\"},\"steps\":[{\"id\":\"note\",\"do\":\"update\",\"record\":\"record\","
            "\"set\":{\"note\":\"'seen'\"}},{\"id\":\"reply\",\"do\":\"draft\",\"agent\":"
            "\"writer\",\"given\":[\"record\"],\"to\":\"record.email\"}]},{\"workflow\":\"over\","
            "\"on\":{\"record\":\"clients\",\"when\":\"added\"},\"steps\":[{\"id\":\"copy\","
            "\"do\":\"query\",\"update\":\"record\",\"sql\":\"SELECT 'x@evil.example' AS email\"},"
            "{\"id\":\"reply\",\"do\":\"draft\",\"agent\":\"writer\",\"given\":[\"record\"],"
            "\"to\":\"record.email\"}]}]}");
  bench_set (self, "engine_concurrency", "1");
  bench_add_record (self, "clients", "{\"name\":\"Hall\",\"email\":\"hall@example.org\"}");
  bench_settle (self);

  bench_assert_text (self,
                     "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft"
                     " WHERE workflow = 'kept'",
                     "hall@example.org");
  bench_assert_number (self,
                       "SELECT json_array_length(\"to\") FROM bureau_draft"
                       " WHERE workflow = 'over'",
                       0);
}

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/agents/drafting/" name, Bench, NULL, set_up, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("evidence", bench_set_up_lead_intake, test_evidence);
  ADD ("fee-range", bench_set_up_lead_intake, test_fee_range);
  ADD ("automatic-mail", bench_set_up_lead_intake, test_automatic_mail_gets_no_draft);
  ADD ("draft-skips-automatic", bench_set_up, test_draft_step_skips_automatic_mail);
  ADD ("recipient-from-text", bench_set_up_lead_intake, test_recipient_from_text);
  ADD ("local-date", bench_set_up_lead_intake, test_local_date);
  ADD ("said-once", bench_set_up_lead_intake, test_said_once);
  ADD ("recipient-reply-to", bench_set_up_lead_intake, test_recipient_reply_to);
  ADD ("recipient-entered", bench_set_up_lead_intake, test_recipient_entered);

  return g_test_run ();
}

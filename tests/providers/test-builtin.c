/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "providers/builtin.h"

static JsonObject *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = bureau_json_parse_object (json, -1, &error);

  g_assert_no_error (error);

  return object;
}

static void
test_extract (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = parse (
      "{\"source\":{\"subject\":\"New website\",\"text\":\"Hi there,\\n\\nmy name is Anna Weber "
      "and I run Bright Paws "
      "GmbH.\\nWe are looking for a new website by the end of March. Our budget is between 3 and "
      "5k EUR.\\nDo you also "
      "do logos? You can call me on +49 30 1234567.\\n\\nBest regards,\\nAnna "
      "Weber\\n\",\"sender\":{\"name\":\"Anna "
      "Weber\",\"address\":\"anna@brightpaws.example\"},\"date\":\"2026-11-22T10:00:00.000Z\"},"
      "\"fields\":[{\"name\":"
      "\"name\",\"type\":\"person\"},{\"name\":\"email\",\"type\":\"email\"},{\"name\":\"service\","
      "\"type\":\"text\"},{"
      "\"name\":\"budget\",\"type\":\"money\"},{\"name\":\"deadline\",\"type\":\"date\"}],"
      "\"known\":{\"services\":["
      "\"Website design\",\"Logo design\"]}}");
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_EXTRACT, inputs, NULL);
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);
  g_autofree char *text = bureau_json_print_object (answer);
  g_test_message ("%s", text);
  JsonObject *values = json_object_get_object_member (answer, "values");
  g_assert_cmpstr (bureau_json_get_string (values, "name"), ==, "Anna Weber");
  g_assert_cmpstr (bureau_json_get_string (values, "email"), ==, "anna@brightpaws.example");
  g_assert_cmpstr (bureau_json_get_string (values, "service"), ==, "Website design");
  g_assert_cmpstr (bureau_json_get_string (values, "deadline"), ==, "2027-03-31");
  g_assert_cmpstr (bureau_json_get_string (values, "company"), ==, "Bright Paws GmbH");
  g_assert_cmpstr (bureau_json_get_string (values, "phone"), ==, "+49301234567");
  JsonObject *budget = json_object_get_object_member (values, "budget");
  g_assert_cmpint (bureau_json_get_int (budget, "minor", 0), ==, 500000);
}

static void
test_classify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = parse (
      "{\"source\":{\"subject\":\"Quote for a logo\",\"text\":\"Hello,\\nwe are looking for a new "
      "logo. What would it cost?\\n\\nThanks,\\nTom\"},"
      "\"labels\":[{\"name\":\"inquiry\"},{\"name\":\"invoice\"},{\"name\":\"other\"}]}");
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_CLASSIFY, inputs, NULL);
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);
  g_autofree char *text = bureau_json_print_object (answer);
  g_test_message ("%s", text);
  g_assert_cmpstr (bureau_json_get_string (answer, "label"), ==, "inquiry");
}

static void
test_draft (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = parse (
      "{\"source\":{\"subject\":\"AW: Re: Logo\",\"text\":\"Hello, what are your opening hours?\"},"
      "\"given\":{\"record\":{\"name\":\"Dr. Anna Weber\",\"service\":\"Logo "
      "design\",\"deadline\":\"2026-12-05\"},"
      "\"recall\":[{\"collection\":\"projects\",\"title\":\"Logo for "
      "Alpha\"},{\"collection\":\"projects\",\"title\":\"Logo for Beta\"}],"
      "\"price\":{\"fee_low\":90000,\"fee_high\":140000,\"precedents\":4}},"
      "\"facts\":{\"firm\":\"Studio\",\"currency\":\"EUR\",\"opening_hours\":\"Mon-Fri\",\"booking_"
      "link\":\"https://book.example\"}}");
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DRAFT, inputs, NULL);
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);
  g_test_message ("%s", bureau_json_get_string (answer, "body"));
  g_assert_cmpstr (bureau_json_get_string (answer, "subject"), ==, "Re: Logo");
  g_assert_cmpstr (
      bureau_json_get_string (answer, "body"), ==,
      "Hi Anna,\n\nThank you for your message about Logo design.\n\nYou mentioned 5 December 2026; "
      "we will plan with that date in mind.\n\nOpening hours: Mon-Fri\n\nComparable work of ours, "
      "such as "
      "Logo for Alpha and Logo for Beta, came to between 900.00 EUR and 1,400.00 EUR.\n\nIf you "
      "would "
      "like to talk it through, please pick a time that suits you: https://book.example\n\nKind "
      "regards,\nStudio\n");
}

static void
test_decide (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = parse (
      "{\"question\":\"Take it?\",\"choices\":[\"yes\",\"no\"],\"given\":{\"record\":"
      "{\"budget\":{\"minor\":500}}},\"rules\":[{\"when\":\"record.budget < 1000\","
      "\"choose\":\"no\"}]}");
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DECIDE, inputs, NULL);
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bureau_json_get_string (answer, "choice"), ==, "no");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/builtin/extract", test_extract);
  g_test_add_func ("/providers/builtin/classify", test_classify);
  g_test_add_func ("/providers/builtin/draft", test_draft);
  g_test_add_func ("/providers/builtin/decide", test_decide);

  return g_test_run ();
}

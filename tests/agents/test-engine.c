/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

/* A message goes through three workflows that hand over by the record. */
static void
test_hand_over (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT label FROM bureau_message", "inquiry");
  bench_assert_text (self, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_text (self, "SELECT label FROM bureau_message", "inquiry");
  bench_assert_number (self, "SELECT count(*) FROM inquiries", 1);
  bench_assert_text (self, "SELECT state FROM inquiries", "read");
  bench_assert_text (self, "SELECT contact FROM inquiries", "Anna Weber");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE state = 'drafted'", 1);
  bench_assert_text (self, "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft",
                     "anna1@example.org");
  bench_assert_text (self, "SELECT in_reply_to FROM bureau_draft", "m1@example.org");
  bench_assert_number (self, "SELECT count(*) FROM bureau_step WHERE state = 'done'", 6);
  bench_assert_number (self, "SELECT max(depth) FROM bureau_run", 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/agents/engine/hand-over", Bench, NULL, bench_set_up_lead_intake, test_hand_over,
              bench_tear_down);

  return g_test_run ();
}

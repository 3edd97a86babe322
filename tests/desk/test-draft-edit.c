/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "desk/draft-edit.h"
#include "memory/draft.h"

static JsonObject *
make_draft (const char *to, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"42\",\"kind\":\"mail\",\"to\":%s,\"cc\":[],\"subject\":\"Re: Cider\","
      "\"body\":\"%s\",\"attachments\":[],\"in_reply_to\":\"<a@b>\",\"references\":[]}",
      to, body);
  JsonObject *draft = bureau_json_parse_object (text, -1, NULL);

  g_assert_nonnull (draft);
  return draft;
}

#define ANNA "[{\"name\":\"Anna\",\"address\":\"anna@example.org\"}]"

static void
test_nothing_changed (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) edit = bureau_draft_edit_new (draft);
  g_autofree char *stored = bureau_draft_hash (draft);
  g_autofree char *hash = bureau_draft_edit_make_hash (edit);

  g_assert_false (bureau_draft_edit_is_changed (edit));
  g_assert_false (bureau_draft_edit_is_overtaken (edit));
  g_assert_cmpint (bureau_draft_edit_get_id (edit), ==, 42);
  g_assert_cmpstr (hash, ==, stored);
}

static void
test_values_do_not_change (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) body = bureau_draft_edit_with_body (before, "Hello there");
  g_autoptr (BureauDraftEdit) more = bureau_draft_edit_with_recipient (body, "bo@example.org");
  g_autoptr (BureauDraftEdit) less = bureau_draft_edit_without_recipient (more, 0);

  g_assert_cmpstr (bureau_draft_edit_get_body (before), ==, "Hello");
  g_assert_cmpstr (bureau_draft_edit_get_body (less), ==, "Hello there");
  g_assert_cmpuint (json_array_get_length (bureau_draft_edit_get_recipients (body)), ==, 1);
  g_assert_cmpuint (json_array_get_length (bureau_draft_edit_get_recipients (more)), ==, 2);
  g_assert_cmpuint (json_array_get_length (bureau_draft_edit_get_recipients (less)), ==, 1);
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (draft, "to")), ==, 1);
  g_assert_false (bureau_draft_edit_is_changed (before));
  g_assert_true (bureau_draft_edit_is_changed (less));
}

static void
test_back_is_unchanged (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) there = bureau_draft_edit_with_subject (before, "Other");
  g_autoptr (BureauDraftEdit) back = bureau_draft_edit_with_subject (there, "Re: Cider");

  g_assert_true (bureau_draft_edit_is_changed (there));
  g_assert_false (bureau_draft_edit_is_changed (back));
}

static void
test_same_recipient_once (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) again = bureau_draft_edit_with_recipient (before, "Anna@Example.org");

  g_assert_cmpuint (json_array_get_length (bureau_draft_edit_get_recipients (again)), ==, 1);
}

static void
test_hash_is_of_what_is_stored (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (JsonObject) after = make_draft (ANNA, "Hello there");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) edit = bureau_draft_edit_with_body (before, "Hello there");
  g_autofree char *expected = bureau_draft_hash (after);
  g_autofree char *hash = bureau_draft_edit_make_hash (edit);

  g_assert_cmpstr (hash, ==, expected);
}

static void
test_kept_words_come_back (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) typed = bureau_draft_edit_with_body (before, "Hello “there”\n\\n");
  g_autofree char *kept = bureau_draft_edit_print_words (typed, 3, 40);
  g_autoptr (BureauDraftEdit) again = bureau_draft_edit_with_words (before, kept);
  g_autoptr (BureauDraftEdit) odd = bureau_draft_edit_with_words (before, "{\"body\":1}");
  g_autoptr (BureauDraftEdit) none = bureau_draft_edit_with_words (before, NULL);

  g_assert_cmpstr (bureau_draft_edit_get_body (again), ==, "Hello “there”\n\\n");
  g_assert_true (bureau_draft_edit_is_changed (again));
  g_assert_false (bureau_draft_edit_is_changed (odd));
  g_assert_false (bureau_draft_edit_is_changed (none));
}

static void
test_overtaken (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (JsonObject) other = make_draft (ANNA, "Good day");
  g_autoptr (BureauDraftEdit) before = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) followed = bureau_draft_edit_with_stored (before, other);
  g_autoptr (BureauDraftEdit) typed = bureau_draft_edit_with_body (before, "Hello there");
  g_autoptr (BureauDraftEdit) overtaken = bureau_draft_edit_with_stored (typed, other);

  g_assert_cmpstr (bureau_draft_edit_get_body (followed), ==, "Good day");
  g_assert_false (bureau_draft_edit_is_overtaken (followed));
  g_assert_cmpstr (bureau_draft_edit_get_body (overtaken), ==, "Hello there");
  g_assert_true (bureau_draft_edit_is_overtaken (overtaken));
}

static void
test_obstacles (void)
{
  static const struct
  {
    const char *to;
    const char *body;
    gboolean can_send;
  } rows[] = {
    { ANNA, "Hello", TRUE },
    { "[]", "Hello", FALSE },
    { ANNA, "", FALSE },
    { "[{\"name\":\"\",\"address\":\"nobody\"}]", "Hello", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) draft = make_draft (rows[i].to, rows[i].body);
      g_autoptr (BureauDraftEdit) edit = bureau_draft_edit_new (draft);
      g_autofree char *obstacle = bureau_draft_edit_say_obstacle (edit);

      g_assert_cmpint (obstacle == NULL, ==, rows[i].can_send);
    }
}

static void
test_button_names_the_effect (void)
{
  g_autoptr (JsonObject) draft = make_draft (ANNA, "Hello");
  g_autoptr (BureauDraftEdit) one = bureau_draft_edit_new (draft);
  g_autoptr (BureauDraftEdit) two = bureau_draft_edit_with_recipient (one, "bo@example.org");
  g_autofree char *to_one = bureau_draft_edit_say_send (one);
  g_autofree char *to_two = bureau_draft_edit_say_send (two);

  g_assert_cmpstr (to_one, ==, "Send to anna@example.org");
  g_assert_cmpstr (to_two, ==, "Send to anna@example.org and 1 other");
}

static void
test_addresses (void)
{
  g_assert_true (bureau_draft_edit_is_address ("a@b"));
  g_assert_true (bureau_draft_edit_is_address ("dörte@müller.example"));
  for (const char *const *bad = (const char *const[]){ "", "a", "@", "@b", "a@", "a@b@c", "a b@c",
                                                       "a@b\n", "a@b,c@d", "<a@b>", NULL };
       *bad != NULL; bad++)
    g_assert_false (bureau_draft_edit_is_address (*bad));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/draft-edit/nothing-changed", test_nothing_changed);
  g_test_add_func ("/desk/draft-edit/values-do-not-change", test_values_do_not_change);
  g_test_add_func ("/desk/draft-edit/back-is-unchanged", test_back_is_unchanged);
  g_test_add_func ("/desk/draft-edit/same-recipient-once", test_same_recipient_once);
  g_test_add_func ("/desk/draft-edit/hash-is-of-what-is-stored", test_hash_is_of_what_is_stored);
  g_test_add_func ("/desk/draft-edit/kept-words-come-back", test_kept_words_come_back);
  g_test_add_func ("/desk/draft-edit/overtaken", test_overtaken);
  g_test_add_func ("/desk/draft-edit/obstacles", test_obstacles);
  g_test_add_func ("/desk/draft-edit/button-names-the-effect", test_button_names_the_effect);
  g_test_add_func ("/desk/draft-edit/addresses", test_addresses);
  return g_test_run ();
}

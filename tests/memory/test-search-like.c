/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is like a text: found for the agents, not for a person who types words. */
#include "search-fixture.h"

static BureauDatabase *database;

static char *
recall (const char *text, const BureauSearchOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) results = bureau_search_like (database, text, options, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = search_fixture_ids (results);
  g_test_message ("%s: %s", text, found);
  return g_steal_pointer (&found);
}

static void
assert_like (const char *text, const char *const *collections, const char *first)
{
  const BureauSearchOptions options = { .collections = collections, .limit = 5 };
  g_autofree char *found = recall (text, &options);

  g_assert_true (g_str_has_prefix (found, first));
}

static void
test_like (void)
{
  const char *const records[] = { "clients", "case_notes", "drafts", NULL };

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *email = g_strdup_printf ("someone%u@other.example", i);

      search_fixture_client (database, 100 + i, "Some One", email, "asks for a price of a fence",
                             NULL);
    }
  assert_like ("From: Ada Hart <ada@hart.example>\nHello, what is the price of a fence?", records,
               "31");
  assert_like ("hello, please write to info@celik.example about the price", records, "32");
  assert_like ("someone17@other.example asks again for a price", records, "117");
  assert_like ("Is larch better?", records, "41");
  assert_like ("What did Öztürk & Söhne say?", records, "32");
  assert_like ("", records, "");
  assert_like ("a of to", records, "");
  search_fixture_run (database, "DELETE FROM clients WHERE id >= 100");
}

/* The journal tells that the collection changed. */
static void
change (gint64 entry, const char *collection)
{
  g_autoptr (GError) error = NULL;

  bureau_database_run (database, &error,
                       "INSERT INTO bureau_journal VALUES (?, '', 'change', '', '', x'', x'', x'')",
                       "i", entry);
  bureau_database_run (database, &error,
                       "INSERT INTO bureau_journal_item VALUES (?, ?, 1, 'insert')", "is", entry,
                       collection);
  g_assert_no_error (error);
}

/* A word that many messages have still leads to the few records that have it, however old they are;
 * what it led to is known until the collection changes. */
static void
test_like_common (void)
{
  const char *const records[] = { "clients", "case_notes", NULL };
  const BureauSearchOptions options = { .collections = records, .limit = 5 };
  const char *const steps[] = { "201 200", "201 200", "202 201 200", "202 201 200" };

  search_fixture_run (database, "BEGIN");
  search_fixture_client (database, 200, "One", NULL, "walnut table", NULL);
  search_fixture_client (database, 201, "Two", NULL, "walnut chair", NULL);
  for (guint i = 0; i < 200; i++)
    search_fixture_message (database, 1000 + i, "Table", "of walnut, Benjamin");
  search_fixture_run (database, "COMMIT");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *found = NULL;

      if (i == 2)
        {
          search_fixture_client (database, 202, "Three", NULL, "walnut shelf", NULL);
          change (i, "clients");
        }
      found = recall ("Do you work with walnut, Benjamin?", &options);
      g_assert_cmpstr (found, ==, steps[i]);
    }
  change (4, "bureau_message");
  search_fixture_run (database, "DELETE FROM clients WHERE id >= 200;"
                                "DELETE FROM bureau_message WHERE id >= 1000");
}

/* One rare word among words that many records have. */
static void
test_like_rare (void)
{
  const char *const clients[] = { "clients", NULL };

  search_fixture_run (database, "BEGIN");
  search_fixture_client (database, 200, "Kestrel", NULL, "tea", NULL);
  for (guint i = 0; i < 200; i++)
    search_fixture_client (database, 300 + i, "Studio", NULL, "packaging of labels, urgent", NULL);
  search_fixture_run (database, "COMMIT");
  assert_like ("urgent: labels and packaging, studio, for kestrel", clients, "200");
  assert_like ("urgent: labels and packaging, studio, for kestrel", clients, "200");
  search_fixture_run (database, "DELETE FROM clients WHERE id >= 200");
}

static void
deliver (gint64 draft, const char *state)
{
  g_autoptr (GError) error = NULL;

  bureau_database_run (database, &error,
                       "INSERT INTO bureau_approval VALUES (?1, '', ?1, '', 'operator:window')",
                       "i", draft);
  bureau_database_run (
      database, &error,
      "INSERT INTO bureau_delivery (id, created_at, updated_at, approval, draft, state, message_id,"
      " idempotency_key) VALUES (?1, '', '', ?1, ?1, ?2, ?1, ?1)",
      "is", draft, state);
  g_assert_no_error (error);
}

static void
assert_sent (const char *expected)
{
  const char *const drafts[] = { "drafts", "clients", NULL };
  const BureauSearchOptions options = { .collections = drafts, .limit = 5, .sent_only = TRUE };
  g_autofree char *rare = recall ("maple stairs", &options);
  g_autofree char *common = NULL;

  search_fixture_run (database, "BEGIN");
  for (guint i = 0; i < 40; i++)
    search_fixture_message (database, 1000 + i, "Maple", "maple");
  search_fixture_run (database, "COMMIT");
  common = recall ("maple stairs", &options);
  search_fixture_run (database, "DELETE FROM bureau_message WHERE id >= 1000");
  g_assert_cmpstr (rare, ==, expected);
  g_assert_cmpstr (common, ==, expected);
}

/* What was not sent is no example. */
static void
test_like_sent (void)
{
  search_fixture_draft (database, 401, "Stairs", "maple");
  search_fixture_draft (database, 402, "Stairs", "maple");
  search_fixture_draft (database, 403, "Stairs", "maple");
  assert_sent ("");
  deliver (402, "sent");
  deliver (403, "failed");
  change (5, "bureau_delivery");
  assert_sent ("402");
  search_fixture_run (database, "DELETE FROM bureau_delivery; DELETE FROM bureau_approval;"
                                "DELETE FROM bureau_draft WHERE id >= 400");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  database = search_fixture_new ();
  search_fixture_fill (database);
  g_test_add_func ("/memory/search-like/words", test_like);
  g_test_add_func ("/memory/search-like/common", test_like_common);
  g_test_add_func ("/memory/search-like/rare", test_like_rare);
  g_test_add_func ("/memory/search-like/sent", test_like_sent);
  status = g_test_run ();
  bureau_database_close (database);
  search_fixture_remove ();
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-fixture.h"

#include <string.h>

#include "base/json.h"

static BureauDatabase *database;

static JsonArray *
search (const char *words, const BureauSearchOptions *options)
{
  g_autoptr (GError) error = NULL;
  JsonArray *results = bureau_search_words (database, words, options, &error);

  g_assert_no_error (error);
  return results;
}

static void
assert_found (const char *words, const char *expected)
{
  g_autoptr (JsonArray) results = search (words, NULL);
  g_autofree char *found = search_fixture_ids (results);

  if (strlen (words) < 100)
    g_test_message ("%s", words);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (void)
{
  static const struct
  {
    const char *words;
    const char *found;
  } cases[] = {
    { "oak", "31 11 21" },    { "garden", "11 21 12" }, { "garden fence", "11 21 12" },
    { "gar", "11 21 12" },    { "GARDEN", "11 21 12" }, { "garden koln", "12 11 21" },
    { "köln", "12" },         { "KÖLN", "12" },         { "straße", "13" },
    { "e-mail", "13" },       { "cafe", "13" },         { "naive café", "13" },
    { "c++", "13" },          { "celik", "32" },        { "ozturk sohne", "32" },
    { "wintergarten", "32" }, { "4200", "32" },         { "ada@hart.example", "31 13 12 11" },
    { "larch", "41" },        { "messages", "41" },     { "429", "51" },
    { "provid", "51" },       { "zebra", "" },          { "f", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (cases[i].words, cases[i].found);
}

/* Where too little has all the words, what has any of them; a word that nothing has does no harm.
 */
static void
test_any (void)
{
  assert_found ("oak zebra", "31 11 21");
  assert_found ("wintergarten larch", "41 32");
}

static void
test_odd_input (void)
{
  static const char *const inputs[] = {
    "",
    " ",
    "\n\t",
    "\"",
    "\"\"",
    "'",
    "*",
    "**",
    "oak*",
    "\"oak",
    "oak AND",
    "AND",
    "OR NOT",
    "NEAR(oak, fence)",
    "NEAR/2",
    "title:oak",
    "{title body}: oak",
    "collection : messages",
    "^oak",
    "oak + fence",
    "-oak",
    "(",
    ")",
    "((((",
    "oak)",
    "[",
    "]",
    ";",
    "--",
    "/*",
    "\\",
    "%",
    "_",
    "😀",
    "😀 oak",
    "👩‍👩‍👧‍👦",
    "…",
    "?!.,;:",
    "\xff\xfe",
    "oak\xff"
    "fence",
    "\xc3",
    "\xe2\x82",
    "\u200b",
    "\u202eoak",
    "\u0301",
    "a\u0301\u0301\u0301",
    "\ufeffoak",
    "\U000e0001",
    "ﬁ",
    "İ",
    "ẞ",
    "日本語",
    "한국어 검색",
    "שלום",
    "١٢٣",
    "½",
    "x'41'",
    "' OR 1=1 --",
    "bureau_search",
    "rowid",
    "rank",
    "bm25(bureau_search)",
    "\x01\x02",
    "0",
    "-1",
    "1e999",
    "null",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (JsonArray) words = search (inputs[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) like = bureau_search_like (database, inputs[i], NULL, &error);

      g_assert_nonnull (words);
      g_assert_no_error (error);
    }
  assert_found ("😀 larch", "41");
  assert_found ("larch\xff", "41");
  assert_found ("\"larch\" AND", "41 13");
}

static void
test_long_input (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *one = g_strnfill (100 * 1000, 'x');
  g_autofree char *quotes = g_strnfill (100 * 1000, '"');

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "word%u ", i);
  assert_found (text->str, "");
  assert_found (one, "");
  assert_found (quotes, "");
  g_string_prepend (text, "larch ");
  assert_found (text->str, "41");
}

static void
test_collections (void)
{
  const char *const clients[] = { "clients", NULL };
  const char *const two[] = { "case_notes", "drafts", NULL };
  const char *const none[] = { NULL };
  const BureauSearchOptions in_clients = { .collections = clients };
  const BureauSearchOptions in_two = { .collections = two };
  const BureauSearchOptions in_none = { .collections = none };
  const BureauSearchOptions but_one = { .except = 11 };
  const BureauSearchOptions two_only = { .limit = 2 };
  const BureauSearchOptions newest = { .newest_first = TRUE };
  const struct
  {
    const char *words;
    const BureauSearchOptions *options;
    const char *found;
  } cases[] = {
    { "oak", &in_clients, "31" },   { "fence", &in_two, "21 41" },    { "fen", &in_two, "21 41" },
    { "oak", &in_none, "" },        { "oak", &but_one, "31 21" },     { "oak", &two_only, "31 11" },
    { "oak", &newest, "31 21 11" }, { "fe", &newest, "41 21 12 11" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonArray) results = search (cases[i].words, cases[i].options);
      g_autofree char *found = search_fixture_ids (results);

      g_test_message ("%s", cases[i].words);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_result (void)
{
  g_autoptr (JsonArray) results = search ("fence oak", NULL);
  JsonObject *result = NULL;

  for (guint i = 0; i < json_array_get_length (results); i++)
    if (bureau_json_get_id (json_array_get_object_element (results, i), "id") == 11)
      result = json_array_get_object_element (results, i);
  g_assert_cmpstr (bureau_json_get_string (result, "collection"), ==, "messages");
  g_assert_cmpstr (bureau_json_get_string (result, "title"), ==, "Garden fence");
  g_assert_cmpstr (bureau_json_get_string (result, "snippet"), ==,
                   "How much is an oak fence of 12 metres?");
  g_assert_cmpstr (bureau_json_get_string (result, "why"), ==,
                   "fence in subject; fence, oak in text");
}

/* The snippet shows the hit, is one line, and cuts between words. */
static void
test_snippet (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonArray) results = NULL;
  const char *snippet;

  for (guint i = 0; i < 400; i++)
    g_string_append (text, i == 200 ? "the <b>walnut</b>\n\n" : "größe lorem ");
  search_fixture_message (database, 61, "Wood", text->str);
  results = search ("walnut", NULL);
  snippet = bureau_json_get_string (json_array_get_object_element (results, 0), "snippet");
  g_assert_nonnull (strstr (snippet, "<b>walnut</b>"));
  g_assert_true (g_utf8_validate (snippet, -1, NULL));
  g_assert_null (strchr (snippet, '\n'));
  g_assert_cmpuint (strlen (snippet), <, 300);
  g_assert_true (g_str_has_prefix (snippet, "…"));
  g_assert_true (g_str_has_suffix (snippet, "…"));
  search_fixture_run (database, "DELETE FROM bureau_message WHERE id = 61");
}

/* The index follows its tables. */
static void
test_upkeep (void)
{
  search_fixture_client (database, 71, "Before Name", NULL, "first", NULL);
  assert_found ("before", "71");
  search_fixture_run (database, "UPDATE clients SET name = 'After Name' WHERE id = 71");
  assert_found ("before", "");
  assert_found ("after", "71");
  search_fixture_run (
      database, "UPDATE clients SET meta = '{\"mood\":\"hopeful\"}', visits = 3 WHERE id = 71");
  assert_found ("hopeful", "71");
  search_fixture_run (database, "UPDATE bureau_message SET text = 'a cedar shed' WHERE id = 13");
  assert_found ("cedar", "13");
  search_fixture_run (database, "DELETE FROM clients WHERE id = 71");
  assert_found ("hopeful", "");
  assert_found ("after", "");
}

/* In a large index a beginning is found by reading, and merged where it is rare: both give the
 * same. */
static void
test_large (void)
{
  search_fixture_run (database, "BEGIN");
  for (guint i = 0; i < 21000; i++)
    {
      g_autofree char *text = g_strdup_printf ("plain text about deliver%c and nothing else %u",
                                               (char)('a' + i % 26), i);

      search_fixture_message (database, 1000 + i, i == 100 ? "Deliverance walnut" : "Some", text);
    }
  search_fixture_run (database, "COMMIT");
  assert_found ("walnut", "1100");
  assert_found ("waln", "1100");
  assert_found ("deliverance wal", "1100");
  assert_found ("deliveranc", "1100");
  assert_found ("larch fen", "41");
  {
    g_autoptr (JsonArray) results = search ("plain deliv", NULL);

    g_assert_cmpuint (json_array_get_length (results), ==, 20);
  }
  search_fixture_run (database, "DELETE FROM bureau_message WHERE id >= 1000");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  database = search_fixture_new ();
  search_fixture_fill (database);
  g_test_add_func ("/memory/search/words", test_words);
  g_test_add_func ("/memory/search/any", test_any);
  g_test_add_func ("/memory/search/odd-input", test_odd_input);
  g_test_add_func ("/memory/search/long-input", test_long_input);
  g_test_add_func ("/memory/search/collections", test_collections);
  g_test_add_func ("/memory/search/result", test_result);
  g_test_add_func ("/memory/search/snippet", test_snippet);
  g_test_add_func ("/memory/search/large", test_large);
  g_test_add_func ("/memory/search/upkeep", test_upkeep);
  status = g_test_run ();
  bureau_database_close (database);
  search_fixture_remove ();
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/setting-check.h"
#include "memory/setting.h"
#include "workspace-fixture.h"

static JsonNode *
node_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = bureau_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

/* Each type with what it takes and what it does not. */
static void
test_types (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    gboolean ok;
  } cases[] = {
    { "firm", "\"Weber & Sohn\"", TRUE },
    { "firm", "5", FALSE },
    { "undo_seconds", "0", TRUE },
    { "undo_seconds", "3600", TRUE },
    { "undo_seconds", "3601", FALSE },
    { "undo_seconds", "-1", FALSE },
    { "undo_seconds", "1.5", FALSE },
    { "undo_seconds", "\"5\"", FALSE },
    { "engine_concurrency", "0", FALSE },
    { "terminal_approval", "true", TRUE },
    { "terminal_approval", "1", FALSE },
    { "booking_link", "\"\"", TRUE },
    { "booking_link", "\"https://example.org/book?a=b\"", TRUE },
    { "booking_link", "\"javascript:alert(1)\"", FALSE },
    { "booking_link", "\"https://\"", FALSE },
    { "currency", "\"CHF\"", TRUE },
    { "currency", "\"chf\"", FALSE },
    { "currency", "\"EURO\"", FALSE },
    { "time_zone", "\"Europe/Berlin\"", TRUE },
    { "time_zone", "\"\"", TRUE },
    { "time_zone", "\"Mars/Olympus\"", FALSE },
    { "language", "\"de-AT\"", TRUE },
    { "language", "\"d\"", FALSE },
    { "language", "\"en us\"", FALSE },
    { "identity", "{}", TRUE },
    { "identity", "{\"name\":\"Anna\",\"address\":\"anna@example.org\",\"signature\":\"A\\nB\"}",
      TRUE },
    { "identity", "{\"name\":\"Anna\\nBcc: x\"}", FALSE },
    { "identity", "{\"address\":\"nobody\"}", FALSE },
    { "identity", "{\"address\":5}", FALSE },
    { "identity", "{\"colour\":\"blue\"}", FALSE },
    { "identity", "[]", FALSE },
    { "identities", "[{\"address\":\"a@b.example\"}]", TRUE },
    { "identities", "[5]", FALSE },
    { "budget_per_day", "-1", TRUE },
    { "budget_per_day", "null", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const BureauSetting *setting = bureau_setting_find (cases[i].key, NULL);
      g_autoptr (JsonNode) value = node_of (cases[i].value);
      gboolean ok = bureau_setting_check (setting, value, &error);

      g_test_message ("%s = %s", cases[i].key, cases[i].value);
      g_assert_cmpint (ok, ==, cases[i].ok);
      if (!ok)
        g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
      if (!ok)
        g_assert_nonnull (strstr (error->message, cases[i].key));
    }
}

/* What holds where nothing was set must itself be allowed. */
static void
test_fallbacks (void)
{
  guint n;
  const BureauSetting *settings = bureau_setting_list (&n);

  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) fallback = node_of (settings[i].fallback);

      bureau_setting_check (&settings[i], fallback, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (strlen (settings[i].meaning), >, 10);
    }
}

static void
test_mailboxes (void)
{
  static const char *const good[] = { "a@b", "anna@example.org", "Anna Weber <anna@example.org>",
                                      "\"W, A\" <a@b.example>", "müller@exämple.org" };
  static const char *const bad[]
      = { "",       "anna",          "@b",          "a@",   "a@@b", "a b@c",
          "A <a@b", "A <a@b> x",     "a@b\nBcc: c", "a@.b", "<>",   "a@b,c@d",
          "a@b>",   "A <a@b>\r\nX:", "a\x7f@b" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (bureau_mailbox_check (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bureau_mailbox_check (bad[i]));
}

static gboolean
get_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonNode) value = bureau_setting_get (database, data, error);

  if (value == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, json_node_get_int (value));
  return TRUE;
}

static void
test_store (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonNode) seconds = node_of ("30");
  g_autoptr (JsonNode) wrong = node_of ("-30");

  g_assert_cmpint (
      await_id (bureau_memory_read (self->memory, get_cb, (gpointer) "undo_seconds", NULL)), ==, 5);
  await_ok (bureau_setting_set (self->memory, &operator_cause, "undo_seconds", seconds));
  await_ok (bureau_setting_set (self->memory, &operator_cause, "undo_seconds", seconds));
  g_assert_cmpint (
      await_id (bureau_memory_read (self->memory, get_cb, (gpointer) "undo_seconds", NULL)), ==,
      30);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_setting"), ==, 1);
  await_error (bureau_setting_set (self->memory, &operator_cause, "undo_seconds", wrong),
               BUREAU_ERROR_INVALID);
  await_error (bureau_setting_set (self->memory, &operator_cause, "nonsense", seconds),
               BUREAU_ERROR_NOT_FOUND);
  await_error (bureau_memory_read (self->memory, get_cb, (gpointer) "nonsense", NULL),
               BUREAU_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setting/types", test_types);
  g_test_add_func ("/setting/fallbacks", test_fallbacks);
  g_test_add_func ("/setting/mailboxes", test_mailboxes);
  g_test_add ("/setting/store", Workspace, NULL, workspace_set_up, test_store, workspace_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/connection.h"
#include "workspace-fixture.h"

#define SMTP(host, port, tls, from)                                                                \
  "{\"name\":\"mail\",\"kind\":\"smtp\",\"config\":{\"host\":\"" host "\",\"port\":" port          \
  ",\"tls\":\"" tls "\",\"from\":\"" from "\"}}"
#define PROVIDER(url)                                                                              \
  "{\"name\":\"p\",\"kind\":\"provider\",\"config\":{\"kind\":\"openai\",\"base_url\":\"" url "\"" \
  "}}"

static const struct
{
  const char *connection;
  int code; /* -1: it is fine */
  const char *words;
} cases[] = {
  { SMTP ("mail.example.org", "587", "starttls", "a@b.example"), -1, NULL },
  { SMTP ("mail.example.org", "465", "tls", "Anna <a@b.example>"), -1, NULL },
  { SMTP ("127.0.0.1", "2525", "none", "a@b.example"), -1, NULL },
  { SMTP ("::1", "2525", "none", "a@b.example"), -1, NULL },
  { SMTP ("LocalHost", "2525", "none", "a@b.example"), -1, NULL },
  { SMTP ("mail.example.org", "25", "none", "a@b.example"), BUREAU_ERROR_REFUSED, "Without TLS" },
  { SMTP ("127.0.0.1.example.org", "25", "none", "a@b.example"), BUREAU_ERROR_REFUSED, "TLS" },
  { SMTP ("0.0.0.0", "25", "none", "a@b.example"), BUREAU_ERROR_REFUSED, "TLS" },
  { SMTP ("mail.example.org", "0", "tls", "a@b.example"), BUREAU_ERROR_INVALID, "port" },
  { SMTP ("mail.example.org", "\"25\"", "tls", "a@b.example"), BUREAU_ERROR_INVALID, "port" },
  { SMTP ("mail.example.org", "25", "maybe", "a@b.example"), BUREAU_ERROR_INVALID, "tls" },
  { SMTP ("mail.example.org", "25", "tls", "nobody"), BUREAU_ERROR_INVALID, "from" },
  { SMTP ("evil@host/path", "25", "tls", "a@b.example"), BUREAU_ERROR_INVALID, "host" },
  { SMTP ("", "25", "tls", "a@b.example"), BUREAU_ERROR_INVALID, "host" },
  { "{\"name\":\"mail\",\"kind\":\"smtp\",\"config\":{}}", BUREAU_ERROR_INVALID, "needs “host”" },
  { "{\"name\":\"in\",\"kind\":\"folder\",\"config\":{\"path\":\"/tmp\"}}", -1, NULL },
  { "{\"name\":\"in\",\"kind\":\"folder\",\"config\":{\"path\":\"tmp\"}}", BUREAU_ERROR_INVALID,
    "path" },
  { "{\"name\":\"in\",\"kind\":\"folder\",\"config\":{\"path\":\"/tmp\",\"password\":\"x\"}}",
    BUREAU_ERROR_INVALID, "password" },
  { "{\"name\":\"in\",\"kind\":\"pigeon\",\"config\":{}}", BUREAU_ERROR_INVALID, "kind" },
  { "{\"name\":\"\",\"kind\":\"folder\",\"config\":{\"path\":\"/tmp\"}}", BUREAU_ERROR_INVALID,
    "name" },
  { "{\"name\":\"a\\nb\",\"kind\":\"folder\",\"config\":{\"path\":\"/tmp\"}}", BUREAU_ERROR_INVALID,
    "name" },
  { "{\"name\":\"in\",\"kind\":\"folder\"}", BUREAU_ERROR_INVALID, "config" },
  { "{\"name\":\"in\",\"kind\":\"folder\",\"secret_env\":\"hunter "
    "2\",\"config\":{\"path\":\"/tmp\"}}",
    BUREAU_ERROR_INVALID, "secret_env" },
  { PROVIDER ("https://api.example.org/v1"), -1, NULL },
  { PROVIDER ("http://127.0.0.1:11434/v1"), -1, NULL },
  { PROVIDER ("http://api.example.org/v1"), BUREAU_ERROR_INVALID, "base_url" },
  { PROVIDER ("https://key@api.example.org/v1"), BUREAU_ERROR_INVALID, "base_url" },
  { PROVIDER ("file:///etc/passwd"), BUREAU_ERROR_INVALID, "base_url" },
};

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) connection = json_object_of (cases[i].connection);
      g_autoptr (GError) error = NULL;
      gboolean ok = bureau_connection_check (connection, &error);

      g_test_message ("%s", cases[i].connection);
      g_assert_cmpint (ok, ==, cases[i].code == -1);
      if (ok)
        continue;
      g_assert_error (error, BUREAU_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) found = bureau_connection_find (database, data, error);
  g_autoptr (JsonArray) list = bureau_connection_list (database, NULL, error);
  g_autoptr (JsonArray) folders = bureau_connection_list (database, "folder", error);

  if (found == NULL)
    return FALSE;
  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  g_assert_cmpuint (json_array_get_length (folders), ==, 1);
  g_assert_true (bureau_json_get_boolean (found, "enabled"));
  g_assert_cmpint (bureau_json_get_int (bureau_json_get_object (found, "config"), "port", 0), ==,
                   465);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, bureau_json_get_id (found, "id"));
  return TRUE;
}

/* A changed connection keeps its id, under which its secret stands. */
static void
test_store (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) first = json_object_of (
      SMTP ("mail.example.org", "587", "starttls", "a@b.example"));
  g_autoptr (JsonObject) second = json_object_of (
      SMTP ("mail.example.org", "465", "tls", "a@b.example"));
  g_autoptr (JsonObject) folder = json_object_of (
      "{\"name\":\"in\",\"kind\":\"folder\",\"config\":{\"path\":\"/tmp\"}}");
  g_autoptr (JsonObject) wrong = json_object_of (
      "{\"name\":\"in\",\"kind\":\"pigeon\",\"config\":{}}");
  gint64 id = await_id (bureau_connection_put (self->memory, &operator_cause, first));

  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (await_id (bureau_connection_put (self->memory, &operator_cause, second)), ==,
                   id);
  g_assert_cmpint (await_id (bureau_connection_put (self->memory, &operator_cause, folder)), !=,
                   id);
  g_assert_cmpint (await_id (bureau_memory_read (self->memory, find_cb, (gpointer) "mail", NULL)),
                   ==, id);
  await_error (bureau_memory_read (self->memory, find_cb, (gpointer) "other", NULL),
               BUREAU_ERROR_NOT_FOUND);
  await_error (bureau_connection_put (self->memory, &operator_cause, wrong), BUREAU_ERROR_INVALID);
  await_ok (bureau_connection_remove (self->memory, &operator_cause, id));
  await_error (bureau_memory_read (self->memory, find_cb, (gpointer) "mail", NULL),
               BUREAU_ERROR_NOT_FOUND);
  await_error (bureau_connection_remove (self->memory, &operator_cause, id),
               BUREAU_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/check", test_check);
  g_test_add ("/connection/store", Workspace, NULL, workspace_set_up, test_store,
              workspace_tear_down);
  return g_test_run ();
}

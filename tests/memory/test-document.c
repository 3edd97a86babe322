/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "memory/document.h"
#include "workspace-fixture.h"

static gboolean
put_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_document_put (transaction, "workflow", data, "tidied", error);
}

static void
put (Workspace *self, const BureauCause *cause, const char *text)
{
  g_autoptr (JsonObject) body = json_object_of (text);

  await_ok (bureau_memory_write (self->memory, cause, put_cb, body, NULL));
}

static gboolean
look_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) now = bureau_document_find (database, "workflow", "replying", error);
  g_autoptr (JsonObject) first = bureau_document_version (database, "workflow", "replying", 1,
                                                          error);
  g_autoptr (JsonObject) second = bureau_document_version (database, "workflow", "replying", 2,
                                                           error);
  g_autoptr (JsonArray) list = bureau_document_list (database, "workflow", error);
  g_autoptr (JsonObject) third = NULL;

  g_assert_cmpint (bureau_json_get_int (now, "version", 0), ==, 2);
  g_assert_cmpstr (bureau_json_get_string (now, "title"), ==, "Answer");
  g_assert_cmpint (bureau_json_get_int (bureau_json_get_object (now, "body"), "n", 0), ==, 2);
  g_assert_cmpint (bureau_json_get_int (bureau_json_get_object (first, "body"), "n", 0), ==, 1);
  g_assert_cmpstr (bureau_json_get_string (first, "origin"), ==, "operator");
  g_assert_cmpstr (bureau_json_get_string (second, "origin"), ==, "agent");
  g_assert_cmpstr (bureau_json_get_string (second, "note"), ==, "tidied");
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  third = bureau_document_version (database, "workflow", "replying", 3, error);
  return third != NULL;
}

static void
test_versions (Workspace *self, gconstpointer data)
{
  put (self, &operator_cause, "{\"workflow\":\"replying\",\"n\":1}");
  put (self, &operator_cause, "{\"workflow\":\"replying\",\"n\":1}");
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_document_version"), ==, 1);
  put (self, &agent_cause, "{\"workflow\":\"replying\",\"title\":\"Answer\",\"n\":2}");
  await_error (bureau_memory_read (self->memory, look_cb, NULL, NULL), BUREAU_ERROR_NOT_FOUND);
}

static void
test_enable (Workspace *self, gconstpointer data)
{
  put (self, &operator_cause, "{\"workflow\":\"replying\"}");
  await_ok (bureau_document_enable (self->memory, &operator_cause, "workflow", "replying", FALSE));
  g_assert_cmpint (await_number (self, "SELECT enabled FROM bureau_document"), ==, 0);
  put (self, &operator_cause, "{\"workflow\":\"replying\",\"n\":2}");
  g_assert_cmpint (await_number (self, "SELECT enabled FROM bureau_document"), ==, 0);
  await_error (bureau_document_enable (self->memory, &operator_cause, "workflow", "x", TRUE),
               BUREAU_ERROR_NOT_FOUND);
}

static void
test_nameless (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) nameless = json_object_of ("{\"agent\":\"writer\"}");

  await_error (bureau_memory_write (self->memory, &operator_cause, put_cb, nameless, NULL),
               BUREAU_ERROR_INVALID);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_document"), ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/document/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("versions", test_versions);
  ADD ("enable", test_enable);
  ADD ("nameless", test_nameless);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace-fixture.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"

const BureauCause operator_cause = { "operator:window", "hand" };
const BureauCause agent_cause = { "agent:intake", "run:1" };

static void
open_memory (Workspace *self, BureauMemoryFlags flags)
{
  g_autoptr (GError) error = NULL;

  self->memory = bureau_memory_open (self->path, flags, &error);
  g_assert_no_error (error);
}

void
workspace_set_up (Workspace *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("bureau-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.bureau", NULL);
  open_memory (self, BUREAU_MEMORY_CREATE | BUREAU_MEMORY_ENGINE);
}

static void
close_memory (Workspace *self)
{
  bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
}

void
workspace_reopen (Workspace *self, BureauMemoryFlags flags)
{
  close_memory (self);
  open_memory (self, flags);
}

void
workspace_tear_down (Workspace *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_memory (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static DexFuture *
settled_cb (DexFuture *future, gpointer data)
{
  *(gboolean *)data = TRUE;
  return dex_future_new_true ();
}

/* The future may be settled on another thread; the callback is what wakes this one. */
static const GValue *
settle (DexFuture *future, GError **error)
{
  gboolean done = FALSE;
  DexFuture *wake = dex_future_finally (dex_ref (future), settled_cb, &done, NULL);

  while (!done)
    g_main_context_iteration (NULL, TRUE);
  dex_clear (&wake);
  return dex_future_get_value (future, error);
}

void
await_ok (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  settle (future, &error);
  g_assert_no_error (error);
  dex_clear (&future);
}

gboolean
await_verdict (DexFuture *future)
{
  gboolean ok = settle (future, NULL) != NULL;

  dex_clear (&future);
  return ok;
}

void
await_error (DexFuture *future, int code)
{
  g_autoptr (GError) error = NULL;

  settle (future, &error);
  g_assert_error (error, BUREAU_ERROR, code);
  dex_clear (&future);
}

gint64
await_id (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = settle (future, &error);
  gint64 id;

  g_assert_no_error (error);
  id = g_value_get_int64 (value);
  dex_clear (&future);
  return id;
}

JsonArray *
await_rows (Workspace *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DexFuture *future = bureau_memory_rows (self->memory, sql, "");
  const GValue *value = settle (future, &error);
  JsonArray *rows;

  g_assert_no_error (error);
  rows = json_array_ref (g_value_get_boxed (value));
  dex_clear (&future);
  return rows;
}

static JsonNode *
await_cell (Workspace *self, const char *sql)
{
  g_autoptr (JsonArray) rows = await_rows (self, sql);
  g_autoptr (GList) members = NULL;

  g_assert_cmpuint (json_array_get_length (rows), >, 0);
  members = json_object_get_values (json_array_get_object_element (rows, 0));
  return json_node_copy (members->data);
}

gint64
await_number (Workspace *self, const char *sql)
{
  g_autoptr (JsonNode) cell = await_cell (self, sql);

  return json_node_get_value_type (cell) == G_TYPE_STRING
             ? g_ascii_strtoll (json_node_get_string (cell), NULL, 10)
             : json_node_get_int (cell);
}

char *
await_text (Workspace *self, const char *sql)
{
  g_autoptr (JsonNode) cell = await_cell (self, sql);

  return json_node_dup_string (cell);
}

JsonObject *
json_object_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = bureau_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

void
define_clients (Workspace *self)
{
  g_autoptr (JsonObject) clients = json_object_of (
      "{\"collection\":\"clients\",\"title\":\"Clients\",\"fields\":[{\"name\":\"name\",\"type\":"
      "\"company\"},"
      "{\"name\":\"email\",\"type\":\"email\",\"unique\":true},{\"name\":\"fee\",\"type\":"
      "\"money\"},"
      "{\"name\":\"currency\",\"type\":\"text\"}]}");

  await_ok (bureau_collection_define (self->memory, &operator_cause, clients));
}

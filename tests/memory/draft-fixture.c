/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft-fixture.h"

#include "base/json.h"
#include "memory/draft.h"

static gboolean
insert_draft (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, bureau_draft_insert (transaction, data, error));
  return g_value_get_int64 (result) != 0;
}

gint64
draft_fixture_add (Workspace *self)
{
  g_autoptr (JsonObject) fields = json_object_of (
      "{\"agent\":\"writer\",\"to\":[{\"name\":\"Marta\",\"address\":\"marta@example.org\"}],"
      "\"subject\":\"Re: Website\",\"body\":\"Dear Marta, thank you.\"}");

  return await_id (bureau_memory_write (self->memory, &agent_cause, insert_draft, fields, NULL));
}

void
draft_fixture_edit (Workspace *self, gint64 draft, const char *changes)
{
  g_autoptr (JsonObject) object = json_object_of (changes);

  await_ok (bureau_draft_edit (self->memory, &operator_cause, draft, object));
}

char *
draft_fixture_hash (Workspace *self, gint64 draft)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              NULL);
  g_autoptr (JsonObject) row = bureau_draft_load (database, draft, NULL);

  return g_strdup (bureau_json_get_string (row, "hash"));
}

void
draft_fixture_assert (Workspace *self, const char *sql, const char *expected)
{
  g_autofree char *state = await_text (self, sql);

  g_assert_cmpstr (state, ==, expected);
}

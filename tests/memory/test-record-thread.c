/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record-thread.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/draft.h"
#include "memory/message.h"
#include "memory/private.h"
#include "memory/record.h"
#include "workspace-fixture.h"

typedef struct
{
  const char *collection;
  gint64 id;
  BureauTimelinePlace before;
} Question;

static void
define_projects (Workspace *self)
{
  g_autoptr (JsonObject) projects = json_object_of (
      "{\"collection\":\"projects\",\"title\":\"Projects\",\"fields\":["
      "{\"name\":\"title\",\"type\":\"text\"},"
      "{\"name\":\"client\",\"type\":\"ref\",\"collection\":\"clients\",\"title\":\"Client\"}]}");

  define_clients (self);
  await_ok (bureau_collection_define (self->memory, &operator_cause, projects));
}

static gint64
add (Workspace *self, const char *collection, const char *fields)
{
  g_autoptr (JsonObject) object = json_object_of (fields);

  return await_id (bureau_record_add (self->memory, &operator_cause, collection, object));
}

static gboolean
read_thread (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Question *question = data;
  JsonObject *thread = bureau_record_thread (database, question->collection, question->id, error);

  if (thread == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, thread);
  return TRUE;
}

static gboolean
read_timeline (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Question *question = data;
  JsonArray *events = bureau_record_timeline (database, question->collection, question->id,
                                              &question->before, 2, error);

  if (events == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, events);
  return TRUE;
}

static gpointer
await_boxed (DexFuture *future)
{
  gpointer boxed;

  await_ok (dex_ref (future));
  boxed = g_value_dup_boxed (dex_future_get_value (future, NULL));
  dex_clear (&future);
  return boxed;
}

static JsonObject *
await_thread (Workspace *self, const char *collection, gint64 id)
{
  Question question = { collection, id, { NULL, 0 } };

  return await_boxed (bureau_memory_read (self->memory, read_thread, &question, NULL));
}

/* A reference is called by the title of its record, and that record knows who points to it. */
static void
test_references (Workspace *self, gconstpointer data)
{
  gint64 client, project;
  g_autofree char *fields = NULL;
  g_autoptr (JsonObject) thread = NULL;
  g_autoptr (JsonObject) other = NULL;
  JsonObject *reference, *related;

  define_projects (self);
  client = add (self, "clients", "{\"name\":\"Weber\"}");
  fields = g_strdup_printf ("{\"title\":\"Logo\",\"client\":\"%" G_GINT64_FORMAT "\"}", client);
  project = add (self, "projects", fields);
  thread = await_thread (self, NULL, project);
  reference = json_object_get_object_member (json_object_get_object_member (thread, "references"),
                                             "client");
  g_assert_cmpstr (bureau_json_get_string (reference, "title"), ==, "Weber");
  g_assert_cmpint (bureau_json_get_id (reference, "id"), ==, client);

  other = await_thread (self, "clients", client);
  g_assert_cmpstr (bureau_json_get_string (other, "collection"), ==, "clients");
  related = json_array_get_object_element (json_object_get_array_member (other, "related"), 0);
  g_assert_cmpstr (bureau_json_get_string (related, "collection"), ==, "projects");
  g_assert_cmpstr (bureau_json_get_string (related, "field"), ==, "Client");
  g_assert_false (bureau_json_get_boolean (related, "more"));
  reference = json_array_get_object_element (json_object_get_array_member (related, "records"), 0);
  g_assert_cmpint (bureau_json_get_id (reference, "id"), ==, project);
}

static gboolean
write_evidence (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const gint64 *ids = data;

  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_evidence VALUES (?1, NULL, NULL, ?2, '{}')", "ii",
                              ids[0], ids[1]);
}

static void
check_privacy (Workspace *self, gint64 id, gboolean is_private, gboolean is_source)
{
  g_autoptr (JsonObject) thread = await_thread (self, NULL, id);

  g_assert_cmpint (json_object_get_boolean_member (thread, "private"), ==, is_private);
  g_assert_cmpint (json_object_get_boolean_member (thread, "private_source"), ==, is_source);
}

/* A record says whether it is kept from providers, and whether what it was read from is. */
static void
test_privacy (Workspace *self, gconstpointer data)
{
  gint64 ids[2];

  define_clients (self);
  ids[0] = add (self, "clients", "{\"name\":\"Weber\"}");
  ids[1] = add (self, "clients", "{\"name\":\"what it was read from\"}");
  await_ok (bureau_memory_write (self->memory, &operator_cause, write_evidence, ids, NULL));
  check_privacy (self, ids[0], FALSE, FALSE);
  await_ok (bureau_private_set (self->memory, &operator_cause, ids[1], TRUE));
  check_privacy (self, ids[0], FALSE, TRUE);
  await_ok (bureau_private_set (self->memory, &operator_cause, ids[0], TRUE));
  check_privacy (self, ids[0], TRUE, TRUE);
  await_ok (bureau_private_set (self->memory, &operator_cause, ids[0], FALSE));
  check_privacy (self, ids[0], FALSE, TRUE);
}

static void
test_nothing_there (Workspace *self, gconstpointer data)
{
  Question question = { NULL, 4711, { NULL, 0 } };
  Question named = { "clients", 4711, { NULL, 0 } };

  define_clients (self);
  await_error (bureau_memory_read (self->memory, read_thread, &question, NULL),
               BUREAU_ERROR_NOT_FOUND);
  await_error (bureau_memory_read (self->memory, read_thread, &named, NULL),
               BUREAU_ERROR_NOT_FOUND);
}

/* All events of a record, two at a time, as "kind state, …". */
static char *
await_timeline (Workspace *self, const char *collection, gint64 id)
{
  Question question = { collection, id, { NULL, 0 } };
  g_autoptr (GString) says = g_string_new (NULL);
  g_autoptr (JsonArray) events = NULL;

  do
    {
      g_clear_pointer (&events, json_array_unref);
      events = await_boxed (bureau_memory_read (self->memory, read_timeline, &question, NULL));
      for (guint i = 0; i < json_array_get_length (events); i++)
        {
          JsonObject *event = json_array_get_object_element (events, i);
          const char *state = bureau_json_get_string (event, "state");

          g_string_append_printf (says, "%s %s, ", bureau_json_get_string (event, "kind"),
                                  state != NULL ? state : "");
          question.before
              = (BureauTimelinePlace){ g_intern_string (bureau_json_get_string (event, "at")),
                                       bureau_json_get_id (event, "id") };
        }
    }
  while (json_array_get_length (events) == 2);
  return g_string_free_and_steal (g_steal_pointer (&says));
}

typedef struct
{
  JsonObject *message;
  JsonObject *draft;
} Letters;

static gboolean
insert_letters (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Letters *letters = data;
  gint64 message = bureau_message_insert (transaction, letters->message, NULL, NULL, 0, NULL,
                                          error);
  gint64 draft;

  if (message == 0)
    return FALSE;
  bureau_json_set_id (letters->draft, "message", message);
  draft = bureau_draft_insert (transaction, letters->draft, error);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, draft);
  return draft != 0;
}

static void
test_timeline (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) message = json_object_of (
      "{\"channel\":\"folder\",\"source\":\"x\",\"identity\":\"1\",\"subject\":\"Hello\","
      "\"sender_address\":\"anna@example.org\",\"text\":\"words\"}");
  g_autoptr (JsonObject) draft = json_object_of ("{\"subject\":\"Re: Hello\",\"body\":\"b\"}");
  g_autoptr (JsonObject) change = json_object_of ("{\"name\":\"Anna\"}");
  Letters letters = { message, draft };
  g_autofree char *of_client = NULL, *of_draft = NULL, *of_message = NULL;
  gint64 client, id;

  define_clients (self);
  client = add (self, "clients", "{\"email\":\"anna@example.org\"}");
  json_object_set_string_member (draft, "collection", "clients");
  bureau_json_set_id (draft, "record", client);
  id = await_id (bureau_memory_write (self->memory, &agent_cause, insert_letters, &letters, NULL));
  await_ok (bureau_record_set (self->memory, &operator_cause, "clients", client, change));

  of_client = await_timeline (self, "clients", client);
  g_assert_cmpstr (of_client, ==, "change update, draft drafted, message , change insert, ");
  of_draft = await_timeline (self, "drafts", id);
  g_assert_cmpstr (of_draft, ==, "message , change insert, ");
  of_message = await_timeline (self, "messages",
                               await_number (self, "SELECT id FROM bureau_message"));
  g_assert_cmpstr (of_message, ==, "draft drafted, change insert, ");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/record-thread/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("references", test_references);
  ADD ("privacy", test_privacy);
  ADD ("nothing-there", test_nothing_there);
  ADD ("timeline", test_timeline);
  return g_test_run ();
}

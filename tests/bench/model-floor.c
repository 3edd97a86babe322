/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-floor.h"

#include <libsoup/soup.h>
#include <sqlite3.h>

#include "model-question.h"
#include "providers/direct-resolver.h"

#define N_CUSTOMERS 200
#define N_ORDERS 2000

#define TABLES                                                                                     \
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;"               \
  "CREATE TABLE record (id INTEGER PRIMARY KEY, at TEXT, customer TEXT, title TEXT, body TEXT);"   \
  "CREATE INDEX record_customer ON record (customer);"                                             \
  "CREATE TABLE run (id INTEGER PRIMARY KEY, at TEXT, state TEXT);"                                \
  "CREATE INDEX run_state ON run (state) WHERE state <> 'done';"                                   \
  "CREATE TABLE step (id INTEGER PRIMARY KEY, run INTEGER, name TEXT, output TEXT);"               \
  "CREATE INDEX step_run ON step (run);"                                                           \
  "CREATE TABLE event (id INTEGER PRIMARY KEY, at TEXT, what TEXT, run INTEGER);"                  \
  "CREATE TABLE usage (id INTEGER PRIMARY KEY, at TEXT, run INTEGER, step TEXT, agent TEXT, "      \
  "provider TEXT, model TEXT, state TEXT, reserved INTEGER, day TEXT, input_tokens INTEGER, "      \
  "output_tokens INTEGER, cost INTEGER);"                                                          \
  "CREATE INDEX usage_at ON usage (at); CREATE INDEX usage_run ON usage (run);"                    \
  "CREATE INDEX usage_reserved ON usage (id) WHERE state = 'reserved';"                            \
  "CREATE VIRTUAL TABLE found USING fts5 (title, body, content='record', content_rowid='id');"     \
  "CREATE TRIGGER found_insert AFTER INSERT ON record BEGIN INSERT INTO found (rowid, title, "     \
  "body) VALUES (new.id, new.title, new.body); END;"

static const char message_text[]
    = "Hello,\n\nwe run a bakery and need a website. Our budget is between 4,000 and 6,000 EUR and "
      "we "
      "would like to start in January. Could you send us a quote?\n\nKind regards\nAnna Bermann\n"
      "Berabakery\n";

enum
{
  ADD_RECORD,
  ADD_RUN,
  ADD_STEP,
  ADD_EVENT,
  END_RUN,
  RESERVE,
  SETTLE,
  FIND_RECORDS,
  N_STATEMENTS
};

static const char *const statements[N_STATEMENTS] = {
  [ADD_RECORD] = "INSERT INTO record (at, customer, title, body) VALUES (datetime(), ?, ?, ?)",
  [ADD_RUN] = "INSERT INTO run (id, at, state) VALUES (?, datetime(), 'running')",
  [ADD_STEP] = "INSERT INTO step (run, name, output) VALUES (?, ?, ?)",
  [ADD_EVENT] = "INSERT INTO event (at, what, run) VALUES (datetime(), ?, ?)",
  [END_RUN] = "UPDATE run SET state = 'done' WHERE id = ?",
  [RESERVE]
  = "INSERT INTO usage (at, run, step, agent, provider, model, state, reserved, day) VALUES"
    " (datetime(), ?, ?, ?, 'model', 'bench', 'reserved', 0, date())",
  [SETTLE] = "UPDATE usage SET state = 'settled', input_tokens = 700, output_tokens = 20, cost = 0"
             " WHERE run = ? AND step = ?",
  [FIND_RECORDS] = "SELECT title, body FROM record WHERE customer = ? ORDER BY id DESC LIMIT 5",
};

struct _ModelFloor
{
  sqlite3 *database;
  sqlite3_stmt *statements[N_STATEMENTS];
  SoupSession *session;
  ModelQuestion *sort;
  ModelQuestion *write;
  char *url;
  GPtrArray *written; /* jobs that go on once what they wrote is on the disk */
  GSource *turn_end;
  GArray *spans;
  int n_items;
  int n_begun;
  int n_ended;
};

/* One message on its way to its answer. */
typedef struct _Job Job;
struct _Job
{
  ModelFloor *floor;
  void (*next) (Job *self); /* after the commit */
  int number;
  gint64 begun;
  char *customer;
  GString *past;
  char *label;
};

/* Writing */

static void
fail (ModelFloor *self)
{
  g_error ("%s", sqlite3_errmsg (self->database));
}

static void
write_row (ModelFloor *self, int which, const char *types, ...)
{
  sqlite3_stmt *statement = self->statements[which];
  va_list values;

  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 'i')
      sqlite3_bind_int (statement, i + 1, va_arg (values, int));
    else
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
  va_end (values);
  if (sqlite3_step (statement) != SQLITE_DONE)
    fail (self);
  sqlite3_reset (statement);
}

static gboolean
commit_cb (gpointer data)
{
  ModelFloor *self = data;
  g_autoptr (GPtrArray) written = g_steal_pointer (&self->written);

  self->written = g_ptr_array_new ();
  g_clear_pointer (&self->turn_end, g_source_unref);
  if (sqlite3_exec (self->database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    fail (self);
  for (guint i = 0; i < written->len; i++)
    {
      Job *job = written->pdata[i];

      job->next (job);
    }
  return G_SOURCE_REMOVE;
}

/* One transaction for each turn of the loop. */
static void
begin_writing (ModelFloor *self)
{
  if (self->turn_end != NULL)
    return;
  if (sqlite3_exec (self->database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    fail (self);
  self->turn_end = g_idle_source_new ();
  g_source_set_priority (self->turn_end, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn_end, commit_cb, self, NULL);
  g_source_attach (self->turn_end, NULL);
}

static void
end_writing (Job *self, void (*next) (Job *self))
{
  self->next = next;
  g_ptr_array_add (self->floor->written, self);
}

/* Asking */

static void
ask (Job *self, ModelQuestion *question, GAsyncReadyCallback answered_cb)
{
  g_autofree char *data = g_strconcat (message_text, self->customer, "\n", self->past->str, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", self->floor->url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = model_question_write (question, data);

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_message_headers_replace (headers, "Accept", "text/event-stream, application/json");
  soup_message_headers_replace (headers, "anthropic-version", "2026-10-21");
  soup_message_headers_replace (headers, "x-api-key", "none");
  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  soup_session_send_and_read_async (self->floor->session, message, G_PRIORITY_DEFAULT, NULL,
                                    answered_cb, self);
}

static JsonObject *
finish_asking (GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                                &error);

  if (bytes == NULL)
    g_error ("%s", error->message);

  return model_question_read (bytes);
}

/* One item, from its end to its beginning */

static void begin (ModelFloor *self);

static void
end (Job *self)
{
  ModelFloor *floor = self->floor;
  double span = (g_get_monotonic_time () - self->begun) / 1e3;

  g_array_append_val (floor->spans, span);
  floor->n_ended++;
  g_string_free (self->past, TRUE);
  g_free (self->customer);
  g_free (self->label);
  g_free (self);
  begin (floor);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = data;
  ModelFloor *floor = self->floor;
  g_autoptr (JsonObject) answer = finish_asking (source, result);
  const char *body = json_object_get_string_member (answer, "body");

  begin_writing (floor);
  write_row (floor, SETTLE, "it", self->number, "reply");
  write_row (floor, ADD_STEP, "itt", self->number, "reply", body);
  write_row (floor, ADD_RECORD, "ttt", self->customer,
             json_object_get_string_member (answer, "subject"), body);
  write_row (floor, ADD_EVENT, "ti", "reply", self->number);
  write_row (floor, END_RUN, "i", self->number);
  write_row (floor, ADD_EVENT, "ti", "done", self->number);
  end_writing (self, end);
}

static void
ask_for_letter (Job *self)
{
  ask (self, self->floor->write, written_cb);
}

static void
find_past (Job *self)
{
  sqlite3_stmt *rows = self->floor->statements[FIND_RECORDS];

  sqlite3_bind_text (rows, 1, self->customer, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_string_append_printf (self->past, "%s: %s\n", sqlite3_column_text (rows, 0),
                            sqlite3_column_text (rows, 1));
  sqlite3_reset (rows);
}

static void
labelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = data;
  ModelFloor *floor = self->floor;
  g_autoptr (JsonObject) answer = finish_asking (source, result);

  self->label = g_strdup (json_object_get_string_member (answer, "label"));
  find_past (self);
  begin_writing (floor);
  write_row (floor, ADD_STEP, "itt", self->number, "sort", self->label);
  write_row (floor, ADD_EVENT, "ti", "sort", self->number);
  write_row (floor, ADD_STEP, "itt", self->number, "past", self->past->str);
  write_row (floor, ADD_EVENT, "ti", "past", self->number);
  write_row (floor, SETTLE, "it", self->number, "sort");
  write_row (floor, RESERVE, "itt", self->number, "reply", "writer");
  end_writing (self, ask_for_letter);
}

static void
ask_for_label (Job *self)
{
  ask (self, self->floor->sort, labelled_cb);
}

static void
begin (ModelFloor *self)
{
  Job *job;

  if (self->n_begun == self->n_items)
    return;
  job = g_new0 (Job, 1);
  job->floor = self;
  job->number = ++self->n_begun;
  job->begun = g_get_monotonic_time ();
  job->customer = g_strdup_printf ("c%d@example.org", job->number % N_CUSTOMERS);
  job->past = g_string_new (NULL);
  begin_writing (self);
  write_row (self, ADD_RECORD, "ttt", job->customer, "Quote for a website", message_text);
  write_row (self, ADD_RUN, "i", job->number);
  write_row (self, ADD_EVENT, "ti", "message", job->number);
  write_row (self, RESERVE, "itt", job->number, "sort", "intake");
  end_writing (job, ask_for_label);
}

static void
fill (ModelFloor *self)
{
  sqlite3_exec (self->database, "BEGIN", NULL, NULL, NULL);
  for (int i = 0; i < N_ORDERS; i++)
    {
      g_autofree char *customer = g_strdup_printf ("c%d@example.org", i % N_CUSTOMERS);

      write_row (self, ADD_RECORD, "ttt", customer, "Project", "From first sketch to delivery");
    }
  sqlite3_exec (self->database, "COMMIT", NULL, NULL, NULL);
}

/* @path: of the file to be made */
ModelFloor *
model_floor_new (const char *path, guint port)
{
  ModelFloor *self = g_new0 (ModelFloor, 1);
  g_autoptr (GProxyResolver) resolver = bureau_direct_resolver_new ();

  if (sqlite3_open (path, &self->database) != SQLITE_OK
      || sqlite3_exec (self->database, TABLES, NULL, NULL, NULL) != SQLITE_OK)
    fail (self);
  for (int i = 0; i < N_STATEMENTS; i++)
    if (sqlite3_prepare_v2 (self->database, statements[i], -1, &self->statements[i], NULL)
        != SQLITE_OK)
      fail (self);
  self->session = soup_session_new_with_options ("max-conns", 128, "max-conns-per-host", 128,
                                                 "proxy-resolver", resolver, NULL);
  self->sort = model_question_new (BUREAU_TASK_CLASSIFY);
  self->write = model_question_new (BUREAU_TASK_DRAFT);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/v1/messages", port);
  self->written = g_ptr_array_new ();
  self->spans = g_array_new (FALSE, FALSE, sizeof (double));
  fill (self);

  return self;
}

void
model_floor_free (ModelFloor *self)
{
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->database);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sort, model_question_free);
  g_clear_pointer (&self->write, model_question_free);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self->url);
  g_free (self);
}

void
model_floor_run (ModelFloor *self, int n_items, int n_in_flight)
{
  int first = self->n_ended;

  self->n_items = first + n_items;
  g_array_set_size (self->spans, 0);
  for (int i = 0; i < MIN (n_in_flight, n_items); i++)
    begin (self);
  while (self->n_ended < self->n_items)
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer none) (element-type double): of the last run, in milliseconds */
GArray *
model_floor_get_spans (ModelFloor *self)
{
  return self->spans;
}

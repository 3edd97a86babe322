/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-office.h"

#include "memory/connection.h"
#include "memory/record.h"

/* Two calls, and between them what is known of whoever asks. */
#define TEMPLATE                                                                                   \
  "{\"collections\":[{\"collection\":\"orders\",\"title\":\"Orders\",\"fields\":[{\"name\":"       \
  "\"customer\",\"type\":\"email\",\"index\":true},{\"name\":\"title\",\"type\":\"text\"},{"       \
  "\"name\":\"fee\",\"type\":\"int\"}]}],\"agents\":[{\"agent\":\"intake\",\"instructions\":"      \
  "\"You sort what comes in.\",\"provider\":\"model\",\"reads\":[\"orders\"]},{\"agent\":"         \
  "\"writer\",\"instructions\":\"You answer briefly.\",\"provider\":\"model\",\"reads\":["         \
  "\"orders\"]}],\"workflows\":[{\"workflow\":\"answering\",\"on\":{\"message\":\"automatic IS "   \
  "NULL\"},\"steps\":[{\"id\":\"sort\",\"do\":\"classify\",\"agent\":\"intake\",\"from\":"         \
  "\"message\",\"labels\":[\"inquiry\",\"project\",\"other\"]},{\"id\":\"past\",\"do\":\"query\"," \
  "\"with\":{\"customer\":\"message.sender\"},\"sql\":\"SELECT title, fee FROM orders "            \
  "WHERE customer = :customer ORDER BY id DESC LIMIT 5\"},{\"id\":\"reply\",\"do\":\"draft\","     \
  "\"agent\":\"writer\",\"given\":[\"past\"],\"to\":\"message.sender\"}]}]}"

#define N_CUSTOMERS 200
#define N_ORDERS 2000

static void
start_server (ModelOffice *self, const char *const *options)
{
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_add (command, BENCH_MODEL_SERVER);
  g_strv_builder_addv (command, (const char **)options);
  argv = g_strv_builder_end (command);
  self->server = g_subprocess_newv ((const char *const *)argv,
                                    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  self->port = (guint)g_ascii_strtoull (line, NULL, 10);
}

static void
connect_model (ModelOffice *self)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"model\",\"kind\":\"provider\",\"secret_env\":\"BUREAU_SECRET_MODEL\",\"config\":"
      "{\"kind\":\"anthropic\",\"base_url\":\"http://127.0.0.1:%u\",\"model\":\"bench\"}}",
      self->port);
  g_autoptr (JsonObject) connection = json_object_of (text);

  g_setenv ("BUREAU_SECRET_MODEL", "none", TRUE);
  await_id (bureau_connection_put (self->bench.workspace.memory, &operator_cause, connection));
}

static gboolean
insert_orders (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  for (int i = 0; i < N_ORDERS; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"customer\":\"anna%d@example.org\",\"title\":\"Project %d\",\"fee\":%d}",
          i % N_CUSTOMERS, i, 300000 + i);
      g_autoptr (JsonObject) fields = json_object_of (text);

      if (bureau_record_insert (transaction, "orders", fields, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* @n_concurrent: how many runs work at once */
void
model_office_open (ModelOffice *self, const char *const *server_options, int n_concurrent)
{
  g_autofree char *concurrency = g_strdup_printf ("%d", n_concurrent);

  bench_set_up (&self->bench, NULL);
  bench_install (&self->bench, TEMPLATE);
  start_server (self, server_options);
  connect_model (self);
  await_ok (bureau_memory_write (self->bench.workspace.memory, &operator_cause, insert_orders, NULL,
                                 NULL));
  bench_set (&self->bench, "engine_concurrency", concurrency);
  bench_settle (&self->bench);
}

/* The server serves until its input ends. */
void
model_office_close (ModelOffice *self)
{
  bench_tear_down (&self->bench, NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->server), NULL, NULL);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
}

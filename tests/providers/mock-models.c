/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mock-models.h"

#include <libsoup/soup.h>

#include "base/json.h"

void
mock_models_start (MockModels *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "support",
                                               "models.py", NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, "python3", program, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  self->port = (guint)g_ascii_strtoull (line, NULL, 10);
  g_assert_cmpuint (self->port, >, 0);
}

/* It serves until its standard input ends. */
void
mock_models_stop (MockModels *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

JsonObject *
mock_models_ask (MockModels *self, const char *method, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) bytes = NULL;

  if (body != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", sent);
    }
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  return bureau_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                                   NULL);
}

void
mock_models_control (MockModels *self, const char *json)
{
  g_autoptr (JsonObject) answer = mock_models_ask (self, "POST", "/control", json);

  g_assert_nonnull (answer);
}

BureauProvider *
mock_models_connect (MockModels *self, const char *kind, const char *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) connection = json_object_new ();
  JsonObject *config = json_object_new ();
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  BureauProvider *provider;

  json_object_set_int_member (connection, "id", 7);
  json_object_set_string_member (connection, "name", "mock");
  json_object_set_string_member (connection, "secret_env", "BUREAU_SECRET_MOCK");
  json_object_set_string_member (config, "kind", kind);
  json_object_set_string_member (config, "base_url", url);
  json_object_set_string_member (config, "model", model);
  json_object_set_object_member (connection, "config", config);
  provider = bureau_provider_for_kind (kind, connection, &error);
  g_assert_no_error (error);
  return provider;
}

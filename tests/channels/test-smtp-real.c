/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "channels/mail-builder.h"

/* A real server (aiosmtpd) in its own process, and the folder where it keeps what it got. */
typedef struct
{
  char *folder;
  GSubprocess *process;
  BureauSmtpServer server;
} Peer;

static char *certificate = NULL;
static char *key = NULL;
static char *root = NULL;

static gboolean
has_peer (void)
{
  g_autoptr (GError) error = NULL;
  int status = 1;
  const char *const argv[] = { "python3", "-c", "import aiosmtpd", NULL };
  return g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && status == 0;
}

static gboolean
make_certificate (void)
{
  certificate = g_build_filename (root, "certificate.pem", NULL);
  key = g_build_filename (root, "key.pem", NULL);
  const char *const argv[]
      = { "openssl",       "req",      "-x509",
          "-newkey",       "rsa:2048", "-nodes",
          "-days",         "2",        "-subj",
          "/CN=localhost", "-addext",  "subjectAltName=DNS:localhost,IP:127.0.0.1",
          "-keyout",       key,        "-out",
          certificate,     NULL };
  int status = 1;
  return g_spawn_sync (NULL, (char **)argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL
                           | G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && status == 0;
}

static guint16
read_port (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (
      g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  return (guint16)strtoul (line, NULL, 10);
}

static void
start (Peer *peer, const char *kind, BureauSmtpSecurity security)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "channels",
                                              "real-smtp.py", NULL);
  peer->folder = g_build_filename (root, "XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (peer->folder));
  peer->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, "python3", script, peer->folder, kind, certificate, key,
                                    NULL);
  g_assert_no_error (error);
  peer->server = (BureauSmtpServer){ .host = (char *)"localhost",
                                     .port = read_port (peer->process),
                                     .security = security,
                                     .answer_seconds = 20,
                                     .ca_file = certificate };
  if (security == BUREAU_SMTP_NONE)
    return;
  peer->server.user = (char *)"anna";
  peer->server.password = (char *)"secret";
}

static void
stop (Peer *peer)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (peer->process), NULL, NULL);
  g_assert_true (g_subprocess_wait (peer->process, NULL, NULL));
  g_clear_object (&peer->process);
  g_clear_pointer (&peer->folder, g_free);
}

static GBytes *
kept (Peer *peer, guint n)
{
  g_autofree char *name = g_strdup_printf ("%u.eml", n);
  g_autofree char *path = g_build_filename (peer->folder, name, NULL);
  char *data = NULL;
  gsize length = 0;
  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  g_remove (path);
  return g_bytes_new_take (data, length);
}

static gboolean
end_cb (gpointer data)
{
  (*(guint *)data)++;
  return TRUE;
}

static BureauSmtpResult *
send_bytes (Peer *peer, GBytes *bytes, const char *recipient, guint *n_ends)
{
  const char *const recipients[] = { recipient, NULL };
  BureauSmtpEnvelope envelope = { "office@own.example", recipients, bytes };
  BureauSmtpHooks hooks = { NULL, end_cb, n_ends, NULL };
  return bureau_smtp_send (&peer->server, &envelope, &hooks);
}

static GBytes *
build (const char *to_address, const char *body, gsize attachment_size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauAddress) from = bureau_address_new ("Büro", "office@own.example");
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_address_free);
  g_ptr_array_add (to, bureau_address_new ("Anna", to_address));
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (
      (GDestroyNotify)bureau_attachment_free);
  g_autofree char *data = g_malloc0 (attachment_size + 1);
  g_autoptr (GBytes) content = g_bytes_new_static (data, attachment_size);
  if (attachment_size > 0)
    g_ptr_array_add (attachments, bureau_attachment_new ("big.bin", "application/pdf", content));
  g_autofree char *id = bureau_mail_new_message_id ("own.example");
  BureauOutgoing outgoing = { .from = from,
                              .to = to,
                              .subject = "Grüße",
                              .body = body,
                              .message_id = id,
                              .attachments = attachments };
  GBytes *bytes = bureau_mail_build (&outgoing, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
check_kept (Peer *peer, guint n, GBytes *bytes)
{
  g_autoptr (GBytes) got = kept (peer, n);
  g_assert_nonnull (got);
  g_assert_cmpmem (g_bytes_get_data (got, NULL), g_bytes_get_size (got),
                   g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GBytes) another = kept (peer, n + 1);
  g_assert_null (another);
}

static void
test_plain (void)
{
  g_autofree char *long_line = g_strnfill (5000, 'x');
  const char *const bodies[] = { "",       "Hello\n",     ".\n..\n.x\n\n.\n", "Grüße – 10 €\n",
                                 "a\nb",   long_line,     "From me\n",        "\n\n\n",
                                 "日本\n", "trailing  \n" };
  Peer peer = { 0 };
  start (&peer, "plain", BUREAU_SMTP_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      guint n_ends = 0;
      g_autoptr (GBytes) bytes = build ("anna@example.org", bodies[i], 0);
      g_autoptr (BureauSmtpResult) result = send_bytes (&peer, bytes, "anna@example.org", &n_ends);
      g_assert_cmpstr (result->message, ==, "localhost accepted the message.");
      g_assert_cmpint (result->state, ==, BUREAU_SMTP_SENT);
      g_assert_cmpstr (result->reply, ==, "250 2.0.0 kept");
      g_assert_cmpuint (n_ends, ==, 1);
      check_kept (&peer, i + 1, bytes);
    }
  stop (&peer);
}

static void
test_large (void)
{
  Peer peer = { 0 };
  guint n_ends = 0;
  start (&peer, "plain", BUREAU_SMTP_NONE);
  g_autoptr (GBytes) bytes = build ("anna@example.org", "See the plan.", 25 * 1000 * 1000);
  g_autoptr (BureauSmtpResult) result = send_bytes (&peer, bytes, "anna@example.org", &n_ends);
  g_assert_cmpint (result->state, ==, BUREAU_SMTP_SENT);
  check_kept (&peer, 1, bytes);
  stop (&peer);
}

static void
test_international (void)
{
  Peer peer = { 0 };
  guint n_ends = 0;
  start (&peer, "plain", BUREAU_SMTP_NONE);
  g_autoptr (GBytes) bytes = build ("jörg@müller.example", "Hallo", 0);
  g_autoptr (BureauSmtpResult) result = send_bytes (&peer, bytes, "jörg@müller.example", &n_ends);
  g_test_message ("%s", result->message);
  g_assert_cmpint (result->state, ==, BUREAU_SMTP_SENT);
  check_kept (&peer, 1, bytes);
  stop (&peer);
}

static void
test_protected (gconstpointer data)
{
  BureauSmtpSecurity security = GPOINTER_TO_INT (data);
  Peer peer = { 0 };
  guint n_ends = 0;
  g_autofree char *verdict = NULL;
  g_autoptr (GError) error = NULL;
  start (&peer, security == BUREAU_SMTP_TLS ? "tls" : "starttls", security);
  g_autoptr (GBytes) bytes = build ("anna@example.org", "Hello", 0);

  g_autoptr (BureauSmtpResult) sent = send_bytes (&peer, bytes, "anna@example.org", &n_ends);
  g_test_message ("%s", sent->message);
  g_assert_cmpint (sent->state, ==, BUREAU_SMTP_SENT);
  check_kept (&peer, 1, bytes);
  g_assert_true (bureau_smtp_test (&peer.server, &verdict, &error));
  g_test_message ("%s", verdict);

  n_ends = 0;
  peer.server.password = (char *)"wrong";
  g_autoptr (BureauSmtpResult) denied = send_bytes (&peer, bytes, "anna@example.org", &n_ends);
  g_test_message ("%s", denied->message);
  g_assert_cmpint (denied->state, ==, BUREAU_SMTP_REFUSED);
  g_assert_cmpuint (denied->code, ==, 535);

  peer.server.password = (char *)"secret";
  peer.server.ca_file = NULL;
  g_autoptr (BureauSmtpResult) distrusted = send_bytes (&peer, bytes, "anna@example.org", &n_ends);
  g_test_message ("%s", distrusted->message);
  g_assert_cmpint (distrusted->state, ==, BUREAU_SMTP_NOT_SENT);
  g_assert_false (distrusted->retry);
  g_assert_nonnull (strstr (distrusted->message, "certificate"));
  g_assert_cmpuint (n_ends, ==, 0);
  g_autoptr (GBytes) none = kept (&peer, 2);
  g_assert_null (none);
  stop (&peer);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  root = g_dir_make_tmp ("bureau-smtp-XXXXXX", NULL);
  if (!has_peer () || !make_certificate ())
    {
      g_print ("1..0 # SKIP aiosmtpd and openssl, the real peers, are not here\n");
      remove_tree (root);
      return 0;
    }
  g_test_add_func ("/smtp-real/plain", test_plain);
  g_test_add_func ("/smtp-real/large", test_large);
  g_test_add_func ("/smtp-real/international", test_international);
  g_test_add_data_func ("/smtp-real/starttls", GINT_TO_POINTER (BUREAU_SMTP_STARTTLS),
                        test_protected);
  g_test_add_data_func ("/smtp-real/tls", GINT_TO_POINTER (BUREAU_SMTP_TLS), test_protected);
  int status = g_test_run ();
  remove_tree (root);
  g_free (certificate);
  g_free (key);
  g_free (root);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-builder.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "channels/charset.h"

static GPtrArray *
list_of (const char *name, const char *address)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_address_free);
  g_ptr_array_add (list, bureau_address_new (name, address));
  return list;
}

static const char *const REFERENCES[] = { "p0@b.example", "p1@b.example", NULL };

static GBytes *
build (const char *name, const char *subject, const char *body)
{
  g_autoptr (BureauAddress) from = bureau_address_new ("Büro", "office@own.example");
  g_autoptr (GPtrArray) to = list_of (name, "anna@example.org");
  BureauOutgoing outgoing = { .from = from,
                              .to = to,
                              .subject = subject,
                              .body = body,
                              .date = G_GINT64_CONSTANT (1795000000000),
                              .message_id = "m1@own.example",
                              .in_reply_to = "p1@b.example",
                              .references = REFERENCES };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = bureau_mail_build (&outgoing, &error);
  g_assert_no_error (error);
  return bytes;
}

static BureauMail *
parse (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  BureauMail *mail = bureau_mail_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  return mail;
}

static void
test_round_trip (void)
{
  static const char *const BODIES[] = { "",
                                        "Hello\n",
                                        "no end",
                                        ".\n..\n.dot\n",
                                        "From here on\n\nFrom there\n",
                                        "Grüße – 10 €\n",
                                        "tab\tand trailing space \n",
                                        "日本語のテキスト\n",
                                        "= =3D =\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (GBytes) bytes = build ("Anna, \"A\" Berg", "Grüße an alle", BODIES[i]);
      g_autoptr (BureauMail) mail = parse (bytes);
      g_autofree char *expected = g_strconcat (
          BODIES[i], g_str_has_suffix (BODIES[i], "\n") ? "" : "\n", NULL);
      g_assert_cmpstr (mail->text, ==, expected);
      g_assert_cmpstr (mail->subject, ==, "Grüße an alle");
      g_assert_cmpstr (mail->from->name, ==, "Büro");
      g_assert_cmpstr (((BureauAddress *)mail->to->pdata[0])->name, ==, "Anna, \"A\" Berg");
      g_assert_cmpstr (mail->message_id, ==, "m1@own.example");
      g_assert_cmpstr (mail->in_reply_to, ==, "p1@b.example");
      g_assert_cmpuint (g_strv_length (mail->references), ==, 2);
      g_assert_cmpuint (g_strv_length (mail->defects), ==, 0);
    }
}

static void
test_long_lines (void)
{
  g_autofree char *ascii = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf ("%s\né%s\n", ascii, ascii);
  const char *const bodies[] = { ascii, body };
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) bytes = build (ascii, ascii, bodies[i]);
      g_autofree char *copy = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (copy, "\r\n", -1);
      for (gsize k = 0; lines[k] != NULL; k++)
        g_assert_cmpuint (strlen (lines[k]), <=, 998);
      g_autoptr (BureauMail) mail = parse (bytes);
      g_assert_cmpuint (strlen (mail->text), ==, strlen (bodies[i]) + (i == 0));
    }
}

static void
test_attachment (void)
{
  g_autoptr (BureauAddress) from = bureau_address_new (NULL, "office@own.example");
  g_autoptr (GPtrArray) to = list_of (NULL, "anna@example.org");
  g_autofree char *data = g_malloc (3 * 1000 * 1000);
  for (gsize i = 0; i < 3 * 1000 * 1000; i++)
    data[i] = (char)(i * 7919 >> 3);
  g_autoptr (GBytes) content = g_bytes_new_static (data, 3 * 1000 * 1000);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (
      (GDestroyNotify)bureau_attachment_free);
  g_ptr_array_add (attachments,
                   bureau_attachment_new ("Plan \"ä\" 日.pdf", "application/pdf", content));
  g_ptr_array_add (attachments, bureau_attachment_new ("m.eml", "message/rfc822", content));
  BureauOutgoing outgoing = { .from = from,
                              .to = to,
                              .subject = "",
                              .body = "See the plan.",
                              .message_id = "m2@own.example",
                              .attachments = attachments };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bureau_mail_build (&outgoing, &error);
  g_assert_no_error (error);
  g_autoptr (BureauMail) mail = parse (bytes);
  g_assert_cmpuint (mail->attachments->len, ==, 2);
  const BureauAttachment *first = mail->attachments->pdata[0];
  g_assert_cmpstr (first->name, ==, "Plan _ä_ 日.pdf");
  g_assert_true (g_bytes_equal (first->bytes, content));
  const BureauAttachment *second = mail->attachments->pdata[1];
  g_assert_cmpstr (second->type, ==, "application/octet-stream");
  g_assert_true (g_bytes_equal (second->bytes, content));
}

static void
test_refused (void)
{
  static const char *const BAD[]
      = { "", "a", "a@b\r\nBcc: x@y.example", "<a@b>", "a b@c", "a@b,c@d" };
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (BureauAddress) from = bureau_address_new (NULL, "office@own.example");
      g_autoptr (GPtrArray) to = list_of (NULL, BAD[i]);
      BureauOutgoing outgoing = { .from = from, .to = to, .message_id = "m@own.example" };
      g_autoptr (GError) error = NULL;
      g_assert_null (bureau_mail_build (&outgoing, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
      g_autoptr (GPtrArray) good = list_of (NULL, "a@b.example");
      g_autofree char *id = g_strdup_printf ("a>\r\nX: %s", BAD[i]);
      BureauOutgoing bad_id = { .from = from, .to = good, .message_id = id };
      g_clear_error (&error);
      g_assert_null (bureau_mail_build (&bad_id, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
    }
}

static void
test_subject (void)
{
  static const struct
  {
    const char *subject;
    const char *reply;
  } CASES[] = {
    { "Kitchen", "Re: Kitchen" },
    { "Re: Kitchen", "Re: Kitchen" },
    { "RE: AW: Re[2]: x", "Re: x" },
    { "Re:Re:x", "Re: x" },
    { "", "Re:" },
    { "Really: no", "Re: Really: no" },
    { "a\r\nBcc: b", "Re: a Bcc: b" },
    { "re", "Re: re" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *reply = bureau_mail_reply_subject (CASES[i].subject);
      g_assert_cmpstr (reply, ==, CASES[i].reply);
    }
}

static void
test_references (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < 100; i++)
    g_strv_builder_take (builder, g_strdup_printf ("r%u@b.example", i));
  g_strv_builder_add (builder, "bad id>\r\nX: y");
  g_auto (GStrv) many = g_strv_builder_end (builder);
  g_auto (GStrv) thread = bureau_mail_reply_references ((const char *const *)many, "p@b.example");
  g_assert_cmpuint (g_strv_length (thread), ==, 20);
  g_assert_cmpstr (thread[0], ==, "r0@b.example");
  g_assert_cmpstr (thread[1], ==, "r82@b.example");
  g_assert_cmpstr (thread[18], ==, "r99@b.example");
  g_assert_cmpstr (thread[19], ==, "p@b.example");
  g_auto (GStrv) none = bureau_mail_reply_references (NULL, NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_message_id (void)
{
  g_autofree char *one = bureau_mail_new_message_id ("müller.example");
  g_autofree char *other = bureau_mail_new_message_id ("müller.example");
  g_autofree char *hostile = bureau_mail_new_message_id ("x>\r\nY: z");
  g_assert_cmpstr (one, !=, other);
  g_assert_true (g_str_has_suffix (one, "@xn--mller-kva.example"));
  g_assert_true (g_str_has_suffix (hostile, "@localhost"));
}

/* A string of the pieces that break mail: line ends, encoded words, quotes, folding, 8 bit. */
static char *
hostile_string (GRand *rand)
{
  static const char *const PIECES[] = {
    "\r\n",
    "\n",
    "\r",
    "\r\nBcc: x@evil.example",
    "\nX-Y: z",
    " ",
    "  ",
    "\t",
    "a",
    "word ",
    "=?utf-8?q?=41?=",
    "=?x",
    "?=",
    "\"",
    "\\",
    "<",
    ">",
    ",",
    ";",
    ":",
    "(",
    ")",
    "@",
    "é",
    "日本",
    "🙂",
    "\302\205",
    "\342\200\250",
    "=",
    "=0D=0A",
    "%0d",
    "\v",
    "\f",
    "\033",
    "very-long-word-without-any-space-in-it-at-all-to-fold-at",
  };
  g_autoptr (GString) out = g_string_new (NULL);
  for (gint n = g_rand_int_range (rand, 0, 14); n > 0; n--)
    g_string_append (out, PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static JsonNode *
pair (const char *one, const char *other)
{
  g_autoptr (JsonArray) array = json_array_new ();
  json_array_add_string_element (array, one);
  json_array_add_string_element (array, other);
  return bureau_json_node_for_array (array);
}

/* The body as any reader must see it: LF, closed, without what cannot be in a mail. */
static char *
expected_body (const char *body)
{
  g_autoptr (GString) text = g_string_new (body);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  if (!g_str_has_suffix (text->str, "\n"))
    g_string_append_c (text, '\n');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
write_case (GString *out, GRand *rand)
{
  g_autofree char *name = hostile_string (rand);
  g_autofree char *subject = hostile_string (rand);
  g_autofree char *body = hostile_string (rand);
  g_autoptr (GBytes) bytes = build (name, subject, body);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (bytes, NULL),
                                             g_bytes_get_size (bytes));
  g_autofree char *shown_name = bureau_charset_line (name, 256);
  g_autofree char *shown_subject = bureau_charset_line (subject, 998);
  g_autofree char *shown_body = expected_body (body);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *to = json_array_new ();
  json_array_add_element (to, pair (shown_name, "anna@example.org"));
  json_object_set_string_member (object, "bytes", base64);
  json_object_set_string_member (object, "subject", shown_subject);
  json_object_set_member (object, "from", pair ("Büro", "office@own.example"));
  json_object_set_array_member (object, "to", to);
  json_object_set_string_member (object, "body", shown_body);
  json_object_set_string_member (object, "id", "m1@own.example");
  json_object_set_array_member (object, "attachments", json_array_new ());
  g_autofree char *line = bureau_json_print_object (object);
  g_string_append_printf (out, "%s\n", line);
}

static void
test_other_parser (void)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  if (python == NULL)
    {
      g_test_skip ("python3, the second opinion, is not here");
      return;
    }
  guint n = g_test_thorough () ? 100000 : 2000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autoptr (GString) cases = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    write_case (cases, rand);

  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bureau-mails-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (folder, "cases.jsonl", NULL);
  g_file_set_contents (path, cases->str, (gssize)cases->len, &error);
  g_assert_no_error (error);
  g_autofree char *script = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "channels",
                                              "check-mails.py", NULL);
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                          | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                                                      &error, python, script, path, NULL);
  g_assert_no_error (error);
  g_autofree char *said = NULL;
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *expected = g_strdup_printf ("%u\n", n);
  g_assert_cmpstr (said, ==, expected);
  g_test_message ("%u hostile mails read alike by Python's parser", n);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-builder/round-trip", test_round_trip);
  g_test_add_func ("/mail-builder/long-lines", test_long_lines);
  g_test_add_func ("/mail-builder/attachment", test_attachment);
  g_test_add_func ("/mail-builder/refused", test_refused);
  g_test_add_func ("/mail-builder/subject", test_subject);
  g_test_add_func ("/mail-builder/references", test_references);
  g_test_add_func ("/mail-builder/message-id", test_message_id);
  g_test_add_func ("/mail-builder/other-parser", test_other_parser);
  return g_test_run ();
}

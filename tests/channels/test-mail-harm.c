/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails that are made to cost time, and what is no mail: none is read for long. */
#include <string.h>

#include "base/error.h"
#include "channels/mail.h"
#include "corpus.h"

#define HEAD "From: Anna Berg <anna@example.org>\nTo: office@example.net\nSubject: Hello\n"

typedef struct
{
  const char *name;
  void (*write) (GString *out);
} Torture;

static void
many_headers (GString *out)
{
  for (guint i = 0; i < 1000000; i++)
    g_string_append (out, "X: y\n");
}

static void
many_inner_headers (GString *out)
{
  g_string_append (out, "Content-Type: message/rfc822\n\n");
  many_headers (out);
}

static void
many_parts (GString *out)
{
  g_string_append (out, "Content-Type: multipart/mixed; boundary=\"b b\"\n\n");
  for (guint i = 0; i < 500000; i++)
    g_string_append (out, "--b b\n\nx\n");
}

static void
many_parts_encoded (GString *out)
{
  g_string_append (out, "Content-Type: multipart/mixed; boundary*0=\"b\"; boundary*1=c\n\n");
  for (guint i = 0; i < 500000; i++)
    g_string_append (out, "--bc\n\nx\n");
}

static void
deep_parts (GString *out)
{
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (out, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
}

static void
deep_messages (GString *out)
{
  for (guint i = 0; i < 10000; i++)
    g_string_append (out, "Content-Type: message/rfc822\n\n");
}

static void
deep_html (GString *out)
{
  g_string_append (out, "Content-Type: text/html\n\n");
  for (guint i = 0; i < 500000; i++)
    g_string_append (out, "<div><b>");
}

static void
unfinished_html (GString *out)
{
  g_string_append (out, "Content-Type: text/html\n\n");
  for (guint i = 0; i < 500000; i++)
    g_string_append (out, "<a <!-- <script ");
}

static void
one_long_line (GString *out)
{
  g_string_append (out, "\n");
  for (guint i = 0; i < 2000000; i++)
    g_string_append (out, "0123456789");
}

static void
long_header (GString *out)
{
  g_string_append (out, "To: ");
  for (guint i = 0; i < 20000; i++)
    g_string_append (out, "a@b.example, ");
}

static void
many_references (GString *out)
{
  g_string_append (out, "References:");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (out, " <%u@b.example>\n", i);
}

static void
many_equals (GString *out)
{
  g_string_append (out, "Content-Type: multipart/mixed; boundary=x\n\n");
  for (guint i = 0; i < 5000000; i++)
    g_string_append (out, "y=\n");
}

static void
encoded_words (GString *out)
{
  g_string_append (out, "X-A:");
  for (guint i = 0; i < 20000; i++)
    g_string_append (out, " =?utf-8?q?=C3?=\n");
}

static void
nested_groups (GString *out)
{
  g_string_append (out, "Cc: ");
  for (guint i = 0; i < 100000; i++)
    g_string_append (out, "g:");
}

static void
test_torture (gconstpointer data)
{
  const Torture *torture = data;
  g_autoptr (GString) text = g_string_new (HEAD);
  torture->write (text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GError) error = NULL;
  gint64 start = cpu_time ();
  g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, NULL, &error);
  gint64 taken = cpu_time () - start;
  g_test_message ("%s: %" G_GSIZE_FORMAT " bytes in %" G_GINT64_FORMAT " ms, %s", torture->name,
                  text->len, taken / 1000, mail != NULL ? "read" : error->message);
  if (mail == NULL)
    g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
  else
    g_assert_true (g_utf8_validate (mail->text, -1, NULL));
  g_assert_cmpint (taken, <, 2 * G_USEC_PER_SEC);
}

static const Torture TORTURES[] = {
  { "many-headers", many_headers },
  { "many-inner-headers", many_inner_headers },
  { "many-parts", many_parts },
  { "many-parts-encoded", many_parts_encoded },
  { "deep-parts", deep_parts },
  { "deep-messages", deep_messages },
  { "deep-html", deep_html },
  { "unfinished-html", unfinished_html },
  { "one-long-line", one_long_line },
  { "long-header", long_header },
  { "many-references", many_references },
  { "many-equals", many_equals },
  { "encoded-words", encoded_words },
  { "nested-groups", nested_groups },
};

static void
test_too_large (void)
{
  g_autofree char *data = g_malloc0 (BUREAU_MAIL_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, BUREAU_MAIL_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (bureau_mail_parse (bytes, NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

static void
test_no_mail (void)
{
  static const char *const CASES[] = { "", "\n", "hello", "\211PNG\r\n\032\n", "{\"a\": 1}" };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (CASES[i], strlen (CASES[i]));
      g_autoptr (GError) error = NULL;
      g_assert_null (bureau_mail_parse (bytes, NULL, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-harm/too-large", test_too_large);
  g_test_add_func ("/mail-harm/no-mail", test_no_mail);
  for (gsize i = 0; i < G_N_ELEMENTS (TORTURES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mail-harm/%s", TORTURES[i].name);
      g_test_add_data_func (path, &TORTURES[i], test_torture);
    }
  return g_test_run ();
}

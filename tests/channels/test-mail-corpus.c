/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails that nobody here wrote. */
#include <string.h>

#include "base/error.h"
#include "channels/mail.h"
#include "corpus.h"

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* What must hold of every mail that was read, however it came. */
static void
check_mail (const BureauMail *mail)
{
  check_text (mail->subject);
  check_text (mail->text);
  g_assert_cmpuint (strlen (mail->text), <=, BUREAU_MAIL_MAX_TEXT_BYTES);
  g_assert_null (strpbrk (mail->subject, "\r\n"));
  g_assert_cmpuint (strlen (mail->identity), ==, 64);
  g_assert_true (mail->automatic != NULL || bureau_mail_get_sender (mail) != NULL);
  for (guint i = 0; i < mail->attachments->len; i++)
    {
      const BureauAttachment *part = g_ptr_array_index (mail->attachments, i);
      check_text (part->name);
      g_assert_null (strchr (part->name, '/'));
      g_assert_cmpstr (part->name, !=, "");
      g_assert_cmpint (part->name[0], !=, '.');
    }
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) files = corpus_files ("mail");
  guint n_read = 0;
  gint64 slowest = 0;
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GBytes) bytes = corpus_read (path);
      g_autoptr (GError) error = NULL;
      gint64 start = cpu_time ();
      g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, NULL, &error);
      gint64 taken = cpu_time () - start;
      slowest = MAX (slowest, taken);
      g_assert_cmpint (taken, <, 2 * G_USEC_PER_SEC);
      g_assert_true ((mail == NULL) == (error != NULL));
      g_assert_true (mail == NULL || !g_str_has_suffix (path, ".png"));
      if (mail == NULL)
        g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
      else
        check_mail (mail);
      n_read += mail != NULL;
    }
  g_test_message ("%u files, %u read, %u refused, the slowest took %" G_GINT64_FORMAT " µs",
                  files->len, n_read, files->len - n_read, slowest);
  g_assert_true (files->len == 0 || n_read > 0.9 * files->len);
}

static BureauMail *
read_from_corpus (const char *relative)
{
  g_autofree char *path = corpus_path (relative);
  if (path == NULL)
    return NULL;
  g_autoptr (GBytes) bytes = corpus_read (path);
  g_autoptr (GError) error = NULL;
  BureauMail *mail = bureau_mail_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  return mail;
}

static void
test_corpus_bounces (void)
{
  static const char *const BOUNCES[] = {
    "multi_address_bounce1",
    "multi_address_bounce2",
    "multipart_report_multiple_status",
    "report_422",
    "report_530",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (BOUNCES); i++)
    {
      g_autofree char *name = g_strdup_printf ("mail/mikel-mail/multipart_report_emails/%s.eml",
                                               BOUNCES[i]);
      g_autoptr (BureauMail) mail = read_from_corpus (name);
      if (mail != NULL)
        g_assert_cmpstr (mail->automatic, ==, "bounce");
    }
}

static void
test_corpus_content (void)
{
  g_autoptr (BureauMail) mail = read_from_corpus (
      "mail/mikel-mail/multi_charset/japanese_shift_jis.eml");
  if (mail != NULL)
    g_assert_true (g_utf8_strchr (mail->text, -1, 0xfffd) == NULL && strlen (mail->text) > 40);
  g_autoptr (BureauMail) named = read_from_corpus (
      "mail/mikel-mail/attachment_emails/attachment_with_quoted_filename.eml");
  if (named != NULL)
    {
      const BureauAttachment *picture = g_ptr_array_index (named->attachments, 0);

      g_assert_cmpstr (picture->name, ==, "Eelanalüüsi päring.jpg");
    }
  g_autoptr (BureauMail) utf8 = read_from_corpus ("mail/mikel-mail/rfc6532/utf8_headers.eml");
  if (utf8 != NULL)
    g_assert_cmpstr (utf8->from->address, ==, "jdöe@mächine.example");
  g_autoptr (BureauMail) reply = read_from_corpus ("mail/mikel-mail/rfc2822/example07.eml");
  if (reply != NULL)
    g_assert_cmpuint (g_strv_length (reply->references), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-corpus/all", test_corpus);
  g_test_add_func ("/mail-corpus/bounces", test_corpus_bounces);
  g_test_add_func ("/mail-corpus/content", test_corpus_content);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail.h"

#include <string.h>

#include "base/error.h"
#include "corpus.h"

#define HEAD "From: Anna Berg <anna@example.org>\nTo: office@example.net\nSubject: Hello\n"

static BureauMail *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  BureauMail *mail = bureau_mail_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (mail);
  return mail;
}

static const BureauAttachment *
attachment (const BureauMail *mail, guint i)
{
  g_assert_cmpuint (i, <, mail->attachments->len);
  return g_ptr_array_index (mail->attachments, i);
}

static void
test_plain (void)
{
  g_autoptr (BureauMail) mail = parse (
      "Message-ID: <a1@example.org>\r\nIn-Reply-To: <p2@example.net>\r\n"
      "References: <p1@example.net> <p2@example.net>\r\n"
      "From: =?utf-8?q?J=C3=B6rg_M?= <Jorg@Example.ORG>\r\nReply-To: desk@example.org\r\n"
      "To: \"Office, The\" <office@example.net>, b@example.net\r\nCc: Team: c@example.net, "
      "d@example.net;\r\n"
      "Subject: =?iso-8859-1?q?Gr=FC=DFe?=\r\nDate: Sun, 22 Nov 2026 01:30:00 +0200\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      "\r\nDear all,\r\n10 =E2=82=AC\r\n");
  g_assert_cmpstr (mail->message_id, ==, "a1@example.org");
  g_assert_cmpstr (mail->in_reply_to, ==, "p2@example.net");
  g_assert_cmpuint (g_strv_length (mail->references), ==, 2);
  g_assert_cmpstr (mail->references[0], ==, "p1@example.net");
  g_assert_cmpstr (mail->from->name, ==, "Jörg M");
  g_assert_cmpstr (mail->from->address, ==, "Jorg@example.org");
  g_assert_cmpstr (bureau_mail_get_sender (mail)->address, ==, "desk@example.org");
  g_assert_cmpuint (mail->to->len, ==, 2);
  g_assert_cmpstr (((BureauAddress *)mail->to->pdata[0])->name, ==, "Office, The");
  g_assert_cmpuint (mail->cc->len, ==, 2);
  g_assert_cmpstr (mail->subject, ==, "Grüße");
  g_assert_cmpstr (mail->date, ==, "2026-11-21T23:30:00.000Z");
  g_assert_cmpstr (mail->local_date, ==, "2026-11-22");
  g_assert_cmpstr (mail->text, ==, "Dear all,\n10 €\n");
  g_assert_null (mail->automatic);
  g_assert_cmpuint (mail->n_hidden, ==, 0);
}

static void
test_alternative (void)
{
  g_autoptr (BureauMail) mail = parse (
      HEAD
      "Content-Type: multipart/mixed; boundary=m\n\n--m\n"
      "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nplain "
      "words\n"
      "--a\nContent-Type: text/html\n\n<p>html words</p>\n--a--\n"
      "--m\nContent-Type: application/pdf; name=\"../../etc/plan.pdf\"\n"
      "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--m--\n");
  g_assert_cmpstr (mail->text, ==, "plain words");
  g_assert_cmpstr (attachment (mail, 0)->name, ==, "plan.pdf");
  g_assert_cmpstr (attachment (mail, 0)->type, ==, "application/pdf");
  g_assert_cmpuint (g_bytes_get_size (attachment (mail, 0)->bytes), ==, 4);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "%PDF", 4);
  g_assert_cmpstr (attachment (mail, 0)->sha256, ==, sha256);
}

static void
test_html_only (void)
{
  g_autoptr (BureauMail) mail = parse (
      HEAD
      "Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html; "
      "charset=utf-8\n\n"
      "<p>Seen</p><p style='display:none'>unseen</p>\n--r\nContent-Type: image/png\n\nx\n--r--\n");
  g_assert_cmpstr (mail->text, ==, "Seen\n");
  g_assert_cmpuint (mail->n_hidden, ==, strlen ("unseen"));
  g_assert_cmpstr (attachment (mail, 0)->name, ==, "attachment-1.png");
}

static void
test_hidden_characters (void)
{
  g_autoptr (BureauMail) mail = parse (
      HEAD "Content-Type: text/plain; charset=utf-8\n\npay\342\200\213ment \342\200\256now\n");
  g_assert_cmpstr (mail->text, ==, "payment now\n");
  g_assert_cmpuint (mail->n_hidden, ==, 2);
}

static void
test_charsets (void)
{
  static const struct
  {
    const char *head;
    const char *body;
    const char *text;
  } CASES[] = {
    { "text/plain; charset=iso-8859-1", "caf\351 \226 10\200\n", "café – 10€\n" },
    { "text/plain; charset=us-ascii", "caf\303\251\n", "café\n" },
    { "text/plain; charset=iso-8859-1", "caf\303\251\n", "café\n" },
    { "text/plain; charset=utf-8", "caf\351\n", "café\n" },
    { "text/plain; charset=no-such-thing", "caf\351\n", "café\n" },
    { "text/plain", "caf\303\251\n", "café\n" },
    { "text/plain; charset=shift_jis", "\223\372\226\173\n", "日本\n" },
    { "text/plain; charset=gb2312", "\304\343\272\303\n", "你好\n" },
    { "text/plain; charset=windows-1251", "\317\360\350\n", "При\n" },
    { "text/plain; charset=utf-7", "1 +AD0- 1\n", "1 = 1\n" },
    { "text/plain; format=flowed", "one \ntwo\nthree\n", "one two\nthree\n" },
    { "text/plain; format=flowed; delsp=yes", "one \ntwo\n", "onetwo\n" },
    { "text/plain; format=flowed", "> a \n> b\nc\n-- \nme\n", "> a b\nc\n-- \nme\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strdup_printf (HEAD "Content-Type: %s\n\n%s", CASES[i].head,
                                               CASES[i].body);
      g_autoptr (BureauMail) mail = parse (text);
      g_assert_cmpstr (mail->text, ==, CASES[i].text);
    }
}

static void
test_automatic (void)
{
  static const struct
  {
    const char *head;
    const char *why;
  } CASES[] = {
    { "From: a@b.example", NULL },
    { "From: a@b.example\nAuto-Submitted: no", NULL },
    { "From: a@b.example\nAuto-Submitted: auto-replied (vacation)", "auto-replied" },
    { "From: a@b.example\nAuto-Submitted: auto-generated", "auto-replied" },
    { "From: a@b.example\nPrecedence: Bulk", "bulk" },
    { "From: a@b.example\nPrecedence: junk", "bulk" },
    { "From: a@b.example\nPrecedence: list", "list" },
    { "From: a@b.example\nList-Id: <x.b.example>", "list" },
    { "From: a@b.example\nReturn-Path: <>", "bounce" },
    { "From: MAILER-DAEMON@b.example", "bounce" },
    { "From: a@b.example\nContent-Type: multipart/report; boundary=x", "bounce" },
    { "From: nobody", "no sender" },
    { "Subject: none", "no sender" },
    { "From: ME@own.example", "own address" },
    { "From: me@own.example\nReply-To: client@b.example", NULL },
    { "From: form@b.example\nReply-To: me@own.example", "own address" },
  };
  const char *const own[] = { "me@own.example", NULL };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\nTo: x@y.example\n\nHello\n", CASES[i].head);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, own, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (mail->automatic, ==, CASES[i].why);
    }
}

static void
test_identity (void)
{
  g_autoptr (BureauMail) one = parse (HEAD "Message-ID: <i@example.org>\n\nOne\n");
  g_autoptr (BureauMail) same = parse (
      "Received: from x\r\nMessage-ID: <i@example.org>\r\nSubject: Hello\r\n"
      "From: Anna <anna@example.org>\r\nTo: other@example.net\r\n\r\nOne\r\n");
  g_autoptr (BureauMail) other = parse (HEAD "Message-ID: <i@example.org>\n\nTwo\n");
  g_assert_cmpstr (one->identity, ==, same->identity);
  g_assert_cmpstr (one->identity, !=, other->identity);
}

static void
test_unreadable_parts (void)
{
  static const struct
  {
    const char *type;
    const char *defect;
  } CASES[] = {
    { "message/partial; id=\"x\"; number=2; total=3", "in pieces" },
    { "message/external-body; access-type=URL; URL=\"http://e.example/\"", "content elsewhere" },
    { "application/ms-tnef; name=winmail.dat", "winmail.dat" },
    { "multipart/encrypted; boundary=x", "encrypted" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strdup_printf (
          HEAD "Content-Type: %s\n\nContent-Type: image/gif\n\nx\n", CASES[i].type);
      g_autoptr (BureauMail) mail = parse (text);
      g_assert_true (g_strv_contains ((const char *const *)mail->defects, CASES[i].defect));
    }
}

static void
test_odd_beginnings (void)
{
  static const char *const BEFORE[] = { "\357\273\277", "\n\r\n",
                                        "From a@b Sun Nov 22 14:05:09 2026\n", ">From a@b\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (BEFORE); i++)
    {
      g_autofree char *text = g_strconcat (BEFORE[i], HEAD "\nHi\n", NULL);
      g_autoptr (BureauMail) mail = parse (text);
      g_assert_cmpstr (mail->from->address, ==, "anna@example.org");
      g_assert_cmpstr (mail->text, ==, "Hi\n");
    }
  g_autoptr (BureauMail) old = parse ("From: a@b.example\rSubject: Old\r\rHi\rthere\r");
  g_assert_cmpstr (old->subject, ==, "Old");
  g_assert_cmpstr (old->text, ==, "Hi\nthere\n");
}

static void
test_inner_message (void)
{
  g_autoptr (BureauMail) mail = parse (
      HEAD "Content-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Inner/..\n\nInner words\n");
  g_assert_cmpstr (mail->text, ==, "Inner words\n");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (attachment (mail, 0)->name, ==, "eml");
}

/* An ordinary mail of 2 KB; the time is told, the bound is loose enough for a sanitizer. */
static void
test_speed (void)
{
  const guint n = 2000;
  g_autoptr (GString) text = g_string_new (
      "Message-ID: <s@example.org>\nDate: Sun, 22 Nov 2026 10:00:00 +0100\n"
      "Received: from a by b; Sun, 22 Nov 2026 10:00:00 +0100\n"
      "Content-Type: text/plain; charset=utf-8\n" HEAD "\n");
  while (text->len < 2000)
    g_string_append (text,
                     "We would like a quote for a new kitchen of about 12 square metres in May.\n");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  gint64 start = cpu_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, NULL, NULL);
      g_assert_nonnull (mail);
    }
  double each = (double)(cpu_time () - start) / n;
  g_test_message ("%.1f µs for a mail of %" G_GSIZE_FORMAT " bytes", each, text->len);
  g_assert_cmpfloat (each, <, 5000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/plain", test_plain);
  g_test_add_func ("/mail/alternative", test_alternative);
  g_test_add_func ("/mail/html-only", test_html_only);
  g_test_add_func ("/mail/hidden-characters", test_hidden_characters);
  g_test_add_func ("/mail/charsets", test_charsets);
  g_test_add_func ("/mail/automatic", test_automatic);
  g_test_add_func ("/mail/identity", test_identity);
  g_test_add_func ("/mail/unreadable-parts", test_unreadable_parts);
  g_test_add_func ("/mail/odd-beginnings", test_odd_beginnings);
  g_test_add_func ("/mail/inner-message", test_inner_message);
  g_test_add_func ("/mail/speed", test_speed);
  return g_test_run ();
}

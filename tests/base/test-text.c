/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/text.h"

#define BAD "\xef\xbf\xbd" /* U+FFFD */

static void
test_to_utf8 (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *text;
  } cases[] = {
    { NULL, -1, "" },
    { NULL, 7, "" },
    { "", -1, "" },
    { "plain é 😀", -1, "plain é 😀" },
    { "a\xff"
      "b",
      -1, "a" BAD "b" },
    { "cut \xc3", -1, "cut " BAD },
    { "a\0b\0", 4, "ab" },
    { "abc", 2, "ab" },
    { "\xed\xa0\x80", -1, BAD BAD BAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bureau_text_to_utf8 (cases[i].bytes, cases[i].length);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_shorten (void)
{
  static const struct
  {
    const char *text;
    gsize max;
    const char *shortened;
  } cases[] = {
    { "", 0, "" },          { "abc", 3, "abc" },
    { "abcdef", 5, "ab…" }, { "abcdef", 2, "" },
    { "abcdef", 3, "…" },   { "éééé", 7, "éé…" },
    { "éééé", 6, "é…" },    { "😀😀", 7, "😀…" },
    { "😀😀", 6, "…" },     { "e\u0301e\u0301e\u0301", 7, "e\u0301…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bureau_text_shorten (cases[i].text, cases[i].max);
      g_assert_cmpstr (text, ==, cases[i].shortened);
    }
}

/* At every length the result fits and is whole characters. */
/* A word of any bytes can be named in a sentence. */
static void
test_clip (void)
{
  static const char *const texts[]
      = { "plain",
          "",
          "\xff\xfe",
          "\xf0\x9f",
          "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü",
          "a👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍",
          "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\xe2\x82" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char buffer[BUREAU_TEXT_CLIP];
      const char *clipped = bureau_text_clip (texts[i], buffer);

      g_assert_true (clipped == buffer);
      g_assert_cmpuint (strlen (clipped), <=, 64);
      g_assert_true (g_utf8_validate (clipped, -1, NULL));
    }
  g_assert_cmpstr (bureau_text_clip ("plain", (char[BUREAU_TEXT_CLIP]){ 0 }), ==, "plain");
}

static void
test_shorten_everywhere (void)
{
  static const char text[] = "Grüße, Ａda 😀 e\u0301 ünd wéiter …";

  for (gsize max = 0; max <= sizeof text; max++)
    {
      g_autofree char *shortened = bureau_text_shorten (text, max);

      g_assert_cmpuint (strlen (shortened), <=, max);
      g_assert_true (g_utf8_validate (shortened, -1, NULL));
    }
}

static void
test_one_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } cases[] = {
    { "", "" },
    { " \r\n\t", "" },
    { "  a \r\n\t b  ", "a b" },
    { "a\x01\x1b"
      "b\x7f",
      "a b" },
    { "a\u2028b\u2029c\u00a0d\xc2\x85"
      "e",
      "a b c d e" },
    { "Grüße\n😀", "Grüße 😀" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = bureau_text_one_line (cases[i].text);
      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
test_visible (void)
{
  static const struct
  {
    const char *text;
    const char *seen;
    guint n_hidden;
  } cases[] = {
    { "plain\ttext\r\n", "plain\ttext\r\n", 0 },
    { "pay\u200bload\u200b\ufeff", "payload", 3 },
    { "\u202eevil\u202c\u2066x\u2069\u200e\u200f\u061c", "evilx", 7 },
    { "soft\u00adhyphen\u2060", "softhyphen", 2 },
    { "hi\U000e0041\U000e0042\U000e007f", "hi", 3 },
    { "a\ufe00\ufe01\U000e0100", "a", 3 },
    { "a\x01\x1b[31mb\x7f\xc2\x9b", "a[31mb", 4 },
    { "\u3164\u115f\uffa0\u034f\u180e", "", 5 },
    /* What shapes what is seen stays. */
    { "❤\ufe0f 1\ufe0f\u20e3", "❤\ufe0f 1\ufe0f\u20e3", 0 },
    { "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", 0 },
    { "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥", 0 },
    { "می\u200cخواهم", "می\u200cخواهم", 0 },
    { "क्\u200dष", "क्\u200dष", 0 },
    { "葛\U000e0100", "葛\U000e0100", 0 },
    /* The same characters where they shape nothing. */
    { "a\u200db a\u200cb", "ab ab", 2 },
    { "❤\ufe0f\ufe0f\ufe0e", "❤\ufe0f", 2 },
    { "می\u200c\u200cخواهم", "می\u200cخواهم", 1 },
    { "葛\U000e0100\U000e0101", "葛\U000e0100", 1 },
    { "می\u200c", "می", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_hidden = 99;
      g_autofree char *seen = bureau_text_visible (cases[i].text, &n_hidden);

      g_assert_cmpstr (seen, ==, cases[i].seen);
      g_assert_cmpuint (n_hidden, ==, cases[i].n_hidden);
    }
}

static gboolean
is_ignorable (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || (type == G_UNICODE_FORMAT && g_unichar_iszerowidth (c));
}

/* Between two plain letters no character that GLib calls control or zero-width format survives,
 * except the marks of Arabic and other numbers, which are drawn. */
static void
test_visible_everything (void)
{
  guint n = 0;

  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      g_autoptr (GString) text = g_string_new ("a");
      g_autofree char *seen = NULL;
      gboolean drawn = (c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f || c == 0x890
                       || c == 0x891 || c == 0x8e2 || c == 0x110bd || c == 0x110cd
                       || (c >= 0x13430 && c <= 0x1343f);

      if (!g_unichar_validate (c) || !is_ignorable (c) || drawn
          || strchr ("\t\n\r", (int)c) != NULL)
        continue;
      g_string_append_unichar (text, c);
      g_string_append_c (text, 'b');
      seen = bureau_text_visible (text->str, NULL);
      if (strcmp (seen, "ab") != 0)
        g_error ("U+%04X is left", c);
      n++;
    }
  g_test_message ("%u characters", n);
  g_assert_cmpuint (n, >=, 200);
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "Müller", "muller" },     { "MU\u0308LLER", "muller" },
    { "Straße", "strasse" },    { "ﬁel", "fiel" },
    { "Ａｄａ", "ada" },        { "Søren Łódź Đ", "soren lodz d" },
    { "İstanbul", "istanbul" }, { "Ærø œuvre", "aero oeuvre" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },   { "x\xff", "x" BAD },
    { "№ 5 ™", "no 5 tm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = bureau_text_fold (cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *joined;
  } cases[] = {
    { "", "" },
    { " ,.! ", "" },
    { "Dear Anna, I'd like 2 logos (by May)!", "dear|anna|i|d|like|2|logos|by|may" },
    { "a-b_c", "a|b|c" },
    { "Grüße\nan ALLE", "grusse|an|alle" },
    { "हिन्दी", "हिनदी" },
    { "last", "last" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = bureau_text_words (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", words);

      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *words;
    const char *found;
  } cases[] = {
    { "we need a logo", "a logo", "a logo" },
    { "We need A\r\n  Logo, soon", "need a logo", "need A\r\n  Logo" },
    { "GRÜSSE an ÄRZTE!", "an ärzte", "an ÄRZTE" },
    { "a b c", "  B\n", "b" },
    { "ab", "a b", NULL },
    { "a b", "ab", NULL },
    { "aaab", "aab", "aab" },
    { "x", "", NULL },
    { "x", " \n", NULL },
    { "", "x", NULL },
    { "İI", "i", "İ" },
    { "ends here  ", "here", "here" },
    { "  starts", "starts", "starts" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = 0;
      const char *at = bureau_text_find (cases[i].text, cases[i].words, &length);
      g_autofree char *found = at != NULL ? g_strndup (at, length) : NULL;

      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_cuts_word (void)
{
  static const char text[] = "follow 東京に, Möbel";
  static const char *const cut[] = { "ollow", "llow", "öbel", "bel" };
  static const char *const whole[] = { "follow", " 東", "東京に", "京に", ",", "Möbel" };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    g_assert_true (bureau_text_cuts_word (text, strstr (text, cut[i])));
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    g_assert_false (bureau_text_cuts_word (text, strstr (text, whole[i])));
  g_assert_false (bureau_text_cuts_word (text, text + strlen (text)));
}

/* The worst case of a naive search: minutes there, no time here. */
static void
test_find_is_linear (void)
{
  g_autofree char *text = g_strnfill (256 * 1024, 'a');
  g_autofree char *half = g_strnfill (128 * 1024, 'a');
  g_autofree char *words = g_strconcat (half, "b", NULL);

  g_assert_null (bureau_text_find (text, words, NULL));
}

static void
test_sha256 (void)
{
  g_autofree char *empty = bureau_text_sha256 ("", -1);
  g_autofree char *abc = bureau_text_sha256 ("abc", -1);
  g_autofree char *part = bureau_text_sha256 ("abcd", 3);

  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (part, ==, abc);
}

static void
test_share_changed (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    double share;
  } cases[] = {
    { "", "", 0.0 },
    { "a b c d", "a b c d", 0.0 },
    { "a b\nc  d", " a b c d ", 0.0 },
    { "a b c d", "", 1.0 },
    { "", "a b", 1.0 },
    { "a b c d", "e f g h", 1.0 },
    { "a b c d", "a b x d", 0.25 },
    { "a b c d", "a c d", 0.25 },
    { "a b c d", "a b c d e", 0.2 },
    { "a b c d", "d c b a", 0.75 },
    { "Hello", "hello", 1.0 },
    { "a a a a", "a a", 0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (bureau_text_share_changed (cases[i].before, cases[i].after),
                                    cases[i].share, 1e-9);
}

static void
test_share_changed_long (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append_printf (before, "w%u ", i);
      g_string_append_printf (after, i % 4 == 0 ? "x%u " : "w%u ", i);
    }
  g_assert_cmpfloat_with_epsilon (bureau_text_share_changed (before->str, after->str), 0.25, 1e-9);
}

static void
test_is_name (void)
{
  static const char *names[]
      = { "a", "inquiries", "fee_low", "a1_",
          "a23456789012345678901234567890123456789012345678901234567890123" };
  static const char *others[]
      = { "",
          "A",
          "1a",
          "_a",
          "fee-low",
          "fee low",
          "é",
          "aé",
          "a;",
          "a\n",
          "a234567890123456789012345678901234567890123456789012345678901234" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (bureau_text_is_name (names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (bureau_text_is_name (others[i]));
  g_assert_false (bureau_text_is_name (NULL));
}

static void
test_title (void)
{
  static const struct
  {
    const char *name;
    const char *title;
  } cases[]
      = { { "fee_low", "Fee low" }, { "a", "A" }, { "", "" }, { "_x_", "X" }, { "état", "État" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = bureau_text_title (cases[i].name);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/to-utf8", test_to_utf8);
  g_test_add_func ("/text/shorten", test_shorten);
  g_test_add_func ("/text/clip", test_clip);
  g_test_add_func ("/text/shorten-everywhere", test_shorten_everywhere);
  g_test_add_func ("/text/one-line", test_one_line);
  g_test_add_func ("/text/visible", test_visible);
  g_test_add_func ("/text/visible-everything", test_visible_everything);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/find", test_find);
  g_test_add_func ("/text/find-is-linear", test_find_is_linear);
  g_test_add_func ("/text/cuts-word", test_cuts_word);
  g_test_add_func ("/text/sha256", test_sha256);
  g_test_add_func ("/text/share-changed", test_share_changed);
  g_test_add_func ("/text/share-changed-long", test_share_changed_long);
  g_test_add_func ("/text/is-name", test_is_name);
  g_test_add_func ("/text/title", test_title);
  return g_test_run ();
}

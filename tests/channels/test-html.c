/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-text.h"

#include <string.h>

#include "channels/html-entity.h"
#include "channels/html-style.h"

typedef struct
{
  const char *html;
  const char *text;
  guint n_hidden;
} Case;

static void
check (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint n_hidden = 0;
      g_autofree char *text = bureau_html_to_text (cases[i].html, strlen (cases[i].html),
                                                   &n_hidden);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (n_hidden, ==, cases[i].n_hidden);
    }
}

static void
test_lines (void)
{
  static const Case CASES[] = {
    { "", "", 0 },
    { "plain", "plain\n", 0 },
    { "<p>One</p><p>Two</p>", "One\n\nTwo\n", 0 },
    { "<p>One<p>Two", "One\n\nTwo\n", 0 },
    { "a<br>b<br><br><br>c", "a\nb\n\nc\n", 0 },
    { "<div><div>a</div></div><div>b</div>", "a\nb\n", 0 },
    { "  much \n\t  space&nbsp;&nbsp; here ", "much space here\n", 0 },
    { "<h1>Title</h1>words<hr>end", "Title\n\nwords\n---\nend\n", 0 },
    { "<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c\n", 0 },
    { "<ol start=3><li><p>a</p></li><li>b</li></ol>", "3. a\n\n4. b\n", 0 },
    { "<table><tr><td>Name:</td><td>Anna</td></tr><tr><th>x</th><td>4</td></tr></table>",
      "Name: Anna\nx | 4\n", 0 },
    { "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a | b\n", 0 },
    { "<table><tr><td>a<br>b</td><td>c</td></tr></table>d", "a\nb\nc\nd\n", 0 },
    { "x<blockquote>a<p>b</blockquote>y", "x\n\n> a\n\n> b\n\ny\n", 0 },
    { "<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc\n", 0 },
    { "one<b>two</b> <i>three</i>", "onetwo three\n", 0 },
    { "<img src=x alt='A plan'><img src=y>", "[A plan]\n", 0 },
    { "1 < 2 & 3 > 2 <", "1 < 2 & 3 > 2 <\n", 0 },
    { "<body><title>t</title>b</body>", "b\n", 0 },
    { "<o:p>a</o:p>", "a\n", 0 },
    { "<a name=x>anchor</a", "anchor\n", 0 },
  };
  check (CASES, G_N_ELEMENTS (CASES));
}

/* What is too long is cut between two characters, wherever the limit falls. */
static void
test_long (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GString) html = g_string_new ("<a href='https://example.org/");
      guint n_hidden = 0;
      g_string_append_len (html, "aaaa", i);
      for (guint k = 0; k < 200; k++)
        g_string_append (html, "\342\202\254");
      g_string_append (html, "'>here</a> <img alt='");
      g_string_append_len (html, "aaaa", i);
      for (guint k = 0; k < 200; k++)
        g_string_append (html, "\342\202\254");
      g_string_append (html, "'>");
      g_autofree char *text = bureau_html_to_text (html->str, html->len, &n_hidden);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_nonnull (strstr (text, "here <https://example.org/"));
      g_assert_nonnull (strstr (text, "\342\202\254\342\200\246]"));
      g_assert_cmpuint (strlen (text), <, 700);
    }
}

static void
test_links (void)
{
  static const Case CASES[] = {
    { "<a href='https://e.example/pay'>Pay now</a>.", "Pay now <https://e.example/pay>.\n", 0 },
    { "<a href='https://e.example/'>www.e.example</a>", "www.e.example\n", 0 },
    { "<a href='mailto:a@e.example'>a@e.example</a>", "a@e.example\n", 0 },
    { "<a href='http://evil.example'>http://bank.example</a>",
      "http://bank.example <http://evil.example>\n", 0 },
    { "<a href='javascript:alert(1)'>x</a><a href='#top'>y</a>", "xy\n", 0 },
    { "<a href='java&#115;cript:x'>x</a>", "x\n", 0 },
    { "<a href='https://e.example?a=1&amp;b=2'>x</a>", "x <https://e.example?a=1&b=2>\n", 0 },
    { "<a href='https://e.example'><img alt=Logo></a>", "[Logo] <https://e.example>\n", 0 },
    { "<a href='https://e.example'></a>", "", 0 },
    { "<a href=https://one.example>1<a href=https://two.example>2</a>",
      "1 <https://one.example>2 <https://two.example>\n", 0 },
  };
  check (CASES, G_N_ELEMENTS (CASES));
}

static void
test_hidden (void)
{
  static const Case CASES[] = {
    { "a<!-- secret -->b", "ab\n", 6 },
    { "a<!--[if mso]><p>x</p><![endif]-->b", "ab\n", 0 },
    { "<![if !mso]>a<![endif]>", "a\n", 0 },
    { "a<!-- open", "a\n", 4 },
    { "a<!-->b", "ab\n", 0 },
    { "<p style='DISPLAY : none'>x<b>y</b></p>z", "z\n", 2 },
    { "<p style='color:#fff'>x</p>y", "y\n", 1 },
    { "<p style='color:#fffffe'>x</p>y", "y\n", 1 },
    { "<font color=white>x</font>y", "y\n", 1 },
    { "<td bgcolor='#000'><span style='color:white'>x</span></td>", "x\n", 0 },
    { "<td background=p.png><span style='color:white'>x</span></td>", "x\n", 0 },
    { "<p style='color:black;background:black'>x</p>y", "y\n", 1 },
    { "<p style='font-size:0'>x<b style='font-size:12px'>y</b></p>", "y\n", 1 },
    { "<p style='font-size:1px'>x</p>", "", 1 },
    { "<p style='opacity:0'>x</p><p style='visibility:hidden'>x</p>", "", 2 },
    { "<p style='text-indent:-9999px'>x</p><p style='position:absolute;left:-2000px'>x</p>", "",
      2 },
    { "<div style='max-height:0;overflow:hidden'>x</div>", "", 1 },
    { "<p hidden>x</p><p style='color:rgba(0,0,0,0)'>x</p>", "", 2 },
    { "<p style='display:none'>x<p>y", "y\n", 1 },
  };
  check (CASES, G_N_ELEMENTS (CASES));
}

/* Nothing of what could run, load or style comes out as text. */
static void
test_inert (void)
{
  static const Case CASES[] = {
    { "<script>alert(1)</script>a", "a\n", 0 },
    { "<SCRIPT\n>x</script >a", "a\n", 0 },
    { "<style>p{}</style>a<script>x", "a\n", 0 },
    { "<svg onload=x><text>y</text></svg>a", "a\n", 0 },
    { "<iframe src='http://e.example'>x</iframe>a", "a\n", 0 },
    { "<img src=x onerror=alert(1)>a", "a\n", 0 },
    { "<a href=\"x\" title='>'>a</a>", "a\n", 0 },
    { "<script>'</scripty>'</script>a", "a\n", 0 },
    { "<math><mtext></math>a", "a\n", 0 },
    { "<object data=x>y</object><embed src=x>a", "a\n", 0 },
    { "<p/style='display:none'/onclick=x>b</p>a", "a\n", 1 },
  };
  check (CASES, G_N_ELEMENTS (CASES));
}

static void
test_entities (void)
{
  static const Case CASES[] = {
    { "&lt;b&gt; &amp;amp; &copy 2026 &euro;5 &#8364; &#x20AC; &#128;",
      "<b> &amp; © 2026 €5 € € €\n", 0 },
    { "&nosuch; &; &#; &#x; &#0; &#xD800; &#99999999;",
      "&nosuch; &; &#; &#x; \357\277\275 \357\277\275 \357\277\275\n", 0 },
    { "&Uuml;ber &apos;x&apos; &hellip;", "Über 'x' …\n", 0 },
  };
  check (CASES, G_N_ELEMENTS (CASES));
}

static void
test_colours (void)
{
  g_assert_cmpint (bureau_html_colour_parse ("#FFF"), ==, 0xffffff);
  g_assert_cmpint (bureau_html_colour_parse (" #102030 "), ==, 0x102030);
  g_assert_cmpint (bureau_html_colour_parse ("rgb(1, 2,3)"), ==, 0x010203);
  g_assert_cmpint (bureau_html_colour_parse ("White"), ==, 0xffffff);
  g_assert_cmpint (bureau_html_colour_parse ("#ffff0000"), ==, BUREAU_HTML_COLOUR_NONE);
  g_assert_cmpint (bureau_html_colour_parse ("transparent"), ==, BUREAU_HTML_COLOUR_NONE);
  g_assert_cmpint (bureau_html_colour_parse ("beigeish"), ==, BUREAU_HTML_COLOUR_UNKNOWN);
}

/* Cut anywhere, a document is read to its end and comes out as valid text. */
static void
test_every_cut (void)
{
  static const char HTML[]
      = "<!DOCTYPE html><p style=\"color:red\">x &eacute; <!-- c --><a "
        "href='https://e.example'>l</a>"
        "<script>s</script><table><tr><td>a<td>b</table><ul><li>1</ul><blockquote>q</blockquote>";
  for (gsize cut = 0; cut < sizeof HTML; cut++)
    {
      guint n_hidden = 0;
      g_autofree char *copy = g_strndup (HTML, cut);
      g_autofree char *text = bureau_html_to_text (copy, strlen (copy), &n_hidden);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/lines", test_lines);
  g_test_add_func ("/html/links", test_links);
  g_test_add_func ("/html/long", test_long);
  g_test_add_func ("/html/hidden", test_hidden);
  g_test_add_func ("/html/inert", test_inert);
  g_test_add_func ("/html/entities", test_entities);
  g_test_add_func ("/html/colours", test_colours);
  g_test_add_func ("/html/every-cut", test_every_cut);
  return g_test_run ();
}

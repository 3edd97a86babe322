# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that break what shows them, made by rule: at least 515, each different, none with a letter of
any list but our own."""
import itertools
import unicodedata

TAGS = ("b", "i", "u", "s", "tt", "big", "sub", "span", "markup", "a", "img", "script", "svg", "style", "title",
        "interface", "object", "template")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ZERO = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u3164\uffa0\u115f\u2800"
SPACES = "\u00a0\u1680\u2000\u2003\u2007\u2009\u200a\u202f\u205f\u3000\t\u2028\u2029\u0085"
SCRIPTS = ("العربية تُكتب من اليمين", "עברית נכתבת מימין", "中文没有空格的长句子需要换行", "日本語の文章です",
           "ภาษาไทยไม่มีช่องว่าง", "हिन्दी में संयुक्ताक्षर", "தமிழ் எழுத்து", "ქართული ენა", "Ελληνικά", "Українська",
           "አማርኛ", "ᠮᠣᠩᠭᠣᠯ", "ߒߞߏ", "ܣܘܪܝܝܐ", "မြန်မာဘာသာ", "한국어 문장", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "ﬁne ﬂuﬀ ﬃ", "ÅÄÖ åäö ß ẞ",
           "Zoë Ångström-Łukasiewicz")
EMOJI = ("👩‍👩‍👧‍👦", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "🇩🇪🇪🇸🇯🇵", "1️⃣", "❤️", "☎︎", "🫠", "🙈🙉🙊", "🐕‍🦺", "👨🏿‍🚀")


def _markup():
    for tag in TAGS:
        yield f"<{tag}>words</{tag}>"
        yield f"<{tag}>never closed"
        yield f"</{tag}> never opened"
        yield f"<{tag} x='1' x=\"2\">twice"
    for color in ("red", "#f00", "rgb(1,2,3)", "alpha"):
        yield f"<span foreground='{color}' size='99999'>large</span>"
    for link in ("file:///etc/passwd", "javascript:alert(1)", "mailto:x@example.org", "app:quit", "https://example.org/?a=1&b=2"):
        yield f"<a href='{link}'>press here</a>"
        yield f"[press here]({link})"
    for entity in ("&", "&&", "&amp;", "&amp;amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&#0;", "&nosuch;", "&#xD800;", "<", ">", "<<", "< b >",
                   "<!-- -->", "<![CDATA[ ]]>", "<?xml?>", "<!DOCTYPE x>", "]]>"):
        yield f"a {entity} z"
    for underline in ("_File", "__init__", "_", "a_b_c", "Save _As", "&File"):
        yield underline


def _hidden():
    for mark in BIDI:
        yield f"pay {mark}gnp.exe{mark} now"
    for mark in ZERO:
        yield f"ad{mark}min@exam{mark}ple.org"
    for mark in SPACES:
        yield f"one{mark}two"
    for code in itertools.chain(range(1, 9), range(11, 13), range(14, 32), range(127, 160)):
        yield f"bell {chr(code)} end"
    yield "tags \U000e0048\U000e0069 end"
    yield "\ufeffmark at the start"
    yield "noncharacter \ufffe \U0010ffff private \ue000 replaced \ufffd"
    yield "line one\nline two\r\nline three\rline four"
    yield "trailing spaces      "
    yield "      leading spaces"


def _combining():
    for base, count in itertools.product("aeow", (1, 5, 60, 400)):
        yield base + "\u0301\u0323\u0330\u035c"[count % 4] * count + " stacked"
    yield "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘"


def _long():
    for count in (100, 1000, 5000):
        yield "w" * count
        yield "wide 字" * (count // 4)
        yield "mi" + "-li" * count
        yield "/".join(["folder"] * (count // 6))
        yield "a" * count + "@" + "b" * 60 + ".example"
    yield "https://example.org/" + "%20" * 500
    yield "." * 2000
    yield "\n".join(f"line {n}" for n in range(60))


def _code():
    for word in ("SELECT", "DROP TABLE bureau_draft", "UNION SELECT", "OR 1=1", "ATTACH ':memory:' AS x"):
        yield f"'; {word}; --"
        yield f'" {word} /*'
        yield f"`{word}`"
    for form in ("s", "n", "d", "p", "x", "99999d", "1$s", ".100000f", "lu", "hhn", "%", "S", "c", "*d"):
        yield f"%{form} of %{form}"
    for form in ("{}", "{0}", "{{}}", "${HOME}", "$(id)", "`id`", "$IFS", "#{7*7}", "{{7*7}}", "{% raw %}", "<%= 7 %>", "%HOME%", "!!", "~", "*", "?",
                 "\\", "\\n", "\\x00", "\\u0000", "\\\\server\\share", "$1", "\\1", "%00", "%0d%0aBcc: x@example.org", "%c0%ae"):
        yield f"use {form} here"
    for number in ("0", "-1", "1e309", "NaN", "Infinity", "-0", "9223372036854775808", "0x7f", "1/0", "1,000.00", "1.000,00", "١٢٣", "²", "1_000",
                   "00:00", "2027-02-30", "true", "null", "None", "undefined", "nil", "[]", "{}", "[object Object]", "\"\"", "''"):
        yield number
    for header in ("Bcc: all@example.org", "Subject: twice", "To: =?utf-8?q?x?=", "=?utf-8?b?4oKs?=", "Content-Type: text/html", "From:  <>"):
        yield f"{header}\r\n{header}"


def _paths():
    for path in ("/etc/passwd", "../../../../etc/passwd", "C:\\CON", "aux.txt", "a/b\\c:d*e?f\"g<h>i|j", ".", "..", "...", "-rf", "--help", "con.eml",
                 "x.eml.exe", "price\u202excod.exe", ".hidden", "a" * 255 + ".pdf", "file:///dev/zero", "naïve café.pdf", " spaced .pdf ", "a\nb.pdf",
                 "COM1", "~/.ssh/id", "$HOME/x", "%APPDATA%", "\\\\?\\C:\\", "résumé.doc"):
        yield path


def _quotes():
    for quote in "'\"`´‘’‚‛“”„‟‹›«»「」『』〝〞＂＇":
        yield f"{quote}quoted{quote} o{quote}clock"
    for sign in "¿¡§¶†‡•…‰‱′″‽⁂⁉₠₪€₿№℃℻™Ω℮∀∂∃∅∇∑√∞≠≤⌘⏎␀␤①⒈❶⚠✂✔✝❄➔⟨⦿⬛〒㈱㍿﷽🄰🅿":
        yield f"{sign} a {sign}{sign}"


def _scripts():
    for text in SCRIPTS:
        yield text
        yield f"{text} (in the middle) {text[::-1]}"
        yield f"Re: {text}: 1,234.50 EUR"
        yield unicodedata.normalize("NFD", text) + " taken apart"
    for text in EMOJI:
        yield text
        yield f"{text * 20}"
        yield f"a{text}b <b>{text}</b>"


def strings():
    """All of them, in an order that brings each kind early."""
    kinds = [list(dict.fromkeys(kind())) for kind in
             (_markup, _hidden, _combining, _long, _code, _paths, _quotes, _scripts)]
    mixed = (text for row in itertools.zip_longest(*kinds) for text in row if text is not None)
    return list(dict.fromkeys(mixed))


def is_hidden(character):
    """Whether a reader would not see it; shapes of letters and pictures that a joiner makes are not compared."""
    return (unicodedata.category(character) in ("Cc", "Cf", "Cn") or character in "\u115f\u3164\uffa0\u034f"
            or 0xfe00 <= ord(character) <= 0xfe0f or 0x180b <= ord(character) <= 0x180f or 0xe0000 <= ord(character) <= 0xe0fff
            or 0xfff0 <= ord(character) <= 0xfffb)


def seen(text):
    """What of a text is to be seen, in one line."""
    return "".join("".join(c for c in text.replace("\n", " ").replace("\r", " ").replace("\t", " ") if not is_hidden(c)).split())

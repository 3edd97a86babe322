/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/scan.h"

#include <string.h>

#include "base/text.h"

/* A word or number longer than this is cut into several tokens, so that no scan looks far ahead. */
#define MAX_TOKEN 1024
/* RFC 5321 4.5.3.1: the local part has at most 64 octets, the domain 255. */
#define MAX_LOCAL 64
#define MAX_DOMAIN 255

/* The classes of ASCII, looked up by byte: this loop sees every byte of every mail. */
enum
{
  ALPHA = 1,
  DIGIT = 2,
  SPACE = 4,
  LOCAL = 8,  /* may stand in the local part of an address */
  DOMAIN = 16 /* may stand in a domain */
};

static guint8 classes[256];

static void
fill_classes (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;

  for (guint c = 1; c < 128; c++)
    {
      if (g_ascii_isalpha (c))
        classes[c] |= ALPHA | LOCAL | DOMAIN;
      if (g_ascii_isdigit (c))
        classes[c] |= DIGIT | LOCAL | DOMAIN;
      if (g_ascii_isspace (c) || g_ascii_iscntrl (c))
        classes[c] |= SPACE;
      if (strchr (".!#$%&'*+/=?^_`{|}~-", (int)c))
        classes[c] |= LOCAL;
      if (c == '.' || c == '-')
        classes[c] |= DOMAIN;
    }
  g_once_init_leave (&once, 1);
}

static inline gboolean
is (const char *at, guint8 class)
{
  return (classes[(guchar)*at] & class) != 0;
}

/* Bytes of the white space at @at; 0 where there is none. Beyond ASCII: no-break and typographic
 * spaces. */
static gsize
space_at (const char *at, const char *end)
{
  const guchar *byte = (const guchar *)at;

  if (byte[0] < 0x80)
    return is (at, SPACE) ? 1 : 0;
  if (end - at >= 2 && byte[0] == 0xc2 && byte[1] == 0xa0)
    return 2;
  if (end - at >= 3 && byte[0] == 0xe2 && byte[1] == 0x80 && (byte[2] <= 0x8f || byte[2] == 0xaf))
    return 3;

  return 0;
}

/* Bytes of the letter (or, inside a word, digit or combining mark) at @at; 0 where there is none.
 */
static gsize
letter_at (const char *at, const char *end, gboolean inside)
{
  if ((guchar)*at < 0x80)
    return is (at, inside ? ALPHA | DIGIT : ALPHA) ? 1 : 0;

  gunichar c = g_utf8_get_char (at);
  if (g_unichar_isalpha (c) || (inside && (g_unichar_isalnum (c) || g_unichar_ismark (c))))
    return g_utf8_next_char (at) - at;

  return 0;
}

/* Bytes of an apostrophe, straight or typographic. */
static gsize
apostrophe_at (const char *at, const char *end)
{
  if (*at == '\'')
    return 1;
  if (end - at > 3 && memcmp (at, "\xe2\x80\x99", 3) == 0)
    return 3;

  return 0;
}

static const char *
word_end (const char *at, const char *end)
{
  const char *limit = end - at > MAX_TOKEN ? at + MAX_TOKEN : end;

  while (at < limit)
    {
      gsize n = letter_at (at, end, TRUE);
      gsize mark = n == 0 ? apostrophe_at (at, end) : 0;

      if (mark > 0 && at + mark < end)
        n = letter_at (at + mark, end, FALSE) > 0 ? mark : 0;
      if (n == 0)
        break;
      at += n;
    }

  return at;
}

static const char *
number_end (const char *at, const char *end)
{
  const char *limit = end - at > MAX_TOKEN ? at + MAX_TOKEN : end;

  while (at < limit)
    {
      if (is (at, DIGIT))
        at++;
      else if (strchr (".,'", *at) && at + 1 < end && is (at + 1, DIGIT))
        at += 2;
      else
        break;
    }

  return at;
}

/* The end of the address that begins at @at, or NULL. Nothing is looked at unless an @ is near. */
static const char *
email_end (BureauScanner *self, const char *at)
{
  const char *sign = self->next_at_sign;
  const char *last_dot = NULL;

  if (sign == NULL || sign <= at || sign - at > MAX_LOCAL)
    return NULL;
  for (const char *c = at; c < sign; c++)
    if (!is (c, LOCAL))
      return NULL;

  const char *limit = MIN (self->end, sign + 1 + MAX_DOMAIN);
  const char *c = sign + 1;
  while (c < limit && is (c, DOMAIN))
    c++;
  while (c > sign + 1 && !is (c - 1, ALPHA | DIGIT))
    c--;
  for (const char *dot = sign + 2; dot < c; dot++)
    if (*dot == '.')
      last_dot = dot;

  return last_dot && c - last_dot > 2 ? c : NULL;
}

static const char *
link_end (const char *at, const char *end)
{
  if (end - at < 8
      || (g_ascii_strncasecmp (at, "http://", 7) != 0
          && g_ascii_strncasecmp (at, "https://", 8) != 0
          && g_ascii_strncasecmp (at, "www.", 4) != 0))
    return NULL;

  const char *c = at;
  const char *limit = end - at > 2 * MAX_TOKEN ? at + 2 * MAX_TOKEN : end;
  while (c < limit && space_at (c, end) == 0 && !strchr ("<>\"", *c))
    c = g_utf8_next_char (c);
  while (c > at && strchr (".,;:!?)]'", c[-1]))
    c--;

  return c;
}

static void
skip_space (BureauScanner *self, BureauToken *token)
{
  gsize n;

  token->spaced = self->at == self->text;
  while (self->at < self->end && (n = space_at (self->at, self->end)) > 0)
    {
      if (*self->at == '\n')
        {
          self->line++;
          self->fresh_line = TRUE;
        }
      token->spaced = TRUE;
      self->at += n;
    }
}

static const char *
classify (BureauScanner *self, BureauToken *token)
{
  const char *at = self->at;
  const char *end;

  if (is (at, LOCAL) && (end = email_end (self, at)))
    token->kind = BUREAU_TOKEN_EMAIL;
  else if (strchr ("hHwW", *at) && (end = link_end (at, self->end)))
    token->kind = BUREAU_TOKEN_LINK;
  else if (is (at, DIGIT) && (end = number_end (at, self->end)))
    token->kind = BUREAU_TOKEN_NUMBER;
  else if (letter_at (at, self->end, FALSE) > 0 && (end = word_end (at, self->end)))
    token->kind = BUREAU_TOKEN_WORD;
  else
    {
      token->kind = BUREAU_TOKEN_MARK;
      end = g_utf8_next_char (at);
    }

  return end;
}

/**
 * bureau_scanner_init:
 *
 * Begins at the start of @text, which the scanner does not copy.
 */
void
bureau_scanner_init (BureauScanner *self, const char *text, gsize length)
{
  fill_classes ();

  *self = (BureauScanner){
    .text = text,
    .at = text,
    .end = text + length,
    .next_at_sign = memchr (text, '@', length),
    .fresh_line = TRUE,
  };
}

/**
 * bureau_scanner_next:
 * @token: (out caller-allocates): filled with the next token, but for its @word
 *
 * Returns: %FALSE at the end of the text
 */
gboolean
bureau_scanner_next (BureauScanner *self, BureauToken *token)
{
  *token = (BureauToken){ 0 };
  skip_space (self, token);
  if (self->at >= self->end)
    return FALSE;

  while (self->next_at_sign && self->next_at_sign < self->at)
    self->next_at_sign = memchr (self->at, '@', self->end - self->at);

  const char *end = classify (self, token);
  token->start = self->at - self->text;
  token->length = end - self->at;
  token->line = self->line;
  token->first = self->fresh_line;
  token->capital = token->kind == BUREAU_TOKEN_WORD
                   && ((guchar)*self->at < 0x80 ? g_ascii_isupper (*self->at)
                                                : g_unichar_isupper (g_utf8_get_char (self->at)));
  self->fresh_line = FALSE;
  self->at = end;

  return TRUE;
}

static gsize
fold_other (const char *text, gsize length, char folded[BUREAU_FOLDED_MAX])
{
  g_autofree char *word = g_strndup (text, length);
  g_autofree char *lower = bureau_text_fold (word);
  gsize n = 0;

  for (const char *c = lower; *c && n < BUREAU_FOLDED_MAX - 4; c = g_utf8_next_char (c))
    {
      gsize mark = apostrophe_at (c, lower + strlen (lower));
      gsize size = g_utf8_next_char (c) - c;
      memcpy (folded + n, mark == 3 ? "'" : c, mark == 3 ? 1 : size);
      n += mark == 3 ? 1 : size;
    }
  folded[n] = '\0';

  return n;
}

/**
 * bureau_scan_fold:
 * @text: one word
 * @length: its bytes
 * @folded: (out): the word without case and accents, NUL-terminated
 *
 * The form in which rules, mails and learnt words meet.
 *
 * Returns: bytes of @folded; 0 for a word too long to be in any rule
 */
gsize
bureau_scan_fold (const char *text, gsize length, char folded[BUREAU_FOLDED_MAX])
{
  folded[0] = '\0';
  if (length >= BUREAU_FOLDED_MAX)
    return 0;

  for (gsize i = 0; i < length; i++)
    {
      if ((guchar)text[i] >= 0x80)
        return fold_other (text, length, folded);
      folded[i] = g_ascii_tolower (text[i]);
    }
  folded[length] = '\0';

  return length;
}

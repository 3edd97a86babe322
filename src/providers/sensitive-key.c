/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by their makers' prefixes, private keys, and what stands behind a label. */
#include "providers/sensitive-private.h"

#include <string.h>

/* How keys of known makers begin, and how many characters follow at least. */
static const struct
{
  const char *prefix;
  gsize least;
} makers[] = {
  { "sk-", 20 },      { "sk_live_", 16 },   { "sk_test_", 16 }, { "rk_live_", 16 },
  { "pk_live_", 16 }, { "whsec_", 16 },     { "ghp_", 30 },     { "gho_", 30 },
  { "ghu_", 30 },     { "ghs_", 30 },       { "ghr_", 30 },     { "github_pat_", 22 },
  { "glpat-", 20 },   { "xoxb-", 10 },      { "xoxp-", 10 },    { "xoxa-", 10 },
  { "xoxs-", 10 },    { "xapp-", 10 },      { "AKIA", 16 },     { "ASIA", 16 },
  { "AIza", 35 },     { "ya29.", 20 },      { "GOCSPX-", 20 },  { "SG.", 40 },
  { "npm_", 30 },     { "pypi-", 40 },      { "hf_", 30 },      { "dop_v1_", 40 },
  { "shpat_", 30 },   { "sb_secret_", 20 }, { "key-", 32 },     { "eyJ", 60 },
};

/* Words before a colon or an equals sign, behind which something secret follows. */
static const char *const labels[] = { "password", "passwort", "kennwort", "contraseña", "passwd",
                                      "api key",  "api-key",  "api_key",  "apikey",     "secret",
                                      "token",    "clave",    "pin",      "tan" };

static gsize
get_token (const char *text)
{
  return strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./+=~");
}

static gboolean
is_mixed (const char *token, gsize length)
{
  gboolean has_digit = FALSE, has_letter = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      has_digit |= g_ascii_isdigit (token[i]);
      has_letter |= g_ascii_isalpha (token[i]);
    }
  return has_digit && has_letter;
}

static gsize
trim_token (const char *token, gsize length)
{
  while (length > 0 && strchr (".-/=", token[length - 1]) != NULL)
    length--;
  return length;
}

/* Whether a maker's keys begin with it; asked of each word. */
static gboolean
is_first_of_maker (char character)
{
  static gboolean firsts[256];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
        firsts[(guchar)*makers[i].prefix] = TRUE;
      g_once_init_leave (&once, 1);
    }
  return firsts[(guchar)character];
}

static gsize
match_maker (const char *text, gsize at)
{
  if (!is_first_of_maker (text[at]))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (text[at] == *makers[i].prefix && g_str_has_prefix (text + at, makers[i].prefix))
      {
        gsize length = trim_token (text + at, get_token (text + at));

        if (length >= strlen (makers[i].prefix) + makers[i].least && is_mixed (text + at, length))
          return length;
      }
  return 0;
}

/* From its first line to the end of its last. */
static gsize
match_private_key (const char *text, gsize at)
{
  const char *end;

  if (text[at] != '-' || !g_str_has_prefix (text + at, "-----BEGIN ")
      || strstr (text + at, "PRIVATE KEY") == NULL)
    return 0;
  end = strstr (text + at, "-----END ");
  if (end == NULL)
    return strlen (text + at);
  return (gsize)(end - (text + at)) + strcspn (end, "\n");
}

static gboolean
ends_with_label (const char *text, gsize at)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gsize length = strlen (labels[i]);

      if (at >= length && g_ascii_strncasecmp (text + at - length, labels[i], length) == 0
          && bureau_sensitive_is_begin (text, at - length))
        return TRUE;
    }
  return FALSE;
}

/* "Password: tulip42!" – a word alone is no secret, so that “Password: see below” stays. */
static gsize
match_labelled (const char *text, gsize at)
{
  gsize before = at, length;

  while (before > 0 && strchr (" \t\"'", text[before - 1]) != NULL)
    before--;
  if (before == 0 || (text[before - 1] != ':' && text[before - 1] != '='))
    return 0;
  for (before--; before > 0 && strchr (" \t\"'", text[before - 1]) != NULL;)
    before--;
  length = strcspn (text + at, " \t\r\n\"'<>,;");
  while (length > 0 && strchr (".!?)", text[at + length - 1]) != NULL && length > 6)
    length--;
  return length >= 4 && strpbrk (text + at, "0123456789") != NULL
                 && strcspn (text + at, "0123456789") < length && ends_with_label (text, before)
             ? length
             : 0;
}

/*
 * bureau_sensitive_match_key:
 *
 * Returns: how many bytes of a key, token or password begin at @at; 0 where none does
 */
gsize
bureau_sensitive_match_key (const char *text, gsize at)
{
  gsize length = match_private_key (text, at);

  if (length == 0)
    length = match_maker (text, at);
  return length > 0 ? length : match_labelled (text, at);
}

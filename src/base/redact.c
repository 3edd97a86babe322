/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/log.h"

#include <string.h>

#define REDACTED "…"
#define MIN_SECRET_BYTES 6

/* What looks like a key, whoever made it. The first group is kept. */
static const char *patterns[] = {
  "()\\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{8,}",
  "()\\b(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|AKIA|AIza)[A-Za-z0-9_-]{10,}",
  "()\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]+",
  "(?i)\\b((?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{8,}",
  "(?i)((?:key|authorization)[\"']?\\s*[=:]\\s*[\"']?)[A-Za-z0-9._~+/=-]{16,}",
  "(?i)((?:password|passwd|passphrase|secret|token)[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"'&,;]{4,}",
  "(://)[^\\s/@:]*:[^\\s/@]+(?=@)",
};

G_LOCK_DEFINE_STATIC (secrets);
static GPtrArray *secrets; /* of char*, longest first: one may begin another */

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize first = strlen (*(const char *const *)a);
  gsize second = strlen (*(const char *const *)b);

  return first > second ? -1 : first < second;
}

static void
add_secret (char *secret)
{
  if (!g_ptr_array_find_with_equal_func (secrets, secret, g_str_equal, NULL))
    g_ptr_array_add (secrets, g_steal_pointer (&secret));
  g_free (secret);
}

/**
 * bureau_log_hide:
 * @secret: (nullable): a key or password, as soon as it is known
 *
 * From now on [func@log_redact] takes @secret out, also where it stands escaped in an URL or in
 * base64. One shorter than six bytes is too likely to be part of a word and is not hidden. May be
 * called from any thread.
 */
void
bureau_log_hide (const char *secret)
{
  if (secret == NULL || strlen (secret) < MIN_SECRET_BYTES)
    return;

  G_LOCK (secrets);
  if (secrets == NULL)
    secrets = g_ptr_array_new_with_free_func (g_free);
  add_secret (g_strdup (secret));
  add_secret (g_uri_escape_string (secret, NULL, FALSE));
  add_secret (g_base64_encode ((const guchar *)secret, strlen (secret)));
  g_ptr_array_sort (secrets, compare_lengths);
  G_UNLOCK (secrets);
}

static void
hide_secrets (GString *text)
{
  G_LOCK (secrets);
  for (guint i = 0; secrets != NULL && i < secrets->len; i++)
    g_string_replace (text, g_ptr_array_index (secrets, i), REDACTED, 0);
  G_UNLOCK (secrets);
}

static gpointer
compile_patterns (gpointer data)
{
  GPtrArray *compiled = g_ptr_array_new_with_free_func ((GDestroyNotify)g_regex_unref);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GError) error = NULL;
      GRegex *regex = g_regex_new (patterns[i], G_REGEX_OPTIMIZE, 0, &error);

      g_assert_no_error (error);
      g_ptr_array_add (compiled, regex);
    }
  return compiled;
}

static char *
hide_patterns (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  GPtrArray *compiled = g_once (&once, compile_patterns, NULL);
  g_autofree char *hidden = g_strdup (text);

  for (guint i = 0; i < compiled->len; i++)
    {
      char *next = g_regex_replace (g_ptr_array_index (compiled, i), hidden, -1, 0, "\\1" REDACTED,
                                    G_REGEX_MATCH_DEFAULT, NULL);

      /* A text that the engine gives up on is not shown at all. */
      if (next == NULL)
        return g_strdup (REDACTED);
      g_free (hidden);
      hidden = next;
    }
  return g_steal_pointer (&hidden);
}

/**
 * bureau_log_redact:
 * @text: (nullable): anything
 *
 * Takes every hidden secret and everything that looks like a key out of a text, for logs, errors
 * and exports.
 *
 * Returns: (transfer full): valid UTF-8 with "…" in their places; "" for %NULL
 */
char *
bureau_log_redact (const char *text)
{
  g_autoptr (GString) whole = g_string_new (text);
  g_autofree char *valid = NULL;

  hide_secrets (whole);
  valid = g_utf8_make_valid (whole->str, -1);
  return hide_patterns (valid);
}

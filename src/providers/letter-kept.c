/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An agent's letter is the same for each draft: it is parsed once. */
#include "providers/letter.h"

/* Some agents with a letter in each of their languages; then it begins anew. */
#define MAX_KEPT 32

static GMutex mutex;
static GHashTable *kept; /* text → letter */

static BureauLetter *
find (const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  BureauLetter *letter = kept != NULL ? g_hash_table_lookup (kept, text) : NULL;

  return letter != NULL ? g_atomic_rc_box_acquire (letter) : NULL;
}

static void
keep (const char *text, BureauLetter *letter)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                  (GDestroyNotify)bureau_letter_unref);
  if (g_hash_table_size (kept) >= MAX_KEPT)
    g_hash_table_remove_all (kept);
  g_hash_table_insert (kept, g_strdup (text), g_atomic_rc_box_acquire (letter));
}

/**
 * bureau_letter_get:
 * @text: a template, at most 64 KiB
 *
 * The letter that bureau_letter_parse() makes of @text, kept from the last time where it was asked
 * for before. May be called from any thread.
 *
 * Returns: (transfer full): the letter, or %NULL with the errors of bureau_letter_parse()
 */
BureauLetter *
bureau_letter_get (const char *text, GError **error)
{
  BureauLetter *letter = find (text);

  if (letter != NULL)
    return letter;
  letter = bureau_letter_parse (text, error);
  if (letter != NULL)
    keep (text, letter);
  return letter;
}

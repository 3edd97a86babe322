/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-words.h"

#include "base/json-text.h"
#include "base/json.h"
#include "desk/draft-thread.h"

struct _BureauDraftWords
{
  BureauKeeper *keeper;
  BureauKeeperFunc print;
  gpointer data;
  GHashTable *typed; /* words by draft that were kept, which may not be stored yet */
  gint64 draft;
};

static char *
print_words (gpointer data)
{
  BureauDraftWords *self = data;
  char *words = self->print (self->data);

  if (words != NULL)
    g_hash_table_insert (self->typed, g_memdup2 (&self->draft, sizeof self->draft),
                         g_strdup (words));
  else
    bureau_draft_words_forget (self, self->draft);
  return words;
}

/**
 * bureau_draft_words_new:
 * @print: gives the words of the draft that is turned to, as bureau_draft_edit_print_words() does
 * @data: for @print; outlives the words
 *
 * Returns: (transfer full): the words of no draft yet
 */
BureauDraftWords *
bureau_draft_words_new (BureauMemory *memory, BureauKeeperFunc print, gpointer data)
{
  BureauDraftWords *self = g_new0 (BureauDraftWords, 1);

  self->keeper = bureau_keeper_new (memory, print_words, self);
  self->print = print;
  self->data = data;
  self->typed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
bureau_draft_words_free (BureauDraftWords *self)
{
  g_clear_pointer (&self->keeper, bureau_keeper_free);
  g_clear_pointer (&self->typed, g_hash_table_unref);
  g_free (self);
}

/**
 * bureau_draft_words_turn:
 * @draft: whose words are typed from here on, or 0
 *
 * Keeps those of the draft before first.
 */
void
bureau_draft_words_turn (BureauDraftWords *self, gint64 draft)
{
  g_autofree char *key = draft != 0 ? bureau_draft_thread_key (draft) : NULL;

  bureau_keeper_turn (self->keeper, key);
  self->draft = draft;
}

/**
 * bureau_draft_words_touch:
 *
 * The words changed, or the place of the person in them: they are kept soon.
 */
void
bureau_draft_words_touch (BureauDraftWords *self)
{
  bureau_keeper_touch (self->keeper);
}

/**
 * bureau_draft_words_keep:
 *
 * Keeps what was typed now, without waiting.
 */
void
bureau_draft_words_keep (BureauDraftWords *self)
{
  bureau_keeper_keep (self->keeper);
}

/**
 * bureau_draft_words_forget:
 * @draft: a draft whose words were stored, or thrown away
 */
void
bureau_draft_words_forget (BureauDraftWords *self, gint64 draft)
{
  g_hash_table_remove (self->typed, &draft);
}

/**
 * bureau_draft_words_find:
 * @thread: of the draft that is turned to, as bureau_draft_thread_load() gives it
 *
 * What was typed in this window is newer than what could be read.
 *
 * Returns: (transfer none) (nullable): its unsaved words
 */
const char *
bureau_draft_words_find (BureauDraftWords *self, JsonObject *thread)
{
  const char *words = g_hash_table_lookup (self->typed, &self->draft);

  return words != NULL ? words : bureau_json_get_string (thread, "words");
}

/**
 * bureau_draft_words_find_place:
 * @thread: as for bureau_draft_words_find()
 * @cursor: (out): where the person was in the body, in characters
 * @scroll: (out): how far it was scrolled, in pixels
 *
 * Finds where a person was in the words, for when they come back to them.
 */
void
bureau_draft_words_find_place (BureauDraftWords *self, JsonObject *thread, int *cursor, int *scroll)
{
  const char *words = bureau_draft_words_find (self, thread);
  g_autoptr (JsonObject) kept = bureau_json_text_to_object (words);

  *cursor = kept != NULL ? (int)bureau_json_get_int (kept, "cursor", 0) : 0;
  *scroll = kept != NULL ? (int)bureau_json_get_int (kept, "scroll", 0) : 0;
}

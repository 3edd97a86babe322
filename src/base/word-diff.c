/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/word-diff.h"

#include <string.h>

/* Up to here the words of the changed middle are compared one by one; beyond it the whole of it is
 * taken out and put in. */
#define MAX_WORDS 1500

/* A word is what stands up to the next white space, and that white space with it. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      gsize length = strcspn (text, " \t\r\n");

      length += strspn (text + length, " \t\r\n");
      g_ptr_array_add (words, g_strndup (text, length));
      text += length;
    }
  return words;
}

static gboolean
is_same (GPtrArray *before, guint i, GPtrArray *after, guint j)
{
  return g_str_equal (g_ptr_array_index (before, i), g_ptr_array_index (after, j));
}

/* The part of two texts between what is the same at both ends. */
typedef struct
{
  GPtrArray *before;
  GPtrArray *after;
  guint start;
  guint before_end;
  guint after_end;
  BureauWordFunc func;
  gpointer data;
} Middle;

static void
tell (Middle *self, BureauWordChange change, GPtrArray *words, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    self->func (change, g_ptr_array_index (words, i), self->data);
}

static void
find_middle (Middle *self)
{
  self->before_end = self->before->len;
  self->after_end = self->after->len;
  while (self->start < self->before_end && self->start < self->after_end
         && is_same (self->before, self->start, self->after, self->start))
    self->start++;
  while (self->before_end > self->start && self->after_end > self->start
         && is_same (self->before, self->before_end - 1, self->after, self->after_end - 1))
    {
      self->before_end--;
      self->after_end--;
    }
}

/* lengths[i][j] is how much is common from i and j on; rows are (m + 1) wide. */
static guint16 *
measure (Middle *self, guint n, guint m)
{
  guint16 *lengths = g_new0 (guint16, (gsize)(n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      {
        guint16 down = lengths[(i + 1) * (m + 1) + j];
        guint16 right = lengths[i * (m + 1) + j + 1];

        lengths[i * (m + 1) + j] = is_same (self->before, self->start + i, self->after,
                                            self->start + j)
                                       ? (guint16)(lengths[(i + 1) * (m + 1) + j + 1] + 1)
                                       : MAX (down, right);
      }
  return lengths;
}

static void
tell_middle (Middle *self)
{
  guint n = self->before_end - self->start, m = self->after_end - self->start, i = 0, j = 0;
  gboolean is_long = n > MAX_WORDS || m > MAX_WORDS;
  g_autofree guint16 *lengths = is_long ? NULL : measure (self, n, m);

  while (!is_long && i < n && j < m)
    if (is_same (self->before, self->start + i, self->after, self->start + j))
      {
        tell (self, BUREAU_WORD_KEPT, self->after, self->start + j, self->start + j + 1);
        i++;
        j++;
      }
    else if (lengths[(i + 1) * (m + 1) + j] >= lengths[i * (m + 1) + j + 1])
      {
        tell (self, BUREAU_WORD_REMOVED, self->before, self->start + i, self->start + i + 1);
        i++;
      }
    else
      {
        tell (self, BUREAU_WORD_ADDED, self->after, self->start + j, self->start + j + 1);
        j++;
      }
  tell (self, BUREAU_WORD_REMOVED, self->before, self->start + i, self->before_end);
  tell (self, BUREAU_WORD_ADDED, self->after, self->start + j, self->after_end);
}

/**
 * bureau_word_diff:
 * @before: a text
 * @after: what became of it
 * @func: called for each word in the order of reading; a removed word comes before the one that
 *   took its place
 *
 * Compares two texts word by word. Kept and added words together are @after, kept and removed ones
 * @before, but for the white space around kept words.
 */
void
bureau_word_diff (const char *before, const char *after, BureauWordFunc func, gpointer data)
{
  g_autoptr (GPtrArray) words_before = split (before);
  g_autoptr (GPtrArray) words_after = split (after);
  Middle self = { words_before, words_after, .func = func, .data = data };

  find_middle (&self);
  tell (&self, BUREAU_WORD_KEPT, self.after, 0, self.start);
  tell_middle (&self);
  tell (&self, BUREAU_WORD_KEPT, self.after, self.after_end, self.after->len);
}

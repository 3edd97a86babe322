/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

/* Letters that Unicode does not take apart, as people type them without. */
static const struct
{
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" },
};

static const char *
plain_letter (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == character)
      return plain_letters[i].plain;
  return NULL;
}

/* A text for comparing, and where each of its bytes comes from. */
typedef struct
{
  GString *text;
  GArray *origins; /* of guint32: byte offsets in the original, one more than there are bytes */
} Plain;

static void
plain_clear (Plain *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->origins, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plain, plain_clear)

static void
plain_append (Plain *self, gunichar character, guint32 origin)
{
  char bytes[6] = "";
  int n = g_unichar_to_utf8 (character, bytes);

  g_string_append_len (self->text, bytes, n);
  for (int i = 0; i < n; i++)
    g_array_append_val (self->origins, origin);
}

/* Lower case, each run of white space one space, none at the ends. */
static void
plain_init (Plain *self, const char *text)
{
  gboolean gap = FALSE;
  guint32 end = 0;

  self->text = g_string_sized_new (strlen (text));
  self->origins = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        {
          gap = self->text->len > 0;
          continue;
        }
      if (gap)
        plain_append (self, ' ', end);
      gap = FALSE;
      plain_append (self, g_unichar_tolower (character), (guint32)(p - text));
      end = (guint32)(g_utf8_next_char (p) - text);
    }
  g_array_append_val (self->origins, end);
}

/**
 * bureau_text_fold:
 * @text: UTF-8
 *
 * A text for comparing and looking up: compatibility forms replaced, case folded, accents taken off
 * ("Müller ﬁel" becomes "muller fiel").
 *
 * Returns: (transfer full): the folded text
 */
char *
bureau_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (apart, -1);
  g_autoptr (GString) folded = g_string_sized_new (strlen (lower));

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      const char *plain = plain_letter (character);

      if (plain != NULL)
        g_string_append (folded, plain);
      else if (g_unichar_type (character) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (folded, character);
    }
  return g_string_free_and_steal (g_steal_pointer (&folded));
}

static gboolean
is_word_character (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/**
 * bureau_text_words:
 * @text: UTF-8
 *
 * Returns: (transfer full) (array zero-terminated=1): the words of the folded text, in their order;
 *   a word is a run of letters and digits
 */
char **
bureau_text_words (const char *text)
{
  g_autofree char *folded = bureau_text_fold (text);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && is_word_character (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          g_strv_builder_take (words, g_strndup (start, (gsize)(p - start)));
          start = NULL;
        }
      if (*p == '\0')
        return g_strv_builder_end (words);
    }
}

/* Thai and Chinese put no blanks between their words. */
static gboolean
is_inner (gunichar character)
{
  return is_word_character (character) && !g_unichar_iswide (character)
         && g_unichar_break_type (character) != G_UNICODE_BREAK_COMPLEX_CONTEXT;
}

/**
 * bureau_text_cuts_word:
 * @text: valid UTF-8
 * @at: a place in it
 *
 * Returns: whether a word goes on over this place
 */
gboolean
bureau_text_cuts_word (const char *text, const char *at)
{
  return at > text && *at != '\0' && is_inner (g_utf8_get_char (g_utf8_prev_char (at)))
         && is_inner (g_utf8_get_char (at));
}

/**
 * bureau_text_find:
 * @text: valid UTF-8, less than 4 GiB
 * @words: valid UTF-8
 * @length: (out) (optional): how many bytes of @text the match has
 *
 * Finds a quotation in its source. Upper and lower case are the same, and so are all runs of white
 * space, which also may be line ends. Takes time in proportion to both texts.
 *
 * Returns: (nullable) (transfer none): where in @text the first match begins; %NULL also where
 * @words is empty
 */
const char *
bureau_text_find (const char *text, const char *words, gsize *length)
{
  g_auto (Plain) source = { NULL };
  g_auto (Plain) wanted = { NULL };
  const char *match = NULL;
  gsize start = 0;
  gsize end = 0;

  plain_init (&source, text);
  plain_init (&wanted, words);
  if (wanted.text->len == 0)
    return NULL;

  match = memmem (source.text->str, source.text->len, wanted.text->str, wanted.text->len);
  if (match == NULL)
    return NULL;

  start = (gsize)(match - source.text->str);
  end = start + wanted.text->len;
  if (length != NULL)
    *length = g_array_index (source.origins, guint32, end)
              - g_array_index (source.origins, guint32, start);
  return text + g_array_index (source.origins, guint32, start);
}

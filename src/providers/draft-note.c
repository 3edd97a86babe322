/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/draft-note.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/dictionary.h"
#include "providers/scan.h"

/* The languages that notes are read in; a note is about a letter, not in its language. */
static const char *const languages[] = { "en", "de", "es" };

/* Parts of a letter that can be left out: the tag of the phrases, and the values they rest on. */
static const struct
{
  const char *tag;
  const char *paths[8];
} parts[] = {
  { "price",
    { "price", "record.fee_low", "record.fee_high", "record.precedents",
      "record.precedent_list" } },
  { "questions", { "record.questions", "answers" } },
  { "link", { "settings.booking_link", "facts.booking_link" } },
};

#define CAN                                                                                        \
  "They can leave out the price, the questions or the link, and write in English, German or "      \
  "Spanish. Edit the text yourself, or give the agent a model that reads notes."

static gboolean
take_tag (BureauDraftNote *self, const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].tag, tag))
      {
        self->leaves_out |= 1U << i;
        return TRUE;
      }
  self->language = g_intern_string (tag);
  return TRUE;
}

/* "Do not leave out the price" is another wish than the phrase in it. */
static gboolean
is_all_of (const BureauPhrase *phrase, const char *wish)
{
  BureauScanner scanner;
  BureauToken token;
  guint n = 0;

  bureau_scanner_init (&scanner, wish, strlen (wish));
  while (bureau_scanner_next (&scanner, &token))
    n++;

  return phrase->n_words == n;
}

static gboolean
take_wish (BureauDraftNote *self, const char *wish)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const BureauDictionary *dictionary = bureau_dictionary_for (languages[i], NULL);
      const BureauPhrase *phrase
          = dictionary ? bureau_dictionary_find (dictionary, BUREAU_PHRASE_NOTE, wish) : NULL;

      if (phrase && phrase->tag && is_all_of (phrase, wish))
        return take_tag (self, phrase->tag);
    }

  return FALSE;
}

/* "Without a price, in German" is two wishes. */
static GStrv
split_wishes (const char *note)
{
  g_autoptr (GRegex) between = g_regex_new ("[.,;!\\n]+|\\b(?:and|und|y|please|bitte|por favor)\\b",
                                            G_REGEX_CASELESS, 0, NULL);
  g_auto (GStrv) pieces = g_regex_split (between, note, 0);
  g_autoptr (GStrvBuilder) wishes = g_strv_builder_new ();

  for (guint i = 0; pieces[i]; i++)
    if (*g_strstrip (pieces[i]))
      g_strv_builder_add (wishes, pieces[i]);

  return g_strv_builder_end (wishes);
}

/**
 * bureau_draft_note_read:
 * @self: (out caller-allocates): what is understood
 * @note: the operator's words
 *
 * Returns: %FALSE with %BUREAU_ERROR_REFUSED where the rules cannot follow all of it
 */
gboolean
bureau_draft_note_read (BureauDraftNote *self, const char *note, GError **error)
{
  g_auto (GStrv) wishes = split_wishes (note);

  *self = (BureauDraftNote){ 0 };
  for (guint i = 0; wishes[i]; i++)
    if (!take_wish (self, wishes[i]))
      {
        g_autofree char *shown = bureau_text_shorten (wishes[i], 80);

        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                     "The rules cannot follow “%s”. " CAN, shown);
        return FALSE;
      }

  return TRUE;
}

/* The same object without what a path names; what it shares with the first is not changed. */
static JsonObject *
without (JsonObject *object, const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot ? g_strndup (path, (gsize)(dot - path)) : g_strdup (path);
  JsonObject *inner = dot ? bureau_json_get_object (object, name) : NULL;
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    if (inner && g_str_equal (l->data, name))
      json_object_set_object_member (copy, name, without (inner, dot + 1));
    else if (dot || !g_str_equal (l->data, name))
      json_object_set_member (copy, l->data, json_object_dup_member (object, l->data));

  return copy;
}

/**
 * bureau_draft_note_leave_out:
 * @values: what a letter is made of
 *
 * Returns: (transfer full): the same without the values of what is to be left out
 */
JsonObject *
bureau_draft_note_leave_out (const BureauDraftNote *self, JsonObject *values)
{
  JsonObject *rest = json_object_ref (values);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint k = 0; (self->leaves_out & (1U << i)) && parts[i].paths[k]; k++)
      {
        g_autoptr (JsonObject) before = rest;

        rest = without (before, parts[i].paths[k]);
      }

  return rest;
}

/**
 * bureau_draft_note_keep_common:
 * @body: a letter
 * @other: the same letter made without some values
 *
 * A letter may say something else where a value is missing, such as why it names no price. That is
 * not what was asked for: only what both say is kept.
 *
 * Returns: (transfer full): the paragraphs of @body that @other has too
 */
char *
bureau_draft_note_keep_common (const char *body, const char *other)
{
  g_auto (GStrv) paragraphs = g_strsplit (body, "\n\n", -1);
  g_auto (GStrv) others = g_strsplit (other, "\n\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; paragraphs[i]; i++)
    if (g_strv_contains ((const char *const *)others, paragraphs[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", paragraphs[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

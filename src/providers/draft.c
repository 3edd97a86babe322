/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/builtin.h"
#include "providers/draft-note.h"
#include "providers/letter.h"
#include "providers/source.h"

/* Fewer past prices than this are no range to name. */
#define MIN_PRECEDENTS 3
#define MAX_SUBJECT_BYTES 300
#define MAX_SIMILAR 3
#define MAX_NAMED 12
#define MAX_ANSWERS 5

/* A draft task while it is answered. */
typedef struct
{
  JsonObject *inputs;
  const BureauSource *source;
  const BureauDictionary *dictionary;
  JsonObject *values;
  BureauDraftNote note;
} Drafting;

static void
copy_members (JsonObject *from, JsonObject *to)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (from == NULL)
    return;
  json_object_iter_init (&iter, from);
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (to, name, json_node_ref (node));
}

/* Collections of past work, by the words of the rules; clients and mails are none. */
static gboolean
is_work (Drafting *self, JsonObject *item)
{
  const char *collection = bureau_json_get_string (item, "collection");

  return collection && bureau_dictionary_find (self->dictionary, BUREAU_PHRASE_WORK, collection);
}

/* Titles of similar past work, the same title once. */
static void
add_similar (Drafting *self)
{
  JsonArray *recall = bureau_json_get_array (self->values, "recall");
  JsonArray *similar = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; recall && i < json_array_get_length (recall)
                    && json_array_get_length (similar) < MAX_SIMILAR;
       i++)
    {
      JsonNode *node = json_array_get_element (recall, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *title = item ? bureau_json_get_string (item, "title") : NULL;
      if (title && *title && is_work (self, item) && g_hash_table_add (seen, (gpointer)title))
        json_array_add_string_element (similar, title);
    }
  json_object_set_array_member (self->values, "similar", similar);
}

/* The precedents where they are given one by one, as a list or as JSON text from SQL. */
static JsonArray *
list_precedents (JsonObject *price)
{
  static const char *const names[] = { "precedents", "precedent_list" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = bureau_json_get_string (price, names[i]);
      g_autoptr (JsonNode) parsed = text && *text == '[' ? bureau_json_parse (text, -1, NULL)
                                                         : NULL;
      JsonArray *list = parsed && JSON_NODE_HOLDS_ARRAY (parsed)
                            ? json_node_get_array (parsed)
                            : bureau_json_get_array (price, names[i]);
      if (list)
        return json_array_ref (list);
    }

  return NULL;
}

static const char *
title_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return bureau_json_get_string (json_node_get_object (node), "title");

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* Titles of the precedents: those given, else the similar work that was recalled. */
static JsonArray *
name_precedents (Drafting *self, JsonArray *list)
{
  JsonArray *named = json_array_new ();

  if (list == NULL)
    list = bureau_json_get_array (self->values, "similar");
  for (guint i = 0; i < json_array_get_length (list) && i < MAX_NAMED; i++)
    if (title_of (json_array_get_element (list, i)))
      json_array_add_string_element (named, title_of (json_array_get_element (list, i)));

  return named;
}

/* A price range is there for the letter only with enough precedents: whatever the template says,
 * two past projects are no range. */
static void
add_price (Drafting *self)
{
  JsonObject *given = bureau_json_get_object (self->values, "price");

  if (given == NULL)
    return;

  g_autoptr (JsonArray) list = list_precedents (given);
  gint64 n = list ? json_array_get_length (list) : bureau_json_get_int (given, "precedents", 0);
  JsonObject *price = json_object_new ();
  copy_members (given, price);
  if (n < MIN_PRECEDENTS)
    {
      json_object_remove_member (price, "fee_low");
      json_object_remove_member (price, "fee_high");
      json_object_remove_member (price, "precedents");
    }
  else
    {
      gint64 low = bureau_json_get_int (price, "fee_low", -1),
             high = bureau_json_get_int (price, "fee_high", -2);
      json_object_set_boolean_member (price, "same", low == high);
      json_object_set_array_member (price, "named", name_precedents (self, list));
    }
  json_object_set_object_member (self->values, "price", price);
}

/* Whether all words of a fact's name, such as opening_hours, stand in the question. */
static gboolean
question_names (const char *question, const char *fact)
{
  g_autofree char *folded = bureau_text_fold (question);
  g_auto (GStrv) words = g_strsplit (fact, "_", 6);

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !strstr (folded, words[i]))
      return FALSE;

  return TRUE;
}

/* Facts that letters are made of, which are no answers by themselves. */
static gboolean
is_answer (const char *fact)
{
  static const char *const others[] = { "firm",     "signature", "booking_link", "currency",
                                        "language", "services",  "time_zone",    NULL };

  return !g_strv_contains (others, fact);
}

/* A question is answered by a fact of its name, in the operator's own words, or not at all. */
static void
add_answers (Drafting *self)
{
  JsonObject *facts = bureau_json_get_object (self->values, "facts");
  JsonArray *answers = json_array_new ();
  JsonObjectIter iter;
  const char *fact;
  JsonNode *node;

  if (facts)
    json_object_iter_init (&iter, facts);
  while (facts && json_array_get_length (answers) < MAX_ANSWERS
         && json_object_iter_next (&iter, &fact, &node))
    {
      gboolean asked = FALSE;
      if (!is_answer (fact) || !JSON_NODE_HOLDS_VALUE (node))
        continue;
      for (guint i = 0; !asked && i < self->source->tokens->len; i++)
        {
          guint first, n;
          if (!bureau_source_is_mark (self->source, i, "?"))
            continue;
          bureau_source_sentence (self->source, i, &first, &n);
          g_autofree char *question = bureau_source_span (self->source, first, n);
          asked = question_names (question, fact);
        }
      if (!asked)
        continue;
      g_autofree char *title = bureau_text_title (fact);
      JsonObject *answer = json_object_new ();
      json_object_set_string_member (answer, "title", title);
      json_object_set_member (answer, "answer", json_node_ref (node));
      json_array_add_object_element (answers, answer);
    }
  json_object_set_array_member (self->values, "answers", answers);
}

/* What the letter's paths lead into: everything given, by its own name, the message, and what is
 * made of them here: similar, answers, price. */
static void
collect (Drafting *self, JsonObject *source)
{
  JsonObject *facts = bureau_json_get_object (self->inputs, "facts");

  copy_members (bureau_json_get_object (self->inputs, "given"), self->values);
  json_object_set_object_member (self->values, "message", json_object_ref (source));
  if (facts)
    json_object_set_object_member (self->values, "facts", json_object_ref (facts));
  if (facts && !json_object_has_member (self->values, "settings"))
    json_object_set_object_member (self->values, "settings", json_object_ref (facts));
  add_similar (self);
  add_price (self);
  add_answers (self);
}

/* “Re: ” once, whatever prefixes the mail collected on its way. */
static char *
answer_subject (Drafting *self, const char *subject)
{
  g_autofree char *line = bureau_text_one_line (subject ? subject : "");
  const char *at = line;

  for (;;)
    {
      gsize length = strcspn (at, ": ");
      g_autofree char *prefix = g_ascii_strdown (at, (gssize)length);
      static const char *const prefixes[] = { "re",  "aw", "antw", "sv", "vs", "rv",  "res",
                                              "ref", "fw", "fwd",  "wg", "tr", "rif", NULL };
      if (at[length] != ':' || !g_strv_contains (prefixes, prefix))
        break;
      at += length + 1;
      at += strspn (at, " ");
    }
  if (*at == '\0')
    at = bureau_dictionary_get_text (self->dictionary, "no_subject");

  g_autofree char *answer = g_strconcat ("Re: ", at, NULL);
  return bureau_text_shorten (answer, MAX_SUBJECT_BYTES);
}

/* The letter that the operator wrote for a language. */
static const char *
find_letter (JsonObject *inputs, const char *language)
{
  JsonObject *letters = bureau_json_get_object (inputs, "letters");

  return letters ? bureau_json_get_string (letters, language) : NULL;
}

/* What a note asks for goes first, then the message's own language where there is a letter in it.
 */
static const BureauDictionary *
choose_language (Drafting *self, GError **error)
{
  const char *language = bureau_json_get_string (self->inputs, "language");
  const BureauDictionary *own = self->source->dictionary;

  if (self->note.language)
    return bureau_dictionary_for (self->note.language, error);
  if (language == NULL || *language == '\0'
      || find_letter (self->inputs, bureau_dictionary_get_language (own)))
    return own;

  return bureau_dictionary_for (language, error);
}

static const char *
choose_letter (Drafting *self)
{
  const char *language = bureau_dictionary_get_language (self->dictionary);
  const char *own = find_letter (self->inputs, language);
  const char *letter = bureau_json_get_string (self->inputs, "letter");
  gboolean is_other = self->note.language
                      && g_strcmp0 (bureau_json_get_string (self->inputs, "language"), language)
                             != 0;

  if (own)
    return own;
  if (letter == NULL || is_other || letter[strspn (letter, " \t\r\n")] == '\0')
    return bureau_dictionary_get_text (self->dictionary, "letter");

  return letter;
}

/* What a note leaves out is what the letter says only because of it. */
static char *
write_body (Drafting *self, BureauLetter *letter, GError **error)
{
  g_autoptr (JsonObject) rest = bureau_draft_note_leave_out (&self->note, self->values);
  g_autofree char *body = bureau_letter_render (letter, self->dictionary, self->values, error);
  g_autofree char *other = NULL;

  if (self->note.leaves_out == 0)
    return g_steal_pointer (&body);
  other = body ? bureau_letter_render (letter, self->dictionary, rest, error) : NULL;

  return other ? bureau_draft_note_keep_common (body, other) : NULL;
}

static JsonObject *
write_answer (Drafting *self, GError **error)
{
  JsonObject *message = bureau_json_get_object (self->values, "message");
  g_autoptr (BureauLetter) letter = bureau_letter_get (choose_letter (self), error);
  g_autofree char *body = letter ? write_body (self, letter, error) : NULL;

  if (body == NULL)
    return NULL;

  g_autofree char *subject = answer_subject (self, bureau_json_get_string (message, "subject"));
  JsonObject *answer = json_object_new ();
  json_object_set_string_member (answer, "subject", subject);
  json_object_set_string_member (answer, "body", body);

  return answer;
}

/**
 * bureau_builtin_draft:
 * @inputs: `{"source":{…},"given":{"record":{…},"recall":[{"collection","title","fields":{…}}],
 *   "price":{"fee_low","fee_high","precedents","currency"},…},"letter","letters":{LANGUAGE:
 * letter}, "facts":{"firm","signature","booking_link","currency",…},"language","note"}`; fees are
 * minor units, `precedents` is how many there are or a list of them; everything but the source may
 * be missing
 *
 * Fills the agent's letter template: of "letters" the one in the message's language, else "letter",
 * which is in "language", else the language's own letter. The template
 * finds all of `given` by its names, `message`, `facts` (also as `settings`), and besides:
 * `similar` (titles of recalled work), `answers` (`{"title","answer"}` for questions that a fact of
 * that name answers), `price.named` (titles of the precedents) and `price.same` (whether low and
 * high are one). Fees are there from three precedents on.
 *
 * A "note" of the operator is followed where it asks for what rules can do, else refused with
 * %BUREAU_ERROR_REFUSED, saying what they can.
 *
 * Returns: (transfer full): `{"subject","body"}`; to whom it goes is never a provider's to say
 */
JsonObject *
bureau_builtin_draft (JsonObject *inputs, GError **error)
{
  JsonObject *object = bureau_json_get_object (inputs, "source");

  if (object == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "There is nothing to answer: the task has no “source”");
      return NULL;
    }

  g_autoptr (BureauSource) source = bureau_source_new (object, error);
  g_autoptr (JsonObject) values = json_object_new ();
  const char *note = bureau_json_get_string (inputs, "note");
  Drafting self = { .inputs = inputs, .source = source, .values = values };
  if (source == NULL || (note && !bureau_draft_note_read (&self.note, note, error))
      || (self.dictionary = choose_language (&self, error)) == NULL)
    return NULL;

  collect (&self, object);

  return write_answer (&self, error);
}

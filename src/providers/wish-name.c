/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of collections, fields and values in the words of a request. */
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "providers/wish-private.h"

#define MOST_WORDS 6
#define LONG_ENOUGH 5 /* letters by which a value can be known alone */

/* How many tokens from @token on say the words; 0 where they say something else. */
static guint
count_said (const BureauWish *self, guint token, char *const *stems, guint n_stems)
{
  guint n_tokens = self->source->tokens->len;
  guint at = token, found = 0;

  while (found < n_stems && at < n_tokens && at < token + 2 * MOST_WORDS)
    {
      gboolean is_mark = bureau_source_token (self->source, at)->kind == BUREAU_TOKEN_MARK;
      const char *own = self->stems[at++];

      if (is_mark && found > 0)
        continue;
      if (!g_str_equal (own, stems[found]))
        return 0;
      found++;
    }
  return found == n_stems && n_stems > 0 ? at - token : 0;
}

static guint
said_at (const BureauWish *self, guint token, char *const *stems)
{
  return count_said (self, token, stems, g_strv_length ((char **)stems));
}

/* How many tokens from @token on say all of a text; 0 where they say something else. */
guint
bureau_wish_said_at (BureauWish *self, guint token, const char *text)
{
  g_auto (GStrv) stems = text != NULL ? bureau_wish_list_stems (text) : NULL;

  return stems != NULL ? said_at (self, token, stems) : 0;
}

/* Fields -----------------------------------------------------------------------------------------
 */

/* How well a field is what a concept means: its name, its first word, or one of its words. */
static guint
concept_rank (const BureauWishField *field, const char *concept)
{
  g_auto (GStrv) parts = g_strsplit (field->name, "_", -1);

  if (g_str_equal (field->name, concept))
    return 3;
  if (g_str_equal (parts[0], concept))
    return 2;
  return g_strv_contains ((const char *const *)parts, concept) ? 1 : 0;
}

static BureauWishField *
field_of_concept (BureauWishCollection *collection, const char *concept)
{
  BureauWishField *best = NULL;
  guint rank = 0;

  for (guint i = 0; i < collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (collection->fields, i);
      guint own = concept_rank (field, concept);

      if (own > rank)
        {
          best = field;
          rank = own;
        }
    }
  return best;
}

/* The first of the concepts that the collection has a field for. */
BureauWishField *
bureau_wish_concept (BureauWish *self, const char *const *concepts)
{
  for (guint i = 0; concepts[i] != NULL; i++)
    {
      BureauWishField *field = field_of_concept (self->collection, concepts[i]);

      if (field != NULL)
        return field;
    }
  return NULL;
}

static gboolean
is_spoken_of (const BureauWishField *field)
{
  return !g_str_has_suffix (field->name, "currency");
}

/* A phrase may stand for several concepts, which share their words. */
static BureauWishField *
field_by_concept (BureauWish *self, guint token, guint *n)
{
  guint16 word = bureau_source_token (self->source, token)->word;
  const BureauPhrase *const *p
      = word != 0 ? bureau_dictionary_list_phrases (self->source->dictionary, word) : NULL;

  for (; p != NULL && *p != NULL; p++)
    {
      BureauWishField *field;
      guint matching = 1;

      if ((*p)->kind != BUREAU_PHRASE_CONCEPT)
        continue;
      while (matching < (*p)->n_words && token + matching < self->source->tokens->len
             && bureau_source_token (self->source, token + matching)->word == (*p)->words[matching])
        matching++;
      field = matching == (*p)->n_words ? field_of_concept (self->collection, (*p)->tag) : NULL;
      if (field != NULL)
        {
          *n = (*p)->n_words;
          return field;
        }
    }
  return NULL;
}

/* The field that is named at @token; the longest name counts. */
BureauWishField *
bureau_wish_field_at (BureauWish *self, guint token, guint *n)
{
  BureauWishField *best = NULL;

  *n = 0;
  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);
      guint said = is_spoken_of (field) ? MAX (said_at (self, token, field->name_stems),
                                               said_at (self, token, field->title_stems))
                                        : 0;

      if (said > *n)
        {
          best = field;
          *n = said;
        }
    }
  return best != NULL ? best : field_by_concept (self, token, n);
}

/* Whether the words are the field's own name, and not only near it. */
gboolean
bureau_wish_is_exact (BureauWish *self, const BureauWishField *field, guint token, guint n)
{
  const BureauPhrase *concept = bureau_source_phrase_at (self->source, BUREAU_PHRASE_CONCEPT,
                                                         token);

  return said_at (self, token, field->name_stems) == n
         || said_at (self, token, field->title_stems) == n
         || (concept != NULL && concept->n_words == n && g_str_equal (concept->tag, field->name));
}

/* Values -----------------------------------------------------------------------------------------
 */

/* A long first word is enough where no other value begins with it. */
static guint
begun_at (const BureauWish *self, guint token, const BureauWishField *field, char *const *stems)
{
  guint n_same = 0;

  if (stems[0] == NULL || strlen (stems[0]) < LONG_ENOUGH
      || count_said (self, token, stems, 1) == 0)
    return 0;
  for (guint i = 0; i < field->value_stems->len; i++)
    n_same += g_strcmp0 (((char **)g_ptr_array_index (field->value_stems, i))[0], stems[0]) == 0;
  return n_same == 1 ? count_said (self, token, stems, 1) : 0;
}

/* A field one of whose values is named at @token. */
BureauWishField *
bureau_wish_value_at (BureauWish *self, guint token, guint *n, const char **value)
{
  BureauWishField *best = NULL;

  *n = 0;
  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      for (guint j = 0; field->values != NULL && j < field->values->len; j++)
        {
          const char *own = g_ptr_array_index (field->values, j);
          char **stems = g_ptr_array_index (field->value_stems, j);
          guint said = said_at (self, token, stems);

          if (said == 0)
            said = begun_at (self, token, field, stems);
          if (said > *n)
            {
              best = field;
              *n = said;
              *value = own;
            }
        }
    }
  return best;
}

/* Collections ------------------------------------------------------------------------------------
 */

static guint
collection_by_concept (BureauWish *self, BureauWishCollection *collection, guint token)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (self->source, BUREAU_PHRASE_CONCEPT, token);
  g_autofree char *concept = phrase != NULL ? bureau_wish_stem (phrase->tag) : NULL;

  return phrase != NULL && g_strcmp0 (concept, collection->name_stems[0]) == 0
                 && collection->name_stems[1] == NULL
             ? phrase->n_words
             : 0;
}

gboolean
bureau_wish_collection_at (BureauWish *self, BureauWishCollection *collection, guint token,
                           guint *n)
{
  *n = MAX (said_at (self, token, collection->name_stems),
            said_at (self, token, collection->title_stems));
  if (*n == 0)
    *n = collection_by_concept (self, collection, token);
  return *n > 0;
}

/* What a collection is mostly about --------------------------------------------------------------
 */

gboolean
bureau_wish_is_figure (const BureauWishField *field)
{
  static const char *const types[]
      = { "money", "int", "number", "ratio", "duration", "days", NULL };

  return field != NULL && field->type != NULL && g_strv_contains (types, field->type);
}

gboolean
bureau_wish_is_date (const BureauWishField *field)
{
  return field != NULL
         && (g_strcmp0 (field->type, "date") == 0 || g_strcmp0 (field->type, "datetime") == 0);
}

/* Money before any other number. */
BureauWishField *
bureau_wish_main_figure (BureauWish *self)
{
  BureauWishField *best = NULL;

  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      if (bureau_wish_is_figure (field)
          && (best == NULL
              || (g_strcmp0 (field->type, "money") == 0 && g_strcmp0 (best->type, "money") != 0)))
        best = field;
    }
  return best;
}

/* When it happened, or else when it was added. */
BureauWishField *
bureau_wish_main_date (BureauWish *self)
{
  static const char *const concepts[] = { "date", "started", "start",   "issued",
                                          "sent", "since",   "created", NULL };

  for (guint i = 0; concepts[i] != NULL; i++)
    {
      BureauWishField *field = field_of_concept (self->collection, concepts[i]);

      if (bureau_wish_is_date (field))
        return field;
    }
  return bureau_wish_find_field (self->collection, "created_at");
}

/* The name that comes nearest to a word that nothing is called by. */
const char *
bureau_wish_nearest (BureauWish *self, const char *word)
{
  g_autofree const char **names = g_new0 (const char *, self->collection->fields->len + 1);
  g_autofree char *folded = bureau_text_fold (word);
  guint n = 0, n_plausible;
  const char *nearest;

  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      if (is_spoken_of (field))
        names[n++] = field->name;
    }
  nearest = bureau_nearest (folded, names, &n_plausible);
  return nearest != NULL ? bureau_wish_find_field (self->collection, nearest)->title : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a request from left to right: each word is a name, a value, something to do, or not
 * understood. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/wish-private.h"

#define SAYS_COLLECTION 4
#define SAYS_SOMETHING 2
#define SAYS_NOTHING 3

static void
note (JsonArray *list, BureauWish *self, guint token, guint n, const char *key, char *text,
      const char *offer)
{
  JsonObject *object = json_object_new ();
  g_autofree char *words = bureau_source_span (self->source, token, n);
  g_autofree char *owned = text;

  json_object_set_string_member (object, "words", words);
  json_object_set_string_member (object, key, owned);
  if (offer != NULL)
    json_object_set_string_member (object, "offer", offer);
  json_array_add_object_element (list, object);
}

/* Takes the meaning. */
void
bureau_wish_say (BureauWish *self, guint token, guint n, char *meaning)
{
  note (self->understood, self, token, n, "meaning", meaning, NULL);
  self->score += SAYS_SOMETHING * (int)n;
}

/* Takes the problem. */
void
bureau_wish_doubt (BureauWish *self, guint token, guint n, char *problem, const char *offer)
{
  note (self->problems, self, token, n, "problem", problem, offer);
  self->score -= SAYS_NOTHING * (int)n;
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
is_small (BureauWish *self, guint token)
{
  return bureau_source_token (self->source, token)->kind == BUREAU_TOKEN_MARK
         || bureau_source_phrase_at (self->source, BUREAU_PHRASE_STOP, token) != NULL
         || bureau_source_phrase_at (self->source, BUREAU_PHRASE_ARTICLE, token) != NULL;
}

/* A collection is named once; later its name may be a field's. */
static guint
take_collection (BureauWish *self, guint token, guint least)
{
  guint n;

  if (self->is_named || self->role == BUREAU_WISH_GROUP
      || !bureau_wish_collection_at (self, self->collection, token, &n) || n < least)
    return 0;
  self->is_named = TRUE;
  self->score += SAYS_COLLECTION;
  bureau_wish_say (self, token, n,
                   g_strdup_printf (_ ("the records of %s"), self->collection->title));
  return n;
}

static void
doubt_word (BureauWish *self, guint token)
{
  g_autofree char *word = bureau_source_span (self->source, token, 1);
  const char *nearest = bureau_wish_nearest (self, word);

  bureau_wish_doubt (
      self, token, 1,
      nearest != NULL || self->role == BUREAU_WISH_GROUP || self->role == BUREAU_WISH_SORT
              || self->role == BUREAU_WISH_WITH || self->role == BUREAU_WISH_DROPPED
          ? g_strdup_printf (_ ("%s has no field “%s”."), self->collection->title, word)
          : g_strdup (_ ("Not understood.")),
      nearest);
}

static gboolean
is_order (BureauWish *self, guint token)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (self->source, BUREAU_PHRASE_WISH, token);

  return phrase != NULL && g_str_has_prefix (phrase->tag, "order:");
}

static guint
take_unknown (BureauWish *self, guint token)
{
  if (is_order (self, token + 1) && bureau_wish_set_limit (self, token))
    return 1;
  doubt_word (self, token);
  return 1;
}

/* Elements are spoken of where one is to be taken away and nothing else is called so. */
static guint
count_wish (BureauWish *self, const BureauPhrase *wish, guint n_field)
{
  gboolean is_element = wish != NULL && g_str_has_prefix (wish->tag, "element:");

  if (wish == NULL || g_str_equal (wish->tag, "this")
      || (is_element && (n_field > 0 || !bureau_wish_is_removing (self))))
    return 0;
  return wish->n_words;
}

/* The longest meaning counts: “website design” is no design. */
static guint
take (BureauWish *self, guint token)
{
  const BureauPhrase *wish = bureau_source_phrase_at (self->source, BUREAU_PHRASE_WISH, token);
  guint n_wish, n_field, n_value, n;
  const char *value = NULL;
  BureauWishField *field = bureau_wish_field_at (self, token, &n_field);
  BureauWishField *holder = bureau_wish_value_at (self, token, &n_value, &value);

  n_wish = count_wish (self, wish, n_field);
  n = bureau_wish_remove_titled (self, token, MAX (n_field, n_value));
  if (n == 0)
    n = bureau_wish_take_this (self, token);
  if (n > 0)
    return n;
  n = take_collection (self, token, MAX (n_wish, n_value));
  if (n > 0)
    return n;
  if (n_wish > 0 && n_wish >= n_field && n_wish >= n_value)
    return bureau_wish_take_tag (self, wish, token);
  if (n_field > 0 && n_field >= n_value)
    {
      bureau_wish_take_field (self, field, token, n_field);
      return n_field;
    }
  if (n_value > 0)
    {
      bureau_wish_take_value (self, holder, value, token, n_value);
      return n_value;
    }
  if (is_small (self, token))
    return 1;
  return take_unknown (self, token);
}

/**
 * bureau_wish_read:
 *
 * Reads the whole request about the collection that is set.
 */
void
bureau_wish_read (BureauWish *self)
{
  for (guint token = 0; token < self->source->tokens->len;)
    token += take (self, token);
}

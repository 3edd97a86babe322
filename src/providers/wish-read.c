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
#define IS_EXACT 1
#define MOST_ROWS 1000

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

/* What fields are for -----------------------------------------------------------------------------
 */

static void
add_column (GPtrArray *columns, BureauWishField *field)
{
  if (!g_ptr_array_find (columns, field, NULL))
    g_ptr_array_add (columns, field);
}

/* What is counted by a date is counted by its months. */
static void
set_group (BureauWish *self, BureauWishField *field, guint token, guint n)
{
  BureauWishField **place = self->group == NULL ? &self->group : &self->series;

  if (bureau_wish_is_figure (field))
    {
      self->sort = field;
      self->is_sorted = self->is_descending = TRUE;
      if (self->measure == NULL)
        self->measure = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("sorted by %s"), field->title));
      return;
    }
  if (bureau_wish_is_date (field))
    {
      self->bucket = self->bucket != NULL ? self->bucket : "month";
      self->bucket_field = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("by the time of %s"), field->title));
      return;
    }
  *place = field;
  bureau_wish_say (self, token, n, g_strdup_printf (_ ("by %s"), field->title));
}

static void
set_presence (BureauWish *self, BureauWishField *field, gboolean is_there, guint token, guint n)
{
  gboolean is_bool = g_strcmp0 (field->type, "bool") == 0;

  if (is_bool)
    bureau_wish_where (
        self, g_strdup_printf (is_there ? "\"%s\"" : "NOT coalesce(\"%s\", 0)", field->name));
  else
    bureau_wish_where (
        self, g_strdup_printf (is_there ? "\"%s\" IS NOT NULL" : "\"%s\" IS NULL", field->name));
  bureau_wish_say (
      self, token, n,
      g_strdup_printf (is_there ? _ ("only with %s") : _ ("only without %s"), field->title));
}

static void
take_field (BureauWish *self, BureauWishField *field, guint token, guint n)
{
  gboolean is_bool = g_strcmp0 (field->type, "bool") == 0;

  self->last = field;
  self->score += bureau_wish_is_exact (self, field, token, n) ? IS_EXACT : 0;
  if (self->role == BUREAU_WISH_GROUP)
    set_group (self, field, token, n);
  else if (self->role == BUREAU_WISH_SORT)
    {
      self->sort = field;
      self->is_sorted = TRUE;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("sorted by %s"), field->title));
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_TOTAL && (bureau_wish_is_figure (field) || is_bool))
    {
      self->measure = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("the figure is %s"), field->title));
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_WITHOUT || self->role == BUREAU_WISH_NOT
           || (is_bool && self->role == BUREAU_WISH_SHOWN))
    {
      set_presence (self, field, self->role == BUREAU_WISH_SHOWN, token, n);
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_DROPPED)
    {
      add_column (self->dropped, field);
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("without the column %s"), field->title));
    }
  else
    {
      add_column (self->columns, field);
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("the column %s"), field->title));
    }
}

static void
take_value (BureauWish *self, BureauWishField *field, const char *value, guint token, guint n)
{
  g_auto (GStrv) parts = g_strsplit (value, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  gboolean is_not = self->role == BUREAU_WISH_NOT || self->role == BUREAU_WISH_WITHOUT;
  g_autofree char *name = bureau_wish_expression (self, field);

  bureau_wish_where (self, is_not ? g_strdup_printf ("coalesce(%s, '') <> '%s'", name, quoted)
                                  : g_strdup_printf ("%s = '%s'", name, quoted));
  bureau_wish_say (
      self, token, n,
      g_strdup_printf (is_not ? _ ("%s is not “%s”") : _ ("%s is “%s”"), field->title, value));
  if (is_not)
    self->role = BUREAU_WISH_SHOWN;
}

/* Things to do ------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauWish *wish;
  const BureauPhrase *phrase;
  const char *what; /* of the tag, behind the colon */
  guint token;
} Act;

static guint
take_total (Act *act)
{
  act->wish->total = act->what;
  act->wish->role = BUREAU_WISH_TOTAL;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                   g_strdup (_ ("one figure of many rows")));
  return 0;
}

static guint
take_role (Act *act)
{
  static const char *const names[] = { "shown",   "by",  "sort", "total", "with",
                                       "without", "not", "drop", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], act->what))
      act->wish->role = i;
  act->wish->is_change |= act->wish->role == BUREAU_WISH_DROPPED;
  return 0;
}

static guint
take_bucket (Act *act)
{
  act->wish->bucket = act->what;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("by time")));
  return 0;
}

static guint
take_period (Act *act)
{
  act->wish->period = act->what;
  act->wish->period_field = bureau_wish_is_date (act->wish->last)
                                ? act->wish->last
                                : bureau_wish_main_date (act->wish);
  bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                   g_strdup_printf (_ ("%s in this time"), act->wish->period_field->title));
  return 0;
}

static guint
take_op (Act *act)
{
  guint n;

  act->wish->op = act->what;
  act->wish->op_at = act->token;
  n = bureau_wish_compare (act->wish, act->token + act->phrase->n_words);
  /* What is compared is not asked to be shown as well. */
  if (n > 0 && act->wish->last != NULL && act->wish->columns->len > 0
      && g_ptr_array_index (act->wish->columns, act->wish->columns->len - 1) == act->wish->last)
    g_ptr_array_set_size (act->wish->columns, (int)act->wish->columns->len - 1);
  return n;
}

static guint
take_span (Act *act)
{
  return bureau_wish_span (act->wish, act->token + act->phrase->n_words, act->what);
}

static guint
take_mark (Act *act)
{
  if (bureau_wish_remove_type (act->wish, "chart", act->token, act->phrase->n_words))
    return 0;
  act->wish->mark = act->what;
  act->wish->shape = "chart";
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("drawn as a chart")));
  return 0;
}

static guint
take_shape (Act *act)
{
  if (bureau_wish_remove_type (act->wish, act->what, act->token, act->phrase->n_words))
    return 0;
  act->wish->shape = act->what;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("how it is shown")));
  return 0;
}

static guint
take_element (Act *act)
{
  bureau_wish_remove_type (act->wish, act->what, act->token, act->phrase->n_words);
  return 0;
}

static int
plain_number_at (BureauWish *self, guint token)
{
  g_autofree char *text = token < self->source->tokens->len
                                  && bureau_source_token (self->source, token)->kind
                                         == BUREAU_TOKEN_NUMBER
                              ? bureau_source_span (self->source, token, 1)
                              : NULL;

  return text != NULL && strlen (text) <= 4 ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
set_limit (BureauWish *self, guint token)
{
  int count = plain_number_at (self, token);

  if (count <= 0)
    return FALSE;
  self->limit = (guint)MIN (count, MOST_ROWS);
  bureau_wish_say (self, token, 1, g_strdup_printf (_ ("at most %d rows"), count));
  return TRUE;
}

/* "latest 5" as well as "5 latest". */
static guint
take_order (Act *act)
{
  gboolean is_time = g_str_equal (act->what, "newest") || g_str_equal (act->what, "oldest");
  BureauWish *self = act->wish;

  self->is_descending = g_str_equal (act->what, "newest") || g_str_equal (act->what, "highest")
                        || g_str_equal (act->what, "desc");
  self->is_sorted = TRUE;
  if (is_time)
    self->sort = bureau_wish_is_date (self->last) ? self->last : bureau_wish_main_date (self);
  else if (self->sort == NULL && !g_str_has_suffix (act->what, "sc"))
    self->sort = bureau_wish_is_figure (self->last) ? self->last : bureau_wish_main_figure (self);
  bureau_wish_say (
      self, act->token, act->phrase->n_words,
      self->sort != NULL
          ? g_strdup_printf (self->is_descending ? _ ("%s, the largest first")
                                                 : _ ("%s, the smallest first"),
                             self->sort->title)
          : g_strdup (self->is_descending ? _ ("the largest first") : _ ("the smallest first")));
  return set_limit (self, act->token + act->phrase->n_words) ? 1 : 0;
}

static guint
take_top (Act *act)
{
  guint at = act->token + act->phrase->n_words;

  if (!set_limit (act->wish, at))
    return 0;
  if (!act->wish->is_sorted && !g_str_equal (act->what, "asc"))
    act->wish->is_sorted = act->wish->is_descending = TRUE;
  return 1;
}

static guint
take_overdue (Act *act)
{
  static const char *const concepts[] = { "due", "deadline", NULL };
  BureauWishField *field = bureau_wish_concept (act->wish, concepts);

  if (bureau_wish_is_date (field))
    {
      bureau_wish_where (act->wish, g_strdup_printf ("\"%s\" < :today", field->name));
      bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                       g_strdup_printf (_ ("%s is before today"), field->title));
      act->wish->last = field;
    }
  else
    bureau_wish_doubt (act->wish, act->token, act->phrase->n_words,
                       g_strdup_printf (_ ("%s has no date by which something is due."),
                                        act->wish->collection->title),
                       NULL);
  return 0;
}

/* All that follows says what the button does. */
static guint
take_button (Act *act)
{
  guint from = act->token + act->phrase->n_words;
  guint n = act->wish->source->tokens->len - from;

  g_free (act->wish->button);
  act->wish->button = n > 0 ? bureau_source_span (act->wish->source, from, n) : g_strdup ("");
  return n;
}

static guint
take_change (Act *act)
{
  act->wish->is_change = TRUE;
  act->wish->score += 1;
  if (g_str_equal (act->what, "add"))
    act->wish->role = BUREAU_WISH_WITH;
  return 0;
}

static guint
take_title (Act *act)
{
  guint from = act->token + act->phrase->n_words;
  guint n = act->wish->source->tokens->len - from;

  act->wish->is_change = TRUE;
  if (n == 0)
    return 0;
  g_free (act->wish->title);
  act->wish->title = g_strdelimit (bureau_source_span (act->wish->source, from, n), "\"“”„", ' ');
  g_strstrip (act->wish->title);
  bureau_wish_say (act->wish, act->token, act->phrase->n_words + n,
                   g_strdup_printf (_ ("called “%s”"), act->wish->title));
  return n;
}

/* Whatever is to be done beside showing something is not done by half. */
static guint
take_other (Act *act)
{
  act->wish->is_other = TRUE;
  bureau_wish_doubt (act->wish, act->token, act->phrase->n_words,
                     g_strdup (_ ("Only views are made from words yet.")), NULL);
  return 0;
}

static guint
take_nothing (Act *act)
{
  return 0;
}

/* What stands before the colon of a tag. Each gives how many more tokens it took. */
static const struct
{
  const char *tag;
  guint (*take) (Act *act);
} acts[] = {
  { "total", take_total },   { "role", take_role },       { "per", take_bucket },
  { "period", take_period }, { "op", take_op },           { "span", take_span },
  { "mark", take_mark },     { "shape", take_shape },     { "order", take_order },
  { "top", take_top },       { "overdue", take_overdue }, { "button", take_button },
  { "change", take_change }, { "title", take_title },     { "noise", take_nothing },
  { "other", take_other },   { "element", take_element },
};

static guint
take_wish (BureauWish *self, const BureauPhrase *phrase, guint token)
{
  const char *colon = strchr (phrase->tag, ':');
  gsize length = colon != NULL ? (gsize)(colon - phrase->tag) : strlen (phrase->tag);
  Act act = { self, phrase, colon != NULL ? colon + 1 : "", token };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strlen (acts[i].tag) == length && strncmp (acts[i].tag, phrase->tag, length) == 0)
      return phrase->n_words + acts[i].take (&act);
  return phrase->n_words;
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
  if (is_order (self, token + 1) && set_limit (self, token))
    return 1;
  doubt_word (self, token);
  return 1;
}

/* Elements are spoken of where one is to be taken away and nothing else is called so. */
static guint
count_wish (BureauWish *self, const BureauPhrase *wish, guint n_field)
{
  gboolean is_element = wish != NULL && g_str_has_prefix (wish->tag, "element:");

  if (wish == NULL || (is_element && (n_field > 0 || !bureau_wish_is_removing (self))))
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
  if (n > 0)
    return n;
  n = take_collection (self, token, MAX (n_wish, n_value));
  if (n > 0)
    return n;
  if (n_wish > 0 && n_wish >= n_field && n_wish >= n_value)
    return take_wish (self, wish, token);
  if (n_field > 0 && n_field >= n_value)
    {
      take_field (self, field, token, n_field);
      return n_field;
    }
  if (n_value > 0)
    {
      take_value (self, holder, value, token, n_value);
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

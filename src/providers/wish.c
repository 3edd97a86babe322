/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task “view”: of every way to read a request, the one that explains most of it. */
#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/builtin.h"
#include "providers/wish-private.h"

#define MAX_WORDS 2000

static const char *const languages[] = { "en", "de", "es", NULL };

static void
wish_free (BureauWish *self)
{
  if (self->source != NULL)
    bureau_source_free ((BureauSource *)self->source);
  g_strfreev (self->stems);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->understood, json_array_unref);
  g_clear_pointer (&self->problems, json_array_unref);
  g_free (self->button);
  g_free (self->title);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauWish, wish_free)

static BureauSource *
make_source (JsonObject *inputs, const char *language, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *line = bureau_text_one_line (bureau_json_get_string (inputs, "words"));

  json_object_set_string_member (object, "text", line);
  json_object_set_string_member (object, "language", language);
  bureau_json_set_string (object, "date", bureau_json_get_string (inputs, "today"));
  return bureau_source_new (object, error);
}

static BureauWish *
wish_new (JsonObject *inputs, GPtrArray *collections, guint collection, const char *language,
          GError **error)
{
  g_autoptr (BureauWish) self = g_new0 (BureauWish, 1);

  self->inputs = inputs;
  self->collections = g_ptr_array_ref (collections);
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new ();
  self->dropped = g_ptr_array_new ();
  self->removed = g_ptr_array_new ();
  self->understood = json_array_new ();
  self->problems = json_array_new ();
  self->collection = g_ptr_array_index (self->collections, collection);
  self->source = make_source (inputs, language, error);
  if (self->source == NULL)
    return NULL;
  self->stems = bureau_wish_stem_tokens (self->source);
  return g_steal_pointer (&self);
}

/* A view is changed in terms of what it reads. */
static gboolean
is_asked_about (JsonObject *inputs, const BureauWishCollection *collection)
{
  JsonObject *view = bureau_json_get_object (inputs, "view");

  return view == NULL || bureau_wish_reads (view, collection->name);
}

static BureauWish *
read_best (JsonObject *inputs, GError **error)
{
  g_autoptr (GPtrArray) collections = bureau_wish_list_collections (inputs);
  g_autoptr (BureauWish) best = NULL;

  for (guint i = 0; i < collections->len; i++)
    for (guint l = 0;
         languages[l] != NULL && is_asked_about (inputs, g_ptr_array_index (collections, i)); l++)
      {
        g_autoptr (BureauWish) wish = wish_new (inputs, collections, i, languages[l], error);

        if (wish == NULL)
          return NULL;
        bureau_wish_read (wish);
        if (best == NULL || wish->score > best->score)
          {
            g_clear_pointer (&best, wish_free);
            best = g_steal_pointer (&wish);
          }
      }
  return g_steal_pointer (&best);
}

/* Without a word about whose records are wanted, nothing is shown. */
static gboolean
is_enough (BureauWish *self)
{
  return self->is_named || self->group != NULL || self->columns->len > 0
         || self->conditions->len > 0 || self->measure != NULL;
}

static gboolean
is_few_doubts (BureauWish *self)
{
  return !self->is_other
         && json_array_get_length (self->problems) <= json_array_get_length (self->understood);
}

static void
take_answer (BureauWish *self, JsonObject *answer)
{
  gboolean is_change = bureau_json_get_object (self->inputs, "view") != NULL;
  JsonObject *view = NULL;

  if (is_change && json_array_get_length (self->understood) > 0 && is_few_doubts (self))
    view = bureau_wish_change (self);
  else if (!is_change && is_enough (self) && is_few_doubts (self))
    view = bureau_wish_write (self);
  if (view != NULL)
    json_object_set_object_member (answer, "view", view);
  json_object_set_array_member (answer, "understood", json_array_ref (self->understood));
  json_object_set_array_member (answer, "problems", json_array_ref (self->problems));
}

/* Words that could make a view of their own are not about the one that is open, unless they say
 * so: “make it”, “only”, “remove”. */
static BureauWish *
read_as_meant (JsonObject *inputs, JsonObject *without_view, GError **error)
{
  g_autoptr (BureauWish) fresh = NULL;
  BureauWish *change;

  if (!bureau_json_get_boolean (inputs, "is_open"))
    return read_best (inputs, error);
  json_object_remove_member (without_view, "view");
  fresh = read_best (without_view, error);
  if (fresh == NULL || fresh->is_other || (is_enough (fresh) && !fresh->is_change))
    return g_steal_pointer (&fresh);
  change = read_best (inputs, error);
  return change != NULL ? change : g_steal_pointer (&fresh);
}

static JsonObject *
copy_shallow (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_ref (node));
  return copy;
}

/**
 * bureau_builtin_view:
 * @inputs: `{"words","today"?,"collections":[…],"samples":{"COLLECTION":{"FIELD":["VALUE"]}},
 *   "workflows":[…],"views":["ID"],"view"?,"element"?,"is_open"?}`: with `view` that one is
 * changed; with `is_open` it is only what is on the screen, and the words say whether it is meant
 *
 * Makes a view of plain words by rules.
 *
 * Returns: (transfer full): `{"view"?,"understood":[{"words","meaning"}],
 *   "problems":[{"words","problem","offer"?}]}`, the view unchecked and missing where the words did
 *   not make one; %NULL with %BUREAU_ERROR_INVALID where there are no words, or too many
 */
JsonObject *
bureau_builtin_view (JsonObject *inputs, GError **error)
{
  const char *words = bureau_json_get_string (inputs, "words");
  g_autoptr (JsonObject) without_view = NULL;
  g_autoptr (BureauWish) wish = NULL;
  g_autoptr (GError) failure = NULL;
  JsonObject *answer;

  if (words == NULL || *words == '\0' || g_utf8_strlen (words, -1) > MAX_WORDS)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "Say what you want to see, in at most %d letters.", MAX_WORDS);
      return NULL;
    }
  without_view = copy_shallow (inputs);
  wish = read_as_meant (inputs, without_view, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  answer = json_object_new ();
  if (wish != NULL)
    take_answer (wish, answer);
  return answer;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/problem.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/nearest.h"
#include "base/text.h"

#define MAX_EXPECTED 24
#define MAX_GOT_BYTES 120

struct _BureauProblems
{
  JsonArray *found;
  GString *path;
  GArray *lengths; /* of the path before each step into the document */
  char *element;
  char *text; /* that an unknown name stands in, or NULL where it is the whole value */
};

static JsonArray *
list_expected (const char *const *expected)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; expected[i] != NULL && i < MAX_EXPECTED; i++)
    json_array_add_string_element (list, expected[i]);
  return list;
}

static gboolean
is_full (BureauProblems *self)
{
  return json_array_get_length (self->found) >= BUREAU_MAX_PROBLEMS;
}

static JsonObject *
append_problem (BureauProblems *self, const char *code, const char *got, const char *hint)
{
  JsonObject *problem = json_object_new ();
  g_autofree char *shown = got != NULL ? bureau_text_shorten (got, MAX_GOT_BYTES) : NULL;

  json_object_set_string_member (problem, "code", code);
  bureau_json_set_string (problem, "element", self->element);
  json_object_set_string_member (problem, "at", self->path->str);
  bureau_json_set_string (problem, "got", shown);
  json_object_set_array_member (problem, "expected", json_array_new ());
  json_object_set_string_member (problem, "hint", hint);
  json_object_set_null_member (problem, "fix");
  json_array_add_object_element (self->found, problem);
  return problem;
}

static void
set_fix (BureauProblems *self, JsonObject *problem, const char *op, const char *to)
{
  JsonObject *fix = json_object_new ();

  json_object_set_string_member (fix, op, self->path->str);
  json_object_set_string_member (fix, "to", to);
  json_object_set_object_member (problem, "fix", fix);
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The first place where @name stands as a word of its own. */
static const char *
find_word (const char *text, const char *name)
{
  for (const char *p = strstr (text, name); p != NULL; p = strstr (p + 1, name))
    if ((p == text || !is_name_character (p[-1])) && !is_name_character (p[strlen (name)]))
      return p;
  return NULL;
}

/* The value with the name mended: the name alone, or the text it stands in. */
static char *
mend (BureauProblems *self, const char *got, const char *to)
{
  const char *place = self->text != NULL ? find_word (self->text, got) : NULL;

  if (self->text == NULL)
    return g_strdup (to);
  return place != NULL ? g_strdup_printf ("%.*s%s%s", (int)(place - self->text), self->text, to,
                                          place + strlen (got))
                       : NULL;
}

static void
add_with_candidates (BureauProblems *self, JsonObject *problem, const char *op,
                     const char *const *expected)
{
  const char *got = bureau_json_get_string (problem, "got");
  guint n_plausible;
  const char *nearest = bureau_nearest (got, expected, &n_plausible);
  const char *hint = bureau_json_get_string (problem, "hint");
  g_autofree char *asked = nearest != NULL
                               ? g_strdup_printf ("%s Did you mean ‘%s’?", hint, nearest)
                               : g_strdup (hint);

  json_object_set_string_member (problem, "hint", asked);
  json_object_set_array_member (problem, "expected", list_expected (expected));
  if (n_plausible == 1)
    {
      g_autofree char *to = mend (self, got, nearest);

      if (to != NULL)
        set_fix (self, problem, op, to);
    }
}

/**
 * bureau_problems_new:
 *
 * Returns: (transfer full): no problems yet, at the top of the document
 */
BureauProblems *
bureau_problems_new (void)
{
  BureauProblems *self = g_new0 (BureauProblems, 1);

  self->found = json_array_new ();
  self->path = g_string_new (NULL);
  self->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
bureau_problems_free (BureauProblems *self)
{
  g_clear_pointer (&self->found, json_array_unref);
  g_string_free (g_steal_pointer (&self->path), TRUE);
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->element, g_free);
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

/**
 * bureau_problems_to_json:
 *
 * Returns: (transfer full): [{"code","element","at","got","expected":[…],"hint","fix"}] in the
 * order in which they were noted
 */
JsonArray *
bureau_problems_to_json (BureauProblems *self)
{
  return json_array_ref (self->found);
}

/**
 * bureau_problems_to_error:
 * @name: what was checked
 * @problems: what bureau_problems_to_json() gave
 *
 * Returns: (transfer full) (nullable): the first problem as one sentence, or
 * %NULL where there is none
 */
GError *
bureau_problems_to_error (const char *name, JsonArray *problems)
{
  guint count = json_array_get_length (problems);
  JsonObject *first;

  if (count == 0)
    return NULL;
  first = json_array_get_object_element (problems, 0);
  return g_error_new (BUREAU_ERROR, BUREAU_ERROR_INVALID, "%s, at %s: %s%s", name,
                      bureau_json_get_string (first, "at"), bureau_json_get_string (first, "hint"),
                      count > 1 ? " There are more problems." : "");
}

/**
 * bureau_problems_get_count:
 *
 * Returns: how many were noted; compared before and after a part, it tells
 * whether the part was right
 */
guint
bureau_problems_get_count (BureauProblems *self)
{
  return json_array_get_length (self->found);
}

/**
 * bureau_problems_enter:
 * @member: the member's key, escaped here as RFC 6901 asks
 *
 * Steps into a member; bureau_problems_leave() steps out of it.
 */
void
bureau_problems_enter (BureauProblems *self, const char *member)
{
  g_array_append_val (self->lengths, self->path->len);
  g_string_append_c (self->path, '/');
  for (const char *p = member; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (self->path, "~0");
      else if (*p == '/')
        g_string_append (self->path, "~1");
      else
        g_string_append_c (self->path, *p);
    }
}

/**
 * bureau_problems_enter_item:
 * @index: the item's place in its list, from 0
 *
 * Steps into an item of a list; bureau_problems_leave() steps out of it.
 */
void
bureau_problems_enter_item (BureauProblems *self, guint index)
{
  g_array_append_val (self->lengths, self->path->len);
  g_string_append_printf (self->path, "/%u", index);
}

/**
 * bureau_problems_leave:
 *
 * Steps out of the member or item that was entered last.
 */
void
bureau_problems_leave (BureauProblems *self)
{
  g_return_if_fail (self->lengths->len > 0);

  g_string_truncate (self->path, g_array_index (self->lengths, gsize, self->lengths->len - 1));
  g_array_set_size (self->lengths, self->lengths->len - 1);
}

/**
 * bureau_problems_set_element:
 * @element: (nullable): the step, field or document that the next problems belong to
 *
 * Returns: (transfer full) (nullable): the one before, to set again afterwards
 */
char *
bureau_problems_set_element (BureauProblems *self, const char *element)
{
  char *before = g_steal_pointer (&self->element);

  self->element = g_strdup (element);
  return before;
}

/**
 * bureau_problems_add:
 * @code: a stable word for programs
 * @got: (nullable): what stands there
 * @hint_format: a sentence that says what is wrong and what to do
 *
 * Notes a problem at the current place. Does nothing when full.
 */
void
bureau_problems_add (BureauProblems *self, const char *code, const char *got,
                     const char *hint_format, ...)
{
  g_autofree char *hint = NULL;
  va_list args;

  if (is_full (self))
    return;
  va_start (args, hint_format);
  hint = g_strdup_vprintf (hint_format, args);
  va_end (args);
  append_problem (self, code, got, hint);
}

/**
 * bureau_problems_add_unknown:
 * @expected: (array zero-terminated=1): the names that exist
 * @hint: a sentence; "Did you mean …?" is added where a name is near
 *
 * Notes a name that does not exist. Its `fix` replaces the value where one name only is plausible.
 */
void
bureau_problems_add_unknown (BureauProblems *self, const char *code, const char *got,
                             const char *const *expected, const char *hint)
{
  if (!is_full (self))
    add_with_candidates (self, append_problem (self, code, got, hint), "set", expected);
}

/**
 * bureau_problems_add_unknown_key:
 * @key: a member of the object at hand that should not be there under this name
 * @expected: (array zero-terminated=1): the names it could have
 * @hint: a sentence
 *
 * As bureau_problems_add_unknown(), but its `fix` renames the member.
 */
void
bureau_problems_add_unknown_key (BureauProblems *self, const char *code, const char *key,
                                 const char *const *expected, const char *hint)
{
  if (is_full (self))
    return;
  bureau_problems_enter (self, key);
  add_with_candidates (self, append_problem (self, code, key, hint), "rename", expected);
  bureau_problems_leave (self);
}

/**
 * bureau_problems_set_text:
 * @text: (nullable): the text that the next unknown names stand in; %NULL where
 * the name is the value
 *
 * A fix replaces a whole value, so for a name inside a reference or in SQL it has to know the rest.
 */
void
bureau_problems_set_text (BureauProblems *self, const char *text)
{
  g_set_str (&self->text, text);
}

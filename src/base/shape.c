/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shape.h"

#include "base/json.h"

static const BureauMember *
find_member (const BureauMember *members, const char *key)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    if (g_str_equal (member->key, key))
      return member;
  return NULL;
}

/* The keys of a shape and of its chosen variant, for "did you mean". */
static char **
list_keys (const BureauShape *shape, const BureauShape *variant)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (const BureauMember *member = shape->members; member->key != NULL; member++)
    g_ptr_array_add (keys, g_strdup (member->key));
  for (const BureauMember *member = variant != NULL ? variant->members : NULL;
       member != NULL && member->key != NULL; member++)
    if (find_member (shape->members, member->key) == NULL)
      g_ptr_array_add (keys, g_strdup (member->key));
  g_ptr_array_add (keys, NULL);
  return (char **)g_ptr_array_free (keys, FALSE);
}

static const char **
list_variants (const BureauShape *shape)
{
  GPtrArray *names = g_ptr_array_new ();

  for (const BureauShape *variant = shape->variants; variant->name != NULL; variant++)
    g_ptr_array_add (names, (char *)variant->name);
  g_ptr_array_add (names, NULL);
  return (const char **)g_ptr_array_free (names, FALSE);
}

static void
check_choice_of_variant (const BureauShape *shape, BureauCheck *check, JsonObject *object)
{
  g_autofree const char **names = NULL;
  g_autofree char *hint = NULL;

  if (shape->variants == NULL || !json_object_has_member (object, shape->chosen_by)
      || bureau_shape_find_variant (shape, object) != NULL)
    return;
  names = list_variants (shape);
  hint = g_strdup_printf ("‘%s’ says which kind of %s this is, and must be one of those expected.",
                          shape->chosen_by, shape->name);
  bureau_problems_enter (check->problems, shape->chosen_by);
  bureau_problems_add_unknown (check->problems, "kind_unknown",
                               bureau_json_get_string (object, shape->chosen_by), names, hint);
  bureau_problems_leave (check->problems);
}

static void
check_value (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  bureau_problems_enter (check->problems, member->key);
  if (member->type->check (check, member, value) && member->meaning != NULL)
    member->meaning (check, member, value);
  bureau_problems_leave (check->problems);
}

/* Where the variant is not known, its keys are not either: only the common ones are looked at. */
static void
check_present (const BureauShape *shape, const BureauShape *variant, BureauCheck *check,
               JsonObject *object)
{
  g_auto (GStrv) keys = list_keys (shape, variant);
  gboolean is_open = shape->variants != NULL && variant == NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      const BureauMember *member = bureau_shape_find_member (shape, variant, key);

      if (member != NULL)
        check_value (check, member, value);
      else if (!is_open && g_strcmp0 (key, shape->chosen_by) != 0)
        bureau_problems_add_unknown_key (check->problems, "key_unknown", key,
                                         (const char *const *)keys,
                                         "There is no such member here.");
    }
}

static void
check_required (const char *noun, BureauCheck *check, const BureauMember *members,
                JsonObject *object)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->required && !json_object_has_member (object, member->key))
      bureau_problems_add (check->problems, "key_missing", NULL, "This %s needs ‘%s’: %s.", noun,
                           member->key, member->about);
}

static void
check_needs (BureauCheck *check, const BureauMember *members, JsonObject *object)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->needs != NULL && json_object_has_member (object, member->key)
        && !json_object_has_member (object, member->needs))
      bureau_problems_add (check->problems, "key_alone", member->key,
                           "‘%s’ has a meaning only beside ‘%s’. Add that, or leave it out.",
                           member->key, member->needs);
}

static void
check_one_of (const char *noun, BureauCheck *check, const BureauMember *members, JsonObject *object)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *choice = NULL;
  guint n_present = 0;

  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->one_of != 0)
      {
        g_ptr_array_add (keys, (char *)member->key);
        n_present += json_object_has_member (object, member->key);
      }
  if (keys->len == 0 || n_present == 1)
    return;
  g_ptr_array_add (keys, NULL);
  choice = g_strjoinv ("’, ‘", (char **)keys->pdata);
  bureau_problems_add (check->problems, n_present == 0 ? "key_missing" : "key_conflict", NULL,
                       "This %s needs exactly one of ‘%s’.", noun, choice);
}

static void
check_absent (const char *noun, BureauCheck *check, const BureauMember *members, JsonObject *object)
{
  check_required (noun, check, members, object);
  check_needs (check, members, object);
  check_one_of (noun, check, members, object);
}

/**
 * bureau_shape_find_member:
 * @variant: (nullable): the variant that the object chose
 * @key: the member's key
 *
 * A variant may ask again for a common member, to make it required; the common row means it.
 *
 * Returns: (transfer none) (nullable): the member's row, or %NULL where there is none
 */
const BureauMember *
bureau_shape_find_member (const BureauShape *shape, const BureauShape *variant, const char *key)
{
  const BureauMember *member = find_member (shape->members, key);

  if (member == NULL && variant != NULL)
    member = find_member (variant->members, key);
  return member;
}

/**
 * bureau_shape_find_variant:
 *
 * Returns: (nullable): the variant that @object chooses, or %NULL where it chooses none that exists
 */
const BureauShape *
bureau_shape_find_variant (const BureauShape *shape, JsonObject *object)
{
  const char *chosen = shape->chosen_by != NULL ? bureau_json_get_string (object, shape->chosen_by)
                                                : NULL;

  for (const BureauShape *variant = shape->variants;
       chosen != NULL && variant != NULL && variant->name != NULL; variant++)
    if (g_str_equal (variant->name, chosen))
      return variant;
  return NULL;
}

/**
 * bureau_shape_check:
 * @check: where the check stands; @object becomes its object until this returns
 *
 * Checks @object against the tables: members it must have, members nobody knows, the type of each,
 * and what each means. Problems are noted in the document's order.
 */
void
bureau_shape_check (const BureauShape *shape, BureauCheck *check, JsonObject *object)
{
  const BureauShape *variant = bureau_shape_find_variant (shape, object);
  const char *name = shape->named_by != NULL ? bureau_json_get_string (object, shape->named_by)
                                             : NULL;
  char *element = name != NULL ? bureau_problems_set_element (check->problems, name) : NULL;
  g_autofree char *noun = variant != NULL ? g_strconcat (variant->name, " ", shape->name, NULL)
                                          : NULL;
  JsonObject *outer = check->object;
  JsonObject *outer_document = check->document;
  JsonObject *outer_part = check->part;

  check->object = object;
  check->document = shape->is_document ? object : outer_document;
  check->part = shape->is_part ? object : outer_part;
  check_choice_of_variant (shape, check, object);
  check_absent (shape->name, check, shape->members, object);
  if (variant != NULL)
    check_absent (noun, check, variant->members, object);
  check_present (shape, variant, check, object);
  if (shape->meaning != NULL)
    shape->meaning (check, object);
  if (variant != NULL && variant->meaning != NULL)
    variant->meaning (check, object);
  check->object = outer;
  check->document = outer_document;
  check->part = outer_part;
  if (name != NULL)
    {
      g_free (bureau_problems_set_element (check->problems, element));
      g_free (element);
    }
}

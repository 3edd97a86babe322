/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/problem.h"

G_BEGIN_DECLS

/* The tables that say what a document looks like. One table per kind of document and part drives
 * the check and the published JSON Schema. */

typedef struct _BureauShape BureauShape;
typedef struct _BureauMember BureauMember;
typedef struct _BureauCheck BureauCheck;

/**
 * BureauValueType:
 * @check: whether @value is one; notes what is wrong and returns whether it can be looked into
 * @describe: says the same in the words of JSON Schema (draft 2020-12); a test holds the two
 *   together
 *
 * A type of value. The common ones are in base/value.h; a room adds those of its own documents.
 */
typedef struct
{
  gboolean (*check) (BureauCheck *check, const BureauMember *member, JsonNode *value);
  void (*describe) (const BureauMember *member, JsonObject *schema);
} BureauValueType;

/* What a value means; called when its type is right. */
typedef void (*BureauMeaning) (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* What an object means as a whole; called after its members. */
typedef void (*BureauObjectMeaning) (BureauCheck *check, JsonObject *object);

struct _BureauMember
{
  const char *key;
  const BureauValueType *type;
  gboolean required;
  gint64 least;
  gint64 most;
  const char *const *words;
  const BureauShape *shape;
  guint one_of;      /* exactly one member of the same number (not 0) stands in the object */
  const char *needs; /* stands only beside this member */
  BureauMeaning meaning;
  const char *about;
};

/* An object: `members` end with a NULL key. With `variants` (ending with a NULL name) the string at
 * `chosen_by` says which of them adds its members to the common ones. */
struct _BureauShape
{
  const char *name;
  const char *about;
  const BureauMember *members;
  const char *chosen_by;
  const BureauShape *variants;
  const char *named_by; /* the member whose text names the element in a problem */
  gboolean is_document;
  gboolean is_part; /* the meanings of all that stands in it find it in `check->part` */
  BureauObjectMeaning meaning;
};

struct _BureauCheck
{
  BureauProblems *problems;
  gpointer context;     /* what the room's meanings know of the workspace; NULL: nothing */
  JsonObject *document; /* the document at hand */
  JsonObject *part;     /* the part of it that `is_part` of its shape marks, or NULL */
  JsonObject *object;   /* the object whose members are being checked */
  guint index;          /* its place in its list */
};

/* The longest texts in characters, and the longest list of names. */
#define BUREAU_MAX_TITLE 120
#define BUREAU_MAX_NOTE 2000
#define BUREAU_MAX_ITEM_TEXT 500
#define BUREAU_MAX_NAMES 32

const BureauShape *bureau_shape_find_variant (const BureauShape *shape, JsonObject *object);
const BureauMember *bureau_shape_find_member (const BureauShape *shape, const BureauShape *variant,
                                              const char *key);
void bureau_shape_check (const BureauShape *shape, BureauCheck *check, JsonObject *object);

/* shape-schema.c: the published JSON Schema (draft 2020-12). */
JsonObject *bureau_shape_to_schema (const BureauShape *shape) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_shape_to_document_schema (const BureauShape *shape) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

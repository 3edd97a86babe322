/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workflows/document.h"
#include "workflows/problem.h"

G_BEGIN_DECLS

/* The tables that say what a document looks like. One table per kind of document, step and part
 * drives the check, the parse and the published JSON Schema. */

typedef struct _BureauShape BureauShape;
typedef struct _BureauMember BureauMember;
typedef struct _BureauCheck BureauCheck;

typedef enum
{
  BUREAU_VALUE_NAME,               /* a plain name: lower case, digits, underscore */
  BUREAU_VALUE_SLUG,               /* the same with hyphens */
  BUREAU_VALUE_TEXT,               /* least…most characters */
  BUREAU_VALUE_WORD,               /* one of `words` */
  BUREAU_VALUE_INTEGER,            /* least…most */
  BUREAU_VALUE_BOOLEAN,            /* true or false */
  BUREAU_VALUE_REFERENCE,          /* message.sender, record.FIELD, STEP.FIELD … */
  BUREAU_VALUE_EXPRESSION_OR_TRUE, /* an SQL expression, or true */
  BUREAU_VALUE_NAME_OR_TRUE,       /* a name, or true */
  BUREAU_VALUE_NAMES,              /* least…most different names */
  BUREAU_VALUE_TEXTS,              /* least…most different texts */
  BUREAU_VALUE_REFERENCES,         /* least…most references */
  BUREAU_VALUE_LABELS,             /* names, or objects with name and description */
  BUREAU_VALUE_BINDINGS,           /* an object: parameter -> reference */
  BUREAU_VALUE_ASSIGNMENTS,        /* an object: field -> expression */
  BUREAU_VALUE_LETTERS,            /* an object: language -> text */
  BUREAU_VALUE_OBJECT,             /* an object of `shape` */
  BUREAU_VALUE_OBJECTS,            /* least…most objects of `shape` */
  BUREAU_VALUE_ANY_OBJECT,         /* an object whose members are not ours to check */
  BUREAU_VALUE_ANY_OBJECTS,        /* a list of those */
} BureauValueType;

#define BUREAU_N_VALUE_TYPES (BUREAU_VALUE_ANY_OBJECTS + 1)

/* What a value means; called when its type is right. */
typedef void (*BureauMeaning) (BureauCheck *check, const BureauMember *member, JsonNode *value);

/* What an object means as a whole; called after its members. */
typedef void (*BureauObjectMeaning) (BureauCheck *check, JsonObject *object);

struct _BureauMember
{
  const char *key;
  BureauValueType type;
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
  BureauObjectMeaning meaning;
};

struct _BureauCheck
{
  BureauProblems *problems;
  BureauWorkflowContext *context; /* NULL: nothing is known of the workspace */
  JsonObject *document;           /* the workflow, agent, collection or template at hand */
  JsonObject *object;             /* the object whose members are being checked */
  guint index;                    /* its place in its list */
};

/* The longest texts in characters, and the longest list of names. */
#define BUREAU_MAX_TITLE 120
#define BUREAU_MAX_NOTE 2000
#define BUREAU_MAX_EXPRESSION 2000
#define BUREAU_MAX_ITEM_TEXT 500
#define BUREAU_MAX_LETTER 20000
#define BUREAU_MAX_NAMES 32

extern const BureauShape bureau_label_shape;
extern const BureauShape bureau_step_shape;
extern const BureauShape bureau_workflow_shape;
extern const BureauShape bureau_agent_shape;
extern const BureauShape bureau_collection_shape;
extern const BureauShape bureau_template_shape;

const BureauShape *bureau_document_get_shape (BureauDocumentKind kind);
const BureauShape *bureau_shape_find_variant (const BureauShape *shape, JsonObject *object);
const BureauMember *bureau_shape_find_member (const BureauShape *shape, const BureauShape *variant,
                                              const char *key);
void bureau_shape_check (const BureauShape *shape, BureauCheck *check, JsonObject *object);

/* Per type: whether a node is one (value.c), and how the schema says so (value-schema.c). */
gboolean bureau_value_check (BureauCheck *check, const BureauMember *member, JsonNode *value);
JsonObject *bureau_value_to_schema (const BureauMember *member);

/* schema.c: the published JSON Schema (draft 2020-12). */
JsonObject *bureau_shape_to_schema (const BureauShape *shape);
JsonObject *bureau_document_to_schema (BureauDocumentKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

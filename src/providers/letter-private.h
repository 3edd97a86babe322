/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/letter.h"

G_BEGIN_DECLS

#define BUREAU_LETTER_MAX_BYTES (64 * 1024)
#define BUREAU_LETTER_MAX_DEPTH 16

typedef enum
{
  BUREAU_LETTER_TEXT,
  BUREAU_LETTER_BREAK,
  BUREAU_LETTER_BARE_BREAK, /* of a line with nothing but tags, which leaves none behind */
  BUREAU_LETTER_VALUE,
  BUREAU_LETTER_SECTION,
  BUREAU_LETTER_ONCE,
  BUREAU_LETTER_INVERTED,
} BureauLetterNodeKind;

/**
 * BureauLetterNode:
 * @kind: what it is
 * @text: the text, or the path of a value or section
 * @filter: (nullable): the filter of a value
 * @ends: whether a sentence ends with this text
 * @children: (nullable) (element-type BureauLetterNode): of a section
 *
 * A piece of a template.
 */
typedef struct
{
  BureauLetterNodeKind kind;
  char *text;
  char *filter;
  gboolean ends;
  GPtrArray *children;
} BureauLetterNode;

struct _BureauLetter
{
  GPtrArray *nodes;
};

/* What filters need besides the value. */
typedef struct
{
  const BureauDictionary *dictionary;
  const char *currency;
} BureauLetterManner;

char *bureau_letter_format (const BureauLetterManner *manner, const char *filter, JsonNode *value);
gboolean bureau_letter_has_filter (const char *name);

G_END_DECLS

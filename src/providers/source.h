/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/dictionary.h"
#include "providers/scan.h"

G_BEGIN_DECLS

/* What the rules read of one message. Longer text is stored and shown, but not read by rules. */
#define BUREAU_SOURCE_MAX_BYTES (256 * 1024)
#define BUREAU_SOURCE_MAX_TOKENS 20000

/**
 * BureauSourcePart:
 *
 * Which part of a message a line belongs to. Quoted lines are those of an earlier mail; nothing in
 * them counts as new, so they have no tokens.
 */
typedef enum
{
  BUREAU_PART_SUBJECT,
  BUREAU_PART_BODY,
  BUREAU_PART_BLANK,
  BUREAU_PART_GREETING,
  BUREAU_PART_CLOSING,
  BUREAU_PART_SIGNATURE,
  BUREAU_PART_QUOTED,
} BureauSourcePart;

/**
 * BureauLine:
 * @start: offset of its first byte
 * @length: bytes, without the line break
 * @first: number of its first token
 * @n: how many tokens it has
 * @part: where it belongs
 */
typedef struct
{
  guint32 start;
  guint32 length;
  guint32 first;
  guint32 n;
  BureauSourcePart part;
} BureauLine;

/* A phrase of the dictionary found in the text. */
typedef struct
{
  const BureauPhrase *phrase;
  guint32 first;
  guint32 n;
} BureauMatch;

/**
 * BureauSource:
 * @dictionary: the language it is read in
 * @text: subject and text, one line feed between them, valid UTF-8
 * @sender_name: (nullable): the From name
 * @sender_address: (nullable): the From address
 * @date: the message's own date; invalid where it is not known
 * @tokens: (element-type BureauToken)
 * @lines: (element-type BureauLine): line 0 is the subject
 * @matches: (element-type BureauMatch): in the order of the text
 * @kinds: the bits of the phrase kinds that the text has at all
 * @is_excerpt: whether the text is a piece of a message, all of it body
 *
 * A message cut into lines and tokens once, with every phrase of the language found in it; all
 * rules share it. Immutable after it is made.
 */
typedef struct
{
  const BureauDictionary *dictionary;
  char *text;
  gsize length;
  char *sender_name;
  char *sender_address;
  GDate date;
  GArray *tokens;
  GArray *lines;
  GArray *matches;
  guint64 kinds;
  gboolean is_excerpt;
} BureauSource;

BureauSource *bureau_source_new (JsonObject *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_source_free (BureauSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauSource, bureau_source_free)

static inline const BureauToken *
bureau_source_token (const BureauSource *self, guint index)
{
  return &g_array_index (self->tokens, BureauToken, index);
}

static inline const BureauLine *
bureau_source_line (const BureauSource *self, guint index)
{
  return &g_array_index (self->lines, BureauLine, index);
}

static inline BureauSourcePart
bureau_source_part (const BureauSource *self, guint token)
{
  return bureau_source_line (self, bureau_source_token (self, token)->line)->part;
}

static inline gboolean
bureau_source_has (const BureauSource *self, BureauPhraseKind kind)
{
  return (self->kinds >> kind & 1) != 0;
}

gboolean bureau_source_is_mark (const BureauSource *self, guint token, const char *marks);
char *bureau_source_span (const BureauSource *self, guint first, guint n) G_GNUC_WARN_UNUSED_RESULT;
const BureauPhrase *bureau_source_phrase_at (const BureauSource *self, BureauPhraseKind kind,
                                             guint token);
const BureauPhrase *bureau_source_phrase_before (const BureauSource *self, BureauPhraseKind kind,
                                                 guint token);
const BureauMatch *bureau_source_next_match (const BureauSource *self, BureauPhraseKind kind,
                                             guint *index);
void bureau_source_sentence (const BureauSource *self, guint token, guint *first, guint *n);
gboolean bureau_source_sentence_has (const BureauSource *self, BureauPhraseKind kind, guint token);

/* The steps of making one, in source-parts.c. */
void bureau_source_find_lines (BureauSource *self, gsize subject_length);
void bureau_source_find_ends (BureauSource *self);

G_END_DECLS

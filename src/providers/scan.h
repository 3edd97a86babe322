/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauTokenKind:
 * @BUREAU_TOKEN_WORD: letters, with digits and inner apostrophes: "site", "I'm", "Q3"
 * @BUREAU_TOKEN_NUMBER: digits with inner separators: "12", "4.200,50", "12.03.2026"
 * @BUREAU_TOKEN_EMAIL: an address
 * @BUREAU_TOKEN_LINK: "https://…" or "www.…"
 * @BUREAU_TOKEN_MARK: any other character, alone
 */
typedef enum
{
  BUREAU_TOKEN_WORD,
  BUREAU_TOKEN_NUMBER,
  BUREAU_TOKEN_EMAIL,
  BUREAU_TOKEN_LINK,
  BUREAU_TOKEN_MARK,
} BureauTokenKind;

/**
 * BureauToken:
 * @start: offset of its first byte in the scanned text
 * @length: bytes
 * @line: number of the line it stands in
 * @word: its number in the dictionary, 0 for a word that no rule names
 * @match: the first of the phrases that begin at it or behind it
 * @spaced: whether white space or the start stands before it
 * @first: whether it is the first of its line
 * @capital: whether a word begins with a capital letter
 */
typedef struct
{
  guint32 start;
  guint16 length;
  guint16 word;
  guint32 match;
  guint32 line;
  guint kind : 4;
  guint spaced : 1;
  guint first : 1;
  guint capital : 1;
} BureauToken;

/* Walks over valid UTF-8 once, in linear time, and copies nothing. */
typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  const char *next_at_sign;
  guint32 line;
  gboolean fresh_line;
} BureauScanner;

void bureau_scanner_init (BureauScanner *self, const char *text, gsize length);
gboolean bureau_scanner_next (BureauScanner *self, BureauToken *token);

/* The longest word a rule can name, in folded bytes with the final NUL. */
#define BUREAU_FOLDED_MAX 48
gsize bureau_scan_fold (const char *text, gsize length, char folded[BUREAU_FOLDED_MAX]);

G_END_DECLS

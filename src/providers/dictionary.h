/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauPhraseKind:
 *
 * What a phrase of a language file stands for; the table in dictionary.c gives each kind the name
 * of its section there. The phrase's tag and value say more, where the kind needs it.
 */
typedef enum
{
  BUREAU_PHRASE_ARTICLE,     /* a, the */
  BUREAU_PHRASE_BUDGET,      /* words that make an amount a budget */
  BUREAU_PHRASE_CLOSING,     /* "kind regards" */
  BUREAU_PHRASE_COMPANY,     /* words before a company: "on behalf of" */
  BUREAU_PHRASE_CONCEPT,     /* tag: what a collection or field of this name means to a request */
  BUREAU_PHRASE_CURRENCY,    /* tag: ISO 4217 */
  BUREAU_PHRASE_DAY,         /* value: days from the message's date: "tomorrow" */
  BUREAU_PHRASE_FEAST,       /* tag: month and day of a day with a name, or days from Easter */
  BUREAU_PHRASE_FIELD,       /* tag: what a field or label of this name means */
  BUREAU_PHRASE_FREE_MAIL,   /* domains that are nobody's company */
  BUREAU_PHRASE_FROM_NOW,    /* "from now" */
  BUREAU_PHRASE_GREETING,    /* "dear" */
  BUREAU_PHRASE_HEADER,      /* labels above a forwarded mail: "from", "sent" */
  BUREAU_PHRASE_IN,          /* words before a span of time: "in", "within" */
  BUREAU_PHRASE_JOB,         /* words of a job title */
  BUREAU_PHRASE_LABEL,       /* tag: usual label, value: weight */
  BUREAU_PHRASE_LABEL_NAME,  /* tag: usual label that a label of this name means */
  BUREAU_PHRASE_LAST,        /* "last" before a weekday: past */
  BUREAU_PHRASE_LATER,       /* behind a day; value: days later: “Friday week” */
  BUREAU_PHRASE_LIMIT,       /* tag: low, high, about */
  BUREAU_PHRASE_MONTH,       /* value: 1 to 12 */
  BUREAU_PHRASE_NAME,        /* words before one's own name; tag: strong, weak */
  BUREAU_PHRASE_NEXT,        /* "next" */
  BUREAU_PHRASE_NOT_NAME,    /* header names that are no person: "info", "team" */
  BUREAU_PHRASE_NOTE,        /* tag: what a note about a draft asks for: "without a price" */
  BUREAU_PHRASE_NUMBER,      /* value: the number */
  BUREAU_PHRASE_OFFSET,      /* beside a span of time; tag: after, before, behind, during */
  BUREAU_PHRASE_ON,          /* words between a role and its date: "on", "the" */
  BUREAU_PHRASE_PART,        /* tag: start, middle, end, half: where the second half begins */
  BUREAU_PHRASE_PARTICLE,    /* small words inside a name: "van" */
  BUREAU_PHRASE_PHONE,       /* words that make digits a phone number */
  BUREAU_PHRASE_QUARTER,     /* value: 1 to 4 */
  BUREAU_PHRASE_QUOTED,      /* words of the line above quoted text: "wrote" */
  BUREAU_PHRASE_RANGE,       /* between the ends of a range: "to" */
  BUREAU_PHRASE_REQUEST,     /* words before what is wanted: "looking for" */
  BUREAU_PHRASE_ROLE,        /* tag: deadline, start */
  BUREAU_PHRASE_SCALE,       /* value: factor of a number: "k" */
  BUREAU_PHRASE_SECONDS,     /* value: how long a unit of time is: "hour" */
  BUREAU_PHRASE_SERVICE,     /* tag: the concept that synonyms share */
  BUREAU_PHRASE_STOP,        /* small words, which also tell the language */
  BUREAU_PHRASE_SUFFIX,      /* "GmbH" */
  BUREAU_PHRASE_THIS,        /* "this", "coming" */
  BUREAU_PHRASE_TITLE,       /* "Mr", "Dr." */
  BUREAU_PHRASE_UNIT,        /* tag: day, week, fortnight, half_month, month, year */
  BUREAU_PHRASE_UNTIL,       /* where a noun phrase ends: "because" */
  BUREAU_PHRASE_URGENCY,     /* tag: high, low */
  BUREAU_PHRASE_WEEKDAY,     /* value: 1 Monday to 7 Sunday */
  BUREAU_PHRASE_WEEK_NUMBER, /* before a week's number; tag: sure, led; behind it: of, count */
  BUREAU_PHRASE_WISH,        /* tag: what is done with rows and fields: "by", "sum of" */
  BUREAU_PHRASE_WORK,        /* collections that hold past work */
} BureauPhraseKind;

#define BUREAU_N_PHRASE_KINDS (BUREAU_PHRASE_WORK + 1)
G_STATIC_ASSERT (BUREAU_N_PHRASE_KINDS <= 64);
#define BUREAU_PHRASE_MAX_WORDS 8

/**
 * BureauPhrase:
 * @kind: what it stands for
 * @value: a number, where the kind has one; else 0
 * @tag: (nullable): a name, where the kind has one
 * @n_words: number of words and marks
 * @words: their numbers in the dictionary
 */
typedef struct
{
  BureauPhraseKind kind;
  gint value;
  const char *tag;
  guint n_words;
  guint16 words[BUREAU_PHRASE_MAX_WORDS];
} BureauPhrase;

/* The rules of one language, read from data/rules/LANGUAGE.json and common.json. Immutable. */
typedef struct _BureauDictionary BureauDictionary;

const BureauDictionary *bureau_dictionary_for (const char *language, GError **error);
const BureauDictionary *bureau_dictionary_detect (const char *subject, const char *text,
                                                  GError **error);

const char *bureau_dictionary_get_language (const BureauDictionary *self);
const char *bureau_dictionary_get_text (const BureauDictionary *self, const char *name);
guint16 bureau_dictionary_lookup (const BureauDictionary *self, const char *word, gsize length);
const BureauPhrase *const *bureau_dictionary_list_phrases (const BureauDictionary *self,
                                                           guint16 word);
const BureauPhrase *bureau_dictionary_find (const BureauDictionary *self, BureauPhraseKind kind,
                                            const char *text);

G_END_DECLS

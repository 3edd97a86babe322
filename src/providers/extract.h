/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/source.h"

G_BEGIN_DECLS

/**
 * BureauFinding:
 * @name: what it is, of the fixed words that the `field` sections of the language files lead to
 * @rank: how sure the rule is, 0 to 100; the highest finding of a name wins, the first of equals
 * @value: text, a number, a list of texts, or money as `{"minor","currency"}`
 * @evidence: the words of the source it rests on, literally
 *
 * Something that a rule read out of a source.
 */
typedef struct
{
  const char *name;
  guint rank;
  JsonNode *value;
  char *evidence;
} BureauFinding;

/* The tokens of a line "Label: value". */
typedef struct
{
  guint label_first;
  guint label_n;
  guint value_first;
  guint value_n;
  guint line;
} BureauLabelledLine;

/**
 * BureauExtraction:
 * @source: what is read
 * @known: (nullable): what the workspace knows: `{"services":[…],"firm","currency","date_order"}`
 * @findings: (element-type BureauFinding): the best of each name so far
 * @labelled: (element-type BureauLabelledLine): the first lines of the form "Label: value"
 */
typedef struct
{
  const BureauSource *source;
  JsonObject *known;
  GArray *findings;
  GArray *labelled;
} BureauExtraction;

void bureau_extraction_add (BureauExtraction *self, BureauFinding finding);
void bureau_extraction_add_text (BureauExtraction *self, const char *name, guint rank,
                                 char *value_and_evidence);
const BureauFinding *bureau_extraction_find (const BureauExtraction *self, const char *name);
JsonNode *bureau_text_node (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* One file each; the table in extract.c calls them in turn. */
void bureau_extract_company (BureauExtraction *self);
void bureau_extract_company_of_domain (BureauExtraction *self);
void bureau_extract_date (BureauExtraction *self);
void bureau_extract_email (BureauExtraction *self);
void bureau_extract_labelled (BureauExtraction *self);
void bureau_extract_money (BureauExtraction *self);
void bureau_extract_name (BureauExtraction *self);
void bureau_extract_phone (BureauExtraction *self);
void bureau_extract_questions (BureauExtraction *self);
void bureau_extract_service (BureauExtraction *self);
void bureau_extract_summary (BureauExtraction *self);
void bureau_extract_urgency (BureauExtraction *self);
void bureau_extract_website (BureauExtraction *self);

/* Which of several names a text is about. */
typedef struct
{
  guint index;
  guint first;
  guint n;
  double score;
} BureauNameMatch;

gboolean bureau_source_match_names (const BureauSource *self, JsonArray *names,
                                    BureauNameMatch *best);

/* Names of persons and companies as they are written. */
guint bureau_source_person_at (const BureauSource *self, guint token);
gboolean bureau_source_is_person (const BureauSource *self, const char *name);
guint bureau_source_company_at (const BureauSource *self, guint token);
gboolean bureau_extraction_is_own_firm (BureauExtraction *self, const char *name);
char *bureau_name_capitalize (const char *name) G_GNUC_WARN_UNUSED_RESULT;

JsonNode *bureau_extraction_value_for (BureauExtraction *self, JsonObject *field, char **evidence,
                                       const char **finding) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_field_is_called (JsonObject *field, const char *label);
void bureau_extraction_answer_form (BureauExtraction *self, JsonArray *fields_or_null,
                                    JsonObject *values, JsonObject *evidence);

G_END_DECLS

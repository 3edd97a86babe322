/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauReferenceKind:
 * @BUREAU_REFERENCE_MESSAGE: the message that started the run, or that its record came from
 * @BUREAU_REFERENCE_RECORD: the record that started the run
 * @BUREAU_REFERENCE_STEP: the result of an earlier step
 * @BUREAU_REFERENCE_SETTING: a setting of the workspace
 */
typedef enum
{
  BUREAU_REFERENCE_MESSAGE,
  BUREAU_REFERENCE_RECORD,
  BUREAU_REFERENCE_STEP,
  BUREAU_REFERENCE_SETTING,
} BureauReferenceKind;

/**
 * BureauReference:
 * @kind: what it points to
 * @step: the step's id where @kind is %BUREAU_REFERENCE_STEP, else ""
 * @member: the field, part or setting; "" is the whole thing
 *
 * A reference taken apart: `message`, `message.sender`, `record`, `record.FIELD`, `STEP`,
 * `STEP.FIELD`, `settings.KEY`.
 */
typedef struct
{
  BureauReferenceKind kind;
  char step[64];
  char member[64];
} BureauReference;

/* The same rule for the published schema. */
#define BUREAU_REFERENCE_PATTERN "^(?!settings$)[a-z][a-z0-9_]{0,62}([.][a-z][a-z0-9_]{0,62})?$"

gboolean bureau_reference_parse (const char *text, BureauReference *reference);

/* The parts of a message that a reference may name. */
const char *const *bureau_reference_list_message_parts (void);

G_END_DECLS

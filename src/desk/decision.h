/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/draft-edit.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDecisionKind:
 * @BUREAU_DECISION_SEND: approves the words as the person sees them
 * @BUREAU_DECISION_REJECT: with a reason
 * @BUREAU_DECISION_DISMISS: the message is something else, by a label
 * @BUREAU_DECISION_SNOOZE: until a time
 * @BUREAU_DECISION_ASK: its agent writes it again, with a note
 * @BUREAU_DECISION_UNDO: takes the decision before back
 */
typedef enum
{
  BUREAU_DECISION_SEND,
  BUREAU_DECISION_REJECT,
  BUREAU_DECISION_DISMISS,
  BUREAU_DECISION_SNOOZE,
  BUREAU_DECISION_ASK,
  BUREAU_DECISION_UNDO,
} BureauDecisionKind;

/**
 * BureauSubject:
 * @draft: its id
 * @who: how a person knows it, where something about it has to be said
 * @hash: (nullable): what an approval is bound to, where nothing was edited
 * @needs_eyes: whether it is to be looked at before it is approved
 * @edit: (nullable): the words as the person sees them
 *
 * A draft that is decided about.
 */
typedef struct
{
  gint64 draft;
  char *who;
  char *hash;
  gboolean needs_eyes;
  BureauDraftEdit *edit;
} BureauSubject;

#define BUREAU_TYPE_SUBJECT (bureau_subject_get_type ())
GType bureau_subject_get_type (void);
BureauSubject *bureau_subject_new (gint64 draft, const char *who) G_GNUC_WARN_UNUSED_RESULT;
BureauSubject *bureau_subject_copy (const BureauSubject *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_subject_free (BureauSubject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauSubject, bureau_subject_free)

DexFuture *bureau_decide (BureauMemory *memory, BureauDecisionKind kind, GPtrArray *subjects,
                          const char *text) G_GNUC_WARN_UNUSED_RESULT;

extern const BureauCause bureau_decision_cause;

G_END_DECLS

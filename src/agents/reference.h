/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "workflows/reference.h"

G_BEGIN_DECLS

/* A record that a step changes or hands on; its id may be known only inside the transaction. */
typedef struct
{
  char *collection;
  char *step; /* the step that gave it; NULL for the run's own record */
} BureauRecordTarget;

JsonNode *bureau_reference_resolve (BureauStepContext *context, const char *text,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_reference_bind (BureauStepContext *context,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_reference_to_text (BureauStepContext *context, const char *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_reference_gather (BureauStepContext *context, const char *member,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean bureau_record_target_find (BureauStepContext *context, const char *text,
                                    BureauRecordTarget *target, GError **error);
gint64 bureau_record_target_get_id (const BureauRecordTarget *self, BureauRun *run);
void bureau_record_target_clear (BureauRecordTarget *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauRecordTarget, bureau_record_target_clear)

G_END_DECLS

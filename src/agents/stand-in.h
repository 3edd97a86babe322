/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

/**
 * BureauStandIn:
 *
 * Who is asked where an agent's provider does not answer: the others that the operator named, in
 * their order, and no other. What may not be sent, cannot be used or was stopped goes to none.
 */
typedef struct _BureauStandIn BureauStandIn;

BureauStandIn *bureau_stand_in_new (BureauStepContext *context) G_GNUC_WARN_UNUSED_RESULT;
void bureau_stand_in_free (BureauStandIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauStandIn, bureau_stand_in_free)

gboolean bureau_stand_in_turn (BureauStandIn *self, const GError *failure);
void bureau_stand_in_tell (BureauStandIn *self);
void bureau_stand_in_fail (BureauStandIn *self, const GError *failure, GError **error);

G_END_DECLS

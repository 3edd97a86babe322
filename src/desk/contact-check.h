/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauContactCheck:
 *
 * Finds out who is known here of the people on the screen, off the main thread and one question at
 * a time.
 *
 * Signal `judged` (#JsonObject): the verdicts by address, as bureau_contacts_judge() gives them.
 */
#define BUREAU_TYPE_CONTACT_CHECK (bureau_contact_check_get_type ())
G_DECLARE_FINAL_TYPE (BureauContactCheck, bureau_contact_check, BUREAU, CONTACT_CHECK, GObject)

BureauContactCheck *bureau_contact_check_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_contact_check_ask (BureauContactCheck *self, BureauMemory *memory,
                               JsonArray *addresses);
void bureau_contact_check_forget (BureauContactCheck *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauPrivacyGroup:
 *
 * The mark “never send to a provider” of a message or a record, as a switch.
 */
#define BUREAU_TYPE_PRIVACY_GROUP (bureau_privacy_group_get_type ())
G_DECLARE_FINAL_TYPE (BureauPrivacyGroup, bureau_privacy_group, BUREAU, PRIVACY_GROUP,
                      AdwPreferencesGroup)

void bureau_privacy_group_show (BureauPrivacyGroup *self, BureauMemory *memory, JsonObject *thread);

G_END_DECLS

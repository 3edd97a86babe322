/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/setting.h"

G_BEGIN_DECLS

gboolean bureau_setting_check (const BureauSetting *setting, JsonNode *value, GError **error);

/* Shared with connections: an address as one mailbox, "a@b" or "Name <a@b>". */
gboolean bureau_mailbox_check (const char *text);
gboolean bureau_address_check (const char *text);

G_END_DECLS

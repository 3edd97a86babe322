/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/connection-fields.h"

G_BEGIN_DECLS

/* What is asked of a person who connects a mail server: where it is, who signs in, and whom letters
 * come from. */
#define BUREAU_TYPE_SERVER_FIELDS (bureau_server_fields_get_type ())
G_DECLARE_FINAL_TYPE (BureauServerFields, bureau_server_fields, BUREAU, SERVER_FIELDS,
                      AdwPreferencesGroup)

G_END_DECLS

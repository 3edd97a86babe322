/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/connection-fields.h"

G_BEGIN_DECLS

/* What is asked of a person who connects a folder: which one. */
#define BUREAU_TYPE_FOLDER_FIELDS (bureau_folder_fields_get_type ())
G_DECLARE_FINAL_TYPE (BureauFolderFields, bureau_folder_fields, BUREAU, FOLDER_FIELDS,
                      AdwPreferencesGroup)

G_END_DECLS

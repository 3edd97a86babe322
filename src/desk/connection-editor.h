/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauConnectionEditor:
 *
 * A mail server, a folder or a language model: stored and tried at one press, with the answer in
 * place. The password goes to the keyring and nowhere else.
 */
#define BUREAU_TYPE_CONNECTION_EDITOR (bureau_connection_editor_get_type ())
G_DECLARE_FINAL_TYPE (BureauConnectionEditor, bureau_connection_editor, BUREAU, CONNECTION_EDITOR,
                      AdwNavigationPage)

BureauConnectionEditor *bureau_connection_editor_new (BureauMemory *memory, JsonObject *connection);

G_END_DECLS

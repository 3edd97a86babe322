/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauIdentityEditor:
 *
 * A name, an address and a signature that letters may come from. Signal `done (JsonObject
 * *identity)`: what it is now, %NULL where it is to be removed.
 */
#define BUREAU_TYPE_IDENTITY_EDITOR (bureau_identity_editor_get_type ())
G_DECLARE_FINAL_TYPE (BureauIdentityEditor, bureau_identity_editor, BUREAU, IDENTITY_EDITOR,
                      AdwNavigationPage)

BureauIdentityEditor *bureau_identity_editor_new (JsonObject *identity, gboolean is_removable);

G_END_DECLS

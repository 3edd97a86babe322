/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauWelcome:
 *
 * How a window without a workspace begins: the sample business, one's own, or a workspace that is
 * there.
 *
 * Signal `begin (const char *kind, JsonObject *answers)`: kind is "sample" or "own"; answers as in
 * desk/setup.h, %NULL for the sample.
 */
#define BUREAU_TYPE_WELCOME (bureau_welcome_get_type ())
G_DECLARE_FINAL_TYPE (BureauWelcome, bureau_welcome, BUREAU, WELCOME, AdwBin)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Asks a person for one record or message of a collection: the newest, or those that have the words
 * they type. */
#define BUREAU_TYPE_PICKER (bureau_picker_get_type ())
G_DECLARE_FINAL_TYPE (BureauPicker, bureau_picker, BUREAU, PICKER, AdwDialog)

DexFuture *bureau_picker_pick (GtkWidget *parent, BureauMemory *memory, const char *title,
                               const char *collection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

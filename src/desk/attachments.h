/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauAttachments:
 *
 * Files that came with a message or go with a draft, by name and size. A click asks first and then
 * opens a copy. Property `is-editable`: whether they can be taken away; it does not show them
 * otherwise.
 *
 * Signal `removed (index)`: what the person wants; the widget itself shows only what
 * bureau_attachments_show() says.
 */
#define BUREAU_TYPE_ATTACHMENTS (bureau_attachments_get_type ())
G_DECLARE_FINAL_TYPE (BureauAttachments, bureau_attachments, BUREAU, ATTACHMENTS, AdwBin)

void bureau_attachments_show (BureauAttachments *self, BureauMemory *memory, JsonArray *attachments,
                              const char *from);

G_END_DECLS

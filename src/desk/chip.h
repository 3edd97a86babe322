/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauChip:
 *
 * Something small that is one of several: a recipient, an attachment. A name, a dimmed note, and
 * what can be done with it.
 *
 * Signals: `clicked (index)`, `removed (index)`.
 */
#define BUREAU_TYPE_CHIP (bureau_chip_get_type ())
G_DECLARE_FINAL_TYPE (BureauChip, bureau_chip, BUREAU, CHIP, GtkBox)

BureauChip *bureau_chip_new (const char *icon, const char *name, const char *note);
void bureau_chip_set_index (BureauChip *self, guint index);
void bureau_chip_make_button (BureauChip *self, const char *label);
void bureau_chip_add_remove (BureauChip *self, const char *label);
void bureau_chip_set_note (BureauChip *self, const char *note);
void bureau_chip_warn (BureauChip *self, const char *warning);
void bureau_chips_set_up (AdwWrapBox *chips);
void bureau_chips_clear (AdwWrapBox *chips);

G_END_DECLS

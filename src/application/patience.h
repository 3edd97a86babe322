/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauPatience:
 *
 * A window that waits a moment to be shown with what is to be seen in it, rather than to be painted
 * once more.
 */
typedef struct _BureauPatience BureauPatience;

BureauPatience *bureau_patience_new (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void bureau_patience_free (BureauPatience *self);
void bureau_patience_present (BureauPatience *self);
void bureau_patience_set_ready (BureauPatience *self);
void bureau_patience_give_up (BureauPatience *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauPatience, bureau_patience_free)

G_END_DECLS

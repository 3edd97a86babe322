/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BureauPieces:
 *
 * What comes over a connection, as it comes.
 */
typedef struct _BureauPieces BureauPieces;

BureauPieces *bureau_pieces_new (GInputStream *stream,
                                 GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void bureau_pieces_free (BureauPieces *self);
GBytes *bureau_pieces_next (BureauPieces *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BureauMbox:
 *
 * The messages of an mbox file one by one, however large it is: mboxrd and mboxo, LF or CRLF.
 */
#define BUREAU_TYPE_MBOX (bureau_mbox_get_type ())
G_DECLARE_FINAL_TYPE (BureauMbox, bureau_mbox, BUREAU, MBOX, GObject)

BureauMbox *bureau_mbox_new (GInputStream *stream);
gint64 bureau_mbox_get_position (BureauMbox *self);
GBytes *bureau_mbox_next (BureauMbox *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

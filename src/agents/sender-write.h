/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauSenderAside:
 * @id: a delivery that could not even be tried
 * @failure: why
 */
typedef struct
{
  gint64 id;
  const GError *failure;
} BureauSenderAside;

/* What the sender changes by itself, on the writer's thread. */
gboolean bureau_sender_write_release (BureauTransaction *transaction, gpointer data, GValue *result,
                                      GError **error);
gboolean bureau_sender_write_aside (BureauTransaction *transaction, gpointer data, GValue *result,
                                    GError **error);

G_END_DECLS

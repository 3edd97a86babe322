/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/catalog.h"
#include "base/worker.h"

G_BEGIN_DECLS

/**
 * BureauDeliveryRest:
 * @BUREAU_DELIVERY_ENDED: sent, failed, uncertain or returned: nothing more is to be done by itself
 * @BUREAU_DELIVERY_LATER: queued for a later time
 * @BUREAU_DELIVERY_STUCK: queued until a mail account is there or is put right
 * @BUREAU_DELIVERY_LOCKED: queued while the account's password cannot be had, as from a keyring
 *   that does not answer; that passes without a change of the account
 * @BUREAU_DELIVERY_BARRED: queued because the server does not let the account in, or a person left
 *   the keyring locked
 *
 * How a delivery came to rest after an attempt, or instead of one.
 */
typedef enum
{
  BUREAU_DELIVERY_ENDED,
  BUREAU_DELIVERY_LATER,
  BUREAU_DELIVERY_STUCK,
  BUREAU_DELIVERY_LOCKED,
  BUREAU_DELIVERY_BARRED,
} BureauDeliveryRest;

/* What attempts are made with. */
typedef struct
{
  BureauMemory *memory;
  BureauCatalog *catalog;
  BureauWorker *worker;
  GCancellable *cancellable;
} BureauDeliveryMeans;

gboolean bureau_delivery_attempt (const BureauDeliveryMeans *means, gint64 delivery,
                                  BureauDeliveryRest *rest, GError **error);

G_END_DECLS

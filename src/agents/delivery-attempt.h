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
 *
 * How a delivery came to rest after an attempt, or instead of one.
 */
typedef enum
{
  BUREAU_DELIVERY_ENDED,
  BUREAU_DELIVERY_LATER,
  BUREAU_DELIVERY_STUCK,
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

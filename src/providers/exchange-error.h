/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How an exchange that was ended from here was ended. */
typedef enum
{
  BUREAU_EXCHANGE_GOES_ON,
  BUREAU_EXCHANGE_CANCELLED,
  BUREAU_EXCHANGE_SILENT,
  BUREAU_EXCHANGE_TOO_LONG,
} BureauExchangeEnd;

void bureau_exchange_fail (SoupMessage *message, BureauExchangeEnd ended_by,
                           const GError *cause_or_null, GError **error);
char *bureau_exchange_describe_certificate (GTlsCertificateFlags flags,
                                            const char *host) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

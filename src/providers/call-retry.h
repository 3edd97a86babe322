/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How often a call that was refused is sent once more at once. */
#define BUREAU_CALL_RETRIES 2

/**
 * BureauRetryHeaders:
 * @should_retry: (nullable): "true" or "false": the server decides
 * @retry_after_ms: (nullable): how long to wait, in milliseconds
 * @retry_after: (nullable): the same in seconds, or a date
 *
 * What a server says about being asked again.
 */
typedef struct
{
  const char *should_retry;
  const char *retry_after_ms;
  const char *retry_after;
} BureauRetryHeaders;

gboolean bureau_call_may_retry (guint status, const BureauRetryHeaders *headers);
gint64 bureau_call_get_wait (const BureauRetryHeaders *headers, gint64 now);
gint64 bureau_call_get_backoff (guint attempt, double random);

G_END_DECLS

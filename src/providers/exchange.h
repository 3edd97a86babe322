/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BureauExchange:
 *
 * One request over HTTP and what comes back, under deadlines. All exchanges of the process share
 * one session, so that a server's connection serves one call after the other. Redirects are not
 * followed: a key goes to no other place than the one it was given for.
 *
 * A question is sent once: what went out whole may be billed although nothing came back, so only
 * whoever pays asks again. All functions that wait belong into a fiber of the main context.
 */
typedef struct _BureauExchange BureauExchange;

/**
 * BureauDeadlines:
 * @idle_ms: how long nothing may come, in milliseconds
 * @end: the monotonic time at which it has to be over, in milliseconds
 *
 * How long an exchange may take.
 */
typedef struct
{
  gint64 idle_ms;
  gint64 end;
} BureauDeadlines;

GObject *bureau_exchange_keep_session (void) G_GNUC_WARN_UNUSED_RESULT;

BureauExchange *bureau_exchange_new (const char *method, const char *url,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_exchange_free (BureauExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauExchange, bureau_exchange_free)

void bureau_exchange_set_body (BureauExchange *self, const char *json);
void bureau_exchange_set_header (BureauExchange *self, const char *name, const char *value);

gboolean bureau_exchange_send (BureauExchange *self, const BureauDeadlines *deadlines,
                               GCancellable *cancellable_or_null, GError **error);
gboolean bureau_exchange_was_sent (BureauExchange *self);
guint bureau_exchange_get_status (BureauExchange *self);
const char *bureau_exchange_get_answer_header (BureauExchange *self, const char *name);
GBytes *bureau_exchange_read (BureauExchange *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bureau_exchange_read_all (BureauExchange *self, gsize max_bytes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

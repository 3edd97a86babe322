/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/delivery-attempt.h"
#include "channels/address.h"
#include "channels/smtp.h"

G_BEGIN_DECLS

/* One try of one delivery, from its rows to its result. */
typedef struct
{
  const BureauDeliveryMeans *means;
  gint64 id;
  gint64 attempt;
  JsonObject *row; /* of the delivery, with hash and approved_at of its approval */
  JsonObject *draft;
  JsonObject *connection;
  GHashTable *attachments;
  GBytes *bytes; /* as stored, or new */
  gboolean is_stored;
  gint64 n_newer;
  GStrv recipients;
  BureauAddress *from;
  BureauSmtpServer *server;
  BureauSmtpResult *result;
  BureauSmtpPhase phase;
  const char *state; /* where it goes, with what words */
  const char *error;
  char *next_try;
} BureauAttempt;

void bureau_attempt_clear (BureauAttempt *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauAttempt, bureau_attempt_clear)

gboolean bureau_attempt_read (BureauDatabase *database, gpointer data, GValue *result,
                              GError **error);
gboolean bureau_attempt_write_move (BureauTransaction *transaction, gpointer data, GValue *result,
                                    GError **error);
gboolean bureau_attempt_write_wait (BureauTransaction *transaction, gpointer data, GValue *result,
                                    GError **error);
gboolean bureau_attempt_write_start (BureauTransaction *transaction, gpointer data, GValue *result,
                                     GError **error);
gboolean bureau_attempt_write_result (BureauTransaction *transaction, gpointer data, GValue *result,
                                      GError **error);
const char *bureau_attempt_state_of (const BureauSmtpRecipient *recipient);

G_END_DECLS

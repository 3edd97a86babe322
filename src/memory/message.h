/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A part of a message, stored once by its hash. */
typedef struct
{
  const char *name;
  const char *type;
  GBytes *bytes;
} BureauPart;

/**
 * bureau_message_insert:
 * @fields: columns of bureau_message by name: channel, source, identity, message_id,
 * in_reply_to, references (array), sender_name, sender_address, reply_to, recipients (array of
 * {"name","address"}), subject, sent_at, text, hidden, automatic, meta (object)
 * @raw: (nullable): the bytes as they came
 * @parts: (nullable): attachments, @n_parts of them
 * @is_new: (out) (optional): %FALSE where the same message was there already
 *
 * Keeps a message as it came. The same message (by identity) twice is one item.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 bureau_message_insert (BureauTransaction *transaction, JsonObject *fields, GBytes *raw,
                              const BureauPart *parts, guint n_parts, gboolean *is_new,
                              GError **error);
gboolean bureau_message_set_label (BureauTransaction *transaction, gint64 message,
                                   const char *label, const char *by, GError **error);
gboolean bureau_message_learn (BureauTransaction *transaction, gint64 message, const char *label,
                               const char *const *words, GError **error);
gboolean bureau_message_forget (BureauTransaction *transaction, gint64 message, GError **error);
JsonObject *bureau_message_load (BureauDatabase *database, gint64 id, GError **error);
JsonObject *bureau_message_load_words (BureauDatabase *database, gint64 id, GError **error);

/* The operator says what a message is; @words (NULL-terminated) are counted for the classifier. */
DexFuture *bureau_message_teach (BureauMemory *memory, const BureauCause *cause, gint64 message,
                                 const char *label, const char *const *words);
/* {"documents":{label:n},"words":{word:{label:n}}} of what was taught, for these words only. */
JsonObject *bureau_message_learnt (BureauDatabase *database, const char *const *words,
                                   GError **error);

char *bureau_blob_insert (BureauTransaction *transaction, GBytes *bytes, GError **error);
GBytes *bureau_blob_load (BureauDatabase *database, const char *sha256, GError **error);

G_END_DECLS

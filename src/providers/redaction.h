/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauRedactionMode:
 * @BUREAU_REDACTION_OFF: a provider sees all
 * @BUREAU_REDACTION_REDACT: it sees a name in place of each number and key
 * @BUREAU_REDACTION_BLOCK: what has one is not sent at all
 *
 * What becomes of numbers of cards and accounts, and of keys, before a provider is asked.
 */
typedef enum
{
  BUREAU_REDACTION_OFF,
  BUREAU_REDACTION_REDACT,
  BUREAU_REDACTION_BLOCK,
} BureauRedactionMode;

/**
 * BureauRedaction:
 *
 * What was replaced in one call, so that it can be put back where the answer repeats it.
 */
typedef struct _BureauRedaction BureauRedaction;

BureauRedaction *bureau_redaction_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_redaction_free (BureauRedaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauRedaction, bureau_redaction_free)

char *bureau_redaction_hide (BureauRedaction *self, const char *text) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_redaction_hide_in (BureauRedaction *self,
                                      JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_redaction_show_in (BureauRedaction *self,
                                      JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_redaction_describe (BureauRedaction *self) G_GNUC_WARN_UNUSED_RESULT;

BureauRedactionMode bureau_redaction_mode (const char *of_business, const char *of_agent);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "channels/smtp-transcript.h"
#include "channels/smtp.h"

G_BEGIN_DECLS

/* One try: libcurl's callbacks, and where between them it stands. */
typedef struct
{
  const BureauSmtpHooks *hooks;
  BureauSmtpTranscript transcript;
  const char *bytes;
  gsize length;
  gsize given; /* how many of them libcurl has */
  BureauSmtpPhase phase;
  gboolean end_committed;
  gboolean end_failed;
  CURLcode code;
  char detail[CURL_ERROR_SIZE];
} BureauSmtpAttempt;

void bureau_smtp_attempt_init (BureauSmtpAttempt *self, const BureauSmtpHooks *hooks,
                               const char *const *recipients);
void bureau_smtp_attempt_clear (BureauSmtpAttempt *self);
void bureau_smtp_attempt_perform (BureauSmtpAttempt *self, CURL *curl);
BureauSmtpResult *bureau_smtp_attempt_judge (BureauSmtpAttempt *self,
                                             const char *host) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

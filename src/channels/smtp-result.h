/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "channels/smtp-transcript.h"
#include "channels/smtp.h"

G_BEGIN_DECLS

/* How an attempt ended, as libcurl and our own callbacks saw it. */
typedef struct
{
  const char *host;
  BureauSmtpTranscript *transcript;
  CURLcode code;
  const char *detail; /* libcurl's own words */
  gboolean end_committed;
  gboolean end_failed;
  gboolean is_cancelled;
} BureauSmtpOutcome;

BureauSmtpResult *
bureau_smtp_result_new (const BureauSmtpOutcome *outcome) G_GNUC_WARN_UNUSED_RESULT;
BureauSmtpResult *bureau_smtp_result_new_unsent (const char *const *recipients,
                                                 const char *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

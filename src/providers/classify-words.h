/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/source.h"

G_BEGIN_DECLS

/* The words by which messages are learnt and recognised. */
#define BUREAU_CLASSIFIER_MAX_WORDS 200
/* The sender's domain is a word too, with this before it. */
#define BUREAU_CLASSIFIER_DOMAIN "domain:"

char **bureau_classifier_words (const char *subject, const char *text,
                                const char *sender_domain) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_source_classifier_words (const BureauSource *self,
                                       const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

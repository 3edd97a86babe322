/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauInquiry:
 *
 * Something asked of the engine whose answer is shown where it was asked: one at a time, and a
 * person can take it back. An answer to what was taken back is not told.
 *
 * Signal `answered (const char *result, const char *problem)`: it is done, with the result as JSON
 * where it has one; or why it is not, in a sentence.
 */
#define BUREAU_TYPE_INQUIRY (bureau_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (BureauInquiry, bureau_inquiry, BUREAU, INQUIRY, GObject)

BureauInquiry *bureau_inquiry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_inquiry_ask (BureauInquiry *self, BureauMemory *memory, const char *kind,
                         JsonObject *args);
void bureau_inquiry_withdraw (BureauInquiry *self, const char *why);
void bureau_inquiry_leave (BureauInquiry *self, const char *why);
gint64 bureau_inquiry_get_request (BureauInquiry *self);

G_END_DECLS

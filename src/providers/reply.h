/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauUsage:
 * @input_tokens: tokens read, cached ones included
 * @cached_tokens: of those read, the ones that the provider had kept ready
 * @written_tokens: of those read, the ones that the provider keeps ready from now on
 * @output_tokens: tokens written, thinking included
 * @is_unknown: something was used, and the provider did not say how much
 *
 * What a reply used up. All zero for rules.
 */
typedef struct
{
  gint64 input_tokens;
  gint64 cached_tokens;
  gint64 written_tokens;
  gint64 output_tokens;
  gboolean is_unknown;
} BureauUsage;

/**
 * BureauReplyFailure:
 * @wait_ms: for how many milliseconds the provider wants to be left alone; -1 where it did not say
 * @is_held: the provider was not asked at all, because it fails for everybody
 * @is_cut: the answer broke off: asking at once may help
 * @is_shut: it takes no questions of this business, for want of a key, of credit or of the model
 *
 * What is known about a reply that did not come, beside the error.
 */
typedef struct
{
  gint64 wait_ms;
  gboolean is_held;
  gboolean is_cut;
  gboolean is_shut;
} BureauReplyFailure;

#define BUREAU_TYPE_REPLY (bureau_reply_get_type ())
G_DECLARE_FINAL_TYPE (BureauReply, bureau_reply, BUREAU, REPLY, GObject)

BureauReply *bureau_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *bureau_reply_get_content (BureauReply *self);
JsonObject *bureau_reply_get_answer (BureauReply *self);
JsonArray *bureau_reply_get_calls (BureauReply *self);
JsonArray *bureau_reply_get_said (BureauReply *self);
const char *bureau_reply_get_provider (BureauReply *self);
const char *bureau_reply_get_model (BureauReply *self);
BureauUsage bureau_reply_get_usage (BureauReply *self);
BureauReplyFailure bureau_reply_get_failure (BureauReply *self);
void bureau_reply_cancel (BureauReply *self);

/* For providers. */
GCancellable *bureau_reply_get_cancellable (BureauReply *self);
void bureau_reply_set_failure (BureauReply *self, const BureauReplyFailure *failure);
void bureau_reply_append (BureauReply *self, const char *text);
void bureau_reply_clear (BureauReply *self);
void bureau_reply_set_answer (BureauReply *self, JsonObject *answer);
void bureau_reply_set_calls (BureauReply *self, JsonArray *calls, JsonArray *said);
void bureau_reply_set_origin (BureauReply *self, const char *provider, const char *model);
void bureau_reply_set_usage (BureauReply *self, const BureauUsage *usage);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/reply.h"

G_BEGIN_DECLS

/**
 * BureauStop:
 * @BUREAU_STOP_NONE: it has not stopped: the turn goes on, or was cut off
 * @BUREAU_STOP_END: it is finished
 * @BUREAU_STOP_TOOL: it waits for the results of its tool calls
 * @BUREAU_STOP_LENGTH: the limit of its length was reached; a last tool call may be incomplete
 * @BUREAU_STOP_REFUSED: the model or its provider would not answer
 * @BUREAU_STOP_CONTEXT: the conversation is longer than the model can read
 * @BUREAU_STOP_PAUSE: it wants to be asked to go on
 *
 * Why a model stopped.
 */
typedef enum
{
  BUREAU_STOP_NONE,
  BUREAU_STOP_END,
  BUREAU_STOP_TOOL,
  BUREAU_STOP_LENGTH,
  BUREAU_STOP_REFUSED,
  BUREAU_STOP_CONTEXT,
  BUREAU_STOP_PAUSE,
} BureauStop;

/* A tool that a model wants to be called: its input is JSON as it came, so far. */
typedef struct
{
  char *id;
  char *name;
  GString *input;
} BureauToolCall;

/**
 * BureauTurn:
 * @text: what it said
 * @thinking: what it thought, where the provider shows it
 * @calls: (element-type BureauToolCall): in the order of their index; an index that was passed over
 *   is a call without a name
 * @said: all that it said as its wire has it, to be sent back unchanged with the results of its
 *   calls; whole once the turn is ended
 * @text_start: where in @text the part that is coming begins, on a wire of parts
 * @thinking_start: the same for @thinking
 * @stop: why it stopped
 * @is_ended: the provider said that nothing follows; else the stream was cut off
 * @refusal: (nullable): the provider's words for a refusal
 * @model: (nullable): the model that answered, as the provider names it
 * @usage: tokens, without money
 * @has_usage: whether the provider said what was used
 *
 * One streamed answer of a model as it grows: the same whichever wire it came over.
 */
typedef struct
{
  GString *text;
  GString *thinking;
  GPtrArray *calls;
  JsonArray *said;
  gsize text_start;
  gsize thinking_start;
  BureauStop stop;
  gboolean is_ended;
  char *refusal;
  char *model;
  BureauUsage usage;
  gboolean has_usage;
} BureauTurn;

/* A provider that sends more tool calls than this has lost its way. */
#define BUREAU_TURN_MAX_CALLS 64
#define BUREAU_TURN_MAX_PARTS 256
#define BUREAU_TURN_MAX_BYTES (1024 * 1024)

BureauTurn *bureau_turn_new (void);
void bureau_turn_free (BureauTurn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTurn, bureau_turn_free)

gboolean bureau_turn_append (GString *part, const char *text_or_null, GError **error);
gboolean bureau_turn_keep (BureauTurn *self, JsonObject *part, GError **error);
BureauToolCall *bureau_turn_get_call (BureauTurn *self, gint64 index, GError **error);
JsonObject *bureau_tool_call_parse (BureauToolCall *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_turn_list_calls (BureauTurn *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

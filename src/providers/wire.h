/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "providers/prompt.h"
#include "providers/turn.h"

G_BEGIN_DECLS

/**
 * BureauWireOptions:
 * @model: the model's name at its provider
 * @with_schema: the server takes a JSON Schema for its answer; else the schema stands in the words
 * @with_stream: the answer comes piece by piece; else it comes as a whole
 * @with_usage: the server can be asked to say what a stream used
 * @with_tools: the server lets its model call tools; else it answers without
 * @is_compatible: the server only speaks like the provider: it knows the older members
 *
 * What a wire has to know beside the prompt.
 */
typedef struct
{
  const char *model;
  gboolean with_schema;
  gboolean with_stream;
  gboolean with_usage;
  gboolean with_tools;
  gboolean is_compatible;
} BureauWireOptions;

/**
 * BureauWire:
 * @kind: its name in a connection
 * @base_url: where it goes without a setting
 * @path: of the call, behind the base
 * @key_header: the header that the key goes in
 * @key_prefix: what stands in that header before the key
 * @version_header: (nullable): a header that every request carries
 * @version: (nullable): what stands in it
 * @piece: what makes an event one that text comes in, and that text; most events are such
 * @n_piece: how many of @piece there are
 * @write: (transfer full): the body of a call
 * @read: takes one event, or an answer that came as a whole, into the turn; %FALSE with @error set
 *   where the provider reports a failure or sends nonsense. Events and members that it does not
 *   know are passed over
 *
 * What is different between providers: everything else stands once.
 */
typedef struct
{
  const char *kind;
  const char *base_url;
  const char *path;
  const char *key_header;
  const char *key_prefix;
  const char *version_header;
  const char *version;
  BureauJsonPick piece[3];
  guint n_piece;
  JsonObject *(*write) (const BureauPrompt *prompt, const BureauWireOptions *options);
  gboolean (*read) (BureauTurn *turn, const char *name, JsonObject *data, GError **error);
} BureauWire;

extern const BureauWire bureau_wire_anthropic;
extern const BureauWire bureau_wire_openai;
extern const BureauWire bureau_wire_openai_responses;

gboolean bureau_wire_take (const BureauWire *self, BureauTurn *turn, const char *name,
                           const char *data, GError **error);
gboolean bureau_wire_finish (const BureauTurn *turn, GError **error);

/* For wires: what is asked in words, and what a server is told of the answer's form. */
char *bureau_wire_dup_request (const BureauPrompt *prompt,
                               const BureauWireOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* For wires: the tools that a model is given, and lists of which each is written as the wire has
 * it.
 */
typedef JsonObject *(*BureauWireWriteFunc) (JsonObject *one);
JsonArray *bureau_wire_get_tools (const BureauPrompt *prompt, const BureauWireOptions *options);
void bureau_wire_add_each (JsonArray *to, JsonArray *list, BureauWireWriteFunc write);
void bureau_wire_set_tools (JsonObject *body, const BureauPrompt *prompt,
                            const BureauWireOptions *options, BureauWireWriteFunc write);

/* For wires: the sentence for a failure that the provider reports. */
gboolean bureau_wire_fail (JsonObject *body, GError **error);
void bureau_wire_fail_status (guint status, JsonObject *body_or_null, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/prompt.h"
#include "providers/turn.h"

G_BEGIN_DECLS

/**
 * BureauWireOptions:
 * @model: the model's name at its provider
 * @with_schema: the server takes a JSON Schema for its answer; else the schema stands in the words
 * @is_compatible: the server only speaks like the provider: it knows the older members
 *
 * What a wire has to know beside the prompt.
 */
typedef struct
{
  const char *model;
  gboolean with_schema;
  gboolean is_compatible;
} BureauWireOptions;

/**
 * BureauWire:
 * @kind: its name in a connection
 * @base_url: where it goes without a setting
 * @path: of the call, behind the base
 * @key_header: the header that the key goes in
 * @key_format: what stands in that header, with %s for the key
 * @write: (transfer full): the body of a call
 * @read: takes one event into the turn; %FALSE with @error set where the provider reports a failure
 *   or sends nonsense. Events and members that it does not know are passed over
 *
 * What is different between providers: everything else stands once.
 */
typedef struct
{
  const char *kind;
  const char *base_url;
  const char *path;
  const char *key_header;
  const char *key_format;
  JsonObject *(*write) (const BureauPrompt *prompt, const BureauWireOptions *options);
  gboolean (*read) (BureauTurn *turn, const char *name, JsonObject *data, GError **error);
} BureauWire;

extern const BureauWire bureau_wire_anthropic;
extern const BureauWire bureau_wire_openai;
extern const BureauWire bureau_wire_openai_responses;

gboolean bureau_wire_take (const BureauWire *self, BureauTurn *turn, const char *name,
                           const char *data, GError **error);
gboolean bureau_wire_finish (const BureauTurn *turn, GError **error);

/* For wires: the sentence for a failure that the provider reports. */
gboolean bureau_wire_fail (JsonObject *body, GError **error);
void bureau_wire_fail_status (guint status, JsonObject *body_or_null, GError **error);

G_END_DECLS

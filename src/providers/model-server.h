/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/breaker.h"
#include "providers/model-call.h"
#include "providers/model-options.h"

G_BEGIN_DECLS

/**
 * BureauModelServer:
 * @name: the connection's
 * @model: (nullable): the model that answers where nobody names another
 * @place: where it is asked, with its key once that is known
 * @options: what it can do, as far as that is known
 * @breaker: whether it answers
 * @refusal: (nullable): why its key is not taken: then nobody asks again with it
 *
 * A server of models and what is known of it. Belongs to the main context.
 */
typedef struct
{
  char *name;
  char *model;
  gint64 connection;
  char *secret_env;
  BureauModelPlace place;
  BureauWireOptions options;
  BureauBreaker breaker;
  GError *refusal;
  gboolean is_vendor;
  gboolean is_local;
  GObject *session;
} BureauModelServer;

BureauModelServer *bureau_model_server_new (const BureauWire *wire, JsonObject *connection,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauModelServer *bureau_model_server_ref (BureauModelServer *self);
void bureau_model_server_unref (BureauModelServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauModelServer, bureau_model_server_unref)

gboolean bureau_model_server_find_key (BureauModelServer *self, gboolean is_asked_for,
                                       GError **error);
JsonArray *bureau_model_server_list_lacks (BureauModelServer *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

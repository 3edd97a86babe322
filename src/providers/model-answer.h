/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "providers/model-server.h"
#include "providers/reply.h"
#include "providers/task.h"

G_BEGIN_DECLS

DexFuture *bureau_model_answer (BureauModelServer *server, BureauTask *task,
                                BureauReply *reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

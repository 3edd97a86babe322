/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "providers/model-server.h"

G_BEGIN_DECLS

DexFuture *bureau_model_list (BureauModelServer *server) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_model_test (BureauModelServer *server) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

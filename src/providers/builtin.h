/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/task.h"

G_BEGIN_DECLS

JsonObject *bureau_builtin_answer (BureauTask *task, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rules behind it, one per kind of task; their shapes are documented where they are defined. */
JsonObject *bureau_builtin_extract (JsonObject *inputs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_builtin_classify (JsonObject *inputs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_builtin_draft (JsonObject *inputs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_builtin_decide (JsonObject *inputs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_builtin_view (JsonObject *inputs, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

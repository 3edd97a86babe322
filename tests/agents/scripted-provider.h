/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/provider.h"

G_BEGIN_DECLS

/**
 * ScriptFunc:
 * @number: which call of this process it is, from 0
 * @task: what is asked
 * @reply: what is to be filled: the answer, the model, the usage
 *
 * Returns: %FALSE with @error set where the call fails
 */
typedef gboolean (*ScriptFunc) (guint number, BureauTask *task, BureauReply *reply, GError **error);

/* A model whose answers are written down: the kind "scripted". */
void scripted_provider_set (ScriptFunc script);
guint scripted_provider_get_calls (void);
void scripted_answer (BureauReply *reply, const char *json);

G_END_DECLS

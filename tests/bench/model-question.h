/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/task.h"

G_BEGIN_DECLS

/* What the floor asks a model: byte for byte what the engine asks, but for the data, which stands
 * in a place of its own. */
typedef struct _ModelQuestion ModelQuestion;

ModelQuestion *model_question_new (BureauTaskKind kind) G_GNUC_WARN_UNUSED_RESULT;
void model_question_free (ModelQuestion *self);
GBytes *model_question_write (ModelQuestion *self, const char *data) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *model_question_read (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelQuestion, model_question_free)

G_END_DECLS

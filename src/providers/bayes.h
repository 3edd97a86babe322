/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/label-score.h"

G_BEGIN_DECLS

gboolean bureau_bayes_weigh (JsonObject *learnt, char **words, BureauLabelScore *labels, guint n);

G_END_DECLS

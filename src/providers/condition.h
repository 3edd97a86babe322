/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauMatter:
 * @given: (nullable): what the paths of conditions lead into
 * @words: the question and every text that was given, folded, a space around each word
 *
 * What the conditions of rules are held against.
 */
typedef struct
{
  JsonObject *given;
  const char *words;
} BureauMatter;

gboolean bureau_condition_holds (const BureauMatter *matter, const char *when);

G_END_DECLS

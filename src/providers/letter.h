/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/dictionary.h"

G_BEGIN_DECLS

/**
 * BureauLetter:
 *
 * A parsed letter template. Text stands as it is; in double braces stand
 *
 * - `{{path}}` or `{{path|filter}}`: a value, its line breaks made spaces. Where it is absent, the
 *   sentence around it disappears, and a line with nothing else in it too;
 * - `{{#path}}…{{/path}}`: only where the value is present and not empty; once for each item of a
 *   list, whose members are then looked up first; `{{.}}` is the item itself;
 * - `{{?path}}…{{/path}}`: the same, but only once, also for a list;
 * - `{{^path}}…{{/path}}`: only where it is absent or empty.
 *
 * The filters are `money`, `date`, `first_name`, `list` ("a, b and c", also called `names`),
 * `bullets` (a line each) and `lines`, which keeps the line breaks of what the operator wrote.
 *
 * There is nothing else: no code, no includes, and inserted text is never read as a template.
 * Immutable.
 */
typedef struct _BureauLetter BureauLetter;

BureauLetter *bureau_letter_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauLetter *bureau_letter_get (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_letter_unref (BureauLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauLetter, bureau_letter_unref)

char *bureau_letter_render (BureauLetter *self, const BureauDictionary *dictionary,
                            JsonObject *values, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDraftNote:
 * @language: (nullable): in which language the letter is wanted
 * @leaves_out: what is to be left out, a bit for each part of a letter
 *
 * What the rules understand of an operator's note about a draft. There is not much: anything else
 * is refused, never passed over.
 */
typedef struct
{
  const char *language;
  guint leaves_out;
} BureauDraftNote;

gboolean bureau_draft_note_read (BureauDraftNote *self, const char *note, GError **error);
JsonObject *bureau_draft_note_leave_out (const BureauDraftNote *self,
                                         JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_draft_note_keep_common (const char *body, const char *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

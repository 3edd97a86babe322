/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDraftEdit:
 *
 * The words of a draft as a person has them on the screen, beside those that are stored. A value
 * that never changes: each edit makes another.
 */
#define BUREAU_TYPE_DRAFT_EDIT (bureau_draft_edit_get_type ())
typedef struct _BureauDraftEdit BureauDraftEdit;

GType bureau_draft_edit_get_type (void);
BureauDraftEdit *bureau_draft_edit_ref (BureauDraftEdit *self);
void bureau_draft_edit_unref (BureauDraftEdit *self);

BureauDraftEdit *bureau_draft_edit_new (JsonObject *draft) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_subject (BureauDraftEdit *self,
                                                 const char *subject) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_body (BureauDraftEdit *self,
                                              const char *body) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_recipient (BureauDraftEdit *self,
                                                   const char *address) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_without_recipient (BureauDraftEdit *self,
                                                      guint index) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_words (BureauDraftEdit *self,
                                               const char *kept) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_stored (BureauDraftEdit *self,
                                                JsonObject *draft) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_kept (BureauDraftEdit *self) G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_with_attachment (BureauDraftEdit *self, JsonObject *attachment)
    G_GNUC_WARN_UNUSED_RESULT;
BureauDraftEdit *bureau_draft_edit_without_attachment (BureauDraftEdit *self,
                                                       guint index) G_GNUC_WARN_UNUSED_RESULT;

gint64 bureau_draft_edit_get_id (BureauDraftEdit *self);
const char *bureau_draft_edit_get_subject (BureauDraftEdit *self);
const char *bureau_draft_edit_get_body (BureauDraftEdit *self);
JsonArray *bureau_draft_edit_get_recipients (BureauDraftEdit *self);
JsonArray *bureau_draft_edit_get_attachments (BureauDraftEdit *self);
const char *bureau_draft_edit_get_base (BureauDraftEdit *self);
JsonObject *bureau_draft_edit_get_stored (BureauDraftEdit *self);
gboolean bureau_draft_edit_is_changed (BureauDraftEdit *self);
gboolean bureau_draft_edit_is_overtaken (BureauDraftEdit *self);
gboolean bureau_draft_edit_is_part (BureauDraftEdit *self);
char *bureau_draft_edit_say_obstacle (BureauDraftEdit *self);
char *bureau_draft_edit_say_send (BureauDraftEdit *self);
JsonObject *bureau_draft_edit_make_changes (BureauDraftEdit *self);
char *bureau_draft_edit_make_hash (BureauDraftEdit *self);
char *bureau_draft_edit_print_words (BureauDraftEdit *self, int cursor, int scroll);

gboolean bureau_draft_edit_is_address (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauDraftEdit, bureau_draft_edit_unref)

G_END_DECLS

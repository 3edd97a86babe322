/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "base/json.h"
#include "desk/chip.h"
#include "desk/attaching.h"
#include "desk/attachments.h"
#include "desk/claim-marks.h"
#include "desk/contact-check.h"
#include "desk/facts.h"
#include "desk/letter-view.h"
#include "desk/recipients.h"

struct _BureauDraftEditor
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauDraftEdit *edit; /* as it is shown; NULL where there is none */
  JsonObject *verdicts;  /* about recipients, by address */
  JsonArray *offered;
  JsonArray *claims; /* what of the letter nothing given says */
  JsonObject *facts;
  BureauContactCheck *contacts;
  BureauAttaching *attaching;
  gboolean is_pushing; /* the widgets change because of us, not of the person */

  GtkLabel *from;
  BureauRecipients *recipients;
  GtkEntry *subject;
  GtkSourceView *body;
  GtkLabel *claim_hint;
  BureauAttachments *attachments;
  AdwWrapBox *strip;
};

G_DEFINE_FINAL_TYPE (BureauDraftEditor, bureau_draft_editor, ADW_TYPE_BIN)

enum
{
  EDITED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Showing ----------------------------------------------------------------------------------------
 */

static void
push_recipients (BureauDraftEditor *self)
{
  bureau_recipients_show (self->recipients, bureau_draft_edit_get_recipients (self->edit),
                          self->verdicts, self->offered);
}

static void
push_attachments (BureauDraftEditor *self)
{
  bureau_attachments_show (self->attachments, self->memory,
                           bureau_draft_edit_get_attachments (self->edit), NULL);
}

/* Whom it comes from is part of what is approved. */
static void
push_from (BureauDraftEditor *self)
{
  JsonObject *account = bureau_json_get_object (bureau_draft_edit_get_stored (self->edit),
                                                "account");
  const char *from = account != NULL ? bureau_json_get_string (account, "from") : NULL;
  /* Translators: whom a letter comes from, such as "From Studio <studio@example.org>" */
  g_autofree char *text = from != NULL ? g_strdup_printf (_ ("From %s"), from) : NULL;

  gtk_label_set_label (self->from, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->from), text != NULL);
}

/* What is said by a line is said in words too. */
static void
push_claims (BureauDraftEditor *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *hint = bureau_claim_marks_show (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)),
      gtk_editable_get_text (GTK_EDITABLE (self->subject)), attributes, self->claims);

  gtk_entry_set_attributes (self->subject, attributes);
  gtk_label_set_label (self->claim_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->claim_hint), hint != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->body), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  hint != NULL ? hint : "", -1);
}

static void
push_words (BureauDraftEditor *self)
{
  const char *subject = bureau_draft_edit_get_subject (self->edit);

  self->is_pushing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject)), subject) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), subject);
  bureau_letter_view_set_text (self->body, bureau_draft_edit_get_body (self->edit));
  self->is_pushing = FALSE;
}

static gboolean
is_same (JsonObject *a, JsonObject *b)
{
  return a == b || (a != NULL && b != NULL && json_object_equal (a, b));
}

/* The strip is left alone where nothing new is in it: a popover may be open. */
static void
push_facts (BureauDraftEditor *self, JsonObject *facts)
{
  if (is_same (self->facts, facts))
    return;
  g_clear_pointer (&self->facts, json_object_unref);
  self->facts = facts != NULL ? json_object_ref (facts) : NULL;
  bureau_facts_fill (self->strip, facts);
}

/* The one place where what is shown changes by what a person does. */
static void
take (BureauDraftEditor *self, BureauDraftEdit *edit)
{
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  self->edit = edit;
  g_signal_emit (self, signals[EDITED], 0, edit);
}

/* Who is who -------------------------------------------------------------------------------------
 */

static void
judged_cb (BureauDraftEditor *self, JsonObject *verdicts)
{
  g_clear_pointer (&self->verdicts, json_object_unref);
  self->verdicts = json_object_ref (verdicts);
  push_recipients (self);
}

/* Who was just added is not among those that were judged when the draft was read. */
static void
judge (BureauDraftEditor *self)
{
  JsonArray *to = bureau_draft_edit_get_recipients (self->edit);
  g_autoptr (JsonArray) addresses = json_array_new ();
  gboolean all_known = TRUE;

  for (guint i = 0; i < json_array_get_length (to); i++)
    {
      const char *address = bureau_json_get_string (json_array_get_object_element (to, i),
                                                    "address");

      json_array_add_string_element (addresses, address);
      all_known = all_known && self->verdicts != NULL
                  && json_object_has_member (self->verdicts, address);
    }
  if (!all_known)
    bureau_contact_check_ask (self->contacts, self->memory, g_steal_pointer (&addresses));
}

/* What a person does -----------------------------------------------------------------------------
 */

static void
body_changed_cb (BureauDraftEditor *self)
{
  g_autofree char *body = NULL;

  if (self->is_pushing || self->edit == NULL)
    return;
  body = bureau_letter_view_dup_text (self->body);
  push_claims (self);
  take (self, bureau_draft_edit_with_body (self->edit, body));
}

static void
subject_changed_cb (BureauDraftEditor *self)
{
  if (self->is_pushing || self->edit == NULL)
    return;
  push_claims (self);
  take (self, bureau_draft_edit_with_subject (
                  self->edit, gtk_editable_get_text (GTK_EDITABLE (self->subject))));
}

static void
recipient_added_cb (BureauDraftEditor *self, const char *address)
{
  take (self, bureau_draft_edit_with_recipient (self->edit, address));
  push_recipients (self);
  judge (self);
}

static void
recipient_removed_cb (BureauDraftEditor *self, guint index)
{
  take (self, bureau_draft_edit_without_recipient (self->edit, index));
  push_recipients (self);
}

static void
attachment_removed_cb (BureauDraftEditor *self, guint index)
{
  take (self, bureau_draft_edit_without_attachment (self->edit, index));
  push_attachments (self);
}

static void
moved_cb (BureauDraftEditor *self)
{
  if (!self->is_pushing && self->edit != NULL)
    g_signal_emit (self, signals[MOVED], 0);
}

/* A fact's words, put where the cursor is. */
static void
insert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDraftEditor *self = BUREAU_DRAFT_EDITOR (widget);

  gtk_text_buffer_insert_interactive_at_cursor (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), g_variant_get_string (parameter, NULL),
      -1, TRUE);
  bureau_draft_editor_focus (self);
}

static void
attached_cb (BureauDraftEditor *self, JsonObject *attachment)
{
  take (self, bureau_draft_edit_with_attachment (self->edit, attachment));
  push_attachments (self);
}

static void
attach_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bureau_attaching_choose (BUREAU_DRAFT_EDITOR (widget)->attaching);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_draft_editor_dispose (GObject *object)
{
  BureauDraftEditor *self = BUREAU_DRAFT_EDITOR (object);

  if (self->attaching != NULL)
    bureau_draft_editor_clear (self);
  g_clear_object (&self->attaching);
  g_clear_object (&self->contacts);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_DRAFT_EDITOR);
  g_clear_pointer (&self->facts, json_object_unref);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_draft_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, from);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, recipients);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, subject);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, body);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, claim_hint);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, attachments);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftEditor, strip);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, attachment_removed_cb);
}

static void
bureau_draft_editor_class_init (BureauDraftEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_RECIPIENTS);
  g_type_ensure (BUREAU_TYPE_ATTACHMENTS);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = bureau_draft_editor_dispose;
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, BUREAU_TYPE_DRAFT_EDIT);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/draft-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "draft.insert", "s", insert_cb);
  gtk_widget_class_install_action (widget_class, "draft.attach", NULL, attach_cb);
}

static void
bureau_draft_editor_init (BureauDraftEditor *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_letter_view_set_up (self->body);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body));
  g_signal_connect_object (buffer, "changed", G_CALLBACK (body_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body)),
                           "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  self->attaching = bureau_attaching_new (GTK_WIDGET (self), GTK_TEXT_VIEW (self->body));
  g_signal_connect_object (self->attaching, "attached", G_CALLBACK (attached_cb), self,
                           G_CONNECT_SWAPPED);
  self->contacts = bureau_contact_check_new ();
  g_signal_connect_object (self->contacts, "judged", G_CALLBACK (judged_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_draft_editor_show:
 * @memory: where people and attachments are looked up
 * @edit: the words
 * @thread: as bureau_draft_thread_load() gives it
 *
 * Shows a draft. Where it is shown already, only what differs changes, and the cursor stays.
 */
void
bureau_draft_editor_show (BureauDraftEditor *self, BureauMemory *memory, BureauDraftEdit *edit,
                          JsonObject *thread)
{
  JsonObject *draft = bureau_json_get_object (thread, "draft");
  JsonObject *meta = bureau_json_get_object (draft, "meta");
  JsonObject *verdicts = bureau_json_get_object (thread, "verdicts");

  bureau_draft_editor_clear (self);
  g_set_object (&self->memory, memory);
  self->edit = bureau_draft_edit_ref (edit);
  bureau_attaching_turn (self->attaching, memory, bureau_draft_edit_get_id (edit));
  self->verdicts = verdicts != NULL ? json_object_ref (verdicts) : NULL;
  self->offered = meta != NULL && bureau_json_get_array (meta, "offered") != NULL
                      ? json_array_ref (bureau_json_get_array (meta, "offered"))
                      : NULL;
  self->claims = meta != NULL && bureau_json_get_array (meta, "unsupported") != NULL
                     ? json_array_ref (bureau_json_get_array (meta, "unsupported"))
                     : NULL;
  push_from (self);
  push_words (self);
  push_claims (self);
  push_recipients (self);
  push_attachments (self);
  push_facts (self, bureau_json_get_object (draft, "facts"));
  judge (self);
}

/**
 * bureau_draft_editor_clear:
 *
 * Lets go of the draft: what is typed from here on changes nothing.
 */
void
bureau_draft_editor_clear (BureauDraftEditor *self)
{
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  g_clear_pointer (&self->verdicts, json_object_unref);
  g_clear_pointer (&self->offered, json_array_unref);
  g_clear_pointer (&self->claims, json_array_unref);
  bureau_contact_check_forget (self->contacts);
  bureau_attaching_turn (self->attaching, self->memory, 0);
}

/**
 * bureau_draft_editor_get_place:
 * @cursor: (out): where the person is in the body, in characters
 * @scroll: (out): how far it is scrolled, in pixels
 */
void
bureau_draft_editor_get_place (BureauDraftEditor *self, int *cursor, int *scroll)
{
  bureau_letter_view_get_place (self->body, cursor, scroll);
}

/**
 * bureau_draft_editor_set_place:
 *
 * Brings a person back to where they were in the body.
 */
void
bureau_draft_editor_set_place (BureauDraftEditor *self, int cursor, int scroll)
{
  self->is_pushing = TRUE;
  bureau_letter_view_set_place (self->body, cursor, scroll);
  self->is_pushing = FALSE;
}

/**
 * bureau_draft_editor_focus:
 *
 * Puts the keyboard into the body.
 */
void
bureau_draft_editor_focus (BureauDraftEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

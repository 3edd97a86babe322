/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-edit.h"

#include "base/json-text.h"
#include "base/json.h"
#include "desk/keeper.h"

struct _BureauDocumentEdit
{
  GObject parent_instance;

  BureauKeeper *keeper;
  BureauDocumentForm *form;     /* NULL once it goes */
  BureauToolGroup *tools;       /* the same */
  BureauDocumentEditor *editor; /* the same */
  JsonObject *story;            /* of what is in force; NULL until it was read */
  gint64 version;               /* the one that is edited */
  gboolean is_pushing;          /* the text changes because of us, not of the person */
  gboolean is_dirty;
};

G_DEFINE_FINAL_TYPE (BureauDocumentEdit, bureau_document_edit, G_TYPE_OBJECT)

static guint changed_signal;

static const char *
get_text_in_force (BureauDocumentEdit *self)
{
  return bureau_json_get_string (self->story, "text");
}

static gint64
get_version_in_force (BureauDocumentEdit *self)
{
  return bureau_json_get_int (self->story, "version", 0);
}

static void
set_dirty (BureauDocumentEdit *self, gboolean is_dirty)
{
  self->is_dirty = is_dirty;
  g_signal_emit (self, changed_signal, 0);
}

/* Unsaved words ----------------------------------------------------------------------------------
 */

static char *
print_words (gpointer data)
{
  BureauDocumentEdit *self = data;
  g_autoptr (JsonObject) words = json_object_new ();
  g_autofree char *text = NULL;

  if (!self->is_dirty)
    return NULL;
  text = bureau_document_editor_dup_text (self->editor);
  json_object_set_int_member (words, "version", self->version);
  json_object_set_string_member (words, "text", text);
  return bureau_json_print_object (words);
}

static void
keep_now (BureauDocumentEdit *self)
{
  bureau_keeper_touch (self->keeper);
  bureau_keeper_keep (self->keeper);
}

static void
note_edit (BureauDocumentEdit *self)
{
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);

  set_dirty (self, g_strcmp0 (text, get_text_in_force (self)) != 0);
  bureau_keeper_touch (self->keeper);
}

/* The ways to edit -------------------------------------------------------------------------------
 */

static void
show_in_form (BureauDocumentEdit *self)
{
  g_autoptr (JsonObject) document = bureau_document_edit_dup_document (self, NULL);

  bureau_document_form_show (self->form, document);
  bureau_tool_group_show (self->tools, document);
}

static void
put_text (BureauDocumentEdit *self, const char *text)
{
  self->is_pushing = TRUE;
  bureau_document_editor_set_text (self->editor, text);
  self->is_pushing = FALSE;
}

static void
text_cb (BureauDocumentEdit *self)
{
  if (self->is_pushing || self->story == NULL)
    return;
  show_in_form (self);
  note_edit (self);
}

static void
edited_cb (BureauDocumentEdit *self, JsonObject *document)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (document);
  g_autofree char *text = bureau_json_print_pretty (node);

  put_text (self, text);
  show_in_form (self);
  note_edit (self);
}

/* What is in force -------------------------------------------------------------------------------
 */

static void
take (BureauDocumentEdit *self, const char *text, gint64 version, gboolean is_dirty)
{
  self->version = version;
  put_text (self, text);
  show_in_form (self);
  set_dirty (self, is_dirty);
}

/* Words that were left here before, if they say something else than what is in force. */
static void
take_words (BureauDocumentEdit *self)
{
  const char *kept = bureau_json_get_string (self->story, "words");
  g_autoptr (JsonObject) words = bureau_json_text_to_object (kept);
  const char *text = words != NULL ? bureau_json_get_string (words, "text") : NULL;

  if (text != NULL && g_strcmp0 (text, get_text_in_force (self)) != 0)
    take (self, text, bureau_json_get_int (words, "version", 0), TRUE);
}

/**
 * bureau_document_edit_follow:
 * @story: of what is in force, as bureau_document_story_load() gives it
 *
 * Shows it, unless something else is being written.
 */
void
bureau_document_edit_follow (BureauDocumentEdit *self, JsonObject *story)
{
  gboolean is_first = self->story == NULL;

  g_clear_pointer (&self->story, json_object_unref);
  self->story = json_object_ref (story);
  if (!self->is_dirty)
    take (self, get_text_in_force (self), get_version_in_force (self), FALSE);
  if (is_first)
    take_words (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * bureau_document_edit_discard:
 *
 * Goes back to what is in force.
 */
void
bureau_document_edit_discard (BureauDocumentEdit *self)
{
  take (self, get_text_in_force (self), get_version_in_force (self), FALSE);
  keep_now (self);
}

/**
 * bureau_document_edit_settle:
 *
 * What is on the screen was stored: nothing is unsaved any more.
 */
void
bureau_document_edit_settle (BureauDocumentEdit *self)
{
  set_dirty (self, FALSE);
  keep_now (self);
}

/**
 * bureau_document_edit_close:
 *
 * The form and the editor go: what was typed last is kept.
 */
void
bureau_document_edit_close (BureauDocumentEdit *self)
{
  bureau_keeper_keep (self->keeper);
  g_clear_pointer (&self->keeper, bureau_keeper_free);
  self->form = NULL;
  self->tools = NULL;
  self->editor = NULL;
}

/**
 * bureau_document_edit_dup_document:
 *
 * Returns: (transfer full): the document as it is written now; %NULL with an error where it cannot
 *   be read
 */
JsonObject *
bureau_document_edit_dup_document (BureauDocumentEdit *self, GError **error)
{
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);

  return bureau_json_parse_object (text, -1, error);
}

/**
 * bureau_document_edit_get_version:
 *
 * Returns: the version that is edited
 */
gint64
bureau_document_edit_get_version (BureauDocumentEdit *self)
{
  return self->version;
}

/**
 * bureau_document_edit_get_is_dirty:
 *
 * Returns: whether anything is unsaved
 */
gboolean
bureau_document_edit_get_is_dirty (BureauDocumentEdit *self)
{
  return self->is_dirty;
}

/**
 * bureau_document_edit_get_is_overtaken:
 *
 * Returns: whether another version is in force than the one that is edited
 */
gboolean
bureau_document_edit_get_is_overtaken (BureauDocumentEdit *self)
{
  return self->is_dirty && self->version != get_version_in_force (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_document_edit_finalize (GObject *object)
{
  BureauDocumentEdit *self = BUREAU_DOCUMENT_EDIT (object);

  g_clear_pointer (&self->keeper, bureau_keeper_free);
  g_clear_pointer (&self->story, json_object_unref);
  G_OBJECT_CLASS (bureau_document_edit_parent_class)->finalize (object);
}

static void
bureau_document_edit_class_init (BureauDocumentEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_document_edit_finalize;
  changed_signal = g_signal_new ("changed", BUREAU_TYPE_DOCUMENT_EDIT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_document_edit_init (BureauDocumentEdit *self)
{
}

/**
 * bureau_document_edit_new:
 * @key: under which unsaved words are kept
 * @form: its texts; lives until the edit is closed
 * @tools: those of an agent; the same
 * @editor: the whole document; the same
 *
 * Returns: (transfer full): an edit of nothing, until it follows a document
 */
BureauDocumentEdit *
bureau_document_edit_new (BureauMemory *memory, const char *key, BureauDocumentForm *form,
                          BureauToolGroup *tools, BureauDocumentEditor *editor)
{
  BureauDocumentEdit *self = g_object_new (BUREAU_TYPE_DOCUMENT_EDIT, NULL);

  self->form = form;
  self->tools = tools;
  self->editor = editor;
  self->keeper = bureau_keeper_new (memory, print_words, self);
  bureau_keeper_turn (self->keeper, key);
  g_signal_connect_object (form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tools, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::text", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  return self;
}

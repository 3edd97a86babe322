/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/act-bar.h"
#include "desk/again-banner.h"
#include "desk/both-texts.h"
#include "desk/decision.h"
#include "desk/draft-editor.h"
#include "desk/draft-reader.h"
#include "desk/draft-words.h"
#include "desk/growing-text.h"
#include "desk/history.h"
#include "desk/source-pane.h"
#include "desk/source-text.h"
#include "desk/toast.h"
#include "desk/why.h"
#include "memory/draft.h"

struct _BureauDraftPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauDraftWords *words;
  BureauDraftReader *reader;
  gint64 draft;          /* 0: none is shown */
  JsonObject *thread;    /* as it was read last */
  BureauDraftEdit *edit; /* what the person sees; NULL until it was read */

  AdwViewStack *states;
  BureauAgainBanner *banner;
  BureauSourcePane *source;
  AdwViewStack *tabs;
  AdwViewStack *texts;
  BureauDraftEditor *editor;
  BureauBothTexts *both;
  BureauGrowingText *growing;
  GtkTextView *changes;
  GtkListBox *why;
  GtkListBox *history;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (BureauDraftPage, bureau_draft_page, ADW_TYPE_BIN)

/* Unsaved words ----------------------------------------------------------------------------------
 */

static char *
print_words (gpointer data)
{
  BureauDraftPage *self = data;
  int cursor, scroll;

  if (self->edit == NULL || !bureau_draft_edit_is_changed (self->edit))
    return NULL;
  bureau_draft_editor_get_place (self->editor, &cursor, &scroll);
  return bureau_draft_edit_print_words (self->edit, cursor, scroll);
}

/**
 * bureau_draft_page_keep_words:
 *
 * Keeps what was typed now, without waiting for a pause.
 */
void
bureau_draft_page_keep_words (BureauDraftPage *self)
{
  if (self->words != NULL)
    bureau_draft_words_keep (self->words);
}

/**
 * bureau_draft_page_forget_words:
 * @draft: a draft whose words were stored
 */
void
bureau_draft_page_forget_words (BureauDraftPage *self, gint64 draft)
{
  bureau_draft_words_forget (self->words, draft);
}

/* Pushing the state into the widgets -------------------------------------------------------------
 */

static void
push_send (BureauDraftPage *self)
{
  g_autofree char *label = bureau_draft_edit_say_send (self->edit);
  g_autofree char *obstacle = bureau_draft_page_say_obstacle (self);

  gtk_button_set_label (self->send, obstacle != NULL ? obstacle : label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->send), obstacle != NULL ? obstacle : label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), obstacle == NULL);
}

static void
push_texts (BureauDraftPage *self)
{
  gboolean is_overtaken = bureau_draft_edit_is_overtaken (self->edit);

  if (is_overtaken)
    bureau_both_texts_show (self->both, self->edit);
  if (bureau_growing_text_get_is_growing (self->growing))
    adw_view_stack_set_visible_child_name (self->texts, "growing");
  else
    adw_view_stack_set_visible_child_name (self->texts, is_overtaken ? "both" : "one");
}

/* What its agent writes once more stands where the words are that it will replace. */
static void
growing_cb (BureauDraftPage *self)
{
  if (self->edit == NULL)
    return;
  push_texts (self);
  push_send (self);
}

static void
follow_agent (BureauDraftPage *self)
{
  JsonObject *asked = bureau_json_get_object (self->thread, "asked");
  const char *state = asked != NULL ? bureau_json_get_string (asked, "state") : NULL;
  gboolean is_asked = g_strcmp0 (state, "asked") == 0 || g_strcmp0 (state, "doing") == 0;
  JsonObject *draft = bureau_json_get_object (self->thread, "draft");

  bureau_growing_text_follow (self->growing, self->memory,
                              is_asked ? bureau_json_get_id (draft, "run") : 0, self->draft);
}

/* A tab is filled when it is looked at. */
static void
push_tab (BureauDraftPage *self)
{
  const char *tab = adw_view_stack_get_visible_child_name (self->tabs);
  JsonObject *stored;

  if (self->edit == NULL)
    return;
  stored = bureau_draft_edit_get_stored (self->edit);
  if (g_strcmp0 (tab, "changes") == 0)
    bureau_diff_text_fill (self->changes, bureau_json_get_string (stored, "agent_body"),
                           bureau_draft_edit_get_body (self->edit));
  else if (g_strcmp0 (tab, "why") == 0)
    bureau_why_fill (self->why, self->thread);
  else if (g_strcmp0 (tab, "history") == 0)
    bureau_history_fill (self->history, self->memory, self->thread);
}

static void
push (BureauDraftPage *self)
{
  bureau_draft_editor_show (self->editor, self->memory, self->edit, self->thread);
  push_texts (self);
  push_send (self);
  push_tab (self);
  bureau_again_banner_show (self->banner, self->thread);
  follow_agent (self);
}

/* What a person does -----------------------------------------------------------------------------
 */

/* The one place where the state changes by what a person does. */
static void
take_edit (BureauDraftPage *self, BureauDraftEdit *edit)
{
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  self->edit = edit;
  bureau_draft_words_touch (self->words);
}

static void
edited_cb (BureauDraftPage *self, BureauDraftEdit *edit)
{
  take_edit (self, bureau_draft_edit_ref (edit));
  push_send (self);
}

static void
moved_cb (BureauDraftPage *self)
{
  if (self->edit != NULL && bureau_draft_edit_is_changed (self->edit))
    bureau_draft_words_touch (self->words);
}

/* The draft changed underneath, and the person saw both texts. */
static void
chosen_cb (BureauDraftPage *self, gboolean is_own)
{
  take_edit (self, is_own ? bureau_draft_edit_kept (self->edit)
                          : bureau_draft_edit_new (bureau_draft_edit_get_stored (self->edit)));
  push (self);
  bureau_draft_editor_focus (self->editor);
}

/* The part that an agent was stopped at is what the person wants to say. */
static void
whole_cb (BureauDraftPage *self)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  if (self->edit == NULL)
    return;
  json_object_set_string_member (
      changes, "body", bureau_json_get_string (bureau_draft_edit_get_stored (self->edit), "body"));
  bureau_toast_follow (GTK_WIDGET (self), bureau_draft_edit (self->memory, &bureau_decision_cause,
                                                             self->draft, changes));
}

/* Reading ----------------------------------------------------------------------------------------
 */

static void
begin_edit (BureauDraftPage *self, JsonObject *draft)
{
  g_autoptr (BureauDraftEdit) stored = bureau_draft_edit_new (draft);
  int cursor, scroll;

  self->edit = bureau_draft_edit_with_words (stored,
                                             bureau_draft_words_find (self->words, self->thread));
  push (self);
  bureau_draft_words_find_place (self->words, self->thread, &cursor, &scroll);
  bureau_draft_editor_set_place (self->editor, cursor, scroll);
  dex_future_disown (bureau_draft_opened (self->memory, self->draft));
}

static void
follow_edit (BureauDraftPage *self, JsonObject *draft)
{
  g_autoptr (BureauDraftEdit) before = self->edit;

  self->edit = bureau_draft_edit_with_stored (before, draft);
  push (self);
}

static void
show_thread (BureauDraftPage *self, JsonObject *thread)
{
  JsonObject *draft = bureau_json_get_object (thread, "draft");

  g_clear_pointer (&self->thread, json_object_unref);
  self->thread = json_object_ref (thread);
  bureau_source_pane_show (self->source, self->memory, thread);
  if (self->edit == NULL)
    begin_edit (self, draft);
  else
    follow_edit (self, draft);
  adw_view_stack_set_visible_child_name (self->states, "draft");
}

static void
read_cb (gint64 draft, JsonObject *thread, gpointer data)
{
  BureauDraftPage *self = data;

  if (draft != self->draft)
    return;
  if (thread != NULL)
    show_thread (self, thread);
  else
    adw_view_stack_set_visible_child_name (self->states, "none");
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_draft_page_dispose (GObject *object)
{
  BureauDraftPage *self = BUREAU_DRAFT_PAGE (object);

  bureau_draft_page_keep_words (self);
  g_clear_pointer (&self->words, bureau_draft_words_free);
  g_clear_pointer (&self->reader, bureau_draft_reader_free);
  /* The bin's child is one of the template's named ones, and would be taken away twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_DRAFT_PAGE);
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  g_clear_pointer (&self->thread, json_object_unref);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_draft_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, source);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, texts);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, editor);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, both);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, growing);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, changes);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, why);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, history);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, send);
}

static void
bureau_draft_page_class_init (BureauDraftPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_ACT_BAR);
  g_type_ensure (BUREAU_TYPE_AGAIN_BANNER);
  g_type_ensure (BUREAU_TYPE_SOURCE_PANE);
  g_type_ensure (BUREAU_TYPE_DRAFT_EDITOR);
  g_type_ensure (BUREAU_TYPE_BOTH_TEXTS);
  g_type_ensure (BUREAU_TYPE_GROWING_TEXT);
  G_OBJECT_CLASS (klass)->dispose = bureau_draft_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/draft-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, push_tab);
  gtk_widget_class_bind_template_callback (widget_class, growing_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
}

static void
bureau_draft_page_init (BureauDraftPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_draft_page_set_memory:
 *
 * Says where drafts are read; once.
 */
void
bureau_draft_page_set_memory (BureauDraftPage *self, BureauMemory *memory)
{
  g_set_object (&self->memory, memory);
  self->words = bureau_draft_words_new (memory, print_words, self);
  self->reader = bureau_draft_reader_new (memory, read_cb, self);
}

/**
 * bureau_draft_page_show:
 * @draft: its id, or 0 for none
 * @next: the draft that is likely to be shown after it, or 0
 *
 * Turns to a draft; what was typed in the one before is kept first.
 */
void
bureau_draft_page_show (BureauDraftPage *self, gint64 draft, gint64 next)
{
  if (draft == self->draft)
    return;
  bureau_draft_words_turn (self->words, draft);
  bureau_draft_editor_clear (self->editor);
  bureau_growing_text_follow (self->growing, self->memory, 0, 0);
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  self->draft = draft;
  adw_view_stack_set_visible_child_name (self->tabs, "draft");
  if (draft == 0)
    adw_view_stack_set_visible_child_name (self->states, "none");
  bureau_draft_reader_turn (self->reader, draft, next);
}

/**
 * bureau_draft_page_get_draft:
 *
 * Returns: the id of the draft that is shown, or 0
 */
gint64
bureau_draft_page_get_draft (BureauDraftPage *self)
{
  return self->draft;
}

/**
 * bureau_draft_page_get_edit:
 *
 * Returns: (transfer none) (nullable): what the person sees; %NULL while it is being read
 */
BureauDraftEdit *
bureau_draft_page_get_edit (BureauDraftPage *self)
{
  return self->edit;
}

/**
 * bureau_draft_page_get_thread:
 *
 * Returns: (transfer none) (nullable): all that is known about the draft, as
 *   bureau_draft_thread_load() gives it
 */
JsonObject *
bureau_draft_page_get_thread (BureauDraftPage *self)
{
  return self->thread;
}

/**
 * bureau_draft_page_show_tab:
 * @tab: "draft", "changes", "why" or "history"
 *
 * Turns to a tab; from "draft" the keyboard goes into the words.
 */
void
bureau_draft_page_show_tab (BureauDraftPage *self, const char *tab)
{
  adw_view_stack_set_visible_child_name (self->tabs, tab);
  if (g_str_equal (tab, "draft"))
    bureau_draft_editor_focus (self->editor);
}

/**
 * bureau_draft_page_say_obstacle:
 *
 * Returns: (transfer full) (nullable): why what is seen cannot be sent; %NULL where it can
 */
char *
bureau_draft_page_say_obstacle (BureauDraftPage *self)
{
  if (bureau_growing_text_get_is_growing (self->growing))
    return g_strdup (_ ("The agent is still writing"));
  return self->edit != NULL ? bureau_draft_edit_say_obstacle (self->edit) : NULL;
}

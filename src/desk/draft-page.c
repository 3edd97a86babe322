/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-page.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <libspelling.h>

#include "base/json.h"
#include "desk/draft-thread.h"
#include "desk/facts.h"
#include "desk/recipients.h"
#include "desk/source-text.h"
#include "desk/why.h"
#include "desk/words.h"
#include "memory/draft.h"
#include "memory/scratch.h"

/* After the last key; half a second is what may be lost. */
#define KEEP_AFTER_MS 300

struct _BureauDraftPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  gint64 draft;          /* 0: none is shown */
  guint loading;         /* counts the readings, so that an older answer is dropped */
  JsonObject *thread;    /* as it was read last */
  BureauDraftEdit *edit; /* what the person sees; NULL until it was read */
  guint keep_source;     /* unsaved words wait to be kept */
  guint scroll_source;   /* the place in the words waits for the layout */
  double scroll_to;
  gboolean is_pushing; /* the widgets change because of us, not of the person */

  AdwViewStack *states;
  GtkLabel *sender;
  GtkLabel *asked;
  GtkTextView *source;
  AdwViewStack *tabs;
  GtkLabel *from;
  BureauRecipients *recipients;
  GtkEntry *subject;
  GtkSourceView *body;
  AdwWrapBox *facts;
  GtkTextView *changes;
  GtkListBox *why;
  GtkListBox *history;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (BureauDraftPage, bureau_draft_page, ADW_TYPE_BIN)

enum
{
  PROP_OVERTAKEN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkTextBuffer *
get_buffer (BureauDraftPage *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body));
}

static char *
dup_body (BureauDraftPage *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/* Unsaved words ----------------------------------------------------------------------------------
 */

/* The words, and where the person was in them. */
static char *
print_words (BureauDraftPage *self)
{
  g_autofree char *words = bureau_draft_edit_print_words (self->edit);
  g_autoptr (JsonObject) object = bureau_json_parse_object (words, -1, NULL);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));
  int cursor = 0;

  g_object_get (get_buffer (self), "cursor-position", &cursor, NULL);
  json_object_set_int_member (object, "cursor", cursor);
  json_object_set_int_member (object, "scroll", (gint64)gtk_adjustment_get_value (scroll));
  return bureau_json_print_object (object);
}

/**
 * bureau_draft_page_keep_words:
 *
 * Keeps what was typed now, without waiting for a pause.
 */
void
bureau_draft_page_keep_words (BureauDraftPage *self)
{
  g_autofree char *key = bureau_draft_thread_key (self->draft);
  g_autofree char *words = NULL;

  if (self->keep_source == 0)
    return;
  g_clear_handle_id (&self->keep_source, g_source_remove);
  if (bureau_draft_edit_is_changed (self->edit))
    words = print_words (self);
  dex_future_disown (bureau_scratch_put (self->memory, key, words));
}

/**
 * bureau_draft_page_drop_words:
 *
 * Forgets what waits to be kept: the words were stored, or thrown away.
 */
void
bureau_draft_page_drop_words (BureauDraftPage *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
}

static void
keep_cb (gpointer data)
{
  bureau_draft_page_keep_words (data);
}

static void
keep_soon (BureauDraftPage *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add_once (KEEP_AFTER_MS, keep_cb, self);
}

/* Pushing the state into the widgets -------------------------------------------------------------
 */

static void
push_send (BureauDraftPage *self)
{
  g_autofree char *label = bureau_draft_edit_say_send (self->edit);
  g_autofree char *obstacle = bureau_draft_edit_say_obstacle (self->edit);

  gtk_button_set_label (self->send, obstacle != NULL ? obstacle : label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), obstacle == NULL);
}

static void
push_changes (BureauDraftPage *self)
{
  JsonObject *stored = bureau_draft_edit_get_stored (self->edit);

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->tabs), "changes") == 0)
    bureau_diff_text_fill (self->changes, bureau_json_get_string (stored, "agent_body"),
                           bureau_draft_edit_get_body (self->edit));
}

static void
push_recipients (BureauDraftPage *self)
{
  JsonObject *stored = bureau_draft_edit_get_stored (self->edit);
  JsonObject *meta = bureau_json_get_object (stored, "meta");

  bureau_recipients_show (self->recipients, bureau_draft_edit_get_recipients (self->edit),
                          bureau_json_get_array (self->thread, "known"),
                          meta != NULL ? bureau_json_get_array (meta, "offered") : NULL);
}

/* Whom it comes from is part of what is approved. */
static void
push_from (BureauDraftPage *self)
{
  JsonObject *account = bureau_json_get_object (bureau_draft_edit_get_stored (self->edit),
                                                "account");
  const char *from = account != NULL ? bureau_json_get_string (account, "from") : NULL;
  /* Translators: whom a letter comes from, such as "From Studio <studio@example.org>" */
  g_autofree char *text = from != NULL ? g_strdup_printf (_ ("From %s"), from) : NULL;

  gtk_label_set_label (self->from, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->from), text != NULL);
}

static void
push_words (BureauDraftPage *self)
{
  g_autofree char *shown = dup_body (self);
  const char *body = bureau_draft_edit_get_body (self->edit);
  const char *subject = bureau_draft_edit_get_subject (self->edit);

  self->is_pushing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject)), subject) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), subject);
  if (!g_str_equal (shown, body))
    gtk_text_buffer_set_text (get_buffer (self), body, -1);
  self->is_pushing = FALSE;
}

static void
push (BureauDraftPage *self)
{
  push_words (self);
  push_from (self);
  push_recipients (self);
  push_send (self);
  push_changes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERTAKEN]);
}

/* The one place where the state changes by what a person does. */
static void
take_edit (BureauDraftPage *self, BureauDraftEdit *edit)
{
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  self->edit = edit;
  keep_soon (self);
}

/* What a person does -----------------------------------------------------------------------------
 */

static void
body_changed_cb (BureauDraftPage *self)
{
  g_autofree char *body = NULL;

  if (self->is_pushing || self->edit == NULL)
    return;
  body = dup_body (self);
  take_edit (self, bureau_draft_edit_with_body (self->edit, body));
  push_send (self);
}

static void
subject_changed_cb (BureauDraftPage *self)
{
  if (self->is_pushing || self->edit == NULL)
    return;
  take_edit (self, bureau_draft_edit_with_subject (
                       self->edit, gtk_editable_get_text (GTK_EDITABLE (self->subject))));
}

static void
recipient_added_cb (BureauDraftPage *self, const char *address)
{
  take_edit (self, bureau_draft_edit_with_recipient (self->edit, address));
  push_recipients (self);
  push_send (self);
}

static void
recipient_removed_cb (BureauDraftPage *self, guint index)
{
  take_edit (self, bureau_draft_edit_without_recipient (self->edit, index));
  push_recipients (self);
  push_send (self);
}

static void
tab_changed_cb (BureauDraftPage *self)
{
  if (self->edit != NULL)
    push_changes (self);
}

/* The draft changed underneath, and the person takes what it says now. */
static void
take_stored_cb (BureauDraftPage *self)
{
  take_edit (self, bureau_draft_edit_new (bureau_draft_edit_get_stored (self->edit)));
  push (self);
}

/* Reading ----------------------------------------------------------------------------------------
 */

static void
show_source (BureauDraftPage *self)
{
  JsonObject *message = bureau_json_get_object (self->thread, "message");
  g_autofree char *sender = NULL;

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->sender)), message != NULL);
  if (message == NULL)
    {
      bureau_source_text_fill (self->source, _ ("This draft answers no message."), NULL, 0);
      return;
    }
  sender = bureau_words_mailbox (bureau_json_get_string (message, "sender_name"),
                                 bureau_json_get_string (message, "sender_address"));
  gtk_label_set_label (self->sender, sender);
  gtk_label_set_label (self->asked, bureau_json_get_string (message, "subject"));
  bureau_source_text_fill (self->source, bureau_json_get_string (message, "text"),
                           bureau_json_get_array (self->thread, "evidence"),
                           bureau_json_get_id (message, "id"));
}

/* The height of the text is known only once it was laid out. */
static void
scroll_cb (gpointer data)
{
  BureauDraftPage *self = data;
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));

  self->scroll_source = 0;
  gtk_adjustment_set_value (scroll, self->scroll_to);
}

/* Where the person was in the words, when they come back to them. */
static void
restore_place (BureauDraftPage *self)
{
  const char *words = bureau_json_get_string (self->thread, "words");
  g_autoptr (JsonObject) kept = words != NULL ? bureau_json_parse_object (words, -1, NULL)
                                              : json_object_new ();
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &cursor,
                                      (int)bureau_json_get_int (kept, "cursor", 0));
  gtk_text_buffer_place_cursor (get_buffer (self), &cursor);
  self->scroll_to = bureau_json_get_double (kept, "scroll", 0);
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add_once (scroll_cb, self);
}

/* The editor takes its colours from a scheme of its own. */
static void
follow_style (BureauDraftPage *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      GTK_SOURCE_BUFFER (get_buffer (self)),
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  is_dark ? "Adwaita-dark" : "Adwaita"));
}

static void
begin_edit (BureauDraftPage *self)
{
  JsonObject *draft = bureau_json_get_object (self->thread, "draft");
  g_autoptr (BureauDraftEdit) stored = bureau_draft_edit_new (draft);

  self->edit = bureau_draft_edit_with_words (stored,
                                             bureau_json_get_string (self->thread, "words"));
  push (self);
  restore_place (self);
  dex_future_disown (bureau_draft_opened (self->memory, self->draft));
}

static void
follow_edit (BureauDraftPage *self)
{
  g_autoptr (BureauDraftEdit) before = self->edit;

  self->edit = bureau_draft_edit_with_stored (before,
                                              bureau_json_get_object (self->thread, "draft"));
  push (self);
}

static void
show_thread (BureauDraftPage *self)
{
  JsonObject *draft = bureau_json_get_object (self->thread, "draft");

  show_source (self);
  bureau_facts_fill (self->facts, bureau_json_get_object (draft, "facts"));
  bureau_why_fill (self->why, self->thread);
  bureau_history_fill (self->history, self->thread);
  if (self->edit == NULL)
    begin_edit (self);
  else
    follow_edit (self);
  adw_view_stack_set_visible_child_name (self->states, "draft");
}

typedef struct
{
  BureauDraftPage *page;
  guint loading;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->page);
  g_free (reading);
}

static DexFuture *
thread_read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauDraftPage *self = reading->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) thread = dex_await_boxed (dex_ref (future), &error);

  if (reading->loading != self->loading || self->states == NULL)
    return NULL;
  if (thread == NULL)
    {
      g_debug ("draft: %s", error->message);
      adw_view_stack_set_visible_child_name (self->states, "none");
      return NULL;
    }
  g_clear_pointer (&self->thread, json_object_unref);
  self->thread = g_steal_pointer (&thread);
  show_thread (self);
  return NULL;
}

static void
load (BureauDraftPage *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->page = g_object_ref (self);
  reading->loading = ++self->loading;
  dex_future_disown (dex_future_finally (bureau_draft_thread_load (self->memory, self->draft),
                                         thread_read_cb, reading, reading_free));
}

static void
memory_changed_cb (BureauDraftPage *self)
{
  if (self->draft != 0)
    load (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_draft_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauDraftPage *self = BUREAU_DRAFT_PAGE (object);

  g_value_set_boolean (value, self->edit != NULL && bureau_draft_edit_is_overtaken (self->edit));
}

static void
bureau_draft_page_dispose (GObject *object)
{
  BureauDraftPage *self = BUREAU_DRAFT_PAGE (object);

  self->loading++;
  bureau_draft_page_drop_words (self);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, sender);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, asked);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, source);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, from);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, recipients);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, subject);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, body);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, changes);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, why);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, history);
  gtk_widget_class_bind_template_child (widget_class, BureauDraftPage, send);
}

static void
bureau_draft_page_class_init (BureauDraftPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_RECIPIENTS);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  object_class->get_property = bureau_draft_page_get_property;
  object_class->dispose = bureau_draft_page_dispose;
  properties[PROP_OVERTAKEN] = g_param_spec_boolean ("is-overtaken", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                         | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/draft-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, body_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_stored_cb);
}

static void
add_spelling (BureauDraftPage *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (get_buffer (self));
  g_autoptr (SpellingTextBufferAdapter) adapter = spelling_text_buffer_adapter_new (
      buffer, spelling_checker_get_default ());

  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->body),
                                spelling_text_buffer_adapter_get_menu_model (adapter));
  gtk_widget_insert_action_group (GTK_WIDGET (self->body), "spelling", G_ACTION_GROUP (adapter));
  spelling_text_buffer_adapter_set_enabled (adapter, TRUE);
}

static void
bureau_draft_page_init (BureauDraftPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (get_buffer (self)), FALSE);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (body_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  follow_style (self);
  add_spelling (self);
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
  g_signal_connect_object (memory, "changed", G_CALLBACK (memory_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_draft_page_show:
 * @draft: its id, or 0 for none
 *
 * Turns to a draft; what was typed in the one before is kept first.
 */
void
bureau_draft_page_show (BureauDraftPage *self, gint64 draft)
{
  if (draft == self->draft)
    return;
  bureau_draft_page_keep_words (self);
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  self->draft = draft;
  self->loading++;
  adw_view_stack_set_visible_child_name (self->tabs, "draft");
  if (draft == 0)
    adw_view_stack_set_visible_child_name (self->states, "none");
  else
    load (self);
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
 * bureau_draft_page_get_undo_seconds:
 *
 * Returns: how long an approval can be taken back in this workspace
 */
int
bureau_draft_page_get_undo_seconds (BureauDraftPage *self)
{
  return self->thread != NULL ? (int)bureau_json_get_int (self->thread, "undo_seconds", 5) : 5;
}

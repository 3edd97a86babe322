/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-page.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/decision.h"
#include "desk/document-editor.h"
#include "desk/document-form.h"
#include "desk/document-story.h"
#include "desk/document-versions.h"
#include "desk/errand.h"
#include "desk/fact-row.h"
#include "desk/refresher.h"
#include "desk/run-item.h"
#include "desk/toast.h"
#include "desk/undo-toast.h"
#include "desk/words.h"
#include "memory/document.h"
#include "memory/scratch.h"
#include "workflows/document-store.h"

/* So long after the last key, unsaved words are kept aside. */
#define KEEP_MS 400

struct _BureauDocumentPage
{
  AdwNavigationPage parent_instance;

  BureauMemory *memory;
  BureauRefresher *refresher;
  JsonObject *story;
  char *kind;
  char *name;
  gint64 version; /* the one that is edited */
  guint timer;
  gboolean is_pushing; /* the text changes because of us, not of the person */
  gboolean is_dirty;

  AdwViewStack *states;
  AdwViewStack *parts;
  AdwStatusPage *problem;
  AdwBanner *banner;
  GtkActionBar *bar;
  GtkListBox *says;
  GtkListBox *facts;
  AdwSwitchRow *enabled;
  BureauDocumentForm *form;
  BureauDocumentEditor *editor;
  GtkListBox *versions;
};

G_DEFINE_FINAL_TYPE (BureauDocumentPage, bureau_document_page, ADW_TYPE_NAVIGATION_PAGE)

/* Unsaved words ----------------------------------------------------------------------------------
 */

static char *
make_words (BureauDocumentPage *self)
{
  g_autoptr (JsonObject) words = json_object_new ();
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);

  json_object_set_int_member (words, "version", self->version);
  json_object_set_string_member (words, "text", text);
  return bureau_json_print_object (words);
}

static void
keep_words (BureauDocumentPage *self)
{
  g_autofree char *key = bureau_document_story_key (self->kind, self->name);
  g_autofree char *words = self->is_dirty && self->editor != NULL ? make_words (self) : NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  dex_future_disown (bureau_scratch_put (self->memory, key, words));
}

static void
timer_cb (gpointer data)
{
  BureauDocumentPage *self = data;

  self->timer = 0;
  keep_words (self);
}

static void
set_dirty (BureauDocumentPage *self, gboolean is_dirty)
{
  self->is_dirty = is_dirty;
  gtk_action_bar_set_revealed (self->bar, is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.save", is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.discard", is_dirty);
}

static void
note_edit (BureauDocumentPage *self)
{
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);

  set_dirty (self, g_strcmp0 (text, bureau_json_get_string (self->story, "text")) != 0);
  if (self->timer == 0)
    self->timer = g_timeout_add_once (KEEP_MS, timer_cb, self);
}

/* The two ways to edit ---------------------------------------------------------------------------
 */

static JsonObject *
parse (BureauDocumentPage *self, GError **error)
{
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);

  return bureau_json_parse_object (text, -1, error);
}

static void
show_in_form (BureauDocumentPage *self)
{
  g_autoptr (JsonObject) document = parse (self, NULL);

  bureau_document_form_show (self->form, document);
}

static void
put_text (BureauDocumentPage *self, const char *text)
{
  self->is_pushing = TRUE;
  bureau_document_editor_set_text (self->editor, text);
  self->is_pushing = FALSE;
}

static void
text_cb (BureauDocumentPage *self)
{
  if (self->is_pushing || self->story == NULL)
    return;
  show_in_form (self);
  note_edit (self);
}

static void
edited_cb (BureauDocumentPage *self, JsonObject *document)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (document);
  g_autofree char *text = bureau_json_print_pretty (node);

  put_text (self, text);
  note_edit (self);
}

/* Storing ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauDocumentPage *page;
  char *says;
} Storing;

static void
storing_free (gpointer data)
{
  Storing *self = data;

  g_clear_object (&self->page);
  g_free (self->says);
  g_free (self);
}

static void
tell_stored (BureauDocumentPage *self, const char *says)
{
  set_dirty (self, FALSE);
  keep_words (self);
  bureau_undo_toast_add (GTK_WIDGET (self), self->memory, bureau_json_get_id (self->story, "id"),
                         says);
}

static void
say_not_saved (BureauDocumentPage *self)
{
  adw_view_stack_set_visible_child_name (self->parts, "document");
  bureau_toast_say (GTK_WIDGET (self), _ ("Not saved: see what is wrong above the document"));
}

static DexFuture *
stored_cb (DexFuture *future, gpointer data)
{
  Storing *storing = data;
  BureauDocumentPage *self = storing->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = dex_await_boxed (dex_ref (future), &error);

  if (self->states == NULL)
    return NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.save", self->is_dirty);
  if (error != NULL)
    bureau_document_editor_show_error (self->editor, error->message);
  else if (json_array_get_length (problems) > 0)
    bureau_document_editor_show_problems (self->editor, problems);
  else
    tell_stored (self, storing->says);
  if (error != NULL || json_array_get_length (problems) > 0)
    say_not_saved (self);
  return NULL;
}

static void
store (BureauDocumentPage *self, JsonObject *document, gint64 version, const char *note,
       const char *says)
{
  Storing *storing = g_new0 (Storing, 1);

  storing->page = g_object_ref (self);
  storing->says = g_strdup (says);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.save", FALSE);
  dex_future_disown (
      dex_future_finally (bureau_document_store (self->memory, &bureau_decision_cause, self->name,
                                                 document, version, note),
                          stored_cb, storing, storing_free));
}

/* Acts -------------------------------------------------------------------------------------------
 */

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = parse (self, &error);

  if (document != NULL)
    store (self, document, self->version, NULL, _ ("Saved, and in force from now on"));
  else
    {
      bureau_document_editor_show_error (self->editor, error->message);
      say_not_saved (self);
    }
}

static void
take_newest (BureauDocumentPage *self)
{
  self->version = bureau_json_get_int (self->story, "version", 0);
  put_text (self, bureau_json_get_string (self->story, "text"));
  show_in_form (self);
  set_dirty (self, FALSE);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);

  take_newest (self);
  keep_words (self);
}

static JsonObject *
find_version (BureauDocumentPage *self, gint64 number)
{
  JsonArray *versions = json_object_get_array_member (self->story, "versions");

  for (guint i = 0; i < json_array_get_length (versions); i++)
    {
      JsonObject *version = json_array_get_object_element (versions, i);

      if (bureau_json_get_int (version, "version", 0) == number)
        return bureau_json_parse_object (bureau_json_get_string (version, "body"), -1, NULL);
    }
  return NULL;
}

/* What stands there unsaved goes, too: a person who goes back wants what was there then. */
static void
revert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (JsonObject) document = find_version (self, number);
  g_autofree char *says = g_strdup_printf (_ ("Back to version %d"), (int)number);

  if (document != NULL)
    store (self, document, bureau_json_get_int (self->story, "version", 0), says, says);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);
  g_autoptr (JsonObject) args = json_object_new ();

  json_object_set_string_member (args, "workflow", self->name);
  bureau_toast_follow (widget, bureau_errand_run (self->memory, "run", args));
  bureau_toast_offer (widget, _ ("Asked to run"), _ ("_Show Activity"), "win.page",
                      g_variant_new_string ("activity"));
}

static void
enabled_cb (BureauDocumentPage *self)
{
  gboolean is_on = adw_switch_row_get_active (self->enabled);

  if (!self->is_pushing && self->story != NULL
      && is_on != bureau_json_get_boolean (self->story, "enabled"))
    bureau_toast_follow (GTK_WIDGET (self),
                         bureau_document_enable (self->memory, &bureau_decision_cause, self->kind,
                                                 self->name, is_on));
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
show_says (BureauDocumentPage *self)
{
  JsonArray *lines = json_object_get_array_member (self->story, "says");

  gtk_list_box_remove_all (self->says);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    bureau_fact_row_add_plain (self->says, json_array_get_string_element (lines, i), NULL);
}

static void
show_facts (BureauDocumentPage *self)
{
  JsonArray *runs = json_object_get_array_member (self->story, "runs");
  gboolean is_workflow = g_str_equal (self->kind, "workflow");
  JsonObject *run = json_array_get_length (runs) > 0 ? json_array_get_object_element (runs, 0)
                                                     : NULL;
  g_autofree char *at = bureau_words_time (run != NULL ? bureau_json_get_string (run, "created_at")
                                                       : NULL);
  g_autofree char *last = run != NULL ? g_strdup_printf ("%s · %s", at,
                                                         bureau_run_state_to_words (
                                                             bureau_json_get_string (run, "state")))
                                      : g_strdup (_ ("Never"));

  gtk_list_box_remove_all (self->facts);
  if (is_workflow)
    bureau_fact_row_add (self->facts, _ ("Ran last"), last);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), is_workflow);
  gtk_widget_set_visible (GTK_WIDGET (self->enabled), is_workflow);
  self->is_pushing = TRUE;
  adw_switch_row_set_active (self->enabled, bureau_json_get_boolean (self->story, "enabled"));
  self->is_pushing = FALSE;
}

/* A workflow that is about a record or a message starts from there. */
static void
show_run (BureauDocumentPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.run",
                                 bureau_json_get_boolean (self->story, "by_hand")
                                     && bureau_json_get_string (self->story, "about") == NULL);
}

/* Words that were left here before, if they say something else than what is in force. */
static void
take_words (BureauDocumentPage *self)
{
  const char *stored = bureau_json_get_string (self->story, "words");
  g_autoptr (JsonObject) words = stored != NULL ? bureau_json_parse_object (stored, -1, NULL)
                                                : NULL;
  const char *text = words != NULL ? bureau_json_get_string (words, "text") : NULL;

  if (text == NULL || g_strcmp0 (text, bureau_json_get_string (self->story, "text")) == 0)
    return;
  self->version = bureau_json_get_int (words, "version", 0);
  put_text (self, text);
  show_in_form (self);
  set_dirty (self, TRUE);
}

static void
show_text (BureauDocumentPage *self, gboolean is_first)
{
  if (!self->is_dirty)
    take_newest (self);
  if (is_first)
    take_words (self);
  adw_banner_set_revealed (self->banner,
                           self->is_dirty
                               && self->version != bureau_json_get_int (self->story, "version", 0));
}

static void
shown_cb (BureauDocumentPage *self, JsonObject *story)
{
  gboolean is_first = self->story == NULL;
  g_autofree char *title = bureau_text_visible (bureau_json_get_string (story, "title"), NULL);

  if (self->states == NULL)
    return;
  g_clear_pointer (&self->story, json_object_unref);
  self->story = json_object_ref (story);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  show_says (self);
  show_facts (self);
  show_run (self);
  show_text (self, is_first);
  bureau_document_versions_fill (self->versions, json_object_get_array_member (story, "versions"),
                                 bureau_json_get_int (story, "version", 0));
  adw_view_stack_set_visible_child_name (self->states, "document");
}

static void
failed_cb (BureauDocumentPage *self, const char *problem)
{
  g_autofree char *escaped = g_markup_escape_text (problem, -1);

  if (self->states == NULL)
    return;
  adw_status_page_set_description (self->problem, escaped);
  adw_view_stack_set_visible_child_name (self->states, "problem");
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_document_page_dispose (GObject *object)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (object);

  if (self->timer != 0)
    keep_words (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_DOCUMENT_PAGE);
  g_clear_object (&self->refresher);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->story, json_object_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (bureau_document_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, parts);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, problem);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, bar);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, says);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, enabled);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, form);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, editor);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, versions);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, enabled_cb);
}

static void
bureau_document_page_class_init (BureauDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_DOCUMENT_FORM);
  g_type_ensure (BUREAU_TYPE_DOCUMENT_EDITOR);
  G_OBJECT_CLASS (klass)->dispose = bureau_document_page_dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "document.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "document.discard", NULL, discard_cb);
  gtk_widget_class_install_action (widget_class, "document.revert", "x", revert_cb);
  gtk_widget_class_install_action (widget_class, "document.run", NULL, run_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "document.save",
                                       NULL);
}

static void
bureau_document_page_init (BureauDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_dirty (self, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.run", FALSE);
}

typedef struct
{
  char *kind;
  char *name;
} Which;

static void
which_free (gpointer data)
{
  Which *self = data;

  g_free (self->kind);
  g_free (self->name);
  g_free (self);
}

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Which *which = data;
  JsonObject *story = bureau_document_story_load (database, which->kind, which->name, error);

  if (story == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, story);
  return TRUE;
}

/**
 * bureau_document_page_new:
 * @kind: "workflow" or "agent"
 * @name: its name
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
bureau_document_page_new (BureauMemory *memory, const char *kind, const char *name)
{
  BureauDocumentPage *self = g_object_new (BUREAU_TYPE_DOCUMENT_PAGE, NULL);
  Which *which = g_new0 (Which, 1);

  which->kind = g_strdup (kind);
  which->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->name = g_strdup (name);
  self->memory = g_object_ref (memory);
  self->refresher = bureau_refresher_new (memory, load_cb, which, which_free);
  g_signal_connect_object (self->refresher, "shown", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->refresher, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  bureau_refresher_start (self->refresher);
  return ADW_NAVIGATION_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/banners.h"
#include "desk/decision.h"
#include "desk/document-edit.h"
#include "desk/document-facts.h"
#include "desk/document-preview.h"
#include "desk/document-story.h"
#include "desk/document-versions.h"
#include "desk/run-workflow.h"
#include "desk/toast.h"
#include "desk/undo-toast.h"
#include "memory/document.h"
#include "views/view.h"
#include "widgets/flow.h"
#include "workflows/document-store.h"

/* Widths, in logical pixels. */
#define NARROW 860
#define WIDE 1440
#define LEAST_SIDE 420

struct _BureauDocumentPage
{
  BureauStoryPage parent_instance;

  BureauMemory *memory;
  JsonObject *story;
  char *kind;
  char *name;
  BureauDocumentEdit *edit;
  gboolean is_pushing; /* the switch changes because of us, not of the person */

  GtkButton *run;
  AdwViewStack *parts;
  AdwBanner *banner;
  GtkActionBar *bar;
  GtkListBox *says;
  GtkListBox *facts;
  AdwSwitchRow *enabled;
  BureauToolGroup *tools;
  BureauDocumentForm *form;
  AdwClamp *clamp;
  AdwBin *place;
  BureauDocumentEditor *editor;
  GtkListBox *versions;
};

G_DEFINE_FINAL_TYPE (BureauDocumentPage, bureau_document_page, BUREAU_TYPE_STORY_PAGE)

static gboolean
is_workflow (BureauDocumentPage *self)
{
  return g_str_equal (self->kind, "workflow");
}

static gboolean
is_view (BureauDocumentPage *self)
{
  return g_strcmp0 (self->kind, "view") == 0;
}

/* The text in force, and what a person makes of it ----------------------------------------------
 */

static void
enable_saving (BureauDocumentPage *self, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.save", is_enabled);
}

static void
edit_changed_cb (BureauDocumentPage *self)
{
  gboolean is_dirty = bureau_document_edit_get_is_dirty (self->edit);

  gtk_action_bar_set_revealed (self->bar, is_dirty);
  enable_saving (self, is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.discard", is_dirty);
  adw_banner_set_revealed (self->banner, bureau_document_edit_get_is_overtaken (self->edit));
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
  bureau_document_edit_settle (self->edit);
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

  if (self->edit == NULL)
    return NULL;
  enable_saving (self, bureau_document_edit_get_is_dirty (self->edit));
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
  enable_saving (self, FALSE);
  dex_future_disown (dex_future_finally (
      (is_view (self) ? bureau_view_store : bureau_document_store) (
          self->memory, &bureau_decision_cause, self->name, document, version, note),
      stored_cb, storing, storing_free));
}

/* Acts -------------------------------------------------------------------------------------------
 */

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_document_edit_dup_document (self->edit, &error);

  if (document != NULL)
    store (self, document, bureau_document_edit_get_version (self->edit), NULL,
           _ ("Saved and in force"));
  else
    {
      bureau_document_editor_show_error (self->editor, error->message);
      say_not_saved (self);
    }
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bureau_document_edit_discard (BUREAU_DOCUMENT_PAGE (widget)->edit);
}

/* What stands there unsaved goes, too: a person who goes back wants what was there then. */
static void
revert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (JsonObject) document = bureau_document_story_find_version (self->story, number);
  g_autofree char *says = g_strdup_printf (_ ("Back to version %d"), (int)number);

  if (document != NULL)
    store (self, document, bureau_json_get_int (self->story, "version", 0), says, says);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (widget);

  bureau_run_workflow_now (widget, self->memory, self->name,
                           bureau_json_get_string (self->story, "about"));
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
show_facts (BureauDocumentPage *self)
{
  bureau_document_facts_fill_says (self->says, self->story);
  bureau_document_facts_fill (self->facts, self->story);
  gtk_widget_set_visible (GTK_WIDGET (self->enabled), is_workflow (self));
  self->is_pushing = TRUE;
  adw_switch_row_set_active (self->enabled, bureau_json_get_boolean (self->story, "enabled"));
  self->is_pushing = FALSE;
}

/* Whatever starts it otherwise; where it is about a record, that is asked first. */
static void
show_run (BureauDocumentPage *self)
{
  gboolean is_about = bureau_json_get_string (self->story, "about") != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.run", is_workflow (self));
  gtk_button_set_label (self->run, is_about ? _ ("_Run Now…") : _ ("_Run Now"));
}

static void
bureau_document_page_show (BureauStoryPage *page, JsonObject *story)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (page);

  g_clear_pointer (&self->story, json_object_unref);
  self->story = json_object_ref (story);
  bureau_story_page_set_title (page, bureau_json_get_string (story, "title"));
  show_facts (self);
  show_run (self);
  bureau_document_edit_follow (self->edit, story);
  bureau_document_versions_fill (self->versions, json_object_get_array_member (story, "versions"),
                                 bureau_json_get_int (story, "version", 0));
}

/* A view beside its document --------------------------------------------------------------------
 */

/* Both stand side by side where there is room. */
static void
part_cb (BureauDocumentPage *self)
{
  const char *part = adw_view_stack_get_visible_child_name (self->parts);
  gboolean is_wide = is_view (self) && g_strcmp0 (part, "document") == 0;

  adw_clamp_set_maximum_size (self->clamp, is_wide ? WIDE : NARROW);
}

static void
add_preview (BureauDocumentPage *self)
{
  BureauFlow *sides = BUREAU_FLOW (bureau_flow_new ());
  g_autoptr (GtkWidget) editor = g_object_ref (GTK_WIDGET (self->editor));

  adw_bin_set_child (self->place, NULL);
  bureau_flow_append (sides, editor, LEAST_SIDE, 1);
  bureau_flow_append (sides, GTK_WIDGET (bureau_document_preview_new (self->memory, self->editor)),
                      LEAST_SIDE, 1);
  adw_bin_set_child (self->place, GTK_WIDGET (sides));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_document_page_dispose (GObject *object)
{
  BureauDocumentPage *self = BUREAU_DOCUMENT_PAGE (object);

  if (self->edit != NULL)
    bureau_document_edit_close (self->edit);
  g_clear_object (&self->edit);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->story, json_object_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (bureau_document_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, run);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, parts);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, bar);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, says);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, enabled);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, tools);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, form);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, place);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, editor);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentPage, versions);
  gtk_widget_class_bind_template_callback (widget_class, enabled_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_cb);
}

static void
bureau_document_page_class_init (BureauDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_TOOL_GROUP);
  g_type_ensure (BUREAU_TYPE_DOCUMENT_FORM);
  g_type_ensure (BUREAU_TYPE_DOCUMENT_EDITOR);
  G_OBJECT_CLASS (klass)->dispose = bureau_document_page_dispose;
  BUREAU_STORY_PAGE_CLASS (klass)->show = bureau_document_page_show;
  bureau_story_page_class_set_up (BUREAU_STORY_PAGE_CLASS (klass), "document-page");
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
  enable_saving (self, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.discard", FALSE);
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

static JsonObject *
load_cb (BureauDatabase *database, gconstpointer data, GError **error)
{
  const Which *which = data;

  return bureau_document_story_load (database, which->kind, which->name, error);
}

/**
 * bureau_document_page_new:
 * @kind: "workflow", "agent" or "view"
 * @name: its name
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
bureau_document_page_new (BureauMemory *memory, const char *kind, const char *name)
{
  BureauDocumentPage *self = g_object_new (BUREAU_TYPE_DOCUMENT_PAGE, NULL);
  g_autofree char *key = bureau_document_story_key (kind, name);
  Which *which = g_new0 (Which, 1);

  which->kind = g_strdup (kind);
  which->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->name = g_strdup (name);
  self->memory = g_object_ref (memory);
  self->edit = bureau_document_edit_new (memory, key, self->form, self->tools, self->editor);
  g_signal_connect_object (self->edit, "changed", G_CALLBACK (edit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (is_view (self))
    add_preview (self);
  bureau_story_page_follow (BUREAU_STORY_PAGE (self), memory, load_cb, which, which_free);
  return ADW_NAVIGATION_PAGE (self);
}

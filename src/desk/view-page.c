/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/view-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/keeper.h"
#include "desk/undo-toast.h"
#include "desk/view-acts.h"
#include "desk/view-export.h"
#include "desk/view-state.h"
#include "memory/document.h"
#include "memory/scratch.h"
#include "views/meaning.h"
#include "views/view.h"

struct _BureauViewPage
{
  BureauStoryPage parent_instance;

  BureauMemory *memory;
  BureauKeeper *keeper;
  BureauShownView *view;
  char *name;
  JsonObject *values; /* what it is opened with, or NULL: as it was left */
  gint64 version;     /* the one that is shown */
  gint64 id;          /* of its document */

  AdwBanner *banner;
  AdwBottomSheet *sheet;
  AdwBin *body;
  AdwBin *pane;
  GtkLabel *beside;
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (BureauViewPage, bureau_view_page, BUREAU_TYPE_STORY_PAGE)

/* State ------------------------------------------------------------------------------------------
 */

static char *
make_key (const char *name)
{
  return g_strdup_printf ("view:%s", name);
}

static char *
print_state (gpointer data)
{
  BureauViewPage *self = data;

  return self->view != NULL ? bureau_view_state_print (self->view) : NULL;
}

/* What it is shown with: as the version before it, as it was asked for, or as it was left. */
static JsonObject *
find_values (BureauViewPage *self, JsonObject *document, JsonObject *story)
{
  if (self->view != NULL)
    return bureau_view_state_keep_values (self->view, document);
  return self->values != NULL ? json_object_ref (self->values)
                              : bureau_view_state_read (story, "params");
}

/* Tables are as they were left, also in another version and with other parameters. */
static JsonObject *
find_tables (BureauViewPage *self, JsonObject *story)
{
  return self->view != NULL
             ? json_object_ref (bureau_view_tweaks_get (bureau_shown_view_get_tweaks (self->view)))
             : bureau_view_state_read (story, "tables");
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
asked_cb (BureauViewPage *self, JsonObject *intent)
{
  bureau_view_acts_do (BUREAU_VIEW_BODY (adw_bin_get_child (self->body)), self->memory, intent);
}

static void
param_changed_cb (BureauViewPage *self)
{
  bureau_keeper_touch (self->keeper);
}

/* What stands beside the rest comes up from below where there is no room for that. */
static void
place_side (BureauViewPage *self)
{
  GtkWidget *body = adw_bin_get_child (self->body);
  const char *title = body != NULL ? bureau_view_body_get_side (BUREAU_VIEW_BODY (body)) : NULL;
  gboolean is_below = title != NULL && self->is_narrow;
  g_autofree char *visible = title != NULL ? bureau_text_visible (title, NULL) : g_strdup ("");

  gtk_label_set_label (self->beside, *visible != '\0' ? visible : _ ("More"));
  adw_bottom_sheet_set_reveal_bottom_bar (self->sheet, is_below);
  adw_bottom_sheet_set_can_open (self->sheet, is_below);
  if (!is_below)
    adw_bottom_sheet_set_open (self->sheet, FALSE);
  if (body != NULL)
    bureau_view_body_put_side (BUREAU_VIEW_BODY (body), is_below ? self->pane : NULL);
}

static void
narrow_cb (BureauViewPage *self)
{
  self->is_narrow = TRUE;
  place_side (self);
}

static void
wide_cb (BureauViewPage *self)
{
  self->is_narrow = FALSE;
  place_side (self);
}

static void
show_view (BureauViewPage *self, JsonObject *document, JsonObject *story)
{
  g_autoptr (JsonObject) values = find_values (self, document, story);
  g_autoptr (JsonObject) tables = find_tables (self, story);
  BureauViewBody *body;

  self->version = bureau_json_get_int (story, "version", 0);
  g_clear_object (&self->view);
  self->view = bureau_shown_view_new (self->memory, document, values);
  if (tables != NULL)
    bureau_view_tweaks_take (bureau_shown_view_get_tweaks (self->view), tables);
  body = bureau_view_body_new (self->view);
  g_signal_connect_object (bureau_shown_view_get_tweaks (self->view), "changed",
                           G_CALLBACK (param_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (body, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "param-changed", G_CALLBACK (param_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->pane, NULL);
  adw_bin_set_child (self->body, GTK_WIDGET (body));
  place_side (self);
}

/* What only the document shows keeps a view from being built; what the collections say against it
 * is told above, and each element says what it cannot show. */
static void
show_document (BureauViewPage *self, JsonObject *document, JsonObject *story)
{
  g_autoptr (JsonArray) problems = bureau_view_check (document, NULL);

  if (json_array_get_length (problems) > 0)
    bureau_story_page_show_problem (
        BUREAU_STORY_PAGE (self),
        bureau_json_get_string (json_array_get_object_element (problems, 0), "hint"));
  else
    show_view (self, document, story);
}

static DexFuture *
verified_cb (DexFuture *future, gpointer data)
{
  BureauViewPage *self = data;
  g_autoptr (JsonArray) problems = dex_await_boxed (dex_ref (future), NULL);
  g_autofree char *escaped = NULL;
  gboolean is_wrong = problems != NULL && json_array_get_length (problems) > 0;

  if (self->banner == NULL)
    return NULL;
  if (is_wrong)
    escaped = g_markup_escape_text (
        bureau_json_get_string (json_array_get_object_element (problems, 0), "hint"), -1);
  if (is_wrong)
    adw_banner_set_title (self->banner, escaped);
  adw_banner_set_revealed (self->banner, is_wrong);
  return NULL;
}

static void
bureau_view_page_show (BureauStoryPage *page, JsonObject *story)
{
  BureauViewPage *self = BUREAU_VIEW_PAGE (page);
  JsonObject *body = bureau_json_get_object (story, "body");
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonObject) copy = NULL;

  if (bureau_json_get_int (story, "version", 0) == self->version)
    return;
  self->id = bureau_json_get_id (story, "id");
  /* The check looks into its copy on threads of its own. */
  document = bureau_json_copy_object (body);
  copy = bureau_json_copy_object (body);
  bureau_story_page_set_title (page, bureau_json_get_string (story, "title"));
  show_document (self, document, story);
  dex_future_disown (dex_future_finally (bureau_view_verify (self->memory, copy), verified_cb,
                                         g_object_ref (self), g_object_unref));
}

/* Acts -------------------------------------------------------------------------------------------
 */

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauViewPage *self = BUREAU_VIEW_PAGE (widget);

  if (self->view != NULL)
    bureau_shown_view_refresh (self->view);
}

static void
reset_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauViewPage *self = BUREAU_VIEW_PAGE (widget);
  g_autoptr (GList) params = self->view != NULL ? json_object_get_members (
                                                      bureau_shown_view_get_values (self->view))
                                                : NULL;

  for (GList *l = params; l != NULL; l = l->next)
    bureau_shown_view_reset_param (self->view, l->data);
}

static const struct
{
  const char *action;
  void (*export) (BureauViewBody *body, BureauMemory *memory);
} exports[] = {
  { "view.export", bureau_view_export_page },
  { "view.pdf", bureau_view_export_pdf },
  { "view.print", bureau_view_export_print },
};

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauViewPage *self = BUREAU_VIEW_PAGE (widget);
  GtkWidget *body = adw_bin_get_child (self->body);

  for (guint i = 0; body != NULL && i < G_N_ELEMENTS (exports); i++)
    if (g_str_equal (exports[i].action, name))
      exports[i].export (BUREAU_VIEW_BODY (body), self->memory);
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "views.change", "s", BUREAU_VIEW_PAGE (widget)->name);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "views.edit", "s", BUREAU_VIEW_PAGE (widget)->name);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_view_page_dispose (GObject *object)
{
  BureauViewPage *self = BUREAU_VIEW_PAGE (object);

  if (self->keeper != NULL)
    bureau_keeper_keep (self->keeper);
  g_clear_pointer (&self->keeper, bureau_keeper_free);
  g_clear_object (&self->view);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (bureau_view_page_parent_class)->dispose (object);
}

static void
bureau_view_page_class_init (BureauViewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_view_page_dispose;
  BUREAU_STORY_PAGE_CLASS (klass)->show = bureau_view_page_show;
  bureau_story_page_class_set_up (BUREAU_STORY_PAGE_CLASS (klass), "view-page");
  gtk_widget_class_bind_template_child (widget_class, BureauViewPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BureauViewPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, BureauViewPage, body);
  gtk_widget_class_bind_template_child (widget_class, BureauViewPage, pane);
  gtk_widget_class_bind_template_child (widget_class, BureauViewPage, beside);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_install_action (widget_class, "view.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "view.reset", NULL, reset_cb);
  gtk_widget_class_install_action (widget_class, "view.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "view.change", NULL, change_cb);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    gtk_widget_class_install_action (widget_class, exports[i].action, NULL, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "view.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "view.print",
                                       NULL);
}

static void
bureau_view_page_init (BureauViewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static JsonObject *
load_cb (BureauDatabase *database, gconstpointer name, GError **error)
{
  g_autofree char *key = make_key (name);
  g_autofree char *state = NULL;
  JsonObject *story = bureau_document_find (database, "view", name, error);

  if (story == NULL)
    return NULL;
  state = bureau_scratch_get (database, key, NULL);
  bureau_json_set_string (story, "state", state);
  return story;
}

/**
 * bureau_view_page_get_name:
 *
 * Returns: the name of its view
 */
const char *
bureau_view_page_get_name (BureauViewPage *self)
{
  return self->name;
}

/**
 * bureau_view_page_dup_place:
 *
 * Returns: (transfer full): {"view","params"}, as it is shown now
 */
JsonObject *
bureau_view_page_dup_place (BureauViewPage *self)
{
  GtkWidget *body = adw_bin_get_child (self->body);
  JsonObject *place;

  if (body != NULL)
    return bureau_view_acts_make_place (BUREAU_VIEW_BODY (body), 0);
  place = json_object_new ();
  json_object_set_string_member (place, "view", self->name);
  return place;
}

/**
 * bureau_view_page_tell_changed:
 *
 * Says that another version is in force, and offers to take that back.
 */
void
bureau_view_page_tell_changed (BureauViewPage *self)
{
  bureau_undo_toast_add (GTK_WIDGET (self), self->memory, self->id, _ ("The view is changed"));
}

/**
 * bureau_view_page_new:
 * @name: of a view
 * @values: (nullable): {"PARAM": value} that it is opened with; %NULL is how it was left
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
bureau_view_page_new (BureauMemory *memory, const char *name, JsonObject *values)
{
  BureauViewPage *self = g_object_new (BUREAU_TYPE_VIEW_PAGE, NULL);
  g_autofree char *key = make_key (name);
  gboolean is_asked = values != NULL && json_object_get_size (values) > 0;

  self->name = g_strdup (name);
  self->memory = g_object_ref (memory);
  self->values = is_asked ? json_object_ref (values) : NULL;
  self->keeper = bureau_keeper_new (memory, print_state, self);
  bureau_keeper_turn (self->keeper, key);
  bureau_story_page_follow (BUREAU_STORY_PAGE (self), memory, load_cb, g_strdup (name), g_free);
  return ADW_NAVIGATION_PAGE (self);
}

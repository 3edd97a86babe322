/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person wants to go, and what a window opens for that. */
#include "desk/activity-page.h"
#include "desk/intake-target.h"
#include "desk/memory-page.h"
#include "desk/opener.h"
#include "desk/pages.h"
#include "desk/palette.h"
#include "desk/preferences-dialog.h"
#include "desk/shortcuts-dialog.h"
#include "desk/views-page.h"
#include "desk/window-private.h"

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_window_show_page (data, g_variant_get_string (parameter, NULL));
}

/* Where there is room for both, the sidebar goes away and comes back; else one gives place to the
 * other. */
static void
toggle_sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;
  gboolean shows = adw_navigation_split_view_get_show_content (self->split);

  if (!adw_navigation_split_view_get_collapsed (self->split))
    {
      adw_navigation_split_view_set_show_content (self->split, TRUE);
      adw_navigation_split_view_set_collapsed (self->split, TRUE);
    }
  else if (gtk_widget_get_width (GTK_WIDGET (self)) > 860)
    adw_navigation_split_view_set_collapsed (self->split, FALSE);
  else
    adw_navigation_split_view_set_show_content (self->split, !shows);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;

  bureau_palette_present (GTK_WIDGET (self), self->memory);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;

  if (self->memory != NULL)
    adw_dialog_present (ADW_DIALOG (bureau_preferences_dialog_new (self->memory)),
                        GTK_WIDGET (self));
}

/* On Review only: elsewhere a person means something else by it. */
static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;

  if (self->memory != NULL
      && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "review") == 0)
    bureau_intake_target_paste (GTK_WIDGET (self), self->memory);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_dialog_present (ADW_DIALOG (bureau_shortcuts_dialog_new ()), GTK_WIDGET (data));
}

/* At once, or as soon as the workspace is open. */
static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;

  if (self->memory != NULL)
    bureau_opener_open (self->pages, self->memory, g_variant_get_int64 (parameter));
  else
    self->first_item = g_variant_get_int64 (parameter);
}

static void
open_record_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;

  if (self->memory != NULL)
    bureau_opener_open_record (self->pages, g_variant_get_int64 (parameter));
}

/* One of the lists of Activity. */
static void
activity_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;
  GtkWidget *page = bureau_pages_get (self->pages, "activity");

  bureau_window_show_page (self, "activity");
  if (page != NULL)
    bureau_activity_page_show_tab (BUREAU_ACTIVITY_PAGE (page),
                                   g_variant_get_string (parameter, NULL));
}

/* Each page looks for what it has; Review has its actions in the window. */
static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;
  GtkWidget *page = bureau_window_get_visible_page (self);

  if (page != NULL && !gtk_widget_activate_action (page, "page.find", NULL))
    gtk_widget_activate_action (page, "review.search", NULL);
}

static void
new_view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;
  GtkWidget *page = bureau_pages_get (self->pages, "views");

  bureau_window_show_page (self, "views");
  if (page != NULL)
    gtk_widget_activate_action (page, "views.new", NULL);
}

/* What is open is what “this” means. */
static JsonObject *
dup_place (BureauWindow *self)
{
  GtkWidget *page = bureau_window_get_visible_page (self);

  if (BUREAU_IS_VIEWS_PAGE (page))
    return bureau_views_page_dup_place (BUREAU_VIEWS_PAGE (page));
  return BUREAU_IS_MEMORY_PAGE (page) ? bureau_memory_page_dup_place (BUREAU_MEMORY_PAGE (page))
                                      : NULL;
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauWindow *self = data;
  g_autoptr (JsonObject) place = dup_place (self);
  GtkWidget *page = bureau_pages_get (self->pages, "views");

  bureau_window_show_page (self, "views");
  if (page != NULL)
    bureau_views_page_ask (BUREAU_VIEWS_PAGE (page), g_variant_get_string (parameter, NULL), place);
}

static const GActionEntry actions[] = {
  { .name = "ask", .activate = ask_cb, .parameter_type = "s" },
  { .name = "new-view", .activate = new_view_cb },
  { .name = "find", .activate = find_cb },
  { .name = "open", .activate = open_cb, .parameter_type = "x" },
  { .name = "open-record", .activate = open_record_cb, .parameter_type = "x" },
  { .name = "activity", .activate = activity_cb, .parameter_type = "s" },
  { .name = "page", .activate = page_cb, .parameter_type = "s" },
  { .name = "toggle-sidebar", .activate = toggle_sidebar_cb },
  { .name = "palette", .activate = palette_cb },
  { .name = "paste", .activate = paste_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
};

/**
 * bureau_window_actions_add:
 *
 * Adds them; those that need a workspace do nothing until it is open.
 */
void
bureau_window_actions_add (BureauWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

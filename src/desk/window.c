/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window-private.h"

#include <glib/gi18n.h>

#include "desk/commands.h"
#include "desk/habits.h"
#include "desk/intake-target.h"
#include "desk/late-menu.h"
#include "desk/opener.h"
#include "desk/pages.h"
#include "desk/recent.h"
#include "desk/views-page.h"
#include "desk/work-bar.h"
#include "views/format.h"

G_DEFINE_FINAL_TYPE (BureauWindow, bureau_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_WORKSPACE = 1,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint begin_signal;

/* Callbacks of the template ----------------------------------------------------------------------
 */

/* What the window list of the desktop says; without a page while there is none to be seen, and
 * without a workspace while there is none. */
static char *
title_cb (BureauWindow *self, const char *workspace, const char *state, const char *page)
{
  gboolean is_open = g_strcmp0 (state, "open") == 0 && page != NULL;
  gboolean is_there = workspace != NULL && *workspace != '\0' && g_strcmp0 (state, "welcome") != 0;
  const char *name = is_there ? workspace : _ ("Bureau");

  return is_open ? g_strdup_printf ("%s — %s", bureau_pages_get_title (page), name)
                 : g_strdup (name);
}

static char *
count_cb (GObject *object, guint count)
{
  return count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
}

static void
page_activated_cb (BureauWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_string (value, self->workspace);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      bureau_window_set_workspace (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_window_show (GtkWidget *widget)
{
  BureauWindow *self = BUREAU_WINDOW (widget);

  if (self->front != NULL)
    bureau_front_seen (self->front);
  GTK_WIDGET_CLASS (bureau_window_parent_class)->show (widget);
}

static void
bureau_window_dispose (GObject *object)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  /* The list would be told of every page that goes while it goes itself. */
  if (self->sidebar != NULL)
    gtk_list_view_set_model (self->sidebar, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WINDOW);
  g_clear_object (&self->front);
  g_clear_object (&self->notifier);
  g_clear_object (&self->obstacles);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_window_parent_class)->dispose (object);
}

static void
bureau_window_finalize (GObject *object)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  g_free (self->workspace);
  g_free (self->name);
  g_free (self->first_page);
  G_OBJECT_CLASS (bureau_window_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_WORKSPACE] = g_param_spec_string (
      "workspace", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NAME] = g_param_spec_string ("workspace-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_window_class_init (BureauWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bureau_window_get_property;
  object_class->set_property = bureau_window_set_property;
  object_class->dispose = bureau_window_dispose;
  object_class->finalize = bureau_window_finalize;
  widget_class->show = bureau_window_show;
  install_properties (object_class);
  bureau_format_set_is_rtl (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  begin_signal = g_signal_new ("begin", BUREAU_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, JSON_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, states);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, split);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, work);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, count_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
}

static void
begin_cb (BureauWindow *self, const char *kind, JsonObject *answers)
{
  g_signal_emit (self, begin_signal, 0, kind, answers);
}

static void
bureau_window_init (BureauWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->front = bureau_front_new (self->states);
  g_signal_connect_object (self->front, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_menu_append_section (self->recent_menu, NULL, bureau_recent_get_menu ());
  bureau_late_menu_set (self->menu_button, G_MENU_MODEL (self->main_menu));
  bureau_window_actions_add (self);
  bureau_commands_add_once (GTK_WIDGET (self));
  bureau_commands_add_yielding (GTK_WIDGET (self));
  bureau_commands_add_letters (GTK_WIDGET (self));
  bureau_habits_keep_size (GTK_WINDOW (self));
}

/**
 * bureau_window_new:
 * @application: (nullable): the application that keeps the window alive
 * @workspace: (nullable) (type filename): the file of the workspace that the window shows; %NULL
 *   where it is chosen later
 *
 * Makes the window of one workspace, at the size it last had.
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
BureauWindow *
bureau_window_new (GtkApplication *application, const char *workspace)
{
  return g_object_new (BUREAU_TYPE_WINDOW, "application", application, "workspace", workspace,
                       NULL);
}

/**
 * bureau_window_set_workspace:
 * @workspace: (nullable) (type filename): the file of the workspace
 *
 * Says whose window it is; what it shows is bureau_window_set_memory()'s.
 */
void
bureau_window_set_workspace (BureauWindow *self, const char *workspace)
{
  g_autofree char *name = bureau_recent_say_name (workspace);

  if (g_set_str (&self->workspace, workspace))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  if (!g_set_str (&self->name, name))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (self->front != NULL)
    bureau_front_set_name (self->front, name);
}

/**
 * bureau_window_show_progress:
 * @progress: of what is done before the workspace can be shown
 *
 * Says how far it is, and lets a person cancel it.
 */
void
bureau_window_show_progress (BureauWindow *self, BureauProgress *progress)
{
  g_return_if_fail (BUREAU_IS_WINDOW (self));

  if (self->front != NULL)
    bureau_front_show_progress (self->front, progress);
}

/**
 * bureau_window_show_welcome:
 *
 * Asks how to begin. The window's signal `begin (const char *kind, JsonObject *answers)` tells what
 * the person chose, as that of #BureauWelcome. What was typed stays where it is asked again.
 */
void
bureau_window_show_welcome (BureauWindow *self)
{
  g_return_if_fail (BUREAU_IS_WINDOW (self));

  if (self->front != NULL)
    bureau_front_show_welcome (self->front);
}

/* A name that is no UTF-8 cannot be told to the desktop. */
static void
notify_from_now (BureauWindow *self)
{
  if (self->workspace != NULL && g_utf8_validate (self->workspace, -1, NULL))
    self->notifier = bureau_notifier_new (GTK_WINDOW (self), self->workspace, self->memory);
}

/**
 * bureau_window_set_memory:
 * @memory: the open workspace
 *
 * Fills the pages. A window that was closed meanwhile stays as it is.
 */
void
bureau_window_set_memory (BureauWindow *self, BureauMemory *memory)
{
  g_return_if_fail (BUREAU_IS_WINDOW (self));
  g_return_if_fail (self->memory == NULL);

  if (self->front == NULL)
    return;
  self->memory = g_object_ref (memory);
  self->obstacles = bureau_obstacles_new (memory);
  adw_bin_set_child (self->work, bureau_work_bar_new (memory));
  bureau_pages_fill (self->pages, GTK_WIDGET (self), memory);
  bureau_intake_target_set_up (GTK_WIDGET (self), memory);
  notify_from_now (self);
  if (self->first_page != NULL)
    bureau_window_show_page (self, self->first_page);
  if (self->first_item != 0)
    bureau_opener_open (self->pages, memory, self->first_item);
  bureau_front_leave (self->front);
}

/**
 * bureau_window_set_problem:
 * @problem: why the workspace cannot be opened, in a sentence that says what to do
 *
 * Shows it in place of the workspace.
 */
void
bureau_window_set_problem (BureauWindow *self, const GError *problem)
{
  g_return_if_fail (BUREAU_IS_WINDOW (self));

  if (self->front != NULL)
    bureau_front_show_problem (self->front, problem->message);
}

/**
 * bureau_window_get_obstacles:
 *
 * Returns: (transfer none) (nullable): what keeps the workspace from its work; %NULL until it is
 * open
 */
BureauObstacles *
bureau_window_get_obstacles (BureauWindow *self)
{
  return self->obstacles;
}

/**
 * bureau_window_get_visible_page:
 *
 * Returns: (transfer none) (nullable): the page that is turned to; %NULL until the workspace is
 * open
 */
GtkWidget *
bureau_window_get_visible_page (BureauWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  return name != NULL ? bureau_pages_get (self->pages, name) : NULL;
}

/**
 * bureau_window_show_page:
 * @self: a window
 * @page: the name of one of its pages, or “views/” and the name of a view
 *
 * Turns to a page, or will as soon as the workspace is open.
 *
 * Returns: %FALSE, with nothing changed, where there is no page of that name
 */
gboolean
bureau_window_show_page (BureauWindow *self, const char *page)
{
  const char *view;

  g_return_val_if_fail (BUREAU_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (page != NULL, FALSE);

  if (!bureau_pages_has (page))
    return FALSE;
  g_set_str (&self->first_page, page);
  if (self->memory == NULL)
    return TRUE;
  view = bureau_pages_get_view (page);
  adw_view_stack_set_visible_child_name (self->pages, view != NULL ? "views" : page);
  if (view != NULL)
    bureau_views_page_open (BUREAU_VIEWS_PAGE (bureau_pages_get (self->pages, "views")), view,
                            NULL);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_child_focus (adw_view_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/story-page.h"

#include "base/text.h"
#include "desk/banners.h"
#include "desk/refresher.h"

typedef struct
{
  BureauRefresher *refresher;
} BureauStoryPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BureauStoryPage, bureau_story_page, ADW_TYPE_NAVIGATION_PAGE)

static gpointer
get_child (BureauStoryPage *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name);
}

static void
shown_cb (BureauStoryPage *self, JsonObject *story)
{
  adw_view_stack_set_visible_child_name (get_child (self, "states"), "story");
  BUREAU_STORY_PAGE_GET_CLASS (self)->show (self, story);
}

/**
 * bureau_story_page_show_problem:
 * @problem: one plain sentence
 *
 * Shows why there is nothing to be seen, until something else is read.
 */
void
bureau_story_page_show_problem (BureauStoryPage *self, const char *problem)
{
  g_autofree char *escaped = g_markup_escape_text (problem, -1);

  adw_status_page_set_description (get_child (self, "problem"), escaped);
  adw_view_stack_set_visible_child_name (get_child (self, "states"), "problem");
}

/**
 * bureau_story_page_set_title:
 * @title: (nullable): words from anywhere
 */
void
bureau_story_page_set_title (BureauStoryPage *self, const char *title)
{
  g_autofree char *visible = bureau_text_visible (title != NULL ? title : "", NULL);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), visible);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_story_page_dispose (GObject *object)
{
  BureauStoryPagePrivate *private = bureau_story_page_get_instance_private (
      BUREAU_STORY_PAGE (object));

  g_clear_object (&private->refresher);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  G_OBJECT_CLASS (bureau_story_page_parent_class)->dispose (object);
}

static void
bureau_story_page_class_init (BureauStoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_story_page_dispose;
}

static void
bureau_story_page_init (BureauStoryPage *self)
{
}

/**
 * bureau_story_page_class_set_up:
 * @template: the name of its template, without ".ui"
 *
 * For class_init of a subclass. Its init calls gtk_widget_init_template().
 */
void
bureau_story_page_class_set_up (BureauStoryPageClass *klass, const char *template)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autofree char *path = g_strdup_printf ("/app/bureau/Bureau/ui/%s.ui", template);

  g_type_ensure (BUREAU_TYPE_BANNERS);
  gtk_widget_class_set_template_from_resource (widget_class, path);
  gtk_widget_class_bind_template_child_full (widget_class, "states", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "problem", FALSE, 0);
}

/* Following --------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauStoryFunc load;
  gpointer data;
  GDestroyNotify destroy;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  self->destroy (self->data);
  g_free (self);
}

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Loading *self = data;
  JsonObject *story = self->load (database, self->data, error);

  if (story == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, story);
  return TRUE;
}

/**
 * bureau_story_page_follow:
 * @load: reads what is shown
 * @data: (transfer full): for @load
 * @destroy: frees @data
 *
 * Shows what is read, now and after each change; called once.
 */
void
bureau_story_page_follow (BureauStoryPage *self, BureauMemory *memory, BureauStoryFunc load,
                          gpointer data, GDestroyNotify destroy)
{
  BureauStoryPagePrivate *private = bureau_story_page_get_instance_private (self);
  Loading *loading = g_new0 (Loading, 1);

  loading->load = load;
  loading->data = data;
  loading->destroy = destroy;
  private->refresher = bureau_refresher_new (memory, load_cb, loading, loading_free);
  g_signal_connect_object (private->refresher, "shown", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (private->refresher, "failed",
                           G_CALLBACK (bureau_story_page_show_problem), self, G_CONNECT_SWAPPED);
  bureau_refresher_start (private->refresher);
}

/**
 * bureau_story_page_follow_row:
 * @load: reads what is shown; its data is the id
 * @id: of a row
 *
 * As bureau_story_page_follow().
 */
void
bureau_story_page_follow_row (BureauStoryPage *self, BureauMemory *memory, BureauStoryFunc load,
                              gint64 id)
{
  bureau_story_page_follow (self, memory, load, g_memdup2 (&id, sizeof id), g_free);
}

/**
 * bureau_story_page_set_pace:
 * @milliseconds: how often it is read without a change; 0 for not at all
 */
void
bureau_story_page_set_pace (BureauStoryPage *self, guint milliseconds)
{
  BureauStoryPagePrivate *private = bureau_story_page_get_instance_private (self);

  bureau_refresher_set_pace (private->refresher, milliseconds);
}

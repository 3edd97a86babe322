/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauStoryPage:
 *
 * A page about one thing in memory, which is read again whenever something changes. Its template
 * has an #AdwViewStack `states` with the pages `loading`, `problem` and `story`, and an
 * #AdwStatusPage `problem`.
 */
#define BUREAU_TYPE_STORY_PAGE (bureau_story_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauStoryPage, bureau_story_page, BUREAU, STORY_PAGE, AdwNavigationPage)

/**
 * BureauStoryPageClass:
 * @show: shows what was read, on the page `story`, or why it cannot be shown
 */
struct _BureauStoryPageClass
{
  AdwNavigationPageClass parent_class;

  void (*show) (BureauStoryPage *self, JsonObject *story);
};

/**
 * BureauStoryFunc:
 * @data: which thing
 *
 * Called on a reader's thread.
 *
 * Returns: (transfer full) (nullable): what there is to show; %NULL sets @error
 */
typedef JsonObject *(*BureauStoryFunc) (BureauDatabase *database, gconstpointer data,
                                        GError **error);

void bureau_story_page_class_set_up (BureauStoryPageClass *klass, const char *template);
void bureau_story_page_follow (BureauStoryPage *self, BureauMemory *memory, BureauStoryFunc load,
                               gpointer data, GDestroyNotify destroy);
void bureau_story_page_follow_row (BureauStoryPage *self, BureauMemory *memory,
                                   BureauStoryFunc load, gint64 id);
void bureau_story_page_set_title (BureauStoryPage *self, const char *title);
void bureau_story_page_set_pace (BureauStoryPage *self, guint milliseconds);
void bureau_story_page_show_problem (BureauStoryPage *self, const char *problem);

G_END_DECLS

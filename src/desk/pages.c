/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pages.h"

#include <glib/gi18n.h>

#include "desk/activity-page.h"
#include "desk/commands.h"
#include "desk/memory-page.h"
#include "desk/outbox-page.h"
#include "desk/review-page.h"
#include "desk/views-page.h"
#include "desk/workflows-page.h"

/* The pages in their order. Each is a widget with a property `memory`, set once, and `count`, what
 * the sidebar shows beside it. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
} kinds[] = {
  { "review", N_ ("Review"), "mail-unread-symbolic", bureau_review_page_get_type },
  { "outbox", N_ ("Outbox"), "mail-send-symbolic", bureau_outbox_page_get_type },
  { "views", N_ ("Views"), "view-grid-symbolic", bureau_views_page_get_type },
  { "memory", N_ ("Memory"), "system-file-manager-symbolic", bureau_memory_page_get_type },
  { "workflows", N_ ("Workflows"), "view-list-symbolic", bureau_workflows_page_get_type },
  { "activity", N_ ("Activity"), "document-open-recent-symbolic", bureau_activity_page_get_type },
};

static void
add_page (AdwViewStack *stack, guint i, GtkWidget *window, BureauMemory *memory)
{
  GtkWidget *page = g_object_new (kinds[i].get_type (), "memory", memory, NULL);
  AdwViewStackPage *entry = adw_view_stack_add_titled_with_icon (stack, page, kinds[i].name,
                                                                 _ (kinds[i].title), kinds[i].icon);

  g_object_bind_property (page, "count", entry, "badge-number", G_BINDING_SYNC_CREATE);
  if (BUREAU_IS_REVIEW_PAGE (page))
    bureau_command_add_group (window, "review",
                              bureau_review_page_get_actions (BUREAU_REVIEW_PAGE (page)));
}

/**
 * bureau_pages_has:
 * @page: a name as in `bureau --page review`
 *
 * Returns: whether windows have a page of that name
 */
gboolean
bureau_pages_has (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, page))
      return TRUE;
  return FALSE;
}

/**
 * bureau_pages_get_name:
 *
 * Returns: (transfer none) (nullable): the name of the i-th page; %NULL behind the last
 */
const char *
bureau_pages_get_name (guint i)
{
  return i < G_N_ELEMENTS (kinds) ? kinds[i].name : NULL;
}

/**
 * bureau_pages_get_title:
 * @page: the name of a page
 *
 * Returns: (transfer none): what people call it; an empty text where there is none of that name
 */
const char *
bureau_pages_get_title (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, page))
      return _ (kinds[i].title);
  return "";
}

/**
 * bureau_pages_fill:
 * @stack: gets every page of the table
 * @window: gets the actions of those that have some
 * @memory: the open workspace that they show
 */
void
bureau_pages_fill (AdwViewStack *stack, GtkWidget *window, BureauMemory *memory)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_page (stack, i, window, memory);
}

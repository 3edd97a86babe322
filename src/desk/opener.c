/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything of a workspace by its id: on which page it stands, and turning to it there. */
#include "desk/opener.h"

#include "base/json.h"
#include "desk/activity-page.h"
#include "desk/memory-page.h"
#include "desk/review-page.h"
#include "desk/toast.h"
#include "desk/views-page.h"
#include "desk/workflows-page.h"

/* A draft that does not wait any more is read in Memory, as a record is. */
#define FIND_PAGE                                                                                  \
  "SELECT iif(state IN ('drafted', 'edited', 'snoozed'), 'review', 'memory') AS page,"             \
  "  NULL AS kind, NULL AS name FROM bureau_draft WHERE id = ?1"                                   \
  " UNION ALL SELECT 'activity', NULL, NULL FROM bureau_run WHERE id = ?1"                         \
  " UNION ALL SELECT 'review', 'question', NULL FROM bureau_question WHERE id = ?1"                \
  " UNION ALL SELECT 'workflows', kind, name FROM bureau_document WHERE id = ?1"                   \
  "  AND kind IN ('workflow', 'agent')"                                                            \
  " UNION ALL SELECT 'views', kind, name FROM bureau_document WHERE id = ?1 AND kind = 'view'"     \
  " UNION ALL SELECT 'memory', NULL, NULL LIMIT 1"

typedef struct
{
  AdwViewStack *pages;
  BureauMemory *memory;
  gint64 id;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_clear_object (&self->pages);
  g_clear_object (&self->memory);
  g_free (self);
}

static void
turn_to (Opening *self, const char *name, JsonObject *place)
{
  GtkWidget *page = adw_view_stack_get_child_by_name (self->pages, name);

  gtk_widget_activate_action (GTK_WIDGET (self->pages), "win.page", "s", name);
  if (BUREAU_IS_REVIEW_PAGE (page) && bureau_json_get_string (place, "kind") != NULL)
    bureau_review_page_ask (BUREAU_REVIEW_PAGE (page));
  else if (BUREAU_IS_REVIEW_PAGE (page))
    bureau_review_page_open (BUREAU_REVIEW_PAGE (page), self->id);
  else if (BUREAU_IS_ACTIVITY_PAGE (page))
    bureau_activity_page_open_run (BUREAU_ACTIVITY_PAGE (page), self->id);
  else if (BUREAU_IS_WORKFLOWS_PAGE (page))
    bureau_workflows_page_open (BUREAU_WORKFLOWS_PAGE (page),
                                bureau_json_get_string (place, "kind"),
                                bureau_json_get_string (place, "name"));
  else if (BUREAU_IS_VIEWS_PAGE (page))
    bureau_views_page_open (BUREAU_VIEWS_PAGE (page), bureau_json_get_string (place, "name"), NULL);
  else if (BUREAU_IS_MEMORY_PAGE (page))
    bureau_memory_page_open (BUREAU_MEMORY_PAGE (page), self->id);
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  Opening *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), &error);
  JsonObject *place = rows != NULL && json_array_get_length (rows) > 0
                          ? json_array_get_object_element (rows, 0)
                          : NULL;

  if (error != NULL)
    bureau_toast_say (GTK_WIDGET (self->pages), error->message);
  else if (place != NULL)
    turn_to (self, bureau_json_get_string (place, "page"), place);
  return NULL;
}

/**
 * bureau_opener_open:
 * @pages: the pages of a window, by their names
 * @id: of a draft, a run, a question, a workflow, an agent, a view, a message or a record
 *
 * Turns to the page where it stands, and to it there.
 */
void
bureau_opener_open (AdwViewStack *pages, BureauMemory *memory, gint64 id)
{
  Opening *self = g_new0 (Opening, 1);

  self->pages = g_object_ref (pages);
  self->memory = g_object_ref (memory);
  self->id = id;
  dex_future_disown (dex_future_finally (bureau_memory_rows (memory, FIND_PAGE, "i", id), found_cb,
                                         self, opening_free));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything of a workspace by its id: on which page it stands, and turning to it there. */
#include "desk/opener.h"

#include "base/json.h"
#include "desk/activity-page.h"
#include "desk/memory-page.h"
#include "desk/outbox-page.h"
#include "desk/pages.h"
#include "desk/review-page.h"
#include "desk/toast.h"
#include "desk/views-page.h"
#include "desk/workflows-page.h"

/* A draft that does not wait any more is read where it went: in the outbox, or in Memory as a
 * record is. */
#define FIND_PAGE                                                                                  \
  "SELECT 'review' AS page, id AS item, NULL AS kind, NULL AS name FROM bureau_draft"              \
  "  WHERE id = ?1 AND state IN ('drafted', 'edited', 'snoozed')"                                  \
  " UNION ALL SELECT 'outbox', id, NULL, NULL FROM bureau_delivery WHERE id = ?1"                  \
  " UNION ALL SELECT 'outbox', max(v.id), NULL, NULL FROM bureau_approval a"                       \
  "  JOIN bureau_delivery v ON v.approval = a.id WHERE a.draft = ?1 HAVING count(*) > 0"           \
  " UNION ALL SELECT 'activity', id, NULL, NULL FROM bureau_run WHERE id = ?1"                     \
  " UNION ALL SELECT 'review', id, 'question', NULL FROM bureau_question WHERE id = ?1"            \
  " UNION ALL SELECT 'workflows', id, kind, name FROM bureau_document WHERE id = ?1"               \
  "  AND kind IN ('workflow', 'agent')"                                                            \
  " UNION ALL SELECT 'views', id, kind, name FROM bureau_document WHERE id = ?1"                   \
  "  AND kind = 'view'"                                                                            \
  " UNION ALL SELECT 'memory', ?1, NULL, NULL LIMIT 1"

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
turn_to (AdwViewStack *pages, const char *name, JsonObject *place)
{
  GtkWidget *page = bureau_pages_get (pages, name);
  const char *kind = bureau_json_get_string (place, "kind");
  gint64 id = bureau_json_get_id (place, "item");

  gtk_widget_activate_action (GTK_WIDGET (pages), "win.page", "s", name);
  if (BUREAU_IS_REVIEW_PAGE (page) && kind != NULL)
    bureau_review_page_ask (BUREAU_REVIEW_PAGE (page));
  else if (BUREAU_IS_REVIEW_PAGE (page))
    bureau_review_page_open (BUREAU_REVIEW_PAGE (page), id);
  else if (BUREAU_IS_OUTBOX_PAGE (page))
    bureau_outbox_page_open (BUREAU_OUTBOX_PAGE (page), id);
  else if (BUREAU_IS_ACTIVITY_PAGE (page))
    bureau_activity_page_open_run (BUREAU_ACTIVITY_PAGE (page), id);
  else if (BUREAU_IS_WORKFLOWS_PAGE (page))
    bureau_workflows_page_open (BUREAU_WORKFLOWS_PAGE (page), kind,
                                bureau_json_get_string (place, "name"));
  else if (BUREAU_IS_VIEWS_PAGE (page))
    bureau_views_page_open (BUREAU_VIEWS_PAGE (page), bureau_json_get_string (place, "name"), NULL);
  else if (BUREAU_IS_MEMORY_PAGE (page))
    bureau_memory_page_open (BUREAU_MEMORY_PAGE (page), id);
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
    turn_to (self->pages, bureau_json_get_string (place, "page"), place);
  return NULL;
}

/**
 * bureau_opener_open:
 * @pages: the pages of a window, by their names
 * @id: of a draft, a delivery, a run, a question, a workflow, an agent, a view, a message or a
 *   record
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

/**
 * bureau_opener_open_record:
 * @pages: the pages of a window, by their names
 * @id: of a record, a message, a draft or a run
 *
 * Turns to it in Memory, wherever else it stands.
 */
void
bureau_opener_open_record (AdwViewStack *pages, gint64 id)
{
  g_autoptr (JsonObject) place = json_object_new ();

  bureau_json_set_id (place, "item", id);
  turn_to (pages, "memory", place);
}

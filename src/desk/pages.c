/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pages.h"

#include <string.h>

#include <glib/gi18n.h>

#include "desk/activity-page.h"
#include "desk/commands.h"
#include "desk/delivery-item.h"
#include "desk/draft-item.h"
#include "desk/memory-page.h"
#include "desk/outbox-page.h"
#include "desk/question-item.h"
#include "desk/refresher.h"
#include "desk/review-page.h"
#include "desk/run-item.h"
#include "desk/views-page.h"
#include "desk/workflows-page.h"

#define MAX_COUNTED 2

/* The pages in their order. Each is a widget with a property `memory`, set once. The sidebar shows
 * beside it how many rows of some sources ask for a person's eye. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  const BureauListSource *counted[MAX_COUNTED];
} kinds[] = {
  { "review",
    N_ ("Review"),
    "mail-unread-symbolic",
    bureau_review_page_get_type,
    { &bureau_draft_source, &bureau_question_source } },
  { "outbox",
    N_ ("Outbox"),
    "mail-send-symbolic",
    bureau_outbox_page_get_type,
    { &bureau_delivery_source } },
  { "views", N_ ("Views"), "view-grid-symbolic", bureau_views_page_get_type },
  { "memory", N_ ("Memory"), "system-file-manager-symbolic", bureau_memory_page_get_type },
  { "workflows", N_ ("Workflows"), "view-list-symbolic", bureau_workflows_page_get_type },
  { "activity",
    N_ ("Activity"),
    "document-open-recent-symbolic",
    bureau_activity_page_get_type,
    { &bureau_run_source } },
};

/* What the stack of a window's pages has with it. A page is made when it is first turned to: until
 * then an empty bin stands in its place. */
typedef struct
{
  GtkWidget *window; /* borrowed: it has the stack */
  BureauMemory *memory;
  BureauRefresher *counts;
} Pages;

static void
pages_free (gpointer data)
{
  Pages *self = data;

  g_clear_object (&self->counts);
  g_clear_object (&self->memory);
  g_free (self);
}

/* Counts -----------------------------------------------------------------------------------------
 */

static gboolean
count (BureauDatabase *database, guint i, gint64 *sum, GError **error)
{
  gint64 n = 0;

  *sum = 0;
  for (guint j = 0; j < MAX_COUNTED && kinds[i].counted[j] != NULL; j++)
    {
      if (!bureau_database_int (database, &n, error, kinds[i].counted[j]->count, ""))
        return FALSE;
      *sum += n;
    }
  return TRUE;
}

static gboolean
read_counts (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) counts = json_object_new ();
  gint64 sum;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!count (database, i, &sum, error))
        return FALSE;
      json_object_set_int_member (counts, kinds[i].name, sum);
    }
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&counts));
  return TRUE;
}

static void
counted_cb (AdwViewStack *stack, JsonObject *counts)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    adw_view_stack_page_set_badge_number (
        adw_view_stack_get_page (stack, adw_view_stack_get_child_by_name (stack, kinds[i].name)),
        (guint)json_object_get_int_member (counts, kinds[i].name));
}

/* Pages ------------------------------------------------------------------------------------------
 */

static GtkWidget *
make_page (const Pages *self, const char *name)
{
  guint i = 0;
  GtkWidget *page;

  while (!g_str_equal (kinds[i].name, name))
    i++;
  page = g_object_new (kinds[i].get_type (), "memory", self->memory, NULL);
  if (BUREAU_IS_REVIEW_PAGE (page))
    bureau_command_add_group (self->window, "review",
                              bureau_review_page_get_actions (BUREAU_REVIEW_PAGE (page)));
  return page;
}

/* A stack that goes turns to each of its pages while it lets go of them. */
static void
turned_cb (AdwViewStack *stack)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (stack))
      && adw_view_stack_get_visible_child (stack) != NULL)
    bureau_pages_get (stack, adw_view_stack_get_visible_child_name (stack));
}

/**
 * bureau_pages_get_view:
 * @page: a name as in `bureau --page views/inquiries`
 *
 * Returns: (transfer none) (nullable): the name of the view that it means
 */
const char *
bureau_pages_get_view (const char *page)
{
  return g_str_has_prefix (page, "views/") ? page + strlen ("views/") : NULL;
}

/**
 * bureau_pages_has:
 * @page: a name as in `bureau --page review`
 *
 * Returns: whether windows have a page of that name; a view is looked for when it is shown
 */
gboolean
bureau_pages_has (const char *page)
{
  if (bureau_pages_get_view (page) != NULL)
    return TRUE;
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
  Pages *self = g_new0 (Pages, 1);

  self->window = window;
  self->memory = g_object_ref (memory);
  self->counts = bureau_refresher_new (memory, read_counts, NULL, NULL);
  g_object_set_data_full (G_OBJECT (stack), "pages", self, pages_free);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (turned_cb), window, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    adw_view_stack_add_titled_with_icon (stack, adw_bin_new (), kinds[i].name, _ (kinds[i].title),
                                         kinds[i].icon);
  g_signal_connect_object (self->counts, "shown", G_CALLBACK (counted_cb), stack,
                           G_CONNECT_SWAPPED);
  bureau_refresher_start (self->counts);
}

/**
 * bureau_pages_get:
 * @stack: filled by bureau_pages_fill()
 * @name: the name of a page
 *
 * Returns: (transfer none) (nullable): the page, which is made where nobody asked for it before;
 *   %NULL where @stack has none of that name
 */
GtkWidget *
bureau_pages_get (AdwViewStack *stack, const char *name)
{
  GtkWidget *place = adw_view_stack_get_child_by_name (stack, name);

  if (place == NULL)
    return NULL;
  if (adw_bin_get_child (ADW_BIN (place)) == NULL)
    adw_bin_set_child (ADW_BIN (place),
                       make_page (g_object_get_data (G_OBJECT (stack), "pages"), name));
  return adw_bin_get_child (ADW_BIN (place));
}

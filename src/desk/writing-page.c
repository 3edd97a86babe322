/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/writing-page.h"

#include "desk/draft-thread.h"
#include "desk/growing-text.h"
#include "desk/source-pane.h"
#include "desk/writing-item.h"

struct _BureauWritingPage
{
  BureauListPage parent_instance;

  gint64 run; /* the one that is looked at, or 0 */

  GtkSingleSelection *selection;
  BureauSourcePane *source;
  BureauGrowingText *growing;
};

G_DEFINE_FINAL_TYPE (BureauWritingPage, bureau_writing_page, BUREAU_TYPE_LIST_PAGE)

enum
{
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The one that is looked at ----------------------------------------------------------------------
 */

typedef struct
{
  BureauWritingPage *page;
  gint64 run;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->page);
  g_free (self);
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauWritingPage *self = reading->page;
  g_autoptr (JsonObject) thread = dex_await_boxed (dex_ref (future), NULL);

  if (thread != NULL && self->source != NULL && reading->run == self->run)
    bureau_source_pane_show (self->source, bureau_list_page_get_memory (BUREAU_LIST_PAGE (self)),
                             thread);
  return NULL;
}

static void
read_source (BureauWritingPage *self)
{
  Reading *reading = g_new0 (Reading, 1);
  BureauMemory *memory = bureau_list_page_get_memory (BUREAU_LIST_PAGE (self));

  reading->page = g_object_ref (self);
  reading->run = self->run;
  dex_future_disown (dex_future_finally (bureau_draft_thread_load_run (memory, self->run), read_cb,
                                         reading, reading_free));
}

/* Only what can be seen is read. */
static void
follow (BureauWritingPage *self)
{
  gint64 run = gtk_widget_get_mapped (GTK_WIDGET (self)) ? self->run : 0;

  bureau_growing_text_follow (self->growing, bureau_list_page_get_memory (BUREAU_LIST_PAGE (self)),
                              run, 0);
}

static void
turn (BureauWritingPage *self, gint64 run)
{
  gint64 before = self->run;

  if (run == before || self->growing == NULL)
    return;
  self->run = run;
  follow (self);
  if (run != 0)
    read_source (self);
  if (before != 0
      && !bureau_live_list_find (bureau_list_page_get_list (BUREAU_LIST_PAGE (self)), before, NULL))
    g_signal_emit (self, signals[WRITTEN], 0, before);
}

static void
selected_cb (BureauWritingPage *self)
{
  BureauRowItem *item = gtk_single_selection_get_selected_item (self->selection);

  turn (self, item != NULL ? bureau_row_item_get_id (item) : 0);
}

static gboolean
several_cb (GtkWidget *widget, guint n)
{
  return n > 1;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

/* How many there are is said beside the drafts, too. */
static void
stay_awake (BureauWritingPage *self)
{
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (self));

  if (list != NULL)
    bureau_live_list_set_is_asleep (list, FALSE);
}

static GListModel *
bureau_writing_page_attach (BureauListPage *page, BureauLiveList *list)
{
  BureauWritingPage *self = BUREAU_WRITING_PAGE (page);

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  stay_awake (self);
  return G_LIST_MODEL (self->selection);
}

static void
bureau_writing_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_writing_page_parent_class)->map (widget);
  follow (BUREAU_WRITING_PAGE (widget));
}

static void
bureau_writing_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_writing_page_parent_class)->unmap (widget);
  follow (BUREAU_WRITING_PAGE (widget));
  stay_awake (BUREAU_WRITING_PAGE (widget));
}

static void
bureau_writing_page_class_init (BureauWritingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_SOURCE_PANE);
  g_type_ensure (BUREAU_TYPE_GROWING_TEXT);
  BUREAU_LIST_PAGE_CLASS (klass)->attach = bureau_writing_page_attach;
  widget_class->map = bureau_writing_page_map;
  widget_class->unmap = bureau_writing_page_unmap;
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "writing-page",
                                 &bureau_writing_source);
  gtk_widget_class_bind_template_child (widget_class, BureauWritingPage, source);
  gtk_widget_class_bind_template_child (widget_class, BureauWritingPage, growing);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, several_cb);
}

static void
bureau_writing_page_init (BureauWritingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = GTK_SINGLE_SELECTION (
      gtk_widget_get_template_child (GTK_WIDGET (self), BUREAU_TYPE_WRITING_PAGE, "selection"));
}

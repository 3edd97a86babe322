/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/memory-page.h"

#include "base/json.h"
#include "desk/arrow-keys.h"
#include "desk/banners.h"
#include "desk/collection-counts.h"
#include "desk/collection-item.h"
#include "desk/collection-page.h"
#include "desk/finder.h"
#include "desk/found-item.h"
#include "desk/frame.h"
#include "desk/live-list.h"
#include "desk/problem-page.h"
#include "desk/record-page.h"

struct _BureauMemoryPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauLiveList *collections;
  BureauCollectionCounts *counts;
  BureauFinder *finder;

  AdwNavigationSplitView *split;
  AdwViewStack *states;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkSingleSelection *selection;
  GtkSortListModel *groups;
  GtkListView *found_rows;
  GtkSingleSelection *found;
  AdwNavigationView *navigation;
  BureauCollectionPage *records;
};

G_DEFINE_FINAL_TYPE (BureauMemoryPage, bureau_memory_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Collections ------------------------------------------------------------------------------------
 */

static void
show_counts (BureauMemoryPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->collections)); i++)
    {
      g_autoptr (BureauCollectionItem) item = g_list_model_get_item (
          G_LIST_MODEL (self->collections), i);
      gint64 count;

      if (bureau_collection_counts_get (self->counts, bureau_collection_item_get_name (item),
                                        &count))
        bureau_collection_item_set_count (item, count);
    }
}

static gboolean
is_searching (BureauMemoryPage *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar)
         && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static void
collections_read_cb (BureauMemoryPage *self)
{
  if (!is_searching (self))
    adw_view_stack_set_visible_child_name (self->states, "collections");
  show_counts (self);
}

static void
selected_cb (BureauMemoryPage *self)
{
  BureauCollectionItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *title = NULL;

  if (item == NULL)
    return;
  g_object_get (item, "title", &title, NULL);
  if (bureau_collection_page_get_collection (self->records) != NULL)
    adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->records));
  bureau_collection_page_show (self->records, self->memory, bureau_collection_item_get_name (item),
                               title);
}

static void
activated_cb (BureauMemoryPage *self)
{
  adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->records));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* Records ----------------------------------------------------------------------------------------
 */

static void opened_cb (BureauMemoryPage *self, gint64 id);

static void
push (BureauMemoryPage *self, const char *collection, gint64 id)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  adw_navigation_split_view_set_show_content (self->split, TRUE);
  if (BUREAU_IS_RECORD_PAGE (page) && bureau_record_page_get_id (BUREAU_RECORD_PAGE (page)) == id)
    return;
  page = bureau_record_page_new (self->memory, collection, id);
  g_signal_connect_object (page, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, page);
}

static void
opened_cb (BureauMemoryPage *self, gint64 id)
{
  push (self, NULL, id);
}

static void
record_opened_cb (BureauMemoryPage *self, const char *collection, gint64 id)
{
  push (self, collection, id);
}

/* Search -----------------------------------------------------------------------------------------
 */

/* A list keeps the row that it showed first, and its heading above it out of sight. */
static DexFuture *
laid_out_cb (DexFuture *future, gpointer data)
{
  BureauMemoryPage *self = data;

  if (self->states != NULL)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->found_rows)),
                              0);
  return NULL;
}

static void
found_cb (BureauMemoryPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;

  if (self->states == NULL)
    return;
  if (any)
    gtk_list_view_scroll_to (self->found_rows, 0, GTK_LIST_SCROLL_NONE, NULL);
  dex_future_disown (dex_future_finally (bureau_frame_next (GTK_WIDGET (self)), laid_out_cb,
                                         g_object_ref (self), g_object_unref));
  if (is_searching (self))
    adw_view_stack_set_visible_child_name (self->states, any ? "found" : "none");
}

/* What was found stays until the answer to the new words is there: nothing blinks. */
static void
search_changed_cb (BureauMemoryPage *self)
{
  if (self->finder == NULL)
    return;
  bureau_finder_set_words (self->finder, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (!is_searching (self) && bureau_live_list_get_is_loaded (self->collections))
    adw_view_stack_set_visible_child_name (self->states, "collections");
}

static void
open_found_cb (BureauMemoryPage *self)
{
  g_autoptr (BureauFoundItem) item = NULL;

  g_set_object (&item, gtk_single_selection_get_selected_item (self->found));
  if (item == NULL || !is_searching (self))
    return;
  adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->records));
  push (self, bureau_found_item_get_collection (item), bureau_found_item_get_id (item));
}

static gboolean
key_pressed_cb (BureauMemoryPage *self, guint keyval)
{
  return bureau_arrow_keys_move (self->found, keyval);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauMemoryPage *self = BUREAU_MEMORY_PAGE (widget);

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* What one click away is not needed costs the start of the window nothing. */
static void
begin (BureauMemoryPage *self)
{
  if (self->collections != NULL || self->memory == NULL)
    return;
  self->counts = bureau_collection_counts_new (self->memory);
  self->collections = bureau_live_list_new (self->memory, &bureau_collection_source);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->collections, "refreshed", G_CALLBACK (collections_read_cb), self,
                           G_CONNECT_SWAPPED);
  bureau_problem_page_follow (self->states, self->collections);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->collections));
  self->finder = bureau_finder_new (self->memory);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  gtk_sort_list_model_set_model (self->groups, bureau_finder_get_list (self->finder));
  if (bureau_live_list_get_is_loaded (self->collections))
    collections_read_cb (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_memory_page_map (GtkWidget *widget)
{
  begin (BUREAU_MEMORY_PAGE (widget));
  GTK_WIDGET_CLASS (bureau_memory_page_parent_class)->map (widget);
}

static void
bureau_memory_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BUREAU_MEMORY_PAGE (object)->memory = g_value_dup_object (value);
}

static void
bureau_memory_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BUREAU_MEMORY_PAGE (object)->memory);
}

static void
bureau_memory_page_dispose (GObject *object)
{
  BureauMemoryPage *self = BUREAU_MEMORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_MEMORY_PAGE);
  g_clear_object (&self->collections);
  g_clear_object (&self->counts);
  g_clear_object (&self->finder);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_memory_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  object_class->set_property = bureau_memory_page_set_property;
  object_class->get_property = bureau_memory_page_get_property;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_memory_page_class_init (BureauMemoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_memory_page_dispose;
  widget_class->map = bureau_memory_page_map;
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_COLLECTION_ITEM);
  g_type_ensure (BUREAU_TYPE_COLLECTION_PAGE);
  g_type_ensure (BUREAU_TYPE_FOUND_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/memory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, split);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, selection);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, groups);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, found_rows);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, found);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, navigation);
  gtk_widget_class_bind_template_child (widget_class, BureauMemoryPage, records);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_cb);
}

static void
bureau_memory_page_init (BureauMemoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_memory_page_open:
 * @id: a record, message, draft or run
 *
 * Shows its page.
 */
void
bureau_memory_page_open (BureauMemoryPage *self, gint64 id)
{
  begin (self);
  push (self, NULL, id);
}

/**
 * bureau_memory_page_dup_place:
 *
 * Returns: (transfer full) (nullable): {"record"} of the record that is open
 */
JsonObject *
bureau_memory_page_dup_place (BureauMemoryPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);
  JsonObject *place;

  if (!BUREAU_IS_RECORD_PAGE (page))
    return NULL;
  place = json_object_new ();
  bureau_json_set_id (place, "record", bureau_record_page_get_id (BUREAU_RECORD_PAGE (page)));
  return place;
}

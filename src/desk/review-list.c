/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/review-list.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/draft-item.h"
#include "desk/habits.h"
#include "desk/keeper.h"
#include "desk/review-filter.h"
#include "desk/review-page.h"
#include "memory/contacts.h"
#include "memory/scratch.h"

/* The draft a person looked at last, for the next start. */
#define PLACE_KEY "place:review"

struct _BureauReviewList
{
  BureauListPage parent_instance;

  BureauReviewFilter *filter;
  BureauKeeper *keeper; /* of the place, for the next start */
  gint64 left;          /* the draft that was looked at when the program ended; 0 once used */
  gint64 wanted;        /* a draft that is to be chosen as soon as it is there */
  guint place;          /* where the choice was */
  gboolean is_placing;  /* where the person was is being read */
  gboolean is_judging;
  gboolean is_stale; /* the rows changed while their recipients were judged */

  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkFilterListModel *waiting;
  GtkMultiSelection *selection;
  GtkListView *rows;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (BureauReviewList, bureau_review_list, BUREAU_TYPE_LIST_PAGE)

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_model (BureauReviewList *self)
{
  return G_LIST_MODEL (self->selection);
}

static gint64
get_id (BureauReviewList *self, guint position)
{
  g_autoptr (BureauRowItem) item = g_list_model_get_item (get_model (self), position);

  return item != NULL ? bureau_row_item_get_id (item) : 0;
}

static gboolean
find (BureauReviewList *self, gint64 draft, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_model (self)); i++)
    if (get_id (self, i) == draft)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* What is doubtful -------------------------------------------------------------------------------
 */

static void judge (BureauReviewList *self);

static DexFuture *
judged_cb (DexFuture *future, gpointer data)
{
  BureauReviewList *self = data;
  g_autoptr (JsonObject) verdicts = dex_await_boxed (dex_ref (future), NULL);
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (self));

  self->is_judging = FALSE;
  if (list == NULL)
    return NULL;
  for (guint i = 0; verdicts != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (BureauDraftItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      bureau_draft_item_judge (item, verdicts);
    }
  bureau_review_filter_changed (self->filter);
  if (self->is_stale)
    judge (self);
  return NULL;
}

/* All recipients in one go, off the main thread. */
static void
judge (BureauReviewList *self)
{
  BureauListPage *page = BUREAU_LIST_PAGE (self);
  GListModel *list = G_LIST_MODEL (bureau_list_page_get_list (page));
  g_autoptr (JsonArray) addresses = json_array_new ();

  self->is_stale = self->is_judging;
  if (self->is_judging || list == NULL)
    return;
  self->is_judging = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BureauDraftItem) item = g_list_model_get_item (list, i);
      JsonArray *to = bureau_draft_item_get_addresses (item);

      for (guint k = 0; k < json_array_get_length (to); k++)
        json_array_add_string_element (addresses, json_array_get_string_element (to, k));
    }
  dex_future_disown (
      dex_future_finally (bureau_contacts_ask (bureau_list_page_get_memory (page), addresses),
                          judged_cb, g_object_ref (self), g_object_unref));
}

/* Choosing ---------------------------------------------------------------------------------------
 */

static void
choose (BureauReviewList *self, guint position, gboolean with_focus)
{
  GtkListScrollFlags flags = GTK_LIST_SCROLL_SELECT;

  if (with_focus)
    flags |= GTK_LIST_SCROLL_FOCUS;
  self->place = position;
  gtk_list_view_scroll_to (self->rows, position, flags, NULL);
}

static guint
count_chosen (BureauReviewList *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (self->selection));

  return (guint)gtk_bitset_get_size (chosen);
}

/* What was looked at when the program ended, or what moved up to the place of the one that left. */
static guint
find_place (BureauReviewList *self, guint n)
{
  guint position;

  if (self->left == 0 || !find (self, self->left, &position))
    position = MIN (self->place, n - 1);
  self->left = 0;
  return position;
}

/* There is always one, where there is any. */
static void
choose_some (BureauReviewList *self)
{
  guint n = g_list_model_get_n_items (get_model (self));
  guint position;

  if (self->wanted != 0 && find (self, self->wanted, &position))
    {
      self->wanted = 0;
      choose (self, position, TRUE);
    }
  else if (n > 0 && count_chosen (self) == 0 && !self->is_placing)
    choose (self, find_place (self, n), bureau_review_list_has_focus (self));
}

static void
items_changed_cb (BureauReviewList *self)
{
  choose_some (self);
  bureau_list_page_update (BUREAU_LIST_PAGE (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static char *
print_place (gpointer data)
{
  BureauReviewList *self = data;

  return g_strdup_printf ("%" G_GINT64_FORMAT, get_id (self, self->place));
}

static DexFuture *
placed_cb (DexFuture *future, gpointer data)
{
  BureauReviewList *self = data;
  g_autofree char *place = dex_await_string (dex_ref (future), NULL);

  self->is_placing = FALSE;
  if (place != NULL)
    self->left = g_ascii_strtoll (place, NULL, 10);
  if (bureau_list_page_get_list (BUREAU_LIST_PAGE (self)) != NULL)
    choose_some (self);
  return NULL;
}

static void
follow_place (BureauReviewList *self)
{
  BureauMemory *memory = bureau_list_page_get_memory (BUREAU_LIST_PAGE (self));

  self->keeper = bureau_keeper_new (memory, print_place, self);
  bureau_keeper_turn (self->keeper, PLACE_KEY);
  self->is_placing = TRUE;
  dex_future_disown (dex_future_finally (bureau_scratch_read (memory, PLACE_KEY), placed_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
selection_changed_cb (BureauReviewList *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (self->selection));

  if (!gtk_bitset_is_empty (chosen))
    self->place = gtk_bitset_get_minimum (chosen);
  if (self->keeper != NULL)
    bureau_keeper_touch (self->keeper);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
row_activated_cb (BureauReviewList *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/* A click on a row shows its draft, also where there is room for one of both only. */
static void
add_click (BureauReviewList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->rows), GTK_EVENT_CONTROLLER (click));
}

static gboolean
has_text_cb (GtkListItem *item, const char *text)
{
  return text != NULL && *text != '\0';
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
filter_changed_cb (gpointer data)
{
  bureau_list_page_update (data);
}

/* A row took over what memory says now: it may belong elsewhere. */
static void
refreshed_cb (BureauReviewList *self)
{
  bureau_review_filter_follow (self->filter,
                               G_LIST_MODEL (bureau_list_page_get_list (BUREAU_LIST_PAGE (self))));
  bureau_review_filter_changed (self->filter);
  judge (self);
}

static GListModel *
bureau_review_list_attach (BureauListPage *page, BureauLiveList *list)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (page);

  gtk_filter_list_model_set_filter (self->waiting, bureau_review_filter_get (self->filter));
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  follow_place (self);
  gtk_filter_list_model_set_model (self->waiting, G_LIST_MODEL (list));
  return get_model (self);
}

static gboolean
bureau_review_list_is_narrow (BureauListPage *page)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (page);

  return gtk_search_bar_get_search_mode (self->search_bar)
         || bureau_review_filter_is_narrow (self->filter);
}

/* Where there is room for one of both only, the rows are not seen while a draft is: they go on to
 * follow memory, as the next draft comes from them. */
static void
bureau_review_list_unmap (GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, BUREAU_TYPE_REVIEW_PAGE);
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (widget));

  GTK_WIDGET_CLASS (bureau_review_list_parent_class)->unmap (widget);
  if (list != NULL && page != NULL && gtk_widget_get_mapped (page))
    bureau_live_list_set_is_asleep (list, FALSE);
}

static void
search_mode_cb (BureauReviewList *self)
{
  bureau_list_page_update (BUREAU_LIST_PAGE (self));
}

static void
bureau_review_list_dispose (GObject *object)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (object);

  if (self->keeper != NULL)
    bureau_keeper_keep (self->keeper);
  g_clear_pointer (&self->keeper, bureau_keeper_free);
  G_OBJECT_CLASS (bureau_review_list_parent_class)->dispose (object);
  g_clear_pointer (&self->filter, bureau_review_filter_free);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, search);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, waiting);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, rows);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, menu_button);
}

static void
bureau_review_list_class_init (BureauReviewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BureauListPageClass *page_class = BUREAU_LIST_PAGE_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_review_list_dispose;
  widget_class->unmap = bureau_review_list_unmap;
  page_class->attach = bureau_review_list_attach;
  page_class->is_narrow = bureau_review_list_is_narrow;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  bureau_list_page_class_set_up (page_class, "review-list", &bureau_draft_source);
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
}

/* Words that are typed on the rows search, unless letters do something else there. */
static void
single_keys_cb (BureauReviewList *self)
{
  gtk_search_bar_set_key_capture_widget (
      self->search_bar, g_settings_get_boolean (bureau_habits_get (), BUREAU_HABIT_SINGLE_KEYS)
                            ? NULL
                            : GTK_WIDGET (self));
}

static void
follow_habits (BureauReviewList *self)
{
  GSettings *habits = bureau_habits_get ();

  if (habits == NULL)
    return;
  g_signal_connect_object (habits, "changed::single-keys", G_CALLBACK (single_keys_cb), self,
                           G_CONNECT_SWAPPED);
  single_keys_cb (self);
}

static void
bureau_review_list_init (BureauReviewList *self)
{
  self->filter = bureau_review_filter_new (filter_changed_cb, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = GTK_MULTI_SELECTION (
      gtk_widget_get_template_child (GTK_WIDGET (self), BUREAU_TYPE_REVIEW_LIST, "selection"));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list",
                                  bureau_review_filter_get_actions (self->filter));
  follow_habits (self);
  add_click (self);
  gtk_menu_button_set_menu_model (self->menu_button, bureau_review_filter_get_menu (self->filter));
}

/**
 * bureau_review_list_dup_chosen:
 *
 * Returns: (transfer full) (element-type BureauSubject): the drafts that are chosen, in their order
 */
GPtrArray *
bureau_review_list_dup_chosen (BureauReviewList *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (self->selection));
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_subject_free);

  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      g_autoptr (BureauRowItem) item = g_list_model_get_item (get_model (self),
                                                              gtk_bitset_get_nth (chosen, i));
      g_autofree char *who = NULL;
      BureauSubject *subject;

      if (item == NULL)
        continue;
      g_object_get (item, "who", &who, NULL);
      subject = bureau_subject_new (bureau_row_item_get_id (item), who);
      subject->needs_eyes = bureau_draft_item_is_look_alike (BUREAU_DRAFT_ITEM (item));
      g_ptr_array_add (subjects, subject);
    }
  return subjects;
}

/**
 * bureau_review_list_get_next:
 *
 * Returns: the draft that will be chosen once the first chosen one has left, or 0
 */
gint64
bureau_review_list_get_next (BureauReviewList *self)
{
  guint n = g_list_model_get_n_items (get_model (self));

  if (self->place + 1 < n)
    return get_id (self, self->place + 1);
  return self->place > 0 ? get_id (self, self->place - 1) : 0;
}

/**
 * bureau_review_list_open:
 *
 * Turns to a draft, whatever is filtered out.
 *
 * Returns: %FALSE where it does not wait here
 */
gboolean
bureau_review_list_open (BureauReviewList *self, gint64 draft)
{
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (self));

  if (list == NULL || !bureau_live_list_find (list, draft, NULL))
    return FALSE;
  self->wanted = draft;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  bureau_review_filter_reset (self->filter);
  choose_some (self);
  return TRUE;
}

/**
 * bureau_review_list_move:
 * @by: how many rows down
 *
 * Chooses another row.
 */
void
bureau_review_list_move (BureauReviewList *self, int by)
{
  guint n = g_list_model_get_n_items (get_model (self));
  int at = (int)self->place + by;

  if (n > 0)
    choose (self, (guint)CLAMP (at, 0, (int)n - 1), bureau_review_list_has_focus (self));
}

/**
 * bureau_review_list_hide:
 * @subjects: (element-type BureauSubject): drafts that were decided about
 *
 * Takes them away at once, before memory says that they left.
 */
void
bureau_review_list_hide (BureauReviewList *self, GPtrArray *subjects)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (subjects, i);

      bureau_live_list_hide (bureau_list_page_get_list (BUREAU_LIST_PAGE (self)), subject->draft);
    }
}

/**
 * bureau_review_list_unhide:
 * @subjects: (element-type BureauSubject): drafts of which memory has heard
 *
 * Shows those that still wait, or wait again, in their places.
 */
void
bureau_review_list_unhide (BureauReviewList *self, GPtrArray *subjects)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (subjects, i);

      bureau_live_list_unhide (bureau_list_page_get_list (BUREAU_LIST_PAGE (self)), subject->draft);
    }
}

/**
 * bureau_review_list_want:
 * @draft: one that waits, or will in a moment
 *
 * Chooses it as soon as it is there, with the keyboard on it.
 */
void
bureau_review_list_want (BureauReviewList *self, gint64 draft)
{
  self->wanted = draft;
  choose_some (self);
}

/**
 * bureau_review_list_search:
 *
 * Puts the keyboard into the field of words.
 */
void
bureau_review_list_search (BureauReviewList *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * bureau_review_list_has_focus:
 *
 * Returns: whether the keyboard is on a row
 */
gboolean
bureau_review_list_has_focus (BureauReviewList *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self->rows)) != NULL
         || gtk_widget_has_focus (GTK_WIDGET (self->rows));
}

/**
 * bureau_review_list_focus:
 *
 * Puts the keyboard on the chosen row.
 */
void
bureau_review_list_focus (BureauReviewList *self)
{
  if (g_list_model_get_n_items (get_model (self)) > 0)
    gtk_list_view_scroll_to (self->rows, self->place, GTK_LIST_SCROLL_FOCUS, NULL);
}

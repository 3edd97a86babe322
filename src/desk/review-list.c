/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/review-list.h"

#include <glib/gi18n.h>

#include "desk/beside-button.h"
#include "desk/decision.h"
#include "desk/draft-doubts.h"
#include "desk/draft-item.h"
#include "desk/habits.h"
#include "desk/late-menu.h"
#include "desk/review-filter.h"
#include "desk/row-choice.h"

/* The draft a person looked at last, for the next start. */
#define PLACE_KEY "place:review"

struct _BureauReviewList
{
  BureauListPage parent_instance;

  BureauReviewFilter *filter;
  BureauRowChoice *choice;
  BureauDraftDoubts *doubts;
  guint counts[2];       /* what waits beside the drafts, by its property */
  gboolean is_collapsed; /* what is chosen is seen only once it is gone on to */

  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkFilterListModel *waiting;
  GListModel *selection; /* the template's: what is seen, and chosen */
  GtkListView *rows;
  GtkToggleButton *select;
  GtkButton *go_on;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (BureauReviewList, bureau_review_list, BUREAU_TYPE_LIST_PAGE)

enum
{
  PROP_QUESTIONS = 1,
  PROP_WRITING,
  PROP_COLLAPSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Choosing ---------------------------------------------------------------------------------------
 */

static void
say_chosen (BureauReviewList *self)
{
  g_autoptr (GPtrArray) items = bureau_row_choice_dup_items (self->choice);
  g_autofree char *label = g_strdup_printf (
      ngettext ("Show %u Draft", "Show %u Drafts", items->len), items->len);

  gtk_button_set_label (self->go_on, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), items->len > 0);
}

static void
items_changed_cb (BureauReviewList *self)
{
  bureau_row_choice_settle (self->choice);
  bureau_list_page_update (BUREAU_LIST_PAGE (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
selection_changed_cb (BureauReviewList *self)
{
  bureau_row_choice_follow (self->choice);
  say_chosen (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* While several are chosen, a row is one more of them, not a draft to be read. */
static void
row_activated_cb (BureauReviewList *self)
{
  if (!gtk_toggle_button_get_active (self->select))
    g_signal_emit (self, signals[OPENED], 0);
}

/* Choosing several -------------------------------------------------------------------------------
 */

/* The keyboard goes to the rows, as the draft that it may be in is not seen any more. Back to one:
 * the first of them. */
static void
select_cb (BureauReviewList *self)
{
  g_autoptr (GPtrArray) items = bureau_row_choice_dup_items (self->choice);

  if (gtk_toggle_button_get_active (self->select))
    bureau_review_list_take_focus (self);
  else if (items->len > 1)
    bureau_row_choice_want (self->choice, bureau_row_item_get_id (g_ptr_array_index (items, 0)));
  say_chosen (self);
}

static void
go_on_cb (BureauReviewList *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/* A press takes the row in or out, instead of choosing it alone. */
static void
row_pressed_cb (GtkListItem *item, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *list = gtk_widget_get_ancestor (widget, BUREAU_TYPE_REVIEW_LIST);
  BureauReviewList *self = BUREAU_REVIEW_LIST (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (!gtk_toggle_button_get_active (self->select))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_list_item_get_selected (item))
    gtk_selection_model_unselect_item (model, gtk_list_item_get_position (item));
  else
    gtk_selection_model_select_item (model, gtk_list_item_get_position (item), FALSE);
}

/* Blueprint binds no accessible label. */
static void
mark_named_cb (GtkWidget *mark)
{
  g_autofree char *name = g_strdup (gtk_widget_get_tooltip_text (mark));

  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
}

static char *
choose_cb (GtkListItem *item, const char *who)
{
  /* Translators: %s is the person who gets the draft */
  return g_strdup_printf (_ ("Choose the draft for %s"), who != NULL ? who : "");
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

static gboolean
shows_go_on_cb (GtkWidget *widget, gboolean is_choosing, gboolean is_collapsed)
{
  return is_choosing && is_collapsed;
}

static char *
empty_cb (GtkWidget *widget, guint n_questions)
{
  return g_strdup (n_questions > 0 ? _ ("No Drafts Wait") : _ ("Nothing Waits for You"));
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
  BureauListPage *page = BUREAU_LIST_PAGE (self);
  GListModel *list = G_LIST_MODEL (bureau_list_page_get_list (page));

  bureau_review_filter_follow (self->filter, list);
  bureau_review_filter_changed (self->filter);
  bureau_draft_doubts_judge (self->doubts, bureau_list_page_get_memory (page), list);
}

static void
judged_cb (BureauReviewList *self)
{
  bureau_review_filter_changed (self->filter);
}

static GListModel *
bureau_review_list_attach (BureauListPage *page, BureauLiveList *list)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (page);

  gtk_filter_list_model_set_filter (self->waiting, bureau_review_filter_get (self->filter));
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  bureau_row_choice_remember (self->choice, bureau_list_page_get_memory (page), PLACE_KEY);
  gtk_filter_list_model_set_model (self->waiting, G_LIST_MODEL (list));
  return self->selection;
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
  GtkWidget *both = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (widget));

  GTK_WIDGET_CLASS (bureau_review_list_parent_class)->unmap (widget);
  if (list != NULL && both != NULL && gtk_widget_get_mapped (both))
    bureau_live_list_set_is_asleep (list, FALSE);
}

static void
search_mode_cb (BureauReviewList *self)
{
  bureau_list_page_update (BUREAU_LIST_PAGE (self));
}

static void
bureau_review_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (object);

  if (id == PROP_COLLAPSED)
    g_value_set_boolean (value, self->is_collapsed);
  else
    g_value_set_uint (value, self->counts[id - 1]);
}

static void
bureau_review_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (object);

  if (id == PROP_COLLAPSED)
    self->is_collapsed = g_value_get_boolean (value);
  else
    self->counts[id - 1] = g_value_get_uint (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
bureau_review_list_dispose (GObject *object)
{
  BureauReviewList *self = BUREAU_REVIEW_LIST (object);

  if (self->choice != NULL)
    bureau_row_choice_close (self->choice);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (bureau_review_list_parent_class)->dispose (object);
  g_clear_object (&self->doubts);
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
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, select);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewList, go_on);
}

static void
bureau_review_list_class_init (BureauReviewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BureauListPageClass *page_class = BUREAU_LIST_PAGE_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = bureau_review_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = bureau_review_list_set_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_review_list_dispose;
  properties[PROP_QUESTIONS] = g_param_spec_uint ("questions", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WRITING] = g_param_spec_uint ("writing", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  widget_class->unmap = bureau_review_list_unmap;
  page_class->attach = bureau_review_list_attach;
  page_class->is_narrow = bureau_review_list_is_narrow;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  g_type_ensure (BUREAU_TYPE_BESIDE_BUTTON);
  bureau_list_page_class_set_up (page_class, "review-list", &bureau_draft_source);
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, shows_go_on_cb);
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
  self->selection = G_LIST_MODEL (
      gtk_widget_get_template_child (GTK_WIDGET (self), BUREAU_TYPE_REVIEW_LIST, "selection"));
  self->choice = bureau_row_choice_new (self->rows);
  self->doubts = bureau_draft_doubts_new ();
  g_signal_connect_object (self->doubts, "judged", G_CALLBACK (judged_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list",
                                  bureau_review_filter_get_actions (self->filter));
  follow_habits (self);
  add_click (self);
  bureau_late_menu_set (self->menu_button, bureau_review_filter_get_menu (self->filter));
}

/**
 * bureau_review_list_dup_chosen:
 *
 * Returns: (transfer full) (element-type BureauSubject): the drafts that are chosen, in their order
 */
GPtrArray *
bureau_review_list_dup_chosen (BureauReviewList *self)
{
  g_autoptr (GPtrArray) items = bureau_row_choice_dup_items (self->choice);
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_subject_free);

  for (guint i = 0; i < items->len; i++)
    {
      BureauRowItem *item = g_ptr_array_index (items, i);
      g_autofree char *who = NULL;
      BureauSubject *subject;

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
  return bureau_row_choice_get_next (self->choice);
}

/**
 * bureau_review_list_open:
 *
 * Turns to a draft, whatever is filtered out; one that is on its way here, as soon as it is there.
 */
void
bureau_review_list_open (BureauReviewList *self, gint64 draft)
{
  bureau_row_choice_want (self->choice, draft);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  bureau_review_filter_reset (self->filter);
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
  bureau_row_choice_move (self->choice, by);
}

/**
 * bureau_review_list_hide:
 * @subjects: (element-type BureauSubject): drafts
 * @hides: %TRUE takes them away once they were decided about, before memory says that they left;
 *   %FALSE, once memory has heard, shows those that still wait, or wait again, in their places
 */
void
bureau_review_list_hide (BureauReviewList *self, GPtrArray *subjects, gboolean hides)
{
  BureauLiveList *list = bureau_list_page_get_list (BUREAU_LIST_PAGE (self));

  for (guint i = 0; i < subjects->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (subjects, i);

      (hides ? bureau_live_list_hide : bureau_live_list_unhide) (list, subject->draft);
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
  bureau_row_choice_want (self->choice, draft);
}

/**
 * bureau_review_list_end_choosing:
 *
 * Goes back to one draft at a time, with the keyboard on its row.
 *
 * Returns: %FALSE where it was so already
 */
gboolean
bureau_review_list_end_choosing (BureauReviewList *self)
{
  if (!gtk_toggle_button_get_active (self->select))
    return FALSE;
  gtk_toggle_button_set_active (self->select, FALSE);
  bureau_review_list_take_focus (self);
  return TRUE;
}

/**
 * bureau_review_list_has_focus:
 *
 * Returns: whether the keyboard is on its rows
 */
gboolean
bureau_review_list_has_focus (BureauReviewList *self)
{
  return bureau_row_choice_has_focus (self->choice);
}

/**
 * bureau_review_list_take_focus:
 *
 * Puts the keyboard on the row that is chosen; where there is none, on what is above.
 */
void
bureau_review_list_take_focus (BureauReviewList *self)
{
  if (g_list_model_get_n_items (self->selection) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
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

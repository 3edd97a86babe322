/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/review-page.h"

#include <glib/gi18n.h>

#include "desk/decision.h"
#include "desk/draft-item.h"
#include "desk/draft-page.h"
#include "desk/live-list.h"
#include "desk/window.h"
#include "memory/draft.h"

struct _BureauReviewPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauLiveList *list;
  GSimpleActionGroup *actions;
  gint64 wanted; /* a draft that is to be chosen as soon as it is there */
  char *show;    /* "waiting", "unsure" or "snoozed" */

  AdwNavigationSplitView *split;
  AdwViewStack *states;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkFilterListModel *waiting;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkListView *rows;
  BureauDraftPage *draft_page;
};

G_DEFINE_FINAL_TYPE (BureauReviewPage, bureau_review_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is shown ----------------------------------------------------------------------------------
 */

static gboolean
is_shown (gpointer item, gpointer data)
{
  BureauReviewPage *self = data;
  g_autofree char *state = NULL;
  g_autofree char *doubt = NULL;
  gboolean is_snoozed;

  g_object_get (item, "state", &state, "doubt", &doubt, NULL);
  is_snoozed = g_str_equal (state, "snoozed");
  if (g_str_equal (self->show, "snoozed"))
    return is_snoozed;
  return !is_snoozed && (g_str_equal (self->show, "waiting") || *doubt != '\0');
}

static guint
count_waiting (BureauReviewPage *self)
{
  return self->list != NULL ? bureau_live_list_get_count (self->list) : 0;
}

/* Loading, empty, nothing that fits the filter, or the list. */
static void
show_state (BureauReviewPage *self)
{
  gboolean is_loaded = bureau_live_list_get_is_loaded (self->list);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gboolean is_narrowed = gtk_search_bar_get_search_mode (self->search_bar)
                         || !g_str_equal (self->show, "waiting");

  if (any)
    adw_view_stack_set_visible_child_name (self->states, "rows");
  else if (!is_loaded)
    adw_view_stack_set_visible_child_name (self->states, "loading");
  else
    adw_view_stack_set_visible_child_name (self->states, is_narrowed ? "none" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
choose_wanted (BureauReviewPage *self)
{
  for (guint i = 0;
       self->wanted != 0 && i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (BureauRowItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (bureau_row_item_get_id (item) != self->wanted)
        continue;
      self->wanted = 0;
      gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
items_changed_cb (BureauReviewPage *self)
{
  choose_wanted (self);
  show_state (self);
}

/* A row took over what memory says now: it may belong elsewhere. */
static void
list_changed_cb (BureauReviewPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->waiting),
                      GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

/* What needs a draft cannot be done without one. */
static void
enable_actions (BureauReviewPage *self, gboolean enabled)
{
  static const char *const names[]
      = { "send", "reject", "snooze", "snooze-days", "next", "previous" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
        enabled);
}

static void
selected_cb (BureauReviewPage *self)
{
  BureauRowItem *item = gtk_single_selection_get_selected_item (self->selection);

  enable_actions (self, item != NULL);
  bureau_draft_page_show (self->draft_page, item != NULL ? bureau_row_item_get_id (item) : 0);
}

static void
row_activated_cb (BureauReviewPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* Deciding ---------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauReviewPage *page;
  gint64 draft;
  AdwToast *toast; /* shown once it is stored */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_clear_object (&pending->page);
  g_clear_object (&pending->toast);
  g_free (pending);
}

static void
add_toast (BureauReviewPage *self, AdwToast *toast)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (BUREAU_IS_WINDOW (root))
    bureau_window_add_toast (BUREAU_WINDOW (root), g_object_ref (toast));
}

static void
say_problem (BureauReviewPage *self, const char *message)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (
      g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", message, "priority",
                    ADW_TOAST_PRIORITY_HIGH, "timeout", 0, NULL));

  add_toast (self, toast);
}

static DexFuture *
decided_cb (DexFuture *future, gpointer data)
{
  Pending *pending = data;
  g_autoptr (GError) error = NULL;

  bureau_live_list_unhide (pending->page->list, pending->draft);
  if (dex_await (dex_ref (future), &error))
    {
      add_toast (pending->page, pending->toast);
      return NULL;
    }
  pending->page->wanted = pending->draft;
  say_problem (pending->page, error->message);
  return NULL;
}

/* The row leaves at once and the next one is there in the next frame; memory follows. */
static void
decide (BureauReviewPage *self, DexFuture *decision, AdwToast *toast)
{
  Pending *pending = g_new0 (Pending, 1);
  g_autoptr (GVariant) target = NULL;

  pending->page = g_object_ref (self);
  pending->draft = bureau_draft_page_get_draft (self->draft_page);
  pending->toast = g_object_ref_sink (toast);
  target = g_variant_ref_sink (g_variant_new_int64 (pending->draft));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "review.undo");
  adw_toast_set_action_target_value (toast, target);
  bureau_draft_page_drop_words (self->draft_page);
  bureau_live_list_hide (self->list, pending->draft);
  if (bureau_draft_page_get_draft (self->draft_page) == 0)
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  dex_future_disown (dex_future_finally (decision, decided_cb, pending, pending_free));
}

static AdwToast *
make_toast (const char *title)
{
  return g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", title, NULL);
}

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;
  BureauDraftEdit *edit = bureau_draft_page_get_edit (self->draft_page);
  int seconds = bureau_draft_page_get_undo_seconds (self->draft_page);
  g_autofree char *obstacle = edit != NULL ? bureau_draft_edit_say_obstacle (edit) : NULL;
  AdwToast *toast;

  if (edit == NULL)
    return;
  if (obstacle != NULL)
    {
      say_problem (self, obstacle);
      return;
    }
  toast = make_toast (_ ("Approved. It leaves in a moment."));
  adw_toast_set_timeout (toast, (guint)MAX (seconds, 1));
  decide (self, bureau_decision_send (self->memory, edit), toast);
}

static void
snooze_days_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;
  BureauDraftEdit *edit = bureau_draft_page_get_edit (self->draft_page);
  const char *days = parameter != NULL ? g_variant_get_string (parameter, NULL) : "1";

  if (edit != NULL)
    decide (self,
            bureau_decision_snooze (self->memory, edit, (int)g_ascii_strtoll (days, NULL, 10)),
            make_toast (_ ("Snoozed. It comes back in the morning.")));
}

static void
reject_answered_cb (BureauReviewPage *self, const char *response, AdwAlertDialog *dialog)
{
  BureauDraftEdit *edit = bureau_draft_page_get_edit (self->draft_page);
  GtkEditable *entry = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));

  if (edit != NULL && g_str_equal (response, "reject"))
    decide (self, bureau_decision_reject (self->memory, edit, gtk_editable_get_text (entry)),
            make_toast (_ ("Rejected. Nothing leaves.")));
}

static void
reject_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Why Not?"), _ ("What you write is proposed to the agent as something to learn."));
  GtkWidget *entry = gtk_entry_new ();

  if (bureau_draft_page_get_edit (self->draft_page) == NULL)
    return;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Too formal, wrong price…"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "reject",
                                  _ ("_Reject"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "reject",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "reject");
  adw_dialog_set_focus (dialog, entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reject_answered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Undoing ----------------------------------------------------------------------------------------
 */

static DexFuture *
undone_cb (DexFuture *future, gpointer data)
{
  BureauReviewPage *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (dex_ref (future), &error))
    say_problem (self, error->message);
  return NULL;
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;

  self->wanted = g_variant_get_int64 (parameter);
  dex_future_disown (
      dex_future_finally (bureau_draft_undo (self->memory, &bureau_decision_cause, self->wanted),
                          undone_cb, g_object_ref (self), g_object_unref));
}

/* Moving -----------------------------------------------------------------------------------------
 */

static void
move (BureauReviewPage *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  int at = (int)gtk_single_selection_get_selected (self->selection) + by;

  if (n > 0)
    gtk_list_view_scroll_to (self->rows, (guint)CLAMP (at, 0, (int)n - 1), GTK_LIST_SCROLL_SELECT,
                             NULL);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, -1);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
show_changed_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  BureauReviewPage *self = data;

  g_simple_action_set_state (action, value);
  g_set_str (&self->show, g_variant_get_string (value, NULL));
  list_changed_cb (self);
}

static const GActionEntry actions[] = {
  { .name = "send", .activate = send_cb },
  { .name = "reject", .activate = reject_cb },
  { .name = "snooze", .activate = snooze_days_cb },
  { .name = "snooze-days", .activate = snooze_days_cb, .parameter_type = "s" },
  { .name = "undo", .activate = undo_cb, .parameter_type = "x" },
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
  { .name = "search", .activate = search_cb },
  { .name = "show", .state = "'waiting'", .parameter_type = "s", .change_state = show_changed_cb },
};

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
set_memory (BureauReviewPage *self, BureauMemory *memory)
{
  if (memory == NULL)
    return;
  self->memory = g_object_ref (memory);
  self->list = bureau_live_list_new (memory, &bureau_draft_source);
  bureau_draft_page_set_memory (self->draft_page, memory);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->waiting, G_LIST_MODEL (self->list));
  show_state (self);
}

static void
bureau_review_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_memory (BUREAU_REVIEW_PAGE (object), g_value_get_object (value));
}

static void
bureau_review_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauReviewPage *self = BUREAU_REVIEW_PAGE (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, count_waiting (self));
  else
    g_value_set_object (value, self->memory);
}

static void
bureau_review_page_dispose (GObject *object)
{
  BureauReviewPage *self = BUREAU_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_REVIEW_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_review_page_parent_class)->dispose (object);
}

static void
bureau_review_page_finalize (GObject *object)
{
  g_free (BUREAU_REVIEW_PAGE (object)->show);
  G_OBJECT_CLASS (bureau_review_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, split);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, search);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, found);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, selection);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, rows);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, draft_page);
}

static void
bureau_review_page_class_init (BureauReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_DRAFT_ITEM);
  g_type_ensure (BUREAU_TYPE_DRAFT_PAGE);
  object_class->set_property = bureau_review_page_set_property;
  object_class->get_property = bureau_review_page_get_property;
  object_class->dispose = bureau_review_page_dispose;
  object_class->finalize = bureau_review_page_finalize;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/review-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_state);
}

static void
bureau_review_page_init (BureauReviewPage *self)
{
  self->show = g_strdup ("waiting");
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  enable_actions (self, FALSE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review", G_ACTION_GROUP (self->actions));
  gtk_filter_list_model_set_filter (self->waiting,
                                    GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL)));
}

/**
 * bureau_review_page_get_actions:
 *
 * Returns: (transfer none): what can be done with the draft that is looked at
 */
GActionGroup *
bureau_review_page_get_actions (BureauReviewPage *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * bureau_review_page_open:
 *
 * Turns to a draft.
 *
 * Returns: %FALSE where it does not wait here
 */
gboolean
bureau_review_page_open (BureauReviewPage *self, gint64 draft)
{
  if (self->list == NULL || !bureau_live_list_find (self->list, draft, NULL))
    return FALSE;
  self->wanted = draft;
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "show",
                                      g_variant_new_string ("waiting"));
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  choose_wanted (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  return TRUE;
}

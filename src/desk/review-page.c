/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/review-page-private.h"

#include "base/json.h"
#include "desk/banners.h"
#include "desk/frame.h"
#include "desk/questions-page.h"
#include "desk/writing-page.h"

G_DEFINE_FINAL_TYPE (BureauReviewPage, bureau_review_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is chosen --------------------------------------------------------------------------------
 */

static gboolean
is_empty (BureauListPage *page)
{
  BureauLiveList *list = bureau_list_page_get_list (page);

  return list != NULL && bureau_live_list_get_is_loaded (list)
         && g_list_model_get_n_items (G_LIST_MODEL (list)) == 0;
}

/* That nothing is open is said only where nothing is about to be opened. */
static void
show_one (BureauReviewPage *self, BureauSubject *subject)
{
  const char *nothing = is_empty (BUREAU_LIST_PAGE (self->list)) ? "none" : "blank";

  adw_view_stack_set_visible_child_name (self->contents, subject != NULL ? "one" : nothing);
  bureau_draft_page_show (self->draft_page, subject != NULL ? subject->draft : 0,
                          bureau_review_list_get_next (self->list));
}

static void
show_several (BureauReviewPage *self, GPtrArray *chosen)
{
  bureau_draft_page_show (self->draft_page, 0, 0);
  bureau_several_page_show (self->several, self->memory, chosen);
  adw_view_stack_set_visible_child_name (self->contents, "several");
}

static guint
count_of (GtkWidget *page)
{
  guint count = 0;

  g_object_get (page, "count", &count, NULL);
  return count;
}

static void
show_beside (BureauReviewPage *self, const char *beside)
{
  bureau_review_actions_enable (self, 0);
  bureau_draft_page_show (self->draft_page, 0, 0);
  adw_view_stack_set_visible_child_name (self->contents, beside);
}

static gboolean
has_any (BureauReviewPage *self, const char *beside)
{
  return count_of (g_str_equal (beside, "questions") ? self->questions : self->writing) > 0;
}

/* What is looked at instead of a draft: as it was wished, or where no draft waits. */
static const char *
find_beside (BureauReviewPage *self, gboolean has_draft)
{
  static const char *const pages[] = { "questions", "writing" };

  if (self->beside != NULL && has_any (self, self->beside))
    return self->beside;
  self->beside = NULL;
  for (guint i = 0; !has_draft && i < G_N_ELEMENTS (pages); i++)
    if (has_any (self, pages[i]))
      return pages[i];
  return NULL;
}

static gboolean
has_focus (BureauReviewPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = window != NULL ? gtk_root_get_focus (window) : NULL;

  return focus != NULL && self->questions != NULL && self->writing != NULL
         && (gtk_widget_is_ancestor (focus, self->questions)
             || gtk_widget_is_ancestor (focus, self->writing));
}

/* What was looked at beside the drafts ends: the keyboard goes on with the drafts. */
static void
return_to_drafts (BureauReviewPage *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split))
    gtk_widget_child_focus (GTK_WIDGET (adw_navigation_split_view_get_content (self->split)),
                            GTK_DIR_TAB_FORWARD);
  else
    bureau_review_list_take_focus (self->list);
}

static void
show_chosen (BureauReviewPage *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  const char *beside;
  gboolean was_beside = has_focus (self);

  if (self->draft_page == NULL)
    return;
  chosen = bureau_review_list_dup_chosen (self->list);
  beside = find_beside (self, chosen->len > 0);
  bureau_review_actions_enable (self, chosen->len);
  if (beside != NULL)
    show_beside (self, beside);
  else if (chosen->len > 1)
    show_several (self, chosen);
  else
    show_one (self, chosen->len == 1 ? g_ptr_array_index (chosen, 0) : NULL);
  if (was_beside && beside == NULL)
    return_to_drafts (self);
}

/* While something else is looked at, drafts may come and go beside it. */
static void
chosen_cb (BureauReviewPage *self)
{
  if (bureau_review_list_has_focus (self->list))
    self->beside = NULL;
  show_chosen (self);
}

static void
opened_cb (BureauReviewPage *self)
{
  self->beside = NULL;
  show_chosen (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* What is under the keyboard, as a search, ends before the choice of several does. */
static gboolean
key_pressed_cb (BureauReviewPage *self, guint keyval)
{
  return keyval == GDK_KEY_Escape && bureau_review_list_end_choosing (self->list)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
}

/* When the last one ends, written_cb() says what is turned to. */
static void
writing_changed_cb (BureauReviewPage *self)
{
  if (has_any (self, "writing"))
    show_chosen (self);
}

/* What was read along while it was written is turned to once it is a draft. */
static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  BureauReviewPage *self = data;
  g_autoptr (JsonArray) rows = dex_await_boxed (dex_ref (future), NULL);

  if (self->list == NULL)
    return NULL;
  if (rows != NULL && json_array_get_length (rows) > 0)
    bureau_review_page_open (self,
                             bureau_json_get_id (json_array_get_object_element (rows, 0), "id"));
  else
    show_chosen (self);
  return NULL;
}

static void
written_cb (BureauReviewPage *self, gint64 run)
{
  const char *seen = adw_view_stack_get_visible_child_name (self->contents);

  if (g_strcmp0 (seen, "writing") != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  dex_future_disown (
      dex_future_finally (bureau_memory_rows (self->memory,
                                              "SELECT max(id) AS id FROM bureau_draft WHERE run = ?"
                                              " AND state = 'drafted' HAVING max(id) IS NOT NULL",
                                              "i", run),
                          found_cb, g_object_ref (self), g_object_unref));
}

/* What is shown beside the rows ------------------------------------------------------------------
 */

/* How much there is of it is said beside the drafts. */
static GtkWidget *
add_beside (BureauReviewPage *self, GType type, const char *name, GCallback changed)
{
  GtkWidget *page = g_object_new (type, "memory", self->memory, NULL);

  adw_view_stack_add_named (self->contents, page, name);
  g_object_bind_property (page, "count", self->list, name, G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::count", changed, self, G_CONNECT_SWAPPED);
  return page;
}

static void
make_contents (BureauReviewPage *self)
{
  if (self->draft_page != NULL || self->contents == NULL)
    return;
  self->draft_page = g_object_new (BUREAU_TYPE_DRAFT_PAGE, NULL);
  self->several = g_object_new (BUREAU_TYPE_SEVERAL_PAGE, NULL);
  bureau_draft_page_set_memory (self->draft_page, self->memory);
  adw_view_stack_add_named (self->contents, GTK_WIDGET (self->draft_page), "one");
  adw_view_stack_add_named (self->contents, GTK_WIDGET (self->several), "several");
  self->questions = add_beside (self, BUREAU_TYPE_QUESTIONS_PAGE, "questions",
                                G_CALLBACK (show_chosen));
  self->writing = add_beside (self, BUREAU_TYPE_WRITING_PAGE, "writing",
                              G_CALLBACK (writing_changed_cb));
  g_signal_connect_object (self->writing, "written", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
  show_chosen (self);
}

static DexFuture *
painted_cb (DexFuture *future, gpointer data)
{
  make_contents (data);
  return NULL;
}

/* A person sees the rows first, and the draft a moment later. */
static void
first_rows_cb (BureauReviewPage *self, BureauLiveList *list)
{
  g_signal_handlers_disconnect_by_func (list, first_rows_cb, self);
  dex_future_disown (dex_future_finally (bureau_frame_next (GTK_WIDGET (self)), painted_cb,
                                         g_object_ref (self), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
set_memory (BureauReviewPage *self, BureauMemory *memory)
{
  if (memory == NULL)
    return;
  self->memory = g_object_ref (memory);
  g_object_set (self->list, "memory", memory, NULL);
  g_signal_connect_object (bureau_list_page_get_list (BUREAU_LIST_PAGE (self->list)), "refreshed",
                           G_CALLBACK (first_rows_cb), self, G_CONNECT_SWAPPED);
}

static void
bureau_review_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_memory (BUREAU_REVIEW_PAGE (object), g_value_get_object (value));
}

static void
bureau_review_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BUREAU_REVIEW_PAGE (object)->memory);
}

static void
bureau_review_page_dispose (GObject *object)
{
  BureauReviewPage *self = BUREAU_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_REVIEW_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->toast);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_review_page_parent_class)->dispose (object);
}

static void
bureau_review_page_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_REVIEW_PAGE (object)->undoable, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_review_page_parent_class)->finalize (object);
}

static void
bureau_review_page_class_init (BureauReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_REVIEW_LIST);
  object_class->set_property = bureau_review_page_set_property;
  object_class->get_property = bureau_review_page_get_property;
  object_class->dispose = bureau_review_page_dispose;
  object_class->finalize = bureau_review_page_finalize;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, split);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, BureauReviewPage, contents);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
bureau_review_page_init (BureauReviewPage *self)
{
  self->undoable = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  self->actions = bureau_review_actions_new (self);
  bureau_review_actions_enable (self, 0);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review", G_ACTION_GROUP (self->actions));
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
 * Turns to a draft that waits here.
 */
void
bureau_review_page_open (BureauReviewPage *self, gint64 draft)
{
  self->beside = NULL;
  bureau_review_list_open (self->list, draft);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
turn_to (BureauReviewPage *self, const char *beside)
{
  make_contents (self);
  self->beside = beside;
  show_chosen (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_child_focus (g_str_equal (beside, "questions") ? self->questions : self->writing,
                          GTK_DIR_TAB_FORWARD);
}

/**
 * bureau_review_page_ask:
 *
 * Turns to the questions of agents.
 */
void
bureau_review_page_ask (BureauReviewPage *self)
{
  turn_to (self, "questions");
}

/**
 * bureau_review_page_read_along:
 *
 * Turns to what agents are writing.
 */
void
bureau_review_page_read_along (BureauReviewPage *self)
{
  turn_to (self, "writing");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/live-list.h"

#include "base/json.h"
#include "desk/live-rows.h"
#include "desk/live-turns.h"

/* So near to the end the next page is read. */
#define FROM_END 50
/* A list that grew beyond the first is cut to the second while its beginning is looked at. */
#define MAX_KEPT 2000
#define KEPT 600
/* Further behind, it is read anew instead. */
#define MAX_BEHIND (20 * BUREAU_LIST_MAX_ENTRIES)

struct _BureauLiveList
{
  GObject parent_instance;

  BureauMemory *memory;
  const BureauListSource *source;
  const char *where;
  char *problem;
  BureauLiveRows *rows;
  JsonArray *again; /* ids of rows to be read with the next news */
  gint64 entry;     /* the journal's entry up to which the rows are known */
  guint count;
  guint last_asked; /* the position that was asked for last */
  guint generation; /* answers to an earlier condition are dropped */
  guint timer;
  BureauLiveTurns turns;
};

static void list_model_init (GListModelInterface *iface);
static void go_on (BureauLiveList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauLiveList, bureau_live_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_IS_LOADED = 1,
  PROP_N_ITEMS,
  PROP_COUNT,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
timer_cb (gpointer data)
{
  BureauLiveList *self = data;

  self->timer = 0;
  go_on (self);
}

static void
go_on_in (BureauLiveList *self, guint ms)
{
  if (self->timer == 0)
    self->timer = g_timeout_add_once (ms, timer_cb, self);
}

/* The list model --------------------------------------------------------------------------------
 */

static GType
get_item_type (GListModel *model)
{
  return BUREAU_LIVE_LIST (model)->source->get_item_type ();
}

static guint
get_n_items (GListModel *model)
{
  return bureau_live_rows_get_length (BUREAU_LIVE_LIST (model)->rows);
}

/* Whoever comes near the end gets the next page, in another turn of the loop: a model must not
 * change while it is read. */
static void
note_position (BureauLiveList *self, guint position)
{
  self->last_asked = position;
  if (!self->turns.is_loaded || bureau_live_rows_get_is_complete (self->rows)
      || self->turns.wants_more || position + FROM_END < bureau_live_rows_get_length (self->rows))
    return;
  self->turns.wants_more = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  go_on_in (self, 0);
}

static gpointer
get_item (GListModel *model, guint position)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (model);

  if (position >= bureau_live_rows_get_length (self->rows))
    return NULL;
  note_position (self, position);
  return g_object_ref (bureau_live_rows_get_item (self->rows, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell (guint position, guint removed, guint added, gpointer data)
{
  BureauLiveList *self = data;

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* Reading ---------------------------------------------------------------------------------------
 */

static void
set_problem (BureauLiveList *self, const char *problem)
{
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_loaded (BureauLiveList *self, gboolean is_loaded)
{
  if (self->turns.is_loaded == is_loaded)
    return;
  self->turns.is_loaded = is_loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

static void
take_count (BureauLiveList *self, JsonObject *answer)
{
  guint count = (guint)bureau_json_get_int (answer, "count", 0);

  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
start_over (BureauLiveList *self)
{
  self->turns.is_stale = TRUE;
  self->turns.wants_more = FALSE;
  self->generation++;
  bureau_live_rows_clear (self->rows);
  set_loaded (self, FALSE);
}

static void
take_page (BureauLiveList *self, JsonObject *answer)
{
  bureau_live_rows_append (self->rows, json_object_get_array_member (answer, "rows"));
  self->turns.wants_more = FALSE;
  if (self->turns.is_loaded)
    return;
  self->entry = json_object_get_int_member (answer, "newest");
  set_loaded (self, TRUE);
}

static void
cut (BureauLiveList *self)
{
  if (bureau_live_rows_get_length (self->rows) > MAX_KEPT && self->last_asked < KEPT / 2)
    bureau_live_rows_cut (self->rows, KEPT);
}

static void
take_news (BureauLiveList *self, JsonObject *answer)
{
  gint64 newest = json_object_get_int_member (answer, "newest");

  bureau_live_rows_update (self->rows, json_object_get_array_member (answer, "touched"),
                           json_object_get_array_member (answer, "rows"));
  cut (self);
  self->entry = json_object_get_int_member (answer, "entry");
  self->turns.is_stale = self->turns.is_stale || self->entry < newest;
  if (newest - self->entry > MAX_BEHIND)
    start_over (self);
  else if (bureau_live_rows_get_length (self->rows) < FROM_END
           && !bureau_live_rows_get_is_complete (self->rows))
    self->turns.wants_more = TRUE;
}

static void
take_answer (BureauLiveList *self, BureauLiveReading reading, JsonObject *answer)
{
  JsonArray *unsettled = bureau_json_get_array (answer, "unsettled");

  take_count (self, answer);
  if (reading == BUREAU_LIVE_NEWS)
    take_news (self, answer);
  else if (reading != BUREAU_LIVE_COUNT)
    take_page (self, answer);
  if (unsettled != NULL)
    self->turns.is_unsettled = json_array_get_length (unsettled) > 0;
}

typedef struct
{
  BureauLiveList *list;
  guint generation;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->list);
  g_free (question);
}

static DexFuture *
answered_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  BureauLiveList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), &error);
  BureauLiveReading reading = self->turns.reading;

  self->turns.reading = BUREAU_LIVE_NOTHING;
  set_problem (self, error != NULL ? error->message : NULL);
  if (answer == NULL)
    self->turns.wants_more = FALSE;
  else if (question->generation == self->generation)
    {
      take_answer (self, reading, answer);
      g_signal_emit (self, signals[REFRESHED], 0);
    }
  go_on (self);
  return NULL;
}

static DexFuture *
read_news (BureauLiveList *self)
{
  JsonArray *again = g_steal_pointer (&self->again);

  for (guint i = 0; i < json_array_get_length (again); i++)
    bureau_live_rows_unhide (self->rows, json_array_get_int_element (again, i));
  self->again = json_array_new ();
  return bureau_list_source_read_news (self->memory, self->source, self->where, self->entry, again);
}

static DexFuture *
ask (BureauLiveList *self, BureauLiveReading what)
{
  if (what == BUREAU_LIVE_NEWS)
    return read_news (self);
  if (what == BUREAU_LIVE_COUNT)
    return bureau_list_source_read_count (self->memory, self->source);
  return bureau_list_source_read_page (self->memory, self->source, self->where,
                                       bureau_live_rows_get_edge (self->rows));
}

static void
start (BureauLiveList *self, BureauLiveReading what)
{
  Question *question = g_new0 (Question, 1);

  question->list = g_object_ref (self);
  question->generation = self->generation;
  bureau_live_turns_begin (&self->turns, what, g_get_monotonic_time ());
  dex_future_disown (dex_future_finally (ask (self, what), answered_cb, question, question_free));
}

/* Does the next thing there is to do, now or as soon as it may. */
static void
go_on (BureauLiveList *self)
{
  guint wait;
  BureauLiveReading next = bureau_live_turns_next (&self->turns, g_get_monotonic_time (), &wait);

  if (next == BUREAU_LIVE_NOTHING)
    return;
  if (wait > 0)
    go_on_in (self, wait);
  else
    start (self, next);
}

/**
 * bureau_live_list_refresh:
 *
 * Reads what changed, as after a commit.
 */
void
bureau_live_list_refresh (BureauLiveList *self)
{
  self->turns.is_stale = TRUE;
  self->turns.is_count_stale = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  go_on (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_live_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (object);

  switch (id)
    {
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->turns.is_loaded);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, bureau_live_rows_get_length (self->rows));
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_live_list_finalize (GObject *object)
{
  BureauLiveList *self = BUREAU_LIVE_LIST (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->rows, bureau_live_rows_free);
  g_clear_pointer (&self->again, json_array_unref);
  g_free (self->problem);
  G_OBJECT_CLASS (bureau_live_list_parent_class)->finalize (object);
}

static void
bureau_live_list_class_init (BureauLiveListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = bureau_live_list_get_property;
  G_OBJECT_CLASS (klass)->finalize = bureau_live_list_finalize;
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[REFRESHED] = g_signal_new ("refreshed", BUREAU_TYPE_LIVE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_live_list_init (BureauLiveList *self)
{
  self->again = json_array_new ();
  self->turns.is_stale = TRUE;
}

/**
 * bureau_live_list_new:
 * @source: where the rows come from; static
 *
 * Returns: (transfer full): the list; it is read for the first time at once, and may be loaded when
 *   this returns
 */
BureauLiveList *
bureau_live_list_new (BureauMemory *memory, const BureauListSource *source)
{
  BureauLiveList *self = g_object_new (BUREAU_TYPE_LIVE_LIST, NULL);

  self->memory = g_object_ref (memory);
  self->source = source;
  self->where = source->where;
  self->rows = bureau_live_rows_new (source, tell, self);
  g_signal_connect_object (memory, "changed", G_CALLBACK (bureau_live_list_refresh), self,
                           G_CONNECT_SWAPPED);
  go_on (self);
  return self;
}

/**
 * bureau_live_list_get_is_loaded:
 *
 * Returns: whether the rows were read at least once
 */
gboolean
bureau_live_list_get_is_loaded (BureauLiveList *self)
{
  return self->turns.is_loaded;
}

/**
 * bureau_live_list_get_count:
 *
 * Returns: how many rows ask for a person's eye, as the source counts them
 */
guint
bureau_live_list_get_count (BureauLiveList *self)
{
  return self->count;
}

/**
 * bureau_live_list_set_where:
 * @where: which rows it shows from now on, a condition of our own; static
 *
 * Reads the list anew where the condition is another one.
 */
void
bureau_live_list_set_where (BureauLiveList *self, const char *where)
{
  if (g_str_equal (self->where, where))
    return;
  self->where = where;
  start_over (self);
  go_on (self);
}

/**
 * bureau_live_list_set_is_asleep:
 * @is_asleep: whether nobody looks at the rows
 *
 * While it sleeps it follows no row and keeps the count only; then it catches up.
 */
void
bureau_live_list_set_is_asleep (BureauLiveList *self, gboolean is_asleep)
{
  if (self->turns.is_asleep == is_asleep)
    return;
  self->turns.is_asleep = is_asleep;
  self->turns.is_stale = TRUE;
  go_on (self);
}

/**
 * bureau_live_list_find:
 * @position: (out) (optional): where it is
 *
 * Returns: whether the row is in the list, as far as that was read
 */
gboolean
bureau_live_list_find (BureauLiveList *self, gint64 id, guint *position)
{
  return bureau_live_rows_find (self->rows, id, position);
}

/**
 * bureau_live_list_hide:
 *
 * Takes a row out at once, before memory says that it left: what a person decided is done in the
 * next frame. bureau_live_list_unhide() ends it once the decision was stored, or could not be.
 */
void
bureau_live_list_hide (BureauLiveList *self, gint64 id)
{
  bureau_live_rows_hide (self->rows, id);
}

/**
 * bureau_live_list_unhide:
 *
 * What was to become of a hidden row is settled: it is read again, and shown where it
 * still is.
 */
void
bureau_live_list_unhide (BureauLiveList *self, gint64 id)
{
  json_array_add_int_element (self->again, id);
  bureau_live_list_refresh (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-view.h"

#include "base/json.h"
#include "memory/record-title.h"
#include "views/meaning.h"
#include "views/param.h"
#include "views/shown-view-private.h"

/* Between two looks into the journal. */
#define PAUSE_MS 100

#define NEWEST "SELECT coalesce(max(entry), 0) AS entry FROM bureau_journal"
#define TOUCHED                                                                                    \
  "SELECT DISTINCT collection, (SELECT max(entry) FROM bureau_journal) AS entry"                   \
  " FROM bureau_journal_item WHERE entry > ?"

G_DEFINE_FINAL_TYPE (BureauShownView, bureau_shown_view, G_TYPE_OBJECT)

enum
{
  PARAM_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
asked_free (gpointer data)
{
  BureauShownAsked *self = data;

  g_clear_object (&self->rows);
  g_free (self);
}

/* Reading ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauShownView *view;
  BureauShownAsked *asked; /* lives as long as the view */
  guint generation;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->view);
  g_free (self);
}

static void read_dirty (BureauShownView *self);

static Reading *
reading_new (BureauShownView *view, BureauShownAsked *asked)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->view = g_object_ref (view);
  reading->asked = asked;
  return reading;
}

/* Some rows of many. */
static void fetch (BureauShownView *self, BureauShownAsked *asked);

static DexFuture *
fetched_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), NULL);

  reading->asked->is_fetching = FALSE;
  if (answer == NULL)
    return NULL;
  bureau_shown_rows_take_more (reading->asked->rows, bureau_json_get_array (answer, "rows"),
                               reading->generation);
  fetch (reading->view, reading->asked);
  return NULL;
}

static void
fetch (BureauShownView *self, BureauShownAsked *asked)
{
  BureauShownWindow *window = bureau_shown_rows_get_window (asked->rows);
  g_autoptr (GArray) ids = NULL;
  Reading *reading;

  if (asked->is_fetching || window == NULL)
    return;
  ids = bureau_shown_window_take_wanted (window);
  if (ids->len == 0)
    return;
  asked->is_fetching = TRUE;
  reading = reading_new (self, asked);
  reading->generation = bureau_shown_window_get_generation (window);
  dex_future_disown (dex_future_finally (
      bureau_shown_read_rows (self->memory, self->plan, bureau_shown_rows_get_wish (asked->rows),
                              self->values, ids),
      fetched_cb, reading, reading_free));
}

static void
wanted_cb (BureauShownView *self, BureauShownRows *rows)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (asked->rows == rows)
        fetch (self, asked);
    }
}

/* Where the rows cannot be put in order, as many are shown as can be read at once. */
static DexFuture *
ordered_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauShownAsked *asked = reading->asked;
  g_autoptr (GArray) ids = dex_await_boxed (dex_ref (future), NULL);
  gint64 now = g_get_monotonic_time ();

  asked->is_ordering = FALSE;
  asked->extent = ids != NULL ? BUREAU_SHOWN_READS_ALL : BUREAU_SHOWN_READS_MANY;
  asked->rests_until = now + 4 * (now - asked->asked_at);
  if (asked->is_dirty || asked->extent != BUREAU_SHOWN_READS_ALL)
    bureau_shown_view_read_rows (reading->view, asked);
  else
    bureau_shown_rows_take_order (asked->rows, ids);
  return NULL;
}

static void
read_order (BureauShownView *self, BureauShownAsked *asked)
{
  asked->is_ordering = TRUE;
  asked->asked_at = g_get_monotonic_time ();
  dex_future_disown (dex_future_finally (
      bureau_shown_read_order (self->memory, self->plan, bureau_shown_rows_get_wish (asked->rows),
                               self->values),
      ordered_cb, reading_new (self, asked), reading_free));
}

static void
take (BureauShownView *self, BureauShownAsked *asked, JsonObject *answer)
{
  bureau_shown_rows_take (asked->rows, answer);
  if (bureau_shown_rows_get_wish (asked->rows)->key != NULL
      && asked->extent == BUREAU_SHOWN_READS_ALL && bureau_json_get_boolean (answer, "truncated"))
    read_order (self, asked);
}

/* Of many rows that cannot be read at once, the first can. What fails even so begins anew. */
static void
fail (BureauShownView *self, BureauShownAsked *asked, const char *problem)
{
  if (asked->extent == BUREAU_SHOWN_READS_MANY)
    {
      asked->extent = BUREAU_SHOWN_READS_FIRST;
      bureau_shown_view_read_rows (self, asked);
      return;
    }
  asked->extent = BUREAU_SHOWN_READS_ALL;
  bureau_shown_rows_fail (asked->rows, problem);
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauShownAsked *asked = reading->asked;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), &error);

  asked->is_reading = FALSE;
  if (asked->is_dirty)
    bureau_shown_view_read_rows (reading->view, asked);
  else if (answer != NULL)
    take (reading->view, asked, answer);
  else
    fail (reading->view, asked, error->message);
  return NULL;
}

static void
rested_cb (gpointer data)
{
  BureauShownView *self = data;

  self->rest_timer = 0;
  read_dirty (self);
}

static gboolean
is_resting (BureauShownView *self, BureauShownAsked *asked)
{
  gint64 left = (asked->rests_until - g_get_monotonic_time ()) / 1000;

  if (left > 0 && self->rest_timer == 0)
    self->rest_timer = g_timeout_add_once ((guint)left + 1, rested_cb, self);
  return left > 0;
}

/* Reads them again, now or as soon as they may be. */
void
bureau_shown_view_read_rows (BureauShownView *self, BureauShownAsked *asked)
{
  BureauShownWish wish = *bureau_shown_rows_get_wish (asked->rows);

  asked->is_dirty = asked->is_reading || asked->is_ordering || self->is_asleep || self->entry < 0
                    || asked->n_users == 0 || is_resting (self, asked);
  if (asked->is_dirty)
    return;
  if (asked->extent == BUREAU_SHOWN_READS_MANY)
    wish.key = NULL;
  asked->is_reading = TRUE;
  bureau_shown_rows_begin (asked->rows);
  dex_future_disown (
      dex_future_finally (bureau_shown_read (self->memory, self->plan, &wish, self->values),
                          read_cb, reading_new (self, asked), reading_free));
}

static void
read_dirty (BureauShownView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (asked->is_dirty && !asked->is_reading && !asked->is_ordering)
        bureau_shown_view_read_rows (self, asked);
    }
}

/* Following memory -------------------------------------------------------------------------------
 */

static void look (BureauShownView *self);

/* What holds for every source: the shape of the tables, and the business's day and currency. */
static gboolean
touches_all (const char *collection)
{
  return g_str_equal (collection, "sqlite_schema") || g_str_equal (collection, "bureau_setting");
}

static void
take_touched (BureauShownView *self, JsonArray *found)
{
  g_autoptr (JsonArray) tables = json_array_new ();
  gboolean is_all = FALSE;

  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      JsonObject *row = json_array_get_object_element (found, i);
      const char *collection = bureau_json_get_string (row, "collection");

      self->entry = bureau_json_get_int (row, "entry", self->entry);
      if (collection == NULL)
        continue;
      is_all = is_all || touches_all (collection);
      json_array_add_string_element (tables, collection);
    }
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      asked->is_dirty = asked->is_dirty || is_all
                        || bureau_shown_rows_rest_on (asked->rows, tables);
    }
}

static DexFuture *
looked_cb (DexFuture *future, gpointer data)
{
  BureauShownView *self = data;
  g_autoptr (JsonArray) found = dex_await_boxed (dex_ref (future), NULL);

  self->is_looking = FALSE;
  if (found != NULL)
    take_touched (self, found);
  read_dirty (self);
  look (self);
  return NULL;
}

static void
timer_cb (gpointer data)
{
  BureauShownView *self = data;

  self->timer = 0;
  look (self);
}

static DexFuture *
ask_journal (BureauShownView *self)
{
  return self->entry < 0 ? bureau_memory_rows (self->memory, NEWEST, "")
                         : bureau_memory_rows (self->memory, TOUCHED, "i", self->entry);
}

static void
look (BureauShownView *self)
{
  gint64 since = (g_get_monotonic_time () - self->looked_at) / 1000;

  if (self->is_looking || self->is_asleep || self->timer != 0 || !self->is_behind)
    return;
  if (since < PAUSE_MS)
    {
      self->timer = g_timeout_add_once ((guint)(PAUSE_MS - since), timer_cb, self);
      return;
    }
  self->is_looking = TRUE;
  self->is_behind = FALSE;
  self->looked_at = g_get_monotonic_time ();
  dex_future_disown (
      dex_future_finally (ask_journal (self), looked_cb, g_object_ref (self), g_object_unref));
}

static void
changed_cb (BureauShownView *self)
{
  self->is_behind = TRUE;
  look (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_shown_view_dispose (GObject *object)
{
  BureauShownView *self = BUREAU_SHOWN_VIEW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  G_OBJECT_CLASS (bureau_shown_view_parent_class)->dispose (object);
}

static void
bureau_shown_view_finalize (GObject *object)
{
  BureauShownView *self = BUREAU_SHOWN_VIEW (object);

  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->plan, bureau_view_plan_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_object (&self->tweaks);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_shown_view_parent_class)->finalize (object);
}

static void
bureau_shown_view_class_init (BureauShownViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_shown_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_shown_view_finalize;
  signals[PARAM_CHANGED] = g_signal_new ("param-changed", BUREAU_TYPE_SHOWN_VIEW, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bureau_shown_view_init (BureauShownView *self)
{
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  self->tweaks = bureau_view_tweaks_new ();
  self->entry = -1;
  self->is_behind = TRUE;
}

/* What stands in @values for a parameter that the view has takes the place of its beginning. */
static void
take_values (BureauShownView *self, JsonObject *values)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &name, &value))
    if (json_object_has_member (self->values, name))
      json_object_set_member (self->values, name, json_node_copy (value));
}

/**
 * bureau_shown_view_new:
 * @document: a checked view
 * @values: (nullable): {"PARAM": value}, what its parameters are set to at first
 *
 * Returns: (transfer full): the view, which reads what is asked for by
 *   bureau_shown_view_get_rows()
 */
BureauShownView *
bureau_shown_view_new (BureauMemory *memory, JsonObject *document, JsonObject *values)
{
  BureauShownView *self = g_object_new (BUREAU_TYPE_SHOWN_VIEW, NULL);

  self->memory = g_object_ref (memory);
  self->document = json_object_ref (document);
  self->plan = bureau_view_plan_new (document);
  self->values = bureau_view_params_start (document);
  if (values != NULL)
    take_values (self, values);
  g_signal_connect_object (memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}

JsonObject *
bureau_shown_view_get_document (BureauShownView *self)
{
  return self->document;
}

/**
 * bureau_shown_view_get_tweaks:
 *
 * Returns: (transfer none): how a person has its tables
 */
BureauViewTweaks *
bureau_shown_view_get_tweaks (BureauShownView *self)
{
  return self->tweaks;
}

/**
 * bureau_shown_view_get_element:
 *
 * Returns: (transfer none) (nullable): the element of that id
 */
JsonObject *
bureau_shown_view_get_element (BureauShownView *self, const char *id)
{
  return bureau_view_find_in (self->document, "elements", id);
}

/**
 * bureau_shown_view_get_action:
 *
 * Returns: (transfer none) (nullable): the action of that id
 */
JsonObject *
bureau_shown_view_get_action (BureauShownView *self, const char *id)
{
  return bureau_view_find_in (self->document, "actions", id);
}

/* Rows -------------------------------------------------------------------------------------------
 */

static gboolean
is_same_wish (const BureauShownWish *one, const BureauShownWish *other)
{
  return g_strcmp0 (one->source, other->source) == 0 && g_strcmp0 (one->sort, other->sort) == 0
         && g_strcmp0 (one->group, other->group) == 0
         && g_strcmp0 (one->unbound, other->unbound) == 0 && one->is_before == other->is_before
         && g_strcmp0 (one->x, other->x) == 0 && g_strcmp0 (one->y, other->y) == 0
         && g_strcmp0 (one->key, other->key) == 0;
}

static BureauShownRows *
use (BureauShownView *self, BureauShownAsked *asked)
{
  if (asked->n_users++ == 0 && asked->is_dirty)
    bureau_shown_view_read_rows (self, asked);
  return asked->rows;
}

/**
 * bureau_shown_view_get_rows:
 * @wish: which ones
 *
 * Returns: (transfer none) (nullable): the rows, read already or soon; the same for all who wish
 *   the same; %NULL where the view has no such source
 */
BureauShownRows *
bureau_shown_view_get_rows (BureauShownView *self, const BureauShownWish *wish)
{
  JsonObject *source = bureau_view_find_in (self->document, "data", wish->source);
  BureauShownAsked *asked;

  for (guint i = 0; i < self->asked->len; i++)
    {
      asked = g_ptr_array_index (self->asked, i);
      if (is_same_wish (bureau_shown_rows_get_wish (asked->rows), wish))
        return use (self, asked);
    }
  if (source == NULL)
    return NULL;
  asked = g_new0 (BureauShownAsked, 1);
  asked->is_dirty = TRUE;
  asked->rows = bureau_shown_rows_new (source, wish);
  g_ptr_array_add (self->asked, asked);
  g_signal_connect_object (asked->rows, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  return use (self, asked);
}

/**
 * bureau_shown_view_release_rows:
 * @rows: that bureau_shown_view_get_rows() gave
 *
 * One looks at them no more. Where nobody does, they are not read until somebody does again.
 */
void
bureau_shown_view_release_rows (BureauShownView *self, BureauShownRows *rows)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (asked->rows == rows && asked->n_users > 0)
        asked->n_users--;
    }
}

/**
 * bureau_shown_view_get_key:
 * @source: the id of an entry of “data”
 *
 * Returns: (transfer none) (nullable): its column that tells rows apart, as far as it declares one
 */
const char *
bureau_shown_view_get_key (BureauShownView *self, const char *source)
{
  return bureau_view_get_key (bureau_view_find_in (self->document, "data", source));
}

static DexFuture *
totalled_cb (DexFuture *future, gpointer data)
{
  g_autoptr (JsonObject) totals = dex_await_boxed (dex_ref (future), NULL);

  if (totals != NULL)
    bureau_shown_rows_take_totals (data, totals);
  return NULL;
}

/**
 * bureau_shown_view_read_totals:
 * @rows: of which there are more than were read
 * @columns: of them
 *
 * Reads totals over all rows; they tell by `filled` when they are known.
 */
void
bureau_shown_view_read_totals (BureauShownView *self, BureauShownRows *rows,
                               const char *const *columns)
{
  dex_future_disown (dex_future_finally (
      bureau_shown_read_totals (self->memory, self->plan, bureau_shown_rows_get_wish (rows),
                                self->values, columns),
      totalled_cb, g_object_ref (rows), g_object_unref));
}

/* ------------------------------------------------------------------------------------------------
 */

/**
 * bureau_shown_view_read_title:
 *
 * Returns: (transfer full): resolves to what a record is called, as bureau_record_title_read() says
 */
DexFuture *
bureau_shown_view_read_title (BureauShownView *self, const char *collection, gint64 id)
{
  return bureau_record_title_read (self->memory, collection, id);
}

/**
 * bureau_shown_view_refresh:
 *
 * Reads everything again.
 */
void
bureau_shown_view_refresh (BureauShownView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    bureau_shown_view_read_rows (self, g_ptr_array_index (self->asked, i));
}

/**
 * bureau_shown_view_set_is_asleep:
 * @is_asleep: whether nobody looks at it
 *
 * Nothing is read while it is asleep; what was missed is read when it wakes.
 */
void
bureau_shown_view_set_is_asleep (BureauShownView *self, gboolean is_asleep)
{
  self->is_asleep = is_asleep;
  if (is_asleep)
    return;
  read_dirty (self);
  look (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-view.h"

#include "base/json.h"
#include "views/meaning.h"
#include "views/param.h"

/* Between two looks into the journal. */
#define PAUSE_MS 100

#define NEWEST "SELECT coalesce(max(entry), 0) AS entry FROM bureau_journal"
#define TOUCHED                                                                                    \
  "SELECT DISTINCT collection, (SELECT max(entry) FROM bureau_journal) AS entry"                   \
  " FROM bureau_journal_item WHERE entry > ?"

struct _BureauShownView
{
  GObject parent_instance;

  BureauMemory *memory;
  JsonObject *document;
  BureauViewPlan *plan;
  JsonObject *values;
  GPtrArray *asked; /* Asked: rows that elements look at */
  gint64 entry;     /* the newest that is known; -1 before the first look */
  gint64 looked_at;
  guint timer;
  gboolean is_looking;
  gboolean is_behind; /* something was committed since the last look */
  gboolean is_asleep;
};

G_DEFINE_FINAL_TYPE (BureauShownView, bureau_shown_view, G_TYPE_OBJECT)

enum
{
  PARAM_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BureauShownRows *rows;
  gboolean is_reading;
  gboolean is_dirty;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_clear_object (&self->rows);
  g_free (self);
}

/* Reading ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauShownView *view;
  Asked *asked; /* lives as long as the view */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->view);
  g_free (self);
}

static void read_rows (BureauShownView *self, Asked *asked);

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  Asked *asked = reading->asked;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), &error);

  asked->is_reading = FALSE;
  if (asked->is_dirty)
    read_rows (reading->view, asked);
  else if (answer != NULL)
    bureau_shown_rows_take (asked->rows, answer);
  else
    bureau_shown_rows_fail (asked->rows, error->message);
  return NULL;
}

static void
read_rows (BureauShownView *self, Asked *asked)
{
  Reading *reading;

  asked->is_dirty = asked->is_reading || self->is_asleep || self->entry < 0;
  if (asked->is_dirty)
    return;
  reading = g_new0 (Reading, 1);
  reading->view = g_object_ref (self);
  reading->asked = asked;
  asked->is_reading = TRUE;
  bureau_shown_rows_begin (asked->rows);
  dex_future_disown (dex_future_finally (
      bureau_shown_read (self->memory, self->plan, bureau_shown_rows_get_wish (asked->rows),
                         self->values),
      read_cb, reading, reading_free));
}

static void
read_dirty (BureauShownView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);

      if (asked->is_dirty && !asked->is_reading)
        read_rows (self, asked);
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
      Asked *asked = g_ptr_array_index (self->asked, i);

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
         && g_strcmp0 (one->unbound, other->unbound) == 0 && one->is_before == other->is_before
         && g_strcmp0 (one->x, other->x) == 0 && g_strcmp0 (one->y, other->y) == 0;
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
  Asked *asked;

  for (guint i = 0; i < self->asked->len; i++)
    {
      asked = g_ptr_array_index (self->asked, i);
      if (is_same_wish (bureau_shown_rows_get_wish (asked->rows), wish))
        return asked->rows;
    }
  if (source == NULL)
    return NULL;
  asked = g_new0 (Asked, 1);
  asked->rows = bureau_shown_rows_new (source, wish);
  g_ptr_array_add (self->asked, asked);
  read_rows (self, asked);
  return asked->rows;
}

/* Parameters -------------------------------------------------------------------------------------
 */

/**
 * bureau_shown_view_get_values:
 *
 * Returns: (transfer none): {"PARAM": value} of all parameters
 */
JsonObject *
bureau_shown_view_get_values (BureauShownView *self)
{
  return self->values;
}

/**
 * bureau_shown_view_get_param:
 *
 * Returns: (transfer none) (nullable): what the parameter is set to; %NULL where there is none
 */
JsonNode *
bureau_shown_view_get_param (BureauShownView *self, const char *id)
{
  return json_object_get_member (self->values, id);
}

static gboolean
is_needed (JsonObject *source, const char *id)
{
  JsonArray *needs = bureau_json_get_array (source, "needs");

  for (guint i = 0; needs != NULL && i < json_array_get_length (needs); i++)
    if (g_str_equal (json_array_get_string_element (needs, i), id))
      return TRUE;
  return FALSE;
}

static gboolean
reads (BureauShownView *self, BureauShownRows *rows, const char *id)
{
  JsonObject *source = bureau_shown_rows_get_source (rows);
  JsonObject *param = bureau_view_param_find (self->document, id);

  return g_strcmp0 (bureau_shown_rows_get_wish (rows)->unbound, id) != 0
         && (is_needed (source, id)
             || (param != NULL
                 && bureau_view_param_is_read (param, bureau_json_get_string (source, "sql"))));
}

static gboolean
is_same_value (JsonNode *one, JsonNode *other)
{
  g_autofree char *first = one != NULL ? bureau_json_print (one) : g_strdup ("null");
  g_autofree char *second = other != NULL ? bureau_json_print (other) : g_strdup ("null");

  return g_str_equal (first, second);
}

/**
 * bureau_shown_view_set_param:
 * @id: of a parameter of the view
 * @value: (nullable): as bureau_view_params_bind() takes it; %NULL for none
 *
 * Sets a parameter; the sources that read it are read again.
 */
void
bureau_shown_view_set_param (BureauShownView *self, const char *id, JsonNode *value)
{
  if (!json_object_has_member (self->values, id)
      || is_same_value (bureau_shown_view_get_param (self, id), value))
    return;
  json_object_set_member (self->values, id,
                          value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);

      if (reads (self, asked->rows, id))
        read_rows (self, asked);
    }
  g_signal_emit (self, signals[PARAM_CHANGED], 0, id);
}

static JsonNode *
get_start (BureauShownView *self, const char *id)
{
  JsonObject *param = bureau_view_param_find (self->document, id);

  return param != NULL ? json_object_get_member (param, "default") : NULL;
}

/**
 * bureau_shown_view_reset_param:
 *
 * Sets a parameter to what the view begins with.
 */
void
bureau_shown_view_reset_param (BureauShownView *self, const char *id)
{
  bureau_shown_view_set_param (self, id, get_start (self, id));
}

/**
 * bureau_shown_view_is_start:
 *
 * Returns: whether a parameter is set to what the view begins with
 */
gboolean
bureau_shown_view_is_start (BureauShownView *self, const char *id)
{
  return is_same_value (bureau_shown_view_get_param (self, id), get_start (self, id));
}

/* ------------------------------------------------------------------------------------------------
 */

/**
 * bureau_shown_view_refresh:
 *
 * Reads everything again.
 */
void
bureau_shown_view_refresh (BureauShownView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    read_rows (self, g_ptr_array_index (self->asked, i));
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/shown-view.h"

#include "base/json.h"
#include "memory/record-title.h"
#include "views/meaning.h"
#include "views/param.h"
#include "views/shown-view-private.h"

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
  bureau_shown_view_follow (self);
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
  g_signal_connect_object (asked->rows, "wanted", G_CALLBACK (bureau_shown_view_read_wanted), self,
                           G_CONNECT_SWAPPED);
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
  bureau_shown_view_read_dirty (self);
  bureau_shown_view_look (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record asks memory, on a reader's thread. */
#include "desk/record-load.h"

#include "base/json.h"
#include "memory/record-thread.h"

typedef struct
{
  char *collection;
  gint64 id;
  JsonObject *last;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->collection);
  g_clear_pointer (&self->last, json_object_unref);
  g_free (self);
}

static DexFuture *
ask (BureauMemory *memory, BureauReadFunc read, const char *collection, gint64 id, JsonObject *last)
{
  Question *question = g_new0 (Question, 1);

  question->collection = g_strdup (collection);
  question->id = id;
  question->last = last != NULL ? json_object_ref (last) : NULL;
  return bureau_memory_read (memory, read, question, question_free);
}

static gboolean
read_thread (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Question *self = data;
  g_autoptr (JsonObject) thread = bureau_record_thread (database, self->collection, self->id,
                                                        error);
  JsonArray *events;

  if (thread == NULL)
    return FALSE;
  events = bureau_record_timeline (database, bureau_json_get_string (thread, "collection"),
                                   self->id, NULL, BUREAU_RECORD_LOAD_EVENTS, error);
  if (events == NULL)
    return FALSE;
  json_object_set_array_member (thread, "events", events);
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&thread));
  return TRUE;
}

/**
 * bureau_record_load_thread:
 * @collection_or_null: where it is, where that is known
 *
 * Returns: (transfer full): resolves to what bureau_record_thread() gives, and "events", the newest
 *   of bureau_record_timeline()
 */
DexFuture *
bureau_record_load_thread (BureauMemory *memory, const char *collection_or_null, gint64 id)
{
  return ask (memory, read_thread, collection_or_null, id, NULL);
}

static gboolean
read_events (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Question *self = data;
  const BureauTimelinePlace place = { bureau_json_get_string (self->last, "at"),
                                      bureau_json_get_id (self->last, "id") };
  JsonArray *events = bureau_record_timeline (database, self->collection, self->id, &place,
                                              BUREAU_RECORD_LOAD_EVENTS, error);

  if (events == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, events);
  return TRUE;
}

/**
 * bureau_record_load_events:
 * @last: the oldest event that is known
 *
 * Returns: (transfer full): resolves to a #JsonArray of those before it
 */
DexFuture *
bureau_record_load_events (BureauMemory *memory, const char *collection, gint64 id,
                           JsonObject *last)
{
  return ask (memory, read_events, collection, id, last);
}

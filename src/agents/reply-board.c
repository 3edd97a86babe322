/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reply-board.h"

#include "base/json.h"
#include "base/log.h"
#include "providers/partial.h"

#define PERIOD_MS 200

#define PUT                                                                                        \
  "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET"                       \
  " updated_at = excluded.updated_at, value = excluded.value"

/* A reply that is coming. */
typedef struct
{
  BureauReplyBoard *board;
  BureauReply *reply;
  const BureauStep *step;
  gint64 run;
  gint64 draft;
  gulong handler;
  gboolean is_news;
  gboolean is_stopped;
} Note;

struct _BureauReplyBoard
{
  BureauMemory *memory;
  GHashTable *notes; /* key → Note */
  GHashTable *shown; /* keys that have a row */
  guint timer;
  gboolean is_writing;
  gboolean is_closed;
  grefcount refs; /* a write under way holds one */
};

/* What one group writes: a NULL value takes the row away. */
typedef struct
{
  BureauReplyBoard *board;
  GPtrArray *keys;
  GPtrArray *values;
} Sheet;

static void
note_free (gpointer data)
{
  Note *self = data;

  g_clear_signal_handler (&self->handler, self->reply);
  g_clear_object (&self->reply);
  g_free (self);
}

static void
board_unref (BureauReplyBoard *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_object (&self->memory);
  g_free (self);
}

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->board, board_unref);
  g_free (self);
}

static void arm (BureauReplyBoard *self);

/* On the writer's thread */

static gboolean
write_sheet (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Sheet *self = data;
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *now = bureau_transaction_get_time (transaction);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = g_ptr_array_index (self->keys, i);
      const char *value = g_ptr_array_index (self->values, i);

      if (value ? !bureau_database_run (database, error, PUT, "sss", key, now, value)
                : !bureau_database_run (database, error,
                                        "DELETE FROM bureau_scratch WHERE key = ?1", "s", key))
        return FALSE;
    }

  return TRUE;
}

/* On the main context */

static char *
print (const Note *note)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = bureau_partial_text (bureau_reply_get_content (note->reply), "body");

  bureau_json_set_string (object, "do", bureau_step_kind_to_text (note->step->kind));
  bureau_json_set_string (object, "agent", note->step->agent);
  bureau_json_set_string (object, "provider", bureau_reply_get_provider (note->reply));
  bureau_json_set_string (object, "model", bureau_reply_get_model (note->reply));
  if (note->draft != 0)
    bureau_json_set_id (object, "draft", note->draft);
  bureau_json_set_string (object, "text", text ? text : "");

  return bureau_json_print_object (object);
}

static Sheet *
fill_sheet (BureauReplyBoard *self)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  GHashTableIter iter;
  gpointer key, value;

  sheet->keys = g_ptr_array_new_with_free_func (g_free);
  sheet->values = g_ptr_array_new_with_free_func (g_free);
  sheet->board = self;
  g_ref_count_inc (&self->refs);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->notes, key))
      {
        g_ptr_array_add (sheet->keys, g_strdup (key));
        g_ptr_array_add (sheet->values, NULL);
        g_hash_table_iter_remove (&iter);
      }
  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((Note *)value)->is_news)
      {
        g_ptr_array_add (sheet->keys, g_strdup (key));
        g_ptr_array_add (sheet->values, print (value));
        g_hash_table_add (self->shown, g_strdup (key));
        ((Note *)value)->is_news = FALSE;
      }

  return sheet;
}

static gboolean
has_news (BureauReplyBoard *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Note *)value)->is_news)
      return TRUE;
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->notes, key))
      return TRUE;

  return FALSE;
}

static DexFuture *
written_cb (DexFuture *future, gpointer data)
{
  BureauReplyBoard *self = data;
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (!dex_future_get_value (future, &error))
    bureau_log_event ("agents", "reply-not-shown", "error", error->message, NULL);
  if (has_news (self))
    arm (self);

  return dex_future_new_true ();
}

static void
write_cb (gpointer data)
{
  BureauReplyBoard *self = data;
  const BureauCause cause = { "system", "scratch" };

  self->timer = 0;
  if (self->is_writing || !has_news (self))
    return;
  self->is_writing = TRUE;
  g_ref_count_inc (&self->refs);
  dex_future_disown (
      dex_future_finally (bureau_memory_write_unflushed (self->memory, &cause, write_sheet,
                                                         fill_sheet (self), sheet_free),
                          written_cb, self, (GDestroyNotify)board_unref));
}

static void
arm (BureauReplyBoard *self)
{
  if (self->timer == 0 && !self->is_writing && !self->is_closed)
    self->timer = g_timeout_add_once (PERIOD_MS, write_cb, self);
}

static void
grown_cb (BureauReply *reply, GParamSpec *pspec, gpointer data)
{
  Note *note = data;

  note->is_news = TRUE;
  arm (note->board);
}

/**
 * bureau_reply_board_new:
 * @memory: where the rows go
 *
 * Returns: (transfer full): a board with nothing on it
 */
BureauReplyBoard *
bureau_reply_board_new (BureauMemory *memory)
{
  BureauReplyBoard *self = g_new0 (BureauReplyBoard, 1);

  g_ref_count_init (&self->refs);
  self->memory = g_object_ref (memory);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, note_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * bureau_reply_board_free:
 *
 * Rows that are left stand for nothing; bureau_reply_board_recover() takes them away.
 */
void
bureau_reply_board_free (BureauReplyBoard *self)
{
  self->is_closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_remove_all (self->notes);
  board_unref (self);
}

/**
 * bureau_reply_board_add:
 * @run: whose
 * @step: which of its steps; it stays until the reply is taken away
 * @draft: the draft that is written once more, or 0
 * @reply: shown as it grows
 *
 * Returns: (transfer full): the key of its row, for bureau_reply_board_remove()
 */
char *
bureau_reply_board_add (BureauReplyBoard *self, gint64 run, const BureauStep *step, gint64 draft,
                        BureauReply *reply)
{
  char *key = g_strdup_printf ("reply:%" G_GINT64_FORMAT ":%s", run, step->id);
  Note *note = g_new0 (Note, 1);

  note->board = self;
  note->reply = g_object_ref (reply);
  note->step = step;
  note->run = run;
  note->draft = draft;
  /* The note disconnects it when it goes. */
  note->handler = g_signal_connect_data (reply, "notify::content", G_CALLBACK (grown_cb), note,
                                         NULL, 0);
  g_hash_table_replace (self->notes, g_strdup (key), note);

  return key;
}

/**
 * bureau_reply_board_remove:
 * @key: of bureau_reply_board_add()
 *
 * The reply has come, or will not: its row goes.
 *
 * Returns: whether a person stopped it
 */
gboolean
bureau_reply_board_remove (BureauReplyBoard *self, const char *key)
{
  Note *note = g_hash_table_lookup (self->notes, key);
  gboolean is_stopped = note && note->is_stopped;

  g_hash_table_remove (self->notes, key);
  if (g_hash_table_contains (self->shown, key))
    arm (self);

  return is_stopped;
}

/**
 * bureau_reply_board_stop:
 * @run: whose
 *
 * A person has read enough: the draft that comes for the run ends where it is.
 *
 * Returns: whether one was coming
 */
gboolean
bureau_reply_board_stop (BureauReplyBoard *self, gint64 run)
{
  g_autoptr (GPtrArray) replies = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Note *note = value;

      if (note->run != run || note->step->kind != BUREAU_STEP_DRAFT)
        continue;
      note->is_stopped = TRUE;
      g_ptr_array_add (replies, g_object_ref (note->reply));
    }
  for (guint i = 0; i < replies->len; i++)
    bureau_reply_cancel (g_ptr_array_index (replies, i));

  return replies->len > 0;
}

/**
 * bureau_reply_board_recover:
 *
 * At the start of an engine nobody is saying anything.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_reply_board_recover (BureauTransaction *transaction, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "DELETE FROM bureau_scratch WHERE key > 'reply:' AND key < 'reply;'",
                              "");
}

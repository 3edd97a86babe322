/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table asks memory, on a reader's thread. */
#include "widgets/table-read.h"

#include "memory/journal-since.h"
#include "memory/journal.h"
#include "views/format.h"

#define MANY_CHANGES 2000

/* Answers ----------------------------------------------------------------------------------------
 */

static void
answer_clear (gpointer data)
{
  BureauTableAnswer *self = data;

  g_clear_pointer (&self->table, bureau_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
}

BureauTableAnswer *
bureau_table_answer_ref (BureauTableAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_table_answer_unref (BureauTableAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

G_DEFINE_BOXED_TYPE (BureauTableAnswer, bureau_table_answer, bureau_table_answer_ref,
                     bureau_table_answer_unref)

/* Questions --------------------------------------------------------------------------------------
 */

typedef struct _Question Question;

struct _Question
{
  gboolean (*read) (BureauDatabase *database, Question *self, BureauTableAnswer *answer,
                    GError **error);
  BureauTable *table;
  JsonObject *document;
  char *column;
  GArray *ids;
  gint64 entry;
  guint n_rows;
};

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->table, bureau_table_unref);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->column);
  g_free (self);
}

static gboolean
answer_question (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Question *self = data;
  g_autoptr (BureauTableAnswer) answer = g_atomic_rc_box_new0 (BureauTableAnswer);

  if (!self->read (database, self, answer, error))
    return FALSE;
  g_value_init (result, BUREAU_TYPE_TABLE_ANSWER);
  g_value_take_boxed (result, g_steal_pointer (&answer));
  return TRUE;
}

static DexFuture *
ask (BureauMemory *memory, const Question *question)
{
  return bureau_memory_read (memory, answer_question, g_memdup2 (question, sizeof *question),
                             question_free);
}

/* Reading ----------------------------------------------------------------------------------------
 */

static char *
read_text (BureauStatement *row, const BureauTableColumn *column, int index)
{
  g_autoptr (JsonNode) value = bureau_statement_json (row, index);
  const char *currency = column->currency >= 0 ? bureau_statement_text (row, column->currency)
                                               : NULL;

  return bureau_format_value (value, column->type, currency);
}

static void
read_row (BureauDatabase *database, BureauTable *table, gint64 id, char ***texts, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_table_find_row (database, table, id, error);

  *texts = NULL;
  if (row == NULL)
    return;
  *texts = g_new0 (char *, table->columns->len + 1);
  for (guint i = 0; i < table->columns->len; i++)
    (*texts)[i] = read_text (row, g_ptr_array_index (table->columns, i), (int)i);
}

static void
free_texts (gpointer texts)
{
  g_strfreev (texts);
}

static gboolean
read_texts (BureauDatabase *database, BureauTable *table, BureauTableAnswer *answer, GError **error)
{
  g_autoptr (GError) failure = NULL;

  answer->texts = g_ptr_array_new_with_free_func (free_texts);
  for (guint i = 0; failure == NULL && i < answer->ids->len; i++)
    {
      char **texts;

      read_row (database, table, g_array_index (answer->ids, gint64, i), &texts, &failure);
      g_ptr_array_add (answer->texts, texts);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
open_table (BureauDatabase *database, Question *self, BureauTableAnswer *answer, GError **error)
{
  answer->table = bureau_table_load (database, self->document, error);
  if (answer->table == NULL)
    return FALSE;
  answer->ids = bureau_table_read_newest (database, answer->table, self->n_rows, error);
  return answer->ids != NULL && read_texts (database, answer->table, answer, error);
}

/**
 * bureau_table_read_open:
 * @document: as for bureau_table_load()
 * @n_rows: how many of the newest rows are wanted at once
 *
 * Returns: (transfer full): resolves to an answer with a table, and the newest ids and their texts,
 *   the newest last
 */
DexFuture *
bureau_table_read_open (BureauMemory *memory, JsonObject *document, guint n_rows)
{
  return ask (
      memory,
      &(Question){ .read = open_table, .document = json_object_ref (document), .n_rows = n_rows });
}

static gboolean
read_all (BureauDatabase *database, Question *self, BureauTableAnswer *answer, GError **error)
{
  answer->entry = bureau_journal_newest (database, error);
  if (answer->entry < 0)
    return FALSE;
  answer->ids = bureau_table_read_order (database, self->table, self->column, error);
  return answer->ids != NULL;
}

/**
 * bureau_table_read_all:
 * @column_or_null: what is sorted by, ascending
 *
 * Returns: (transfer full): resolves to an answer with all ids and the entry
 */
DexFuture *
bureau_table_read_all (BureauMemory *memory, BureauTable *table, const char *column_or_null)
{
  return ask (memory, &(Question){ .read = read_all,
                                   .table = bureau_table_ref (table),
                                   .column = g_strdup (column_or_null) });
}

static gboolean
read_rows (BureauDatabase *database, Question *self, BureauTableAnswer *answer, GError **error)
{
  answer->ids = g_array_ref (self->ids);
  return read_texts (database, self->table, answer, error);
}

/**
 * bureau_table_read_rows:
 * @ids: (element-type gint64): of rows; must not be changed any more
 *
 * Returns: (transfer full): resolves to an answer with the ids and their texts
 */
DexFuture *
bureau_table_read_rows (BureauMemory *memory, BureauTable *table, GArray *ids)
{
  return ask (memory, &(Question){ .read = read_rows,
                                   .table = bureau_table_ref (table),
                                   .ids = g_array_ref (ids) });
}

static gboolean
any_touched (BureauDatabase *database, BureauTable *table, gint64 entry)
{
  for (guint i = 0; i < table->others->len; i++)
    if (bureau_journal_touched (database, g_ptr_array_index (table->others, i), entry))
      return TRUE;
  return FALSE;
}

static gboolean
read_changes (BureauDatabase *database, Question *self, BureauTableAnswer *answer, GError **error)
{
  answer->entry = bureau_journal_newest (database, error);
  if (answer->entry < 0)
    return FALSE;
  answer->changes = bureau_journal_since (database, self->table->journal, self->entry,
                                          MANY_CHANGES + 1, error);
  if (answer->changes == NULL)
    return FALSE;
  if (answer->changes->len > MANY_CHANGES)
    g_clear_pointer (&answer->changes, g_array_unref);
  answer->others = any_touched (database, self->table, self->entry);
  return TRUE;
}

/**
 * bureau_table_read_changes:
 * @entry: the newest that is known
 *
 * Returns: (transfer full): resolves to an answer with the changes since, and the entry
 */
DexFuture *
bureau_table_read_changes (BureauMemory *memory, BureauTable *table, gint64 entry)
{
  return ask (
      memory,
      &(Question){ .read = read_changes, .table = bureau_table_ref (table), .entry = entry });
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record-title.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/table.h"

/**
 * bureau_record_title:
 * @document: its collection's
 *
 * Returns: (transfer full) (nullable): what the record is called
 */
char *
bureau_record_title (BureauDatabase *database, JsonObject *document, gint64 id)
{
  const char *collection = bureau_json_get_string (document, "collection");
  g_autofree char *field = bureau_table_title_field (document);
  g_autofree char *sql = NULL;

  if (field == NULL)
    return NULL;
  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = ?", field, collection);
  return bureau_database_text (database, NULL, sql, "i", id);
}

typedef struct
{
  char *collection;
  gint64 id;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->collection);
  g_free (self);
}

static gboolean
read_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Question *self = data;
  g_autoptr (JsonObject) document = bureau_collection_find (database, self->collection, error);
  char *title = document != NULL ? bureau_record_title (database, document, self->id) : NULL;

  if (document == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result,
                       title != NULL ? title : g_strdup_printf ("%" G_GINT64_FORMAT, self->id));
  return TRUE;
}

/**
 * bureau_record_title_read:
 *
 * Returns: (transfer full): resolves to what the record is called, its id where it has no name;
 *   rejects where there is no such collection
 */
DexFuture *
bureau_record_title_read (BureauMemory *memory, const char *collection, gint64 id)
{
  Question *self = g_new0 (Question, 1);

  self->collection = g_strdup (collection);
  self->id = id;
  return bureau_memory_read (memory, read_cb, self, question_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/list-source.h"

#include "base/json.h"

typedef struct
{
  const BureauListSource *source;
  const char *where;
  gint64 after;
  gint64 entry;
  JsonArray *ids;
} Reading;

typedef gboolean (*Part) (const Reading *self, BureauDatabase *database, JsonObject *answer,
                          GError **error);

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->ids, json_array_unref);
  g_free (self);
}

static const char *
direction (const Reading *self)
{
  return self->source->is_oldest_first ? "ASC" : "DESC";
}

static gboolean
take_rows (JsonObject *answer, const char *name, JsonArray *rows)
{
  if (rows != NULL)
    json_object_set_array_member (answer, name, rows);
  return rows != NULL;
}

/* Parts of an answer -----------------------------------------------------------------------------
 */

static gboolean
add_count (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  gint64 count = 0;

  if (self->source->count != NULL
      && !bureau_database_int (database, &count, error, self->source->count, ""))
    return FALSE;
  json_object_set_int_member (answer, "count", count);
  return TRUE;
}

/* Read before the rows: what is committed in between is then read twice and never missed. */
static gboolean
add_entry (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  gint64 newest = 0;

  if (!bureau_database_int (database, &newest, error,
                            "SELECT coalesce(max(entry), 0) FROM bureau_journal", ""))
    return FALSE;
  json_object_set_int_member (answer, "newest", newest);
  return TRUE;
}

static gboolean
add_unsettled (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  JsonArray *rows = self->source->unsettled != NULL
                        ? bureau_database_rows (database, error, self->source->unsettled, "")
                        : json_array_new ();

  return take_rows (answer, "unsettled", rows);
}

static gboolean
add_page (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  const BureauListSource *source = self->source;
  gboolean is_up = source->is_oldest_first;
  gint64 after = self->after == 0 && !is_up ? G_MAXINT64 : self->after;
  g_autofree char *sql = g_strdup_printf (
      "%s WHERE (%s) AND %s %s ?1 ORDER BY %s %s LIMIT %d", source->select, self->where,
      source->key, is_up ? ">" : "<", source->key, direction (self), BUREAU_LIST_PAGE_ROWS);

  return take_rows (answer, "rows", bureau_database_rows (database, error, sql, "i", after));
}

static void
add_ids (JsonArray *ids, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    json_array_add_int_element (ids,
                                bureau_json_get_id (json_array_get_object_element (rows, i), "id"));
}

/* The rows that the next entries touched, those without entries, and those that were asked for. */
static gboolean
add_touched (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  gint64 until = MIN (json_object_get_int_member (answer, "newest"),
                      self->entry + BUREAU_LIST_MAX_ENTRIES);
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, self->source->touched, "ii",
                                                     self->entry, until);

  if (rows == NULL)
    return FALSE;
  add_ids (self->ids, rows);
  add_ids (self->ids, json_object_get_array_member (answer, "unsettled"));
  json_object_set_int_member (answer, "entry", until);
  json_object_set_array_member (answer, "touched", json_array_ref (self->ids));
  return TRUE;
}

static gboolean
add_touched_rows (const Reading *self, BureauDatabase *database, JsonObject *answer, GError **error)
{
  g_autofree char *ids = bureau_json_print_array (self->ids);
  g_autofree char *sql = g_strdup_printf (
      "%s WHERE %s IN (SELECT CAST(value AS INTEGER) FROM json_each(?1)) AND (%s)"
      " ORDER BY %s %s",
      self->source->select, self->source->key, self->where, self->source->key, direction (self));

  return take_rows (answer, "rows", bureau_database_rows (database, error, sql, "s", ids));
}

/* Readings ---------------------------------------------------------------------------------------
 */

static gboolean
read_parts (const Reading *self, BureauDatabase *database, const Part *parts, GValue *result,
            GError **error)
{
  g_autoptr (JsonObject) answer = json_object_new ();

  for (; *parts != NULL; parts++)
    if (!(*parts) (self, database, answer, error))
      return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&answer));
  return TRUE;
}

static gboolean
page_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  static const Part parts[] = { add_entry, add_count, add_unsettled, add_page, NULL };

  return read_parts (data, database, parts, result, error);
}

static gboolean
news_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  static const Part parts[] = { add_entry,   add_count,        add_unsettled,
                                add_touched, add_touched_rows, NULL };

  return read_parts (data, database, parts, result, error);
}

static gboolean
count_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  static const Part parts[] = { add_count, NULL };

  return read_parts (data, database, parts, result, error);
}

static DexFuture *
start (BureauMemory *memory, BureauReadFunc func, const Reading *reading)
{
  return bureau_memory_read (memory, func, g_memdup2 (reading, sizeof *reading), reading_free);
}

/**
 * bureau_list_source_read_page:
 * @where: which of the rows, instead of what the source says; static
 * @after: the id of the row after which the page begins, or 0
 *
 * Reads the rows that come next, at most %BUREAU_LIST_PAGE_ROWS.
 *
 * Returns: (transfer full): resolves to a #JsonObject {"rows","newest","count","unsettled"}:
 *   `newest` is the journal's newest entry from before the rows were read
 */
DexFuture *
bureau_list_source_read_page (BureauMemory *memory, const BureauListSource *self, const char *where,
                              gint64 after)
{
  return start (memory, page_cb, &(Reading){ .source = self, .where = where, .after = after });
}

/**
 * bureau_list_source_read_news:
 * @where: which of the rows, instead of what the source says; static
 * @entry: the newest entry of the journal that is known
 * @ids: (transfer full): rows to be read in any case
 *
 * Reads the rows that the next %BUREAU_LIST_MAX_ENTRIES entries of the journal touched.
 *
 * Returns: (transfer full): resolves to a #JsonObject
 *   {"rows","touched":[id],"entry","newest","count","unsettled"}. What is in `touched` and not in
 *   `rows` does not belong into the list any more; `entry` is below `newest` where more is to be
 * read
 */
DexFuture *
bureau_list_source_read_news (BureauMemory *memory, const BureauListSource *self, const char *where,
                              gint64 entry, JsonArray *ids)
{
  return start (memory, news_cb,
                &(Reading){ .source = self, .where = where, .entry = entry, .ids = ids });
}

/**
 * bureau_list_source_read_count:
 *
 * Returns: (transfer full): resolves to a #JsonObject {"count"}
 */
DexFuture *
bureau_list_source_read_count (BureauMemory *memory, const BureauListSource *self)
{
  return start (memory, count_cb, &(Reading){ .source = self });
}

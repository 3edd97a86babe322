/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/trace.h"

#include <stdio.h>

#include "base/json.h"
#include "cli/table.h"

/* What each kind of thing is called, and what names it to a person. */
#define NEWS                                                                                       \
  "SELECT i.entry, j.at, i.collection, i.op, i.record,"                                            \
  " CASE i.collection"                                                                             \
  "  WHEN 'bureau_run' THEN (SELECT workflow || coalesce (': ' || error, '') FROM bureau_run"      \
  "   WHERE id = i.record)"                                                                        \
  "  WHEN 'bureau_message' THEN (SELECT subject FROM bureau_message WHERE id = i.record)"          \
  "  WHEN 'bureau_draft' THEN (SELECT subject FROM bureau_draft WHERE id = i.record)"              \
  "  WHEN 'bureau_delivery' THEN (SELECT d.subject || coalesce (': ' || l.error, '')"              \
  "   FROM bureau_delivery l JOIN bureau_draft d ON d.id = l.draft WHERE l.id = i.record)"         \
  "  WHEN 'bureau_request' THEN (SELECT kind FROM bureau_request WHERE id = i.record)"             \
  "  WHEN 'bureau_question' THEN (SELECT text FROM bureau_question WHERE id = i.record)"           \
  " END AS what"                                                                                   \
  " FROM bureau_journal_item i JOIN bureau_journal j ON j.entry = i.entry"                         \
  " WHERE i.entry > ? ORDER BY i.entry LIMIT 1000"

struct _BureauTrace
{
  BureauMemory *memory;
  gint64 told;
  DexFuture *loop;
};

/* The clock on the operator's wall. */
static char *
format_clock (const char *at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M:%S") : g_strdup (at);
}

static void
tell (JsonObject *row)
{
  const char *collection = bureau_json_get_string (row, "collection");
  const char *what = bureau_json_get_string (row, "what");
  const char *kind = g_str_has_prefix (collection, "bureau_") ? collection + 7 : collection;
  g_autofree char *at = format_clock (bureau_json_get_string (row, "at"));
  g_autofree char *line = g_strdup_printf (
      "%s  %-10s %-10s %" G_GINT64_FORMAT "  %s", at, kind, bureau_json_get_string (row, "op"),
      bureau_json_get_id (row, "record"), what != NULL ? what : "");
  g_autofree char *safe = bureau_terminal_text (line);

  g_strdelimit (safe, "\n\t", ' ');
  fprintf (stderr, "%s\n", safe);
}

static guint
tell_news (BureauTrace *self, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (
      bureau_memory_rows (self->memory, NEWS, "i", self->told), error);
  guint n = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      self->told = MAX (self->told, bureau_json_get_int (row, "entry", 0));
      tell (row);
    }
  return n;
}

static DexFuture *
loop_fiber (gpointer data)
{
  BureauTrace *self = data;
  g_autoptr (GError) error = NULL;

  while (error == NULL)
    {
      DexFuture *change = bureau_memory_next_change (self->memory);

      while (tell_news (self, &error) > 0)
        ;
      dex_await (change, error == NULL ? &error : NULL);
    }
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * bureau_trace_new:
 * @memory: an open workspace
 *
 * Begins with what is committed from now on; to be called in a fiber.
 *
 * Returns: (transfer full): the trace
 */
BureauTrace *
bureau_trace_new (BureauMemory *memory)
{
  BureauTrace *self = g_new0 (BureauTrace, 1);
  g_autoptr (JsonArray) rows = NULL;

  self->memory = g_object_ref (memory);
  rows = dex_await_boxed (
      bureau_memory_rows (memory, "SELECT coalesce (max (entry), 0) AS newest FROM bureau_journal",
                          ""),
      NULL);
  if (rows != NULL)
    self->told = bureau_json_get_int (json_array_get_object_element (rows, 0), "newest", 0);
  self->loop = dex_scheduler_spawn (NULL, 0, loop_fiber, self, NULL);
  return self;
}

/**
 * bureau_trace_flush:
 *
 * Tells what is left; to be called in a fiber.
 */
void
bureau_trace_flush (BureauTrace *self)
{
  dex_clear (&self->loop);
  while (tell_news (self, NULL) > 0)
    ;
}

/**
 * bureau_trace_free:
 * @self: (transfer full): a trace
 */
void
bureau_trace_free (BureauTrace *self)
{
  dex_clear (&self->loop);
  g_clear_object (&self->memory);
  g_free (self);
}
